import jsforce from 'jsforce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'real client' });
});
afterAll(() => practice.close());

function connect(): InstanceType<typeof jsforce.Connection> {
  const { instanceUrl, accessToken } = practice;
  return new jsforce.Connection({ instanceUrl, accessToken, version: '67.0' });
}

describe('jsforce, unchanged', () => {
  it('line 55: loadAndWaitForResults upserts and reads all three results', async () => {
    const conn = connect();
    conn.bulk2.pollInterval = 20;
    const results = await conn.bulk2.loadAndWaitForResults({
      object: 'Contact',
      operation: 'upsert',
      externalIdFieldName: 'Contact_No__c',
      input: [
        { Contact_No__c: 'C-000001', LastName: 'Renamed', Annual_Budget__c: '912260031' },
        { Contact_No__c: 'N-1', LastName: 'New, with "quotes"', Annual_Budget__c: '800' },
        { Contact_No__c: 'N-2', LastName: '', Annual_Budget__c: '1' },
      ],
    });
    const byKey = new Map(
      results.successfulResults.map((row) => [(row as { Contact_No__c?: string }).Contact_No__c, row]),
    );
    expect(byKey.get('C-000001')).toMatchObject({
      sf__Created: 'false',
      LastName: 'Renamed',
      Annual_Budget__c: '9.12260031E8',
    });
    expect(byKey.get('N-1')).toMatchObject({
      sf__Created: 'true',
      LastName: 'New, with "quotes"',
      Annual_Budget__c: '800.0',
    });
    expect(results.failedResults).toHaveLength(1);
    expect(results.failedResults[0]?.sf__Error).toBe(
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    );
    expect(results.unprocessedRecords).toHaveLength(0);
  });

  it('line 55: bulk2.query reads one page, bulk.load pairs results with rows', async () => {
    const conn = connect();
    conn.bulk2.pollInterval = 20;
    const stream = await conn.bulk2.query(
      "SELECT Id, Account_No__c FROM Account WHERE Account_No__c LIKE 'A-1001%'",
    );
    const records = await stream.toArray();
    expect(records).toHaveLength(10);
    conn.bulk.pollInterval = 20;
    const rows = [
      { LastName: 'By the old way', Title: 'First' },
      { LastName: '', Title: 'Second' },
      { LastName: 'By the old way', Title: 'Third' },
    ];
    const results = (await conn.bulk.load('Contact', 'insert', rows)) as {
      id: string | null;
      success: boolean;
      errors: string[];
    }[];
    expect(results.map(({ success }) => success)).toEqual([true, false, true]);
    expect(results[1]?.errors).toEqual([
      'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    ]);
    const upserted = (await conn.bulk.load(
      'Contact',
      'upsert',
      { extIdField: 'Contact_No__c', concurrencyMode: 'Serial' },
      [{ Contact_No__c: 'C-000002', LastName: 'Changed' }],
    )) as { success: boolean }[];
    expect(upserted).toMatchObject([{ success: true }]);
  });

  it('describes, queries over pages and saves single records', async () => {
    const conn = connect();
    const described = await conn.describe('Account');
    expect(described.fields.find((field) => field.name === 'Account_No__c')).toMatchObject({
      externalId: true,
      unique: true,
      type: 'string',
    });
    const found = await conn.query<{ Name: string }>('SELECT Id, Name FROM Account ORDER BY Name', {
      autoFetch: true,
      maxFetch: 5000,
    });
    expect(found.totalSize).toBe(2000);
    expect(found.records).toHaveLength(2000);
    const made = await conn.sobject('Account').create({ Name: 'One more' });
    expect(made.success).toBe(true);
    expect(await conn.sobject('Account').retrieve(String(made.id))).toMatchObject({ Name: 'One more' });
  });

  it('signs in with PKCE and renews a dead session by itself', async () => {
    const oauth2 = new jsforce.OAuth2({
      loginUrl: practice.instanceUrl,
      clientId: 'bulkhead-practice',
      redirectUri: 'http://localhost:1717/OauthRedirect',
      useVerifier: true,
    });
    const url = oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 'kept' });
    const approved = await fetch(url, {
      redirect: 'manual',
      headers: { 'X-Practice-Control': practice.controlToken },
    });
    const back = new URL(String(approved.headers.get('location')));
    expect(back.searchParams.get('state')).toBe('kept');
    const conn = new jsforce.Connection({ oauth2 });
    await conn.authorize(String(back.searchParams.get('code')));
    const before = conn.accessToken;
    await control(practice, { expireSessions: true });
    await conn.query('SELECT Id FROM User LIMIT 1');
    const identity = await conn.identity();
    expect(identity.username).toBe('ada.admin@practice.bulkhead.example');
    expect(conn.accessToken).not.toBe(before);
  });
});
