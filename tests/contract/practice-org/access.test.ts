import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { openGrant, PRACTICE_CLIENT } from '../../../src/practice-org/oauth/sessions';
import { call, control, getJson, LATEST, query, type Answer, type Body } from './client';
import { idOf } from './row-outcomes';
import { signIn } from './sign-in';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'access', empty: true });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const ask = (soql: string): Promise<Answer> =>
  call(practice, 'GET', `${LATEST}/query?q=${encodeURIComponent(soql)}`);
const LOGINS =
  'SELECT UserId, LoginTime, LoginType, Application, ApiType, ApiVersion, ClientVersion, Browser, Platform, SourceIp, Status, LoginUrl FROM LoginHistory';
const SESSIONS =
  'SELECT UsersId, LoginHistoryId, LoginType, SessionType, SourceIp, CreatedDate, LastModifiedDate, NumSecondsValid, ParentId, IsCurrent FROM AuthSession';
const TOKENS = 'SELECT Id, UserId, AppName, UseCount, LastUsedDate, CreatedDate FROM OauthToken';

describe('who ran a job', () => {
  it('line 67: own rows, none or all, by permission; tokens in pages of 500 and 2,500 at most', async () => {
    await signIn(practice);
    const me = await idOf(practice, 'User', "Username LIKE 'ada%'");
    const usersOf = (rows: Body[]): number => new Set(rows.map((row) => row['UserId'])).size;
    expect(usersOf(await query(practice, LOGINS))).toBeGreaterThan(1);
    expect((await query(practice, SESSIONS)).length).toBeGreaterThan(0);
    await control(practice, { settings: { manageUsers: false } });
    const own = await query(practice, LOGINS);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((row) => row['UserId'] === me)).toBe(true);
    expect((await ask(SESSIONS)).json()).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);

    const other = await idOf(practice, 'User', "Username LIKE 'bruno%'");
    openGrant(practice.org, other, PRACTICE_CLIENT, 'api refresh_token');
    await control(practice, { settings: null });
    const all = await query(practice, TOKENS);
    expect(usersOf(all)).toBe(2);
    expect(all.every((row) => row['Id'] === null && row['AppName'] === 'Bulkhead')).toBe(true);
    await control(practice, { settings: { customizeApplication: false } });
    expect((await query(practice, TOKENS)).every((row) => row['UserId'] === me)).toBe(true);
    await control(practice, { settings: null });
    for (let n = 0; n < 2600; n += 1) openGrant(practice.org, other, `app ${n}`, 'api refresh_token');
    let page = await getJson(practice, `${LATEST}/query?q=${encodeURIComponent(TOKENS)}`);
    let rows = (page['records'] as Body[]).length;
    expect([rows, page['totalSize'], page['done']]).toEqual([500, 2500, false]);
    while (page['done'] === false) {
      page = await getJson(practice, String(page['nextRecordsUrl']));
      rows += (page['records'] as Body[]).length;
    }
    expect(rows).toBe(2500);

    for (const field of ['Application', 'ApiType', 'ApiVersion', 'ClientVersion', 'Browser', 'Platform'])
      expect([field, (await ask(`${LOGINS} WHERE ${field} = 'x'`)).status]).toEqual([field, 400]);
    expect((await ask(`${LOGINS} WHERE UserId = '${me}' AND LoginTime > 2020-01-01T00:00:00Z`)).status).toBe(
      200,
    );
  });

  it('knows its apps and what was changed in Setup', async () => {
    expect(
      await query(
        practice,
        'SELECT Id, Name, OptionsAllowAdminApprovedUsersOnly, StartUrl, RefreshTokenValidityPeriod FROM ConnectedApplication',
      ),
    ).toHaveLength(3);
    const trail = 'FROM SetupAuditTrail';
    expect(
      await query(
        practice,
        `SELECT CreatedDate, CreatedById, Action, Section, Display, DelegateUser, CreatedByContext ${trail}`,
      ),
    ).toHaveLength(3);
    expect((await ask(`SELECT COUNT() ${trail}`)).json()).toMatchObject({ totalSize: 3 });
    expect((await ask(`SELECT COUNT(Id) ${trail} GROUP BY Action`)).status).toBe(400);
    expect((await ask('SELECT Id FROM ExternalClientApplication')).json()).toMatchObject([
      { errorCode: 'INVALID_TYPE' },
    ]);
  });
});
