import { createHash } from 'node:crypto';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../../src/shared/messages/format';
import { goThroughBrowser } from './person';
import { openSignInWorld, type SignInWorld } from './world';

// The flow itself: what is asked, what comes back, who may come back, and how it ends.

let world: SignInWorld;
const PORTS = [17181, 17182, 17183];
beforeEach(async () => {
  world = await openSignInWorld('flow', { ports: PORTS });
});
afterEach(() => world.end());

const begin = async (): Promise<{ url: URL; callbackUri: string }> => {
  world.person = null;
  const ending = world.signIn();
  ending.catch(() => undefined);
  await expect.poll(() => world.program.signIns.state().phase).toBe('waiting');
  const state = world.program.signIns.state();
  if (state.phase !== 'waiting') throw new Error(state.phase);
  return { url: new URL(state.url), callbackUri: state.callbackUri };
};

const listenOn = async (port: number, host: string): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
};

const close = async (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

const ask = async (options: {
  method?: string;
  port: number;
  path: string;
  host?: string;
  headers?: Record<string, string>;
}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', port, path, host, headers } = options;
    request(
      { method, port, path, host: '127.0.0.1', headers: { ...headers, Host: host ?? `localhost:${port}` } },
      (answer) => {
        answer.resume();
        resolve(answer);
      },
    )
      .on('error', reject)
      .end();
  });

