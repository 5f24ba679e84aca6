import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, query, readControl, type Body } from './client';
import { approve, authorizeUrl, CHALLENGE, decide, exchange, form, REDIRECT, VERIFIER } from './sign-in';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'auth', empty: true });
});
beforeEach(() => control(practice, { settings: null, faults: [] }));
afterAll(() => practice.close());

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
    const back = await approve(practice);
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('st&te');
    const code = String(back.searchParams.get('code'));
    expect(back.search).toContain('%3D%3D');
    expect((await exchange(practice, code)).status).toBe(200);
    expect((await exchange(practice, code)).json()).toMatchObject({ error: 'invalid_grant' });
    const late = String((await approve(practice)).searchParams.get('code'));
    await control(practice, { clock: { advanceMs: 16 * 60_000 } });
    expect((await exchange(practice, late)).json()).toEqual({
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
      expect([uri, refused.status]).toEqual([uri, 400]);
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
      String((await approve(practice, { code_challenge: CHALLENGE })).searchParams.get('code'));
    expect((await exchange(practice, await fresh(), { code_verifier: VERIFIER })).status).toBe(200);
    const wrong = await exchange(practice, await fresh(), { code_verifier: 'other' });
    expect([wrong.status, wrong.json()]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'invalid code verifier' },
    ]);
    const missing = await exchange(practice, await fresh());
    expect([missing.status, (missing.json() as Body)['error']]).toEqual([400, 'invalid_grant']);
  });

  it('line 9: Deny comes back as access_denied; an inactive user gets no token', async () => {
    const denied = await decide(practice, 'deny');
    const back = new URL(String(denied.headers.get('location')));
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: 'st&te',
    });
    const [departed] = await query(practice, 'SELECT Id FROM User WHERE IsActive = false');
    const allowed = await decide(practice, 'allow', String(departed?.['Id']));
    const code = String(new URL(String(allowed.headers.get('location'))).searchParams.get('code'));
    expect((await exchange(practice, code)).json()).toMatchObject({ error: 'inactive_user' });
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
    expect(
      (await form(practice, '/services/oauth2/authorize', { page: pageId, decision: 'allow' })).status,
    ).toBe(302);
    expect(
      (await form(practice, '/services/oauth2/authorize', { page: pageId, decision: 'allow' })).status,
    ).toBe(400);
  });

  it('refuses strangers: unknown client, wrong response type, wrong grant type', async () => {
    const stranger = await call(practice, 'GET', authorizeUrl({ client_id: 'nobody' }), { token: null });
    expect([stranger.status, stranger.text.includes('client identifier invalid')]).toEqual([400, true]);
    const wrongType = await call(practice, 'GET', authorizeUrl({ response_type: 'token' }), { token: null });
    expect(wrongType.headers.get('location')).toContain('error=unsupported_response_type');
    expect(
      (
        await form(practice, '/services/oauth2/token', {
          grant_type: 'password',
          client_id: 'bulkhead-practice',
        })
      ).json(),
    ).toMatchObject({ error: 'unsupported_grant_type' });
    await control(practice, {
      registerClient: { clientId: 'loader', secret: 's3cret', redirectUris: ['http://localhost:9/cb'] },
    });
    const back = await approve(practice, { client_id: 'loader', redirect_uri: 'http://localhost:9/cb' });
    const code = String(back.searchParams.get('code'));
    const wrongSecret = await exchange(practice, code, {
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
        await exchange(practice, code, {
          client_id: 'loader',
          redirect_uri: 'http://localhost:9/cb',
          client_secret: 's3cret',
        })
      ).status,
    ).toBe(200);
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
    expect(String((await call(practice, 'GET', '/services/data')).headers.get('date'))).toMatch(/^\w{3}, /);
    expect(await readControl(practice)).toHaveProperty('settings');
  });
});
