import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goThroughBrowser } from './person';
import { readFailure, readTitle } from './read-failure';
import { clientId, openSignInWorld, type SignInWorld } from './world';

// What is noticed before a browser opens, so that nobody waits for one that can't come back.

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld('before the browser', { patience: 4_000 });
});
beforeEach(async () => {
  world.pages.length = 0;
  world.opened.length = 0;
  world.gateway.intervene = async () => false;
  await world.control({ settings: null, faults: [] });
});
afterEach(() => world.program.signIns.close());
afterAll(() => world.end());

const register = async (extra: object): Promise<unknown> =>
  world.control({ registerClient: { clientId, redirectUris: [], ...extra } });

const refuse = (error: string, description: string) =>
  world.control({ settings: { authorizeError: { error, description, where: 'redirect', times: 1 } } });

describe('the login host', () => {
  it.each([
    ['inactive_org', 'organization is locked or closed', 'auth.org-closed'],
    ['server_error', 'something new', 'auth.refused'],
  ])('reads a refusal the login host gives at once: %s (%s)', async (error, description, code) => {
    await refuse(error, description);
    expect(readFailure(await world.signIn()).code).toBe(code);
    expect(world.opened).toEqual([]);
  });

  it('notices a wrong consumer key by itself, since the browser would never come back', async () => {
    const state = await world.signIn({ clientId: '3MVG9.nobody' });
    expect(readFailure(state)).toMatchObject({ code: 'auth.wrong-client' });
    expect(world.opened).toEqual([]);
  });

  it('says which callback to register, letter by letter', async () => {
    await register({ redirectUris: ['http://localhost:9/elsewhere'] });
    const state = await world.signIn({ clientId });
    expect(readFailure(state).code).toBe('auth.wrong-callback');
    expect(readFailure(state).params['uri']).toMatch(/^http:\/\/localhost:\d+\/OauthRedirect$/);
    expect(world.opened).toEqual([]);
  });

  it.each(['redirect', 'page'])('says that the app is not installed (%s)', async (notInstalled) => {
    await register({
      redirectUris: ['http://localhost:17171/OauthRedirect'],
      installed: false,
      notInstalled,
    });
    const own = await openSignInWorld('not-installed', { ports: [17171], patience: 3_000 });
    own.gateway.target = world.org.instanceUrl;
    try {
      expect(readFailure(await own.signIn({ clientId })).code).toBe('auth.not-installed');
    } finally {
      await own.end();
    }
  });

  it('says that the API is off, and gives the tokens back', async () => {
    await world.control({ settings: { apiEnabled: false } });
    world.gateway.tokens.length = 0;
    world.keychain.writes.length = 0;
    const state = await world.signIn();
    expect(readFailure(state).code).toBe('auth.api-off');
    expect(await world.pages[0]).toContain(readTitle(state));
    const [, refreshToken = ''] = world.gateway.tokens;
    await expect.poll(() => world.org.org.sessions.grants.has(refreshToken)).toBe(false);
    expect(world.keychain.writes).not.toContain(refreshToken);
  });

  it.each([
    ['', 'auth.bad-address'],
    ['acme my', 'auth.bad-address'],
    ['http://acme.my.salesforce.com', 'auth.not-https'],
    ['ada@acme.example', 'auth.username-typed'],
  ])('refuses to begin at "%s"', async (address, code) => {
    await expect(world.signIn({ address })).rejects.toMatchObject({ code });
    expect(world.program.signIns.state().phase).toBe('idle');
  });

  it('asks for the consumer key before anything else', async () => {
    await expect(world.signIn({ clientId: ' ' })).rejects.toMatchObject({
      code: 'auth.no-client',
      params: { host: new URL(world.gateway.url).host },
    });
  });
});

describe('on the way there', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it('says that something else answers at the address', async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Printer</h1>');
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const state = await world.signIn({ address: host });
    expect(readFailure(state)).toMatchObject({ code: 'auth.not-salesforce', params: { host } });
    expect(world.opened).toEqual([]);
  });

  it('says that nothing answers', async () => {
    expect(readFailure(await world.signIn({ address: '127.0.0.1:1' })).code).toBe('network.refused');
  });

  it('says that there is no such host', async () => {
    const state = await world.signIn({ address: 'https://acme.invalid' });
    expect(readFailure(state)).toMatchObject({ code: 'network.name', params: { host: 'acme.invalid' } });
  });
});

describe('on this computer', () => {
  it.each([
    ['locked', 'Cannot create an item in a locked collection'],
    ['missing', 'Cannot autolaunch D-Bus without X11 $DISPLAY'],
  ])('says that the keychain is %s, and signs in for this session if asked to', async (state, words) => {
    world.keychain.refusal = words;
    try {
      expect(await world.call['keychain.get'](undefined)).toMatchObject({ state });
      expect(readFailure(await world.signIn()).code).toBe(`keychain.${state}`);
      expect(world.opened).toEqual([]);
      world.program.signIns.close();
      const done = await world.signIn({ sessionOnly: true });
      expect(done).toMatchObject({ phase: 'done', notice: null });
      expect(await world.call['orgs.list'](undefined)).toMatchObject([
        { signIn: 'session', connected: true, isCurrent: true },
      ]);
    } finally {
      world.keychain.refusal = null;
    }
  });

  it('says so when a browser can’t be opened, and waits for one that is opened by hand', async () => {
    const own = await openSignInWorld('no-browser', { browserWorks: false });
    try {
      await own.call['signIn.start']({
        address: own.gateway.url,
        clientId: 'bulkhead-practice',
        sessionOnly: false,
      });
      await expect.poll(() => own.program.signIns.state()).toMatchObject({ browserOpened: false });
      const state = own.program.signIns.state();
      await goThroughBrowser(state.phase === 'waiting' ? state.url : '', { decision: 'allow' });
      expect((await own.ended()).phase).toBe('done');
    } finally {
      await own.end();
    }
  });
});
