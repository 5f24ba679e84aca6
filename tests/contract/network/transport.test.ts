import { gzipSync } from 'node:zlib';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from './commands';
import { listen, type Listening } from './listen';
import { removePrograms, startProgram, type NetworkProgram } from './start-program';

afterAll(removePrograms);

const chunk = 'x'.repeat(64 * 1024);

describe.each(['node', 'electron'] as const)('the network of %s', (runtime) => {
  let program: NetworkProgram;
  let server: Listening;

  beforeAll(async () => {
    program = await startProgram(runtime);
  });
  afterAll(() => program.stop());
  afterEach(() => server?.close());

  it('carries method, headers and text there, and status, headers and body back', async () => {
    server = await listen((_request, response) => {
      response.writeHead(201, { 'Sforce-Locator': 'MTAw', 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Zoë');
    });
    const answer = await program.run<Outcome>({
      do: 'request',
      method: 'PATCH',
      url: `${server.url}/a%20b?q=1`,
      headers: { Authorization: 'Bearer token', 'Content-Type': 'application/json', 'content-length': '4' },
      text: '"ö"',
    });
    expect(answer).toMatchObject({ status: 201, body: 'Zoë', traffic: { sent: 0, received: 4 } });
    expect(answer.headers['sforce-locator']).toBe('MTAw');
    expect(server.seen).toMatchObject([{ method: 'PATCH', path: '/a%20b?q=1', bytes: 4 }]);
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer token', 'content-length': '4' });
  });

  it('passes on an answer that nothing has changed', async () => {
    server = await listen((_request, response) => response.writeHead(304).end());
    const headers = { 'If-Modified-Since': 'Tue, 24 Nov 2026 10:00:00 GMT' };
    const answer = await program.run<Outcome>({ do: 'request', method: 'GET', url: server.url, headers });
    expect(answer).toMatchObject({ status: 304, body: '' });
  });

  it('unpacks an answer that nobody asked to be packed, and believes none that is cut off', async () => {
    const packed = gzipSync('Zoë'.repeat(5000));
    server = await listen((request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(request.url === '/cut' ? packed.subarray(0, packed.length - 9) : packed);
    });
    const whole = await program.run<Outcome>({ do: 'request', method: 'GET', url: server.url });
    expect(whole.body).toBe('Zoë'.repeat(5000));
    // Chromium forgives a packed body that ends early; what counts then is how many results there are.
    if (runtime === 'electron') return;
    const cut = program.run({ do: 'request', method: 'GET', url: `${server.url}/cut` });
    await expect(cut).rejects.toMatchObject({ code: 'network.cut-off' });
  });

  it('keeps and sends no cookies', async () => {
    server = await listen((_request, response) =>
      response.writeHead(200, { 'Set-Cookie': 'sid=secret; Max-Age=1000' }).end(),
    );
    await program.run({ do: 'request', method: 'GET', url: server.url });
    await program.run({ do: 'request', method: 'GET', url: server.url });
    expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
    if (runtime === 'electron') expect(await program.run({ do: 'cookies' })).toBe(0);
  });

  it('streams a large body there as fast as it is taken, counting its bytes', async () => {
    server = await listen((_request, response) => response.writeHead(201).end());
    const call = { do: 'request', method: 'PUT', url: server.url, text: chunk } as const;
    const { mostMemory: usual } = await program.run<Outcome>({ ...call, repeat: 32 });
    const answer = await program.run<Outcome>({ ...call, repeat: 2400 });
    expect(answer).toMatchObject({ status: 201, traffic: { sent: 2400 * chunk.length } });
    expect(server.seen.map(({ bytes }) => bytes)).toEqual([32 * chunk.length, 2400 * chunk.length]);
    // 157 MB have gone; what lies around are chunks nobody has swept up yet.
    expect(answer.mostMemory - usual).toBeLessThan(100 * 2 ** 20);
  });

  it('streams a large answer as fast as it is read', async () => {
    server = await listen((_request, response) => {
      let left = 2400;
      const write = (): void => {
        while (left > 0 && response.write(chunk)) left -= 1;
        if (left === 0) response.end();
      };
      response.on('drain', () => {
        left -= 1;
        write();
      });
      write();
    });
    const answer = await program.run<Outcome>({ do: 'request', method: 'GET', url: server.url, keep: false });
    expect(answer.traffic).toEqual({ sent: 0, received: 2400 * chunk.length });
    expect(answer.mostMemory).toBeLessThan(400 * 2 ** 20);
  });

  it('sends a stream without any text as no body', async () => {
    server = await listen((_request, response) => response.end());
    const call = { do: 'request', method: 'PUT', url: server.url, text: '', repeat: 0 } as const;
    expect(await program.run<Outcome>(call)).toMatchObject({ status: 200 });
    expect(server.seen[0]?.bytes).toBe(0);
  });

  it.each([301, 302, 307])('does not follow a redirect (%i)', async (status) => {
    const elsewhere = await listen((_request, response) => response.end());
    server = await listen((_request, response) =>
      response.writeHead(status, { Location: `${elsewhere.url}/there` }).end('Moved'),
    );
    const headers = { Authorization: 'Bearer secret' };
    const answer = await program.run<Outcome>({ do: 'request', method: 'GET', url: server.url, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.location).toBe(`${elsewhere.url}/there`);
    const post = { do: 'request', method: 'POST', url: server.url, headers, text: 'x' } as const;
    expect((await program.run<Outcome>(post)).status).toBe(status);
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it('does not let jsforce follow a redirect either', async () => {
    const elsewhere = await listen((_request, response) => response.end('{"records":[],"done":true}'));
    server = await listen((_request, response) => response.writeHead(302, { Location: elsewhere.url }).end());
    expect(await program.failure({ do: 'query', url: server.url })).toMatchObject({
      failure: { kind: 'lost', error: { code: 'org.unreachable' } },
    });
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it('refuses plain http to anything but this computer', async () => {
    const call = { do: 'request', method: 'GET', url: 'http://acme.example.test/' } as const;
    expect((await program.failure(call))?.message).toContain('refusing http:');
  });

  it('ends at once when its signal fires', async () => {
    server = await listen(() => undefined);
    const call = { do: 'request', url: server.url, abortAfter: 30 } as const;
    expect(await program.failure({ ...call, method: 'GET' })).toMatchObject({ name: 'AbortError' });
  });

  it.each([30, 45, 60, 75, 90])('ends an upload that nobody takes (%i)', async (abortAfter) => {
    server = await listen(() => undefined);
    const call = { do: 'request', method: 'PUT', url: server.url, text: chunk, repeat: 1e6 } as const;
    expect(await program.failure({ ...call, abortAfter })).toMatchObject({ name: 'AbortError' });
  });

  it('notices at once that the connection breaks in the middle of an upload', async () => {
    const broken = createServer((socket) => {
      let bytes = 0;
      socket.on('data', (data) => {
        bytes += data.length;
        if (bytes > 20 * chunk.length) socket.destroy();
      });
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    const call = { do: 'request', method: 'PUT', url, text: chunk, repeat: 1e6 } as const;
    for (let time = 0; time < 5; time += 1) {
      expect(await program.failure(call)).toMatchObject({ code: 'network.cut-off' });
    }
    broken.close();
  });

  it('hears an answer that comes before the whole upload has gone', async () => {
    const early = createServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nno'));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => early.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(early.address() as AddressInfo).port}`;
    const call = { do: 'request', method: 'PUT', url, text: chunk, repeat: 200 } as const;
    expect(await program.run<Outcome>(call)).toMatchObject({ status: 400, body: 'no' });
    early.close();
  });

  it('counts a call as unanswered after silence, before and in the middle of an answer', async () => {
    server = await listen((request, response) => {
      if (request.url === '/half') response.writeHead(200, { 'Content-Length': '10' }).write('half');
    });
    const call = { do: 'request', method: 'GET', silence: 100 } as const;
    const silent = { code: 'network.silent', params: { host: '127.0.0.1' } };
    expect(await program.failure({ ...call, url: server.url })).toMatchObject(silent);
    expect(await program.failure({ ...call, url: `${server.url}/half` })).toMatchObject(silent);
  });

  it('rejects a body that is cut short', async () => {
    server = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('"sf__Id"\n');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    expect(await program.failure({ do: 'request', method: 'GET', url: server.url })).toMatchObject({
      code: 'network.cut-off',
    });
  });

  it('says that nothing answers, and that a name is not known', async () => {
    server = await listen(() => undefined);
    await server.close();
    expect(await program.failure({ do: 'request', method: 'GET', url: server.url })).toMatchObject({
      code: 'network.refused',
      params: { host: '127.0.0.1' },
    });
    expect(await program.failure({ do: 'resolve', host: 'acme.invalid' })).toMatchObject({
      code: 'network.name',
      params: { host: 'acme.invalid' },
    });
    expect(await program.run({ do: 'resolve', host: 'localhost' })).toContain('127.0.0.1');
  });

  it('ends every call under way when connections are dropped, and goes on with fresh ones', async () => {
    let isAwake = false;
    server = await listen((_request, response) => {
      if (isAwake) response.end('awake');
    });
    const calls = [
      program.failure({ do: 'request', method: 'GET', url: server.url }),
      program.failure({ do: 'request', method: 'PUT', url: server.url, text: 'x' }),
    ];
    while (server.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await program.run({ do: 'drop' });
    const cutOff = { code: 'network.cut-off' };
    expect(await Promise.all(calls)).toMatchObject([cutOff, cutOff]);
    isAwake = true;
    const answer = await program.run<Outcome>({ do: 'request', method: 'GET', url: server.url });
    expect(answer.body).toBe('awake');
  });

  it('keeps a connection for the next read', async () => {
    server = await listen((_request, response) => response.end());
    await program.run({ do: 'request', method: 'GET', url: server.url });
    await program.run({ do: 'request', method: 'GET', url: server.url });
    expect(new Set(server.seen.map(({ from }) => from)).size).toBe(1);
  });
});
