import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, type Body } from './client';
import { form, refresh, signIn } from './sign-in';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'tokens', empty: true });
});
beforeEach(() => control(practice, { settings: null, faults: [] }));
afterAll(() => practice.close());

const SESSION_DEAD = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }];

describe('tokens', () => {
  it('line 6: the token answer is complete and all text', async () => {
    const token = await signIn(practice);
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
    const first = String((await signIn(practice))['refresh_token']);
    const renewed = (await refresh(practice, first)).json() as Body;
    expect(renewed).not.toHaveProperty('refresh_token');
    expect((await call(practice, 'GET', LATEST, { token: String(renewed['access_token']) })).status).toBe(
      200,
    );
    await control(practice, { settings: { rotateRefreshTokens: true } });
    const second = String(((await refresh(practice, first)).json() as Body)['refresh_token']);
    expect(second).not.toBe(first);
    const dead = await refresh(practice, first);
    expect([dead.status, dead.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
    ]);
    expect((await refresh(practice, second)).status).toBe(200);
  });

  it('line 8: a revoked token is dead, and a revoked grant takes its sessions along', async () => {
    const one = await signIn(practice);
    expect(
      (await form(practice, '/services/oauth2/revoke', { token: String(one['access_token']) })).status,
    ).toBe(200);
    const after = await call(practice, 'GET', LATEST, { token: String(one['access_token']) });
    expect([after.status, after.json()]).toEqual([401, SESSION_DEAD]);
    const two = await signIn(practice);
    expect(
      (await form(practice, '/services/oauth2/revoke', { token: String(two['refresh_token']) })).status,
    ).toBe(200);
    expect((await call(practice, 'GET', LATEST, { token: String(two['access_token']) })).status).toBe(401);
    expect((await refresh(practice, String(two['refresh_token']))).status).toBe(400);
    expect((await form(practice, '/services/oauth2/revoke', { token: 'unknown' })).status).toBe(400);
  });

  it('keeps five grants per user and client, at the cost of the oldest', async () => {
    const tokens = [];
    for (let n = 0; n < 6; n += 1) tokens.push(String((await signIn(practice))['refresh_token']));
    expect((await refresh(practice, String(tokens[0]))).status).toBe(400);
    expect((await refresh(practice, String(tokens[1]))).status).toBe(200);
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
      utcOffset: 3_600_000,
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
    const token = await signIn(practice);
    await control(practice, { expireSessions: true });
    const dead = await call(practice, 'GET', `${LATEST}/limits`, { token: String(token['access_token']) });
    expect([dead.status, dead.json()]).toEqual([401, SESSION_DEAD]);
    const renewed = (await refresh(practice, String(token['refresh_token']))).json() as Body;
    expect(
      (await call(practice, 'GET', `${LATEST}/limits`, { token: String(renewed['access_token']) })).status,
    ).toBe(200);
    practice.accessToken = String(renewed['access_token']);
  });
});
