import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openBulkJobs } from '../../../src/main/salesforce/bulk-v2';
import type { Session } from '../../../src/main/salesforce/session';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';

const { transport } = openNodeNetwork();

type Seen = { method: string; path: string; bytes: number };

let server: Server | null = null;

const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    const entry: Seen = { method: request.method ?? '', path: request.url ?? '', bytes: 0 };
    seen.push(entry);
    request.on('data', (chunk: Buffer) => (entry.bytes += chunk.length));
    request.on('end', () => answer(request, response));
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, seen };
};

const openSession = (url: string): Session => ({
  orgName: 'Test',
  apiVersion: '67.0',
  transport,
  access: () => ({ instanceUrl: url, accessToken: 'token' }),
  refresh: async () => ({ instanceUrl: url, accessToken: 'fresh' }),
});

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
  server = null;
});

const signal = new AbortController().signal;
const body = async function* body(): AsyncGenerator<string> {
  yield 'Name\n';
  yield 'Acme\n';
};

const writes = {
  create: async (session: Session) =>
    openBulkJobs(session, '005000000000001').create({ object: 'Contact', operation: 'insert' }, signal),
  upload: async (session: Session) =>
    openBulkJobs(session, '005000000000001').upload('750000000000001', body(), signal),
  commit: async (session: Session) =>
    openBulkJobs(session, '005000000000001').commit('750000000000001', signal),
  abort: async (session: Session) =>
    openBulkJobs(session, '005000000000001').abort('750000000000001', signal),
};

const faults = {
  'answers 503': (response: ServerResponse) => void response.writeHead(503).end('<html>Maintenance</html>'),
  'drops the connection': (response: ServerResponse) => void response.socket?.destroy(),
};

describe('calls that change something', () => {
  for (const [call, make] of Object.entries(writes)) {
    for (const [fault, apply] of Object.entries(faults)) {
      it(`${call} reaches the server once when it ${fault}, and counts as lost`, async () => {
        const { url, seen } = await listen((request, response) => {
          if (request.method === 'GET') response.end('{}');
          else apply(response);
        });
        const failure = await make(openSession(url)).then(
          () => null,
          (cause: { failure: { kind: string } }) => cause.failure.kind,
        );
        expect(failure).toBe('lost');
        expect(seen.filter(({ method }) => method !== 'GET')).toHaveLength(1);
      });
    }
  }

  it('repeats a call once, and only once, when the sign-in has expired', async () => {
    const { url, seen } = await listen((_request, response) => {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end('[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]');
    });
    await expect(writes.commit(openSession(url))).rejects.toMatchObject({
      failure: { kind: 'held-up', error: { code: 'auth.expired' } },
    });
    expect(seen).toHaveLength(2);
  });
});

describe('the network of Node', () => {
  it('streams a large body without holding it', async () => {
    const { url, seen } = await listen((_request, response) => response.writeHead(201).end());
    const chunk = 'x'.repeat(64 * 1024);
    const parts = 1600;
    let most = 0;
    let produced = 0;
    const large = async function* large(): AsyncGenerator<string> {
      for (let part = 0; part < parts; part += 1) {
        produced += chunk.length;
        most = Math.max(most, produced - (seen[0]?.bytes ?? 0));
        yield chunk;
      }
    };
    const response = await transport({ method: 'PUT', url, body: large() });
    response.body.resume();
    expect(response.status).toBe(201);
    expect(seen[0]?.bytes).toBe(parts * chunk.length);
    // What is ahead of the server are the buffers of two sockets, not the body.
    expect(most).toBeLessThan(16 * 1024 * 1024);
  });

  it('refuses plain http to anything but this computer', async () => {
    await expect(transport({ method: 'GET', url: 'http://example.com/' })).rejects.toThrow('refusing');
  });

  it('does not follow a redirect', async () => {
    const { url, seen } = await listen((_request, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    );
    const response = await transport({ method: 'GET', url, headers: { Authorization: 'Bearer secret' } });
    response.body.resume();
    expect(response.status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it('ends at once when its signal fires', async () => {
    const { url } = await listen(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    await expect(transport({ method: 'GET', url, signal: controller.signal })).rejects.toThrow('abort');
  });

  it('rejects a body that is cut short', async () => {
    const { url } = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('"sf__Id"\n');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    const response = await transport({ method: 'GET', url });
    const read = async (): Promise<void> => {
      for await (const chunk of response.body) void chunk;
    };
    await expect(read()).rejects.toThrow('network.cut-off');
  });
});
