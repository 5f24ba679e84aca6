import { requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { clearTable, readValue } from '../store/table';
import { makeRow } from './make-row';

const DAY = 86_400_000;

const APPS = ['Bulkhead', 'Salesforce CLI', 'Nightly Sync'] as const;

/** Who signed in lately with what, which apps the company knows, and what was changed in Setup. */
export function seedAccess(org: Org, now: number): void {
  const users = [...requireTable(org, 'User').rows.keys()];
  const audit = requireTable(org, 'SetupAuditTrail');
  const apps = requireTable(org, 'ConnectedApplication');
  const jobs = requireTable(org, 'AsyncApexJob');
  for (const [n, name] of APPS.entries())
    makeRow(
      org,
      apps,
      { Name: name, OptionsAllowAdminApprovedUsersOnly: n === 2, RefreshTokenValidityPeriod: 0 },
      now - 90 * DAY,
    );
  for (const [n, userId] of users.slice(0, 3).entries()) {
    for (let visit = 0; visit < 4; visit += 1) {
      const at = now - (visit * 2 + n) * DAY - 3_600_000;
      noteLogin(org, userId, APPS[(n + visit) % APPS.length] ?? 'Bulkhead', at, `198.51.100.${10 + n}`);
    }
  }
  const changes = [
    ['connectedAppInstalled', 'Connected Apps', 'Installed connected app Nightly Sync'],
    ['PermSetAssign', 'Manage Users', 'Assigned permission set Data Loading to user Bruno Baker'],
    ['changedValidationFormula', 'Customize Contacts', 'Changed validation rule Postal code format'],
  ] as const;
  for (const [n, [Action, Section, Display]] of changes.entries())
    makeRow(
      org,
      audit,
      { Action, Section, Display, DelegateUser: null, CreatedByContext: null },
      now - (n + 1) * DAY,
    );
  const classes = [...requireTable(org, 'ApexClass').rows.keys()];
  const kinds = [
    ['BatchApex', 'Completed', 12, 12, 0],
    ['Queueable', 'Failed', 0, 0, 1],
    ['Future', 'Completed', 0, 0, 0],
  ] as const;
  for (const [n, [JobType, Status, JobItemsProcessed, TotalJobItems, NumberOfErrors]] of kinds.entries())
    makeRow(
      org,
      jobs,
      {
        JobType,
        Status,
        JobItemsProcessed,
        TotalJobItems,
        NumberOfErrors,
        ApexClassId: classes[n % classes.length] ?? null,
        ExtendedStatus: NumberOfErrors > 0 ? 'First error: Too many SOQL queries: 101' : null,
        CompletedDate: now - n * DAY,
      },
      now - n * DAY - 60_000,
    );
}

/** Notes a sign-in by OAuth as Salesforce's login history tells it. */
export function noteLogin(
  org: Org,
  userId: string,
  application: string,
  at: number,
  sourceIp: string,
): string {
  const values = {
    UserId: userId,
    LoginTime: at,
    LoginType: 'Remote Access 2.0',
    SourceIp: sourceIp,
    LoginUrl: 'login.salesforce.com',
    Status: 'Success',
    Application: application,
    ApiType: 'N/A',
    ApiVersion: 'N/A',
    ClientVersion: 'N/A',
    Browser: 'Unknown',
    Platform: 'Unknown',
  };
  return makeRow(org, requireTable(org, 'LoginHistory'), values, at);
}

const appOf = (org: Org, clientId: string): string => org.sessions.clients.get(clientId)?.name ?? clientId;

/** Fills the objects that tell of sessions and tokens with what is alive this moment. */
export function fillSessions(org: Org): void {
  const sessions = requireTable(org, 'AuthSession');
  const tokens = requireTable(org, 'OauthToken');
  clearTable(sessions);
  clearTable(tokens);
  const logins = requireTable(org, 'LoginHistory');
  const lastLogin = (userId: string): string | null =>
    [...logins.rows.values()]
      .findLast((row) => readValue(logins, row, 'UserId') === userId)
      ?.[POSITION.Id]?.toString() ?? null;
  const now = org.clock.now();
  for (const { userId } of org.sessions.live.values())
    makeRow(
      org,
      sessions,
      {
        UsersId: userId,
        LoginHistoryId: lastLogin(userId),
        LoginType: 'Remote Access 2.0',
        SessionType: 'OauthApprovalUi',
        SourceIp: '127.0.0.1',
        NumSecondsValid: 7200,
        IsCurrent: userId === org.viewerId,
      },
      now,
    );
  for (const { userId, clientId, createdAt } of org.sessions.grants.values())
    makeRow(
      org,
      tokens,
      { UserId: userId, AppName: appOf(org, clientId), UseCount: 1, LastUsedDate: createdAt },
      createdAt,
    );
}
