import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignInState } from '../../../src/shared/domain/sign-in';
import { hasMessage, text } from '../../../src/shared/messages/format';
import { query } from '../practice-org/client';
import { goThroughBrowser } from './person';
import { clientId, openSignInWorld, type SignInWorld } from './world';

// Every way a sign-in can fail: each by its own name, with a sentence and a next step.

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld('refusals', { patience: 4_000 });
});
beforeEach(async () => {
  world.person = { decision: 'allow' };
  world.pages.length = 0;
  world.opened.length = 0;
  world.gateway.intervene = async () => false;
  await world.control({ settings: null, faults: [], clock: { offsetMs: 0 } });
});
afterEach(() => world.program.signIns.close());
afterAll(() => world.end());

const failure = (state: SignInState): { code: string; params: Record<string, unknown> } => {
  if (state.phase !== 'failed') throw new Error(`it is ${state.phase}`);
  return state.error;
};

/** The title of a failure as the person reads it, in the window and on the browser's last page. */
const titleOf = (state: SignInState): string => {
  const { code, params } = failure(state);
  const key = `error.${code}.title`;
  if (!hasMessage(key)) throw new Error(`${key} is missing`);
  return text(key, params as Record<string, string | number>);
};

const register = async (extra: object): Promise<unknown> =>
  world.control({ registerClient: { clientId, redirectUris: [], ...extra } });

const refuse = (error: string, description: string) =>
  world.control({ settings: { authorizeError: { error, description, where: 'redirect', times: 1 } } });

describe('in the browser', () => {
  /** Comes back from the browser with whatever the login host would have added to the callback. */
  const comeBack = async (answer: Record<string, string>): Promise<string> => {
    await expect.poll(() => world.program.signIns.state().phase).toBe('waiting');
    const state = world.program.signIns.state();
    if (state.phase !== 'waiting') throw new Error(state.phase);
    const own = new URL(state.url).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ ...answer, state: answer['state'] ?? own });
    if (query.get('state') === 'none') query.delete('state');
    return (await fetch(`${state.callbackUri}?${query.toString()}`)).text();
  };

  it('says that somebody chose Deny, there and here, and keeps nothing', async () => {
    world.person = { decision: 'deny' };
    const state = await world.signIn();
    expect(failure(state).code).toBe('auth.denied');
    expect(await world.pages[0]).toContain(titleOf(state));
    expect(await world.call['orgs.list'](undefined)).toEqual([]);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('says that the browser did not come back', async () => {
    world.person = null;
    const impatient = await openSignInWorld('impatient', { patience: 300 });
    impatient.person = null;
    try {
      expect(failure(await impatient.signIn()).code).toBe('auth.timed-out');
    } finally {
      await impatient.end();
    }
  });

  it.each([
    ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app', 'auth.not-approved'],
    ['inactive_org', 'organization is locked or closed', 'auth.org-closed'],
    ['rate_limit_exceeded', 'login rate exceeded', 'auth.rate-limit'],
    ['invalid_grant', 'ip restricted', 'auth.ip-restricted'],
    ['invalid_scope', 'the requested scope is not allowed', 'auth.scope-missing'],
    ['unsupported_response_type', 'response type not supported', 'auth.flow-off'],
    ['server_error', 'something new', 'auth.refused'],
  ])('%s (%s) is %s', async (error, description, code) => {
    world.person = null;
    const ending = world.signIn();
    const page = await comeBack({ error, error_description: description });
    const state = await ending;
    expect(failure(state).code).toBe(code);
    expect(page).toContain(titleOf(state));
  });

  it('believes a refusal without a state, as Salesforce sends some', async () => {
    world.person = null;
    const ending = world.signIn();
    await comeBack({
      error: 'invalid_client',
      error_description: 'app must be installed into org',
      state: 'none',
    });
    expect(failure(await ending).code).toBe('auth.not-installed');
  });

  it.each([
    ['a code without a state', { code: 'aPrx', state: 'none' }],
    ['a code with a wrong state', { code: 'aPrx', state: 'guessed' }],
    ['a refusal with a wrong state', { error: 'access_denied', state: 'guessed' }],
    ['nothing at all', {}],
  ])('does not fall for %s', async (_what, answer) => {
    world.person = null;
    const ending = world.signIn();
    const page = await comeBack(answer);
    expect(page).toContain(text('signIn.page.stranger'));
    expect(world.program.signIns.state().phase).toBe('waiting');
    world.program.signIns.cancel();
    expect((await ending).phase).toBe('idle');
  });
});

