import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, readControl, type Answer, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'auth', empty: true });
});
beforeEach(() => control(practice, { settings: null, faults: [] }));
afterAll(() => practice.close());

const REDIRECT = 'http://localhost:1717/OauthRedirect';
const VERIFIER = 'v'.repeat(171);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const HTTP_DATE = /^\w{3}, /;

function authorizeUrl(params: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'bulkhead-practice',
    redirect_uri: REDIRECT,
    state: 'st&te',
    scope: 'api refresh_token',
    ...params,
  });
  return `/services/oauth2/authorize?${query.toString()}`;
}

async function approve(params: Record<string, string> = {}): Promise<URL> {
  const answer = await call(practice, 'GET', authorizeUrl(params), {
    token: null,
    headers: { 'X-Practice-Control': practice.controlToken },
  });
  expect(answer.status).toBe(302);
  return new URL(String(answer.headers.get('location')));
}

const form = (path: string, fields: Record<string, string>): Promise<Answer> =>
  call(practice, 'POST', path, {
    token: null,
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

const exchange = (code: string, fields: Record<string, string> = {}): Promise<Answer> =>
  form('/services/oauth2/token', {
    grant_type: 'authorization_code',
    client_id: 'bulkhead-practice',
    redirect_uri: REDIRECT,
    code,
    ...fields,
  });

const refresh = (token: string): Promise<Answer> =>
  form('/services/oauth2/token', {
    grant_type: 'refresh_token',
    client_id: 'bulkhead-practice',
    refresh_token: token,
  });

async function signIn(): Promise<Body> {
  const back = await approve();
  return (await exchange(String(back.searchParams.get('code')))).json() as Body;
}

const SESSION_DEAD = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }];

/** Opens the page a person sees and answers it. */
async function decide(decision: string, user?: string, params: Record<string, string> = {}): Promise<Answer> {
  const page = await call(practice, 'GET', authorizeUrl(params), { token: null });
  const pageId = /name="page" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return form('/services/oauth2/authorize', {
    page: pageId,
    decision,
    ...(user === undefined ? {} : { user }),
  });
}

