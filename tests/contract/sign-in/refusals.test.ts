import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../../src/shared/messages/format';
import { query } from '../practice-org/client';
import { readFailure, readTitle } from './read-failure';
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

const register = async (extra: object): Promise<unknown> =>
  world.control({ registerClient: { clientId, redirectUris: [], ...extra } });

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
    expect(readFailure(state).code).toBe('auth.denied');
    expect(await world.pages[0]).toContain(readTitle(state));
    expect(await world.call['orgs.list'](undefined)).toEqual([]);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('says that the browser did not come back', async () => {
    world.person = null;
    const impatient = await openSignInWorld('impatient', { patience: 300 });
    impatient.person = null;
    try {
      expect(readFailure(await impatient.signIn()).code).toBe('auth.timed-out');
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
    expect(readFailure(state).code).toBe(code);
    expect(page).toContain(readTitle(state));
  });

  it('believes a refusal without a state, as Salesforce sends some', async () => {
    world.person = null;
    const ending = world.signIn();
    await comeBack({
      error: 'invalid_client',
      error_description: 'app must be installed into org',
      state: 'none',
    });
    expect(readFailure(await ending).code).toBe('auth.not-installed');
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
    expect(readFailure(state).code).toBe('auth.inactive-user');
    expect(await world.pages[0]).toContain(readTitle(state));
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
      expect(readFailure(await own.signIn({ clientId })).code).toBe('auth.secret-required');
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
    expect(readFailure(await world.signIn()).code).toBe('auth.code-expired');
  });

  it('says that the clock is wrong, and by how much', async () => {
    // The org's clock runs on while the person is in the browser: what comes back is long out of date.
    world.gateway.intervene = async (call) => {
      if (call.path === '/services/oauth2/token') await world.control({ clock: { advanceMs: 10_800_000 } });
      return false;
    };
    const state = await world.signIn();
    expect(readFailure(state)).toMatchObject({ code: 'auth.clock-skew', params: { minutes: 180 } });
  });

  it('takes a page in HTML for what it is: not Salesforce, or maintenance', async () => {
    answerToken(200, '<html>Welcome to the guest network</html>');
    expect(readFailure(await world.signIn()).code).toBe('auth.not-salesforce');
    world.program.signIns.close();
    answerToken(503, '<html>Back soon</html>');
    expect(readFailure(await world.signIn()).code).toBe('org.maintenance');
  });

  it('notices an app that does not grant the API', async () => {
    const id = `https://login.salesforce.com/id/${world.org.org.id}/005000000000001AAA`;
    const tokens = { access_token: 'a', instance_url: world.gateway.url, id, scope: 'refresh_token openid' };
    answerToken(200, JSON.stringify(tokens));
    expect(readFailure(await world.signIn()).code).toBe('auth.scope-missing');
  });
});
