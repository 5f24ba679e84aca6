import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from './commands';
import { listen, type Listening } from './listen';
import { foundAuthority, hasProgram, type Authority } from './make-certificates';
import { openProxy, type TestProxy } from './open-proxy';
import { removePrograms, startProgram, type NetworkProgram, type Runtime } from './start-program';

const host = 'acme.example.test';
const canIssue = await hasProgram('openssl', 'version');
const canInstall = await hasProgram('certutil', '-H');

let authority: Authority;
let server: Listening;
let proxy: TestProxy;
let program: NetworkProgram | null = null;

beforeAll(async () => {
  if (canIssue) authority = await foundAuthority();
});
afterAll(async () => {
  await authority?.remove();
  await removePrograms();
});
beforeEach(async () => {
  if (!canIssue) return;
  server = await listen((_request, response) => response.end('[]'), await authority.issue(host));
  proxy = await openProxy(server.port);
});
afterEach(async () => {
  await program?.stop();
  program = null;
  await proxy?.close();
  await server?.close();
});

const get = { do: 'request', method: 'GET', url: `https://${host}/services/data` } as const;
const post = { ...get, method: 'POST', text: '{}' } as const;

/** Starts a program on a computer that trusts the authority and, if at all, knows one proxy. */
const startTrusting = async (runtime: Runtime, signIn = ''): Promise<NetworkProgram> => {
  if (runtime === 'node') {
    const HTTPS_PROXY = `http://${signIn === '' ? '' : `${signIn}@`}${proxy.address}`;
    program = await startProgram('node', { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: authority.path });
  } else {
    program = await startProgram('electron', { https_proxy: `http://${proxy.address}` }, authority.install);
  }
  return program;
};

describe.runIf(canIssue && canInstall).each(['node', 'electron'] as const)('in an office, %s', (runtime) => {
  it('goes through the system’s proxy and trusts the company’s authority', async () => {
    const running = await startTrusting(runtime);
    const answer = await running.run<Outcome>(get);
    expect(answer).toMatchObject({ status: 200, body: '[]' });
    expect(await running.run<Outcome>(post)).toMatchObject({ status: 200 });
    expect(proxy.tunnels.map(({ to, status }) => ({ to, status }))).toEqual([
      { to: `${host}:443`, status: 200 },
      { to: `${host}:443`, status: 200 },
    ]);
    expect(await running.run({ do: 'route', url: get.url })).toEqual({ via: 'proxy', proxy: proxy.address });
    expect(await running.run({ do: 'route', url: 'http://127.0.0.1:1/' })).toEqual({ via: 'direct' });
  });

  it('says that the proxy wants a sign-in, and never takes its refusal for the org’s answer', async () => {
    proxy.require('ada:secret');
    const running = await startTrusting(runtime);
    expect(await running.failure(get)).toMatchObject({
      code: 'network.proxy-sign-in',
      params: { host, proxy: proxy.address },
    });
    expect(server.seen).toEqual([]);
  });

  it('says that the proxy refuses', async () => {
    proxy.refuse();
    const running = await startTrusting(runtime);
    expect(await running.failure(get)).toMatchObject({
      code: 'network.proxy',
      params: { host, proxy: proxy.address },
    });
  });

  it('says that the proxy is not there', async () => {
    const running = await startTrusting(runtime);
    const address = proxy.address;
    await proxy.close();
    expect(await running.failure(get)).toMatchObject({ code: 'network.proxy', params: { proxy: address } });
    proxy = await openProxy(server.port);
  });

  it('refuses a certificate that is out of date, or of another host', async () => {
    const running = await startTrusting(runtime);
    await server.close();
    server = await listen((_request, response) => response.end('[]'), await authority.issue(host, true));
    await proxy.close();
    proxy = await openProxy(server.port);
    await running.stop();
    const again = await startTrusting(runtime);
    expect(await again.failure(get)).toMatchObject({ code: 'network.certificate-date', params: { host } });
    expect(await again.failure({ ...get, url: 'https://other.example.test/' })).toMatchObject({
      code: expect.stringMatching(/^network\.certificate/) as string,
    });
    expect(server.seen).toEqual([]);
  });

  it('trusts nobody whom the system does not trust', async () => {
    const env = runtime === 'node' ? 'HTTPS_PROXY' : 'https_proxy';
    program = await startProgram(runtime, { [env]: `http://${proxy.address}` });
    expect(await program.failure(get)).toMatchObject({ code: 'network.certificate', params: { host } });
    expect(server.seen).toEqual([]);
  });
});