describe('signing in', () => {
  it('line 1: versions are listed without a session and without a limit header', async () => {
    const answer = await call(practice, 'GET', '/services/data', { token: null });
    const versions = answer.json() as Body[];
    expect(versions.at(-1)).toEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
    expect(versions.at(-2)).toMatchObject({ label: "Spring '26", version: '66.0' });
    expect(versions.at(-3)).toMatchObject({ label: "Winter '26", version: '65.0' });
    expect(answer.headers.get('sforce-limit-info')).toBeNull();
  });

  it('line 2: versions 31 to 67 are served, older ones are gone', async () => {
    expect((await call(practice, 'GET', '/services/data/v51.0')).status).toBe(200);
    expect((await call(practice, 'GET', '/services/data/v31.0/limits')).status).toBe(200);
    expect((await call(practice, 'GET', '/services/data/v30.0/limits')).status).toBe(410);
    expect((await call(practice, 'GET', '/services/data/v68.0/limits')).status).toBe(404);
  });

  it('line 3: doubled and trailing slashes mean nothing', async () => {
    expect((await call(practice, 'GET', '//services//data/v67.0/jobs/ingest//')).status).toBe(200);
    expect((await call(practice, 'GET', '/services/data/')).status).toBe(200);
  });

  it('line 4: the code works once, in time, and for the exact callback only', async () => {
    const back = await approve();
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('st&te');
    const code = String(back.searchParams.get('code'));
    expect(back.search).toContain('%3D%3D');
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).json()).toMatchObject({ error: 'invalid_grant' });
    const late = String((await approve()).searchParams.get('code'));
    await control(practice, { clock: { advanceMs: 16 * 60_000 } });
    expect((await exchange(late)).json()).toEqual({
      error: 'invalid_grant',
      error_description: 'expired authorization code',
    });
    for (const uri of [
      'http://localhost:1717/Other',
      'http://evil.example/OauthRedirect',
      'https://localhost:1717/OauthRedirect',
      'http://localhost:1717/OauthRedirect?x=1',
    ]) {
      const refused = await call(practice, 'GET', authorizeUrl({ redirect_uri: uri }), {
        token: null,
        headers: { 'X-Practice-Control': practice.controlToken },
      });
      expect(refused.status, uri).toBe(400);
      expect(refused.text).toContain('redirect_uri_mismatch');
    }
    expect(
      (
        await call(practice, 'GET', authorizeUrl({ redirect_uri: 'http://127.0.0.1:50123/OauthRedirect' }), {
          token: null,
        })
      ).status,
    ).toBe(200);
  });

  it('line 5: a challenge without a method is S256, and a verifier of 171 characters passes', async () => {
    const fresh = async (): Promise<string> =>
      String((await approve({ code_challenge: CHALLENGE })).searchParams.get('code'));
    expect((await exchange(await fresh(), { code_verifier: VERIFIER })).status).toBe(200);
    const wrong = await exchange(await fresh(), { code_verifier: 'other' });
    expect([wrong.status, wrong.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'invalid code verifier' },
    ]);
    const missing = await exchange(await fresh());
    expect([missing.status, (missing.json() as Body)['error']]).toEqual([400, 'invalid_grant']);
  });

  it('line 6: the token answer is complete and all text', async () => {
    const token = await signIn();
    expect(String(token['access_token'])).toMatch(/^(00D\w{12,15})![.\w]*$/);
    expect(String(token['id'])).toMatch(/\/id\/00D\w{15}\/005\w{15}$/);
    expect(String(token['issued_at'])).toMatch(/^\d{13}$/);
    expect(Buffer.from(String(token['signature']), 'base64')).toHaveLength(32);
    expect(token).toMatchObject({
      instance_url: practice.instanceUrl,
      token_type: 'Bearer',
      scope: 'api refresh_token',
    });
    expect(Object.values(token).every((value) => typeof value === 'string')).toBe(true);
    expect(token).not.toHaveProperty('expires_in');
  });

  it('line 7: refresh works, and with rotation on the old refresh token dies', async () => {
    const first = String((await signIn())['refresh_token']);
    const renewed = (await refresh(first)).json() as Body;
    expect(renewed).not.toHaveProperty('refresh_token');
    expect((await call(practice, 'GET', LATEST, { token: String(renewed['access_token']) })).status).toBe(
      200,
    );
    await control(practice, { settings: { rotateRefreshTokens: true } });
    const second = String(((await refresh(first)).json() as Body)['refresh_token']);
    expect(second).not.toBe(first);
    const dead = await refresh(first);
    expect([dead.status, dead.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    ]);
    expect((await refresh(second)).status).toBe(200);
  });

  it('line 8: a revoked token is dead, and a revoked grant takes its sessions along', async () => {
    const one = await signIn();
    expect((await form('/services/oauth2/revoke', { token: String(one['access_token']) })).status).toBe(200);
    const after = await call(practice, 'GET', LATEST, { token: String(one['access_token']) });
    expect([after.status, after.json()]).toEqual([401, SESSION_DEAD]);
    const two = await signIn();
    expect((await form('/services/oauth2/revoke', { token: String(two['refresh_token']) })).status).toBe(200);
    expect((await call(practice, 'GET', LATEST, { token: String(two['access_token']) })).status).toBe(401);
    expect((await refresh(String(two['refresh_token']))).status).toBe(400);
    expect((await form('/services/oauth2/revoke', { token: 'unknown' })).status).toBe(400);
  });

  it('keeps five grants per user and client, at the cost of the oldest', async () => {
    const tokens = [];
    for (let n = 0; n < 6; n += 1) tokens.push(String((await signIn())['refresh_token']));
    expect((await refresh(String(tokens[0]))).status).toBe(400);
    expect((await refresh(String(tokens[1]))).status).toBe(200);
  });

  it('line 9: Deny comes back as access_denied; an inactive user gets no token', async () => {
    const denied = await decide('deny');
    const back = new URL(String(denied.headers.get('location')));
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'st&te',
    });
    const [departed] = await query(practice, 'SELECT Id FROM User WHERE IsActive = false');
    const allowed = await decide('allow', String(departed?.['Id']));
    const code = String(new URL(String(allowed.headers.get('location'))).searchParams.get('code'));
    expect((await exchange(code)).json()).toMatchObject({ error: 'inactive_user' });
  });

  it('the page names the app, offers the users, and takes one answer', async () => {
    const page = await call(
      practice,
      'GET',
      authorizeUrl({ login_hint: 'bruno.baker@practice.bulkhead.example' }),
      { token: null },
    );
    expect(page.text).toContain('<title>Allow Bulkhead?</title>');
    expect(page.text).toMatch(/<option value="005\w+" selected>Bruno Baker</);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    const pageId = /name="page" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await form('/services/oauth2/authorize', { page: pageId, decision: 'allow' })).status).toBe(302);
    expect((await form('/services/oauth2/authorize', { page: pageId, decision: 'allow' })).status).toBe(400);
  });

  it('refuses strangers: unknown client, wrong response type, wrong grant type', async () => {
    const stranger = await call(practice, 'GET', authorizeUrl({ client_id: 'nobody' }), { token: null });
    expect([stranger.status, stranger.text.includes('client identifier invalid')]).toEqual([400, true]);
    const wrongType = await call(practice, 'GET', authorizeUrl({ response_type: 'token' }), { token: null });
    expect(wrongType.headers.get('location')).toContain('error=unsupported_response_type');
    expect(
      (
        await form('/services/oauth2/token', { grant_type: 'password', client_id: 'bulkhead-practice' })
      ).json(),
    ).toMatchObject({ error: 'unsupported_grant_type' });
    await control(practice, {
      registerClient: { clientId: 'loader', secret: 's3cret', redirectUris: ['http://localhost:9/cb'] },
    });
    const back = await approve({ client_id: 'loader', redirect_uri: 'http://localhost:9/cb' });
    const code = String(back.searchParams.get('code'));
    const wrongSecret = await exchange(code, {
      client_id: 'loader',
      redirect_uri: 'http://localhost:9/cb',
      client_secret: 'no',
    });
    expect(wrongSecret.json()).toEqual({
      error: 'invalid_client',
      error_description: 'invalid client credentials',
    });
    expect(
      (
        await exchange(code, {
          client_id: 'loader',
          redirect_uri: 'http://localhost:9/cb',
          client_secret: 's3cret',
        })
      ).status,
    ).toBe(200);
  });

  it('line 10: what a login by the sf command asks is answered', async () => {
    const info = await getJson(practice, '/services/oauth2/userinfo');
    expect(info).toMatchObject({
      preferred_username: practice.username,
      name: 'Ada Admin',
      zoneinfo: 'Europe/Berlin',
    });
    const identity = await getJson(
      practice,
      `/id/${String(info['organization_id'])}/${String(info['user_id'])}?format=json`,
    );
    expect(identity).toMatchObject({
      username: practice.username,
      organization_id: info['organization_id'],
      user_type: 'STANDARD',
    });
    const user = await getJson(practice, `/services/data/v51.0/sobjects/User/${String(info['user_id'])}`);
    expect(user['Username']).toBe(practice.username);
    const [org] = await query(
      practice,
      'SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization',
    );
    expect(org).toMatchObject({ Name: 'Practice Company', IsSandbox: false, TrialExpirationDate: null });
    const scratch = await call(
      practice,
      'GET',
      `/services/data/v51.0/query?q=${encodeURIComponent('SELECT Id FROM ScratchOrgInfo limit 1')}`,
    );
    expect([scratch.status, (scratch.json() as Body[])[0]?.['errorCode']]).toEqual([400, 'INVALID_TYPE']);
    const bad = await call(
      practice,
      'GET',
      `/id/${String(info['organization_id'])}/${String(info['user_id'])}`,
      { token: 'dead' },
    );
    expect([bad.status, bad.text]).toEqual([403, 'Bad_OAuth_Token']);
  });

  it('line 11: forced expiry ends every access token but no refresh token', async () => {
    const token = await signIn();
    await control(practice, { expireSessions: true });
    const dead = await call(practice, 'GET', `${LATEST}/limits`, { token: String(token['access_token']) });
    expect([dead.status, dead.json()]).toEqual([401, SESSION_DEAD]);
    const renewed = (await refresh(String(token['refresh_token']))).json() as Body;
    expect(
      (await call(practice, 'GET', `${LATEST}/limits`, { token: String(renewed['access_token']) })).status,
    ).toBe(200);
    practice.accessToken = String(renewed['access_token']);
  });

  it('answers to names of this machine only, and guards the control by its token', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: practice.port,
          path: '/services/data',
          headers: { Host: 'attacker.example' },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
    expect((await call(practice, 'GET', '/practice/control')).status).toBe(403);
    expect(
      (
        await call(practice, 'GET', '/practice/control', {
          headers: { 'X-Practice-Control': 'x'.repeat(practice.controlToken.length) },
        })
      ).status,
    ).toBe(403);
    expect(String((await call(practice, 'GET', '/services/data')).headers.get('date'))).toMatch(HTTP_DATE);
    expect(await readControl(practice)).toHaveProperty('settings');
  });
});
