import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, type Body } from './client';
import { callClassic } from './classic';
import {
  approve,
  authorizeUrl,
  CHALLENGE,
  decide,
  exchange,
  form,
  REDIRECT,
  refresh,
  signIn,
  VERIFIER,
} from './sign-in';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'switches', empty: true });
});
afterEach(async () => {
  await control(practice, { reset: true, clients: [] });
});
afterAll(() => practice.close());

const APP = { clientId: 'own-app', name: 'Own App', redirectUris: ['http://localhost:1718/OauthRedirect'] };
const APP_PARAMS = { client_id: 'own-app', redirect_uri: 'http://localhost:1718/OauthRedirect' };

const LIMITS = `${LATEST}/limits`;
const ask = async (token: unknown): Promise<number> =>
  (await call(practice, 'GET', LIMITS, { token: String(token) })).status;
const codeOf = (back: URL): string => String(back.searchParams.get('code'));

describe('the page a person sees', () => {
  it('asks in HTML by the names of org and app, and goes back by Allow or Deny', async () => {
    await control(practice, { clients: [APP], organization: { name: 'Acme <full>' } });
    const page = await call(practice, 'GET', authorizeUrl(APP_PARAMS), { token: null });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('Allow Own App to work with Acme &lt;full&gt;?');
    expect(page.text).toMatch(/<button[^>]*value="deny"[^>]*>Deny<\/button>/);
    expect(page.text).toMatch(/<button[^>]*value="allow"[^>]*>Allow<\/button>/);
    const allowed = new URL(
      String((await decide(practice, 'allow', undefined, APP_PARAMS)).headers.get('location')),
    );
    expect([allowed.origin, allowed.searchParams.get('state')]).toEqual(['http://localhost:1718', 'st&te']);
    const denied = new URL(
      String((await decide(practice, 'deny', undefined, APP_PARAMS)).headers.get('location')),
    );
    expect(denied.searchParams.get('error')).toBe('access_denied');
    await control(practice, { organization: { name: 'Practice Company' } });
  });
});

describe('apps', () => {
  it('an app has its own callbacks, which must be equal', async () => {
    await control(practice, { registerClient: APP });
    expect(codeOf(await approve(practice, APP_PARAMS))).toMatch(/^aPrx/);
    const wrong = { ...APP_PARAMS, redirect_uri: 'http://localhost:1719/OauthRedirect' };
    const page = await call(practice, 'GET', authorizeUrl(wrong), { token: null });
    expect(page.status).toBe(400);
    expect(page.text).toContain('error=redirect_uri_mismatch&amp;error_description=redirect_uri must match');
    await control(practice, { clients: [] });
    expect((await call(practice, 'GET', authorizeUrl(APP_PARAMS), { token: null })).text).toContain(
      'error=invalid_client_id',
    );
  });

  it('an app that is not installed is told so on the way back, or on a page that leads nowhere', async () => {
    await control(practice, { clients: [{ ...APP, installed: false }] });
    const back = await approve(practice, APP_PARAMS);
    expect(back.searchParams.get('error')).toBe('invalid_client');
    expect(back.searchParams.get('error_description')).toBe('app must be installed into org');
    await control(practice, { clients: [{ ...APP, installed: false, notInstalled: 'page' }] });
    const page = await call(practice, 'GET', authorizeUrl(APP_PARAMS), { token: null });
    expect([page.status, page.headers.get('location')]).toEqual([400, null]);
    expect(page.text).toContain('OAUTH_APPROVAL_ERROR_GENERIC');
  });

  it('an app taken away later cannot refresh', async () => {
    await control(practice, { clients: [APP] });
    const token = (
      await exchange(practice, codeOf(await approve(practice, APP_PARAMS)), APP_PARAMS)
    ).json() as Body;
    await control(practice, { clients: [{ ...APP, installed: false }] });
    const refused = await form(practice, '/services/oauth2/token', {
      grant_type: 'refresh_token',
      client_id: 'own-app',
      refresh_token: String(token['refresh_token']),
    });
    expect([refused.status, refused.json()]).toEqual([
      400,
      { error: 'invalid_client', error_description: 'External client app is not installed in this org' },
    ]);
  });

  it('may get no refresh tokens, and need a challenge and a secret', async () => {
    await control(practice, {
      clients: [{ ...APP, refreshTokens: false, requirePkce: true, secret: 's3', requireSecret: true }],
    });
    expect((await approve(practice, APP_PARAMS)).searchParams.get('error_description')).toBe(
      'missing required code challenge',
    );
    const params = { ...APP_PARAMS, code_challenge: CHALLENGE };
    const without = await exchange(practice, codeOf(await approve(practice, params)), {
      ...APP_PARAMS,
      code_verifier: VERIFIER,
    });
    expect(without.json()).toEqual({
      error: 'invalid_client',
      error_description: 'invalid client credentials',
    });
    const full = { ...APP_PARAMS, code_verifier: VERIFIER, client_secret: 's3' };
    const token = (await exchange(practice, codeOf(await approve(practice, params)), full)).json() as Body;
    expect(token).toHaveProperty('access_token');
    expect(token).not.toHaveProperty('refresh_token');
  });

  it('a policy may refuse any sign-in, as often as told', async () => {
    await control(practice, { settings: { authorizeError: { error: 'ip restricted', description: 'no' } } });
    expect((await approve(practice)).searchParams.get('error')).toBe('ip restricted');
    expect(codeOf(await approve(practice))).toMatch(/^aPrx/);
    await control(practice, { settings: { authorizeError: { where: 'page' } } });
    const page = await call(practice, 'GET', authorizeUrl(), { token: null });
    expect(page.text).toContain('error=invalid_app_access');
  });
});