describe('a sign-in', () => {
  it('asks for a code with PKCE, exchanges it with the verifier, and says on the last page how it ended', async () => {
    const state = await world.signIn();
    expect(state).toMatchObject({ phase: 'done', notice: null, signedIn: world.org.org.id });
    expect(world.states.map(({ phase }) => phase)).toEqual([
      'reaching',
      'waiting',
      'exchanging',
      'reading',
      'done',
    ]);
    const params = Object.fromEntries(new URL(world.opened[0] ?? '').searchParams);
    expect(params).toMatchObject({
      response_type: 'code',
      client_id: 'bulkhead-practice',
      redirect_uri: 'http://localhost:17181/OauthRedirect',
      scope: 'api refresh_token',
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    expect(params['state']?.length).toBeGreaterThanOrEqual(32);
    const exchange = world.gateway.calls.find(({ path }) => path === '/services/oauth2/token')?.form;
    const verifier = exchange?.get('code_verifier') ?? '';
    expect(verifier).toMatch(/^[\w~.-]{43,128}$/);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(params['code_challenge']);
    expect(exchange?.get('redirect_uri')).toBe(params['redirect_uri']);
    expect(exchange?.has('client_secret')).toBe(false);

    const view = await world.orgOf(world.org.org.id);
    const page = (await world.pages[0]) ?? '';
    expect(page).toContain(text('signIn.page.done', { org: view.name }));
    expect(page).not.toMatch(/<script|src=|href=|@import|url\(/);
    expect(view).toMatchObject({
      username: world.org.username,
      apiVersion: '67.0',
      type: 'developer',
      standing: 'ready',
      isCurrent: true,
      signIn: 'keychain',
    });
    expect(world.keychain.entries.get(view.id)).toBe(world.gateway.tokens[1]);
  });

  it('takes a different state and verifier every time', async () => {
    await world.signIn();
    await world.signIn();
    const seen = world.opened.map((url) => new URL(url).searchParams);
    expect(seen[0]?.get('state')).not.toBe(seen[1]?.get('state'));
    expect(seen[0]?.get('code_challenge')).not.toBe(seen[1]?.get('code_challenge'));
  });

  it('is one at a time; cancelled, it gives its port back and listens to nothing any more', async () => {
    const { url, callbackUri } = await begin();
    await expect(
      world.call['signIn.start']({ address: world.gateway.url, clientId: 'x', sessionOnly: false }),
    ).rejects.toMatchObject({ code: 'auth.busy' });
    await expect(
      world.call['signIn.startAgain']({ orgId: 'nobody', sessionOnly: false }),
    ).rejects.toMatchObject({ code: 'org.not-connected' });
    await world.call['signIn.cancel'](undefined);
    expect(world.program.signIns.state().phase).toBe('idle');
    await expect
      .poll(() =>
        fetch(callbackUri).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    // A browser that comes after all meets a closed door, and nothing begins anew.
    await expect(goThroughBrowser(url.href, { decision: 'allow' })).rejects.toThrow('fetch failed');
    expect(world.program.signIns.state().phase).toBe('idle');
    world.person = { decision: 'allow' };
    expect((await world.signIn()).phase).toBe('done');
    expect(world.opened.at(-1)).toContain(encodeURIComponent('localhost:17181'));
  });

  it('opens its page once more when asked to', async () => {
    await begin();
    await world.call['signIn.openPage'](undefined);
    expect(world.opened).toHaveLength(2);
    expect(world.opened[0]).toBe(world.opened[1]);
    await world.call['signIn.cancel'](undefined);
  });

  it('tells a browser that is still there when the program closes', async () => {
    await world.signIn();
    await begin();
    await world.program.close();
    expect(world.program.signIns.state().phase).toBe('idle');
    await world.restart();
  });

  it('repeats for a window that has missed everything', async () => {
    await begin();
    expect(await world.call['signIn.get'](undefined)).toMatchObject({ phase: 'waiting' });
    await world.call['signIn.cancel'](undefined);
    await world.signIn({ clientId: 'nobody' });
    expect(await world.call['signIn.get'](undefined)).toMatchObject({ phase: 'failed' });
    await world.call['signIn.close'](undefined);
    expect(await world.call['signIn.get'](undefined)).toMatchObject({ phase: 'idle' });
  });

  it('remembers the consumer key of each login host, whatever became of the sign-in', async () => {
    await world.signIn({ clientId: 'mistyped' });
    await world.signIn();
    await world.restart();
    expect(await world.call['signIn.clients'](undefined)).toEqual([
      { loginUrl: world.gateway.url, clientId: 'bulkhead-practice' },
    ]);
  });
});

describe('the way back', () => {
  it.each([
    ['127.0.0.1', 'IPv4'],
    ['::1', 'IPv6'],
  ])('takes the next port where somebody else holds one on %s', async (host) => {
    const other = await listenOn(17181, host);
    try {
      const { callbackUri } = await begin();
      expect(callbackUri).toBe('http://localhost:17182/OauthRedirect');
      await world.call['signIn.cancel'](undefined);
    } finally {
      await close(other);
    }
  });

  it('says which ports are taken where all of them are', async () => {
    const others = await Promise.all(PORTS.map(async (port) => listenOn(port, '127.0.0.1')));
    try {
      expect(await world.signIn()).toMatchObject({
        phase: 'failed',
        error: { code: 'auth.port-taken', params: { ports: '17181, 17182, 17183' } },
      });
    } finally {
      await Promise.all(others.map(close));
    }
  });

  it('answers what browsers ask besides, and lets none of it end the wait', async () => {
    await begin();
    const port = 17181;
    const path = '/OauthRedirect';
    expect((await ask({ port, path: '/favicon.ico' })).statusCode).toBe(404);
    expect((await ask({ port, path: '/apple-touch-icon-precomposed.png' })).statusCode).toBe(404);
    const preflight = await ask({
      port,
      path,
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Private-Network': 'true' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-private-network']).toBe('true');
    expect((await ask({ port, path, method: 'POST' })).statusCode).toBe(405);
    expect((await ask({ port, path, host: 'attacker.example' })).statusCode).toBe(404);
    expect(world.program.signIns.state().phase).toBe('waiting');
    await world.call['signIn.cancel'](undefined);
  });

  it('shows pages that load nothing, are kept nowhere and say nothing of their address', async () => {
    const { callbackUri } = await begin();
    const answer = await fetch(`${callbackUri}?code=x&state=y`);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    await world.call['signIn.cancel'](undefined);
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && !address.internal && address.family === 'IPv4')?.address;
  it.skipIf(outside === undefined)('is heard on this computer only', async () => {
    await begin();
    await expect(fetch(`http://${outside}:17181/OauthRedirect`)).rejects.toThrow('fetch failed');
    await world.call['signIn.cancel'](undefined);
  });
});