describe('before the browser', () => {
  it.each([
    ['inactive_org', 'organization is locked or closed', 'auth.org-closed'],
    ['server_error', 'something new', 'auth.refused'],
  ])('reads a refusal the login host gives at once: %s (%s)', async (error, description, code) => {
    await refuse(error, description);
    expect(failure(await world.signIn()).code).toBe(code);
    expect(world.opened).toEqual([]);
  });

  it('notices a wrong consumer key by itself, since the browser would never come back', async () => {
    const state = await world.signIn({ clientId: '3MVG9.nobody' });
    expect(failure(state)).toMatchObject({ code: 'auth.wrong-client' });
    expect(world.opened).toEqual([]);
  });

  it('says which callback to register, letter by letter', async () => {
    await register({ redirectUris: ['http://localhost:9/elsewhere'] });
    const state = await world.signIn({ clientId });
    expect(failure(state).code).toBe('auth.wrong-callback');
    expect(failure(state).params['uri']).toMatch(/^http:\/\/localhost:\d+\/OauthRedirect$/);
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
      expect(failure(await own.signIn({ clientId })).code).toBe('auth.not-installed');
    } finally {
      await own.end();
    }
  });

  it('says that the API is off, and gives the tokens back', async () => {
    await world.control({ settings: { apiEnabled: false } });
    world.gateway.tokens.length = 0;
    world.keychain.writes.length = 0;
    const state = await world.signIn();
    expect(failure(state).code).toBe('auth.api-off');
    expect(await world.pages[0]).toContain(titleOf(state));
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

describe('at the token endpoint', () => {
  const answerToken = (status: number, body: string): void => {
    world.gateway.intervene = async (call, response) => {
      if (call.path !== '/services/oauth2/token') return false;
      response.writeHead(status).end(body);
      return true;
    };
  };

  it('says that the user is switched off', async () => {
    const [departed] = await query(world.org, 'SELECT Id FROM User WHERE IsActive = false');
    world.person = { decision: 'allow', user: String(departed?.['Id']) };
    const state = await world.signIn();
    expect(failure(state).code).toBe('auth.inactive-user');
    expect(await world.pages[0]).toContain(titleOf(state));
  });

  it('says that the app wants a secret nobody has', async () => {
    await register({
      redirectUris: ['http://localhost:17172/OauthRedirect'],
      secret: 's',
      requireSecret: true,
    });
    const own = await openSignInWorld('secret', { ports: [17172] });
    own.gateway.target = world.org.instanceUrl;
    try {
      expect(failure(await own.signIn({ clientId })).code).toBe('auth.secret-required');
    } finally {
      await own.end();
    }
  });

  it('says that it took too long', async () => {
    await world.control({
      faults: [
        {
          method: 'POST',
          pathPattern: 'oauth2/token',
          action: 'status',
          status: 400,
          errorCode: 'invalid_grant',
          message: 'expired authorization code',
        },
      ],
    });
    expect(failure(await world.signIn()).code).toBe('auth.code-expired');
  });

  it('says that the clock is wrong, and by how much', async () => {
    // The org's clock runs on while the person is in the browser: what comes back is long out of date.
    world.gateway.intervene = async (call) => {
      if (call.path === '/services/oauth2/token') await world.control({ clock: { advanceMs: 10_800_000 } });
      return false;
    };
    const state = await world.signIn();
    expect(failure(state)).toMatchObject({ code: 'auth.clock-skew', params: { minutes: 180 } });
  });

  it('takes a page in HTML for what it is: not Salesforce, or maintenance', async () => {
    answerToken(200, '<html>Welcome to the guest network</html>');
    expect(failure(await world.signIn()).code).toBe('auth.not-salesforce');
    world.program.signIns.close();
    answerToken(503, '<html>Back soon</html>');
    expect(failure(await world.signIn()).code).toBe('org.maintenance');
  });

  it('notices an app that does not grant the API', async () => {
    const id = `https://login.salesforce.com/id/${world.org.org.id}/005000000000001AAA`;
    const tokens = { access_token: 'a', instance_url: world.gateway.url, id, scope: 'refresh_token openid' };
    answerToken(200, JSON.stringify(tokens));
    expect(failure(await world.signIn()).code).toBe('auth.scope-missing');
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
    expect(failure(state)).toMatchObject({ code: 'auth.not-salesforce', params: { host } });
    expect(world.opened).toEqual([]);
  });

  it('says that nothing answers', async () => {
    expect(failure(await world.signIn({ address: '127.0.0.1:1' })).code).toBe('org.unreachable');
  });

  it('says that there is no such host', async () => {
    const state = await world.signIn({ address: 'https://acme.invalid' });
    expect(failure(state)).toMatchObject({ code: 'auth.host-unknown', params: { host: 'acme.invalid' } });
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
      expect(failure(await world.signIn()).code).toBe(`keychain.${state}`);
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