describe('tokens and time', () => {
  it('access tokens live as long as the setting says, by the clock of the org', async () => {
    await control(practice, { settings: { accessTokenMs: 60_000 } });
    const token = await signIn(practice);
    expect(await ask(token['access_token'])).toBe(200);
    await control(practice, { clock: { advanceMs: 61_000 } });
    expect(await ask(token['access_token'])).toBe(401);
    const fresh = (await refresh(practice, String(token['refresh_token']))).json() as Body;
    expect(await ask(fresh['access_token'])).toBe(200);
  });

  it('without the setting a token does not end', async () => {
    const token = await signIn(practice);
    await control(practice, { clock: { advanceMs: 400 * 86_400_000 } });
    expect(await ask(token['access_token'])).toBe(200);
  });

  it('refresh tokens end when they were not used for long, or are all revoked', async () => {
    await control(practice, { settings: { refreshTokenMs: 1000 } });
    const token = await signIn(practice);
    await control(practice, { clock: { advanceMs: 900 } });
    expect((await refresh(practice, String(token['refresh_token']))).status).toBe(200);
    await control(practice, { clock: { advanceMs: 900 } });
    expect((await refresh(practice, String(token['refresh_token']))).status).toBe(200);
    await control(practice, { clock: { advanceMs: 1100 } });
    expect((await refresh(practice, String(token['refresh_token']))).json()).toEqual({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    });
    const other = await signIn(practice);
    await control(practice, { revokeGrants: true });
    expect((await refresh(practice, String(other['refresh_token']))).status).toBe(400);
    expect(await ask(other['access_token'])).toBe(401);
  });

  it('a clock that is wrong shows in Date and issued_at', async () => {
    const skew = 3 * 3_600_000;
    await control(practice, { clock: { offsetMs: -skew } });
    const token = await signIn(practice);
    expect(Math.abs(Number(token['issued_at']) - (Date.now() - skew))).toBeLessThan(60_000);
    const answer = await call(practice, 'GET', '/services/data', { token: null });
    expect(Math.abs(Date.parse(String(answer.headers.get('date'))) - (Date.now() - skew))).toBeLessThan(
      60_000,
    );
  });

  it('the instance may be another host than the login', async () => {
    await control(practice, { settings: { instanceHost: 'localhost' } });
    const token = await signIn(practice);
    expect(token['instance_url']).toBe(`http://localhost:${practice.port}`);
    expect(String(token['id'])).toContain(practice.loginUrl);
  });
});

describe('users and permissions', () => {
  it('a user locked out loses the session and cannot refresh; letting them in again is enough', async () => {
    const username = 'ada.admin@practice.bulkhead.example';
    const token = await signIn(practice);
    await control(practice, { users: [{ username, isActive: false }] });
    expect(await ask(token['access_token'])).toBe(401);
    expect((await refresh(practice, String(token['refresh_token']))).json()).toEqual({
      error: 'inactive_user',
      error_description: 'user is inactive',
    });
    const code = codeOf(await approve(practice));
    expect((await exchange(practice, code)).json()).toMatchObject({ error: 'inactive_user' });
    await control(practice, { users: [{ username, isActive: true }] });
    expect((await refresh(practice, String(token['refresh_token']))).status).toBe(200);
  });

  it('without "API Enabled" every API refuses, userinfo does not', async () => {
    const { access_token: token } = await signIn(practice);
    const own = { ...practice, accessToken: String(token) };
    await control(practice, { settings: { apiEnabled: false } });
    const rest = await call(own, 'GET', LIMITS);
    expect([rest.status, rest.json()]).toEqual([
      403,
      [{ message: 'API is disabled for this User', errorCode: 'API_CURRENTLY_DISABLED' }],
    ]);
    const classic = await callClassic(own, 'GET', '/750000000000001');
    expect(classic.text).toContain('<exceptionCode>FeatureNotEnabled</exceptionCode>');
    expect((await call(own, 'GET', '/services/oauth2/userinfo')).status).toBe(200);
  });

  it('without bulk jobs REST still works', async () => {
    const { access_token: token } = await signIn(practice);
    const own = { ...practice, accessToken: String(token) };
    await control(practice, { settings: { bulkApiEnabled: false } });
    const body = '{"object":"Contact","operation":"insert"}';
    const refused = await call(own, 'POST', `${LATEST}/jobs/ingest`, { body });
    expect([refused.status, (refused.json() as Body[])[0]?.['errorCode']]).toEqual([
      400,
      'FEATURENOTENABLED',
    ]);
    const query = await call(own, 'POST', `${LATEST}/jobs/query`, {
      body: '{"operation":"query","query":"SELECT Id FROM Contact"}',
    });
    expect(query.status).toBe(400);
    const classic = await callClassic(own, 'POST', '', '<jobInfo/>');
    expect(classic.text).toContain('Async API not enabled');
    expect(await getJson(own, LIMITS)).toHaveProperty('DailyApiRequests');
  });
});

describe('faults in sign-in', () => {
  it('take the form of OAuth', async () => {
    await control(practice, {
      faults: [
        {
          pathPattern: 'oauth2/token',
          status: 400,
          errorCode: 'rate_limit_exceeded',
          message: 'login rate exceeded',
        },
      ],
    });
    const answer = await exchange(practice, codeOf(await approve(practice)), { redirect_uri: REDIRECT });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { error: 'rate_limit_exceeded', error_description: 'login rate exceeded' },
    ]);
  });
});