describe.runIf(canIssue && canInstall)('Electron', () => {
  it('goes the way a PAC file says, for reads and writes', async () => {
    const script = `function FindProxyForURL(url, host) { return host === '${host}' ? 'PROXY ${proxy.address}' : 'DIRECT' }`;
    const pac = await listen((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'application/x-ns-proxy-autoconfig' }).end(script),
    );
    program = await startProgram('electron', {}, authority.install);
    await program.run({ do: 'pac', url: `${pac.url}/proxy.pac` });
    expect(await program.run<Outcome>(get)).toMatchObject({ status: 200 });
    expect(await program.run<Outcome>(post)).toMatchObject({ status: 200 });
    expect(proxy.tunnels).toHaveLength(2);
    expect(await program.run({ do: 'route', url: get.url })).toEqual({ via: 'proxy', proxy: proxy.address });
    expect(await program.run({ do: 'route', url: 'https://elsewhere.test/' })).toEqual({ via: 'direct' });
    await pac.close();
  });

  it('signs in to a proxy with what a person gives, asking again where it is wrong', async () => {
    proxy.require('ada:secret');
    const running = await startTrusting('electron');
    await running.run({
      do: 'proxy-answers',
      answers: [
        { username: 'ada', password: 'wrong' },
        { username: 'ada', password: 'secret' },
        { username: 'ada', password: 'secret' },
      ],
    });
    expect(await running.run<Outcome>(get)).toMatchObject({ status: 200 });
    expect(await running.run<Outcome>(post)).toMatchObject({ status: 200 });
    expect(await running.run({ do: 'asked' })).toEqual([
      { proxy: proxy.address, realm: 'Acme office', rejected: false },
      { proxy: proxy.address, realm: 'Acme office', rejected: true },
      { proxy: proxy.address, realm: 'Acme office', rejected: false },
    ]);
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'POST']);
    expect(server.seen.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false);
  });
});

describe.runIf(canIssue)('Node', () => {
  it('signs in to a proxy with the user name and password of the variable', async () => {
    proxy.require('ada:se cret');
    const running = await startTrusting('node', 'ada:se%20cret');
    expect(await running.run<Outcome>(get)).toMatchObject({ status: 200 });
    expect(await running.run<Outcome>(post)).toMatchObject({ status: 200 });
    expect(server.seen.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false);
  });

  it.each([host, '.example.test', '*'])('goes past the proxy where NO_PROXY is %s', async (NO_PROXY) => {
    const HTTPS_PROXY = `http://${proxy.address}`;
    program = await startProgram('node', { HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS: authority.path });
    expect(await program.run({ do: 'route', url: get.url })).toEqual({ via: 'direct' });
    expect(await program.failure(get)).toMatchObject({ code: 'network.name' });
    expect(proxy.tunnels).toEqual([]);
  });

  it('takes a proxy without a scheme for http, and refuses one it does not speak to', async () => {
    program = await startProgram('node', { HTTPS_PROXY: proxy.address, NODE_EXTRA_CA_CERTS: authority.path });
    expect(await program.run<Outcome>(get)).toMatchObject({ status: 200 });
    await program.stop();
    program = await startProgram('node', { ALL_PROXY: 'socks5://ada:secret@proxy.test:1080' });
    expect(await program.failure(get)).toMatchObject({
      code: 'network.proxy',
      params: { proxy: 'proxy.test:1080' },
    });
  });
});
