import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, runJob, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'query' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const count = async (soql: string): Promise<number> =>
  Number((await getJson(practice, `${LATEST}/query?q=${encodeURIComponent(soql)}`))['totalSize']);

async function refusal(soql: string): Promise<Body> {
  const answer = await call(practice, 'GET', `${LATEST}/query?q=${encodeURIComponent(soql)}`);
  expect(answer.status).toBe(400);
  return (answer.json() as Body[])[0] ?? {};
}

describe('queries', () => {
  it('the company is as it was founded', async () => {
    expect(await count('SELECT COUNT() FROM Account')).toBe(2000);
    expect(await count("SELECT COUNT() FROM Contact WHERE Contact_No__c LIKE 'C-%'")).toBe(1500);
    const [person] = await query(practice, "SELECT Email FROM Contact WHERE Contact_No__c = 'K-900300'");
    expect(person?.['Email']).toBe('existing.person.300@harbour-energy.example');
    expect(
      await query(
        practice,
        "SELECT Account_No__c FROM Account WHERE Account_No__c IN ('A-10001', 'A-12000') ORDER BY Account_No__c",
      ),
    ).toMatchObject([{ Account_No__c: 'A-10001' }, { Account_No__c: 'A-12000' }]);
    const emails = await query(practice, 'SELECT COUNT_DISTINCT(Email) n FROM Contact');
    expect(emails).toMatchObject([{ n: 5000 }]);
  });

  it('tells the type of what a reference with several targets points to', async () => {
    const [contact] = await query(practice, 'SELECT Id FROM Contact LIMIT 1');
    const [account] = await query(practice, 'SELECT Id FROM Account LIMIT 1');
    const csv = `Subject,WhoId,WhatId\nTyped,${String(contact?.['Id'])},${String(account?.['Id'])}\n`;
    await runJob(practice, { object: 'Task' }, csv);
    const soql = "SELECT Who.Type, What.Type, Owner.Type FROM Task WHERE Who.Type = 'Contact'";
    expect(await query(practice, soql)).toMatchObject([
      { Who: { Type: 'Contact' }, What: { Type: 'Account' }, Owner: { Type: 'User' } },
    ]);
    expect(await count("SELECT COUNT() FROM Task WHERE Who.Type = 'Lead'")).toBe(0);
  });

  it('every founded contact would pass the company’s own rules', async () => {
    const bad =
      "(Site_Role__c = 'On-site' AND MobilePhone = null) OR MailingCountry = 'Kosovo' OR LastName = null";
    expect(await count(`SELECT COUNT() FROM Contact WHERE ${bad}`)).toBe(0);
    const germans = await query(
      practice,
      "SELECT MailingPostalCode FROM Contact WHERE MailingCountry = 'Germany'",
    );
    expect(germans.length).toBeGreaterThan(50);
    expect(germans.every((one) => /^\d{5}$/.test(String(one['MailingPostalCode'])))).toBe(true);
  });

  it('answers records with attributes, parents and values of the right JSON types', async () => {
    const [row] = await query(
      practice,
      'SELECT Id, Name, Newsletter__c, Annual_Budget__c, CreatedDate, Account.Name, Account.Owner.Name, ReportsTo.Name, MailingAddress FROM Contact WHERE Annual_Budget__c != null LIMIT 1',
    );
    expect(row).toMatchObject({
      attributes: { type: 'Contact', url: `/services/data/v67.0/sobjects/Contact/${String(row?.['Id'])}` },
      Account: { attributes: { type: 'Account' }, Owner: { Name: 'Ada Admin' } },
      ReportsTo: null,
    });
    expect(typeof row?.['Newsletter__c']).toBe('boolean');
    expect(typeof row?.['Annual_Budget__c']).toBe('number');
    expect(row?.['CreatedDate']).toMatch(/\.000\+0000$/);
    expect(Object.keys(row?.['MailingAddress'] as Body)).toContain('postalCode');
  });

  it('filters by every operator', async () => {
    await runJob(
      practice,
      { object: 'Opportunity' },
      [
        'Name,StageName,CloseDate,Amount,NextStep',
        "O'Hara,Prospecting,2026-01-10,10,",
        'Beta_x,Closed Won,2026-02-10,20.5,call',
        'gamma,Closed Lost,2026-03-10,,mail',
      ].join('\n'),
    );
    const names = async (where: string): Promise<unknown[]> =>
      (
        await query(
          practice,
          `SELECT Name FROM Opportunity WHERE Opportunity_No__c = null AND (${where}) ORDER BY CloseDate`,
        )
      ).map((row) => row['Name']);
    expect(await names("Name = 'o\\'hara'")).toEqual(["O'Hara"]);
    expect(await names("Name != 'gamma'")).toEqual(["O'Hara", 'Beta_x']);
    expect(await names('Amount > 10')).toEqual(['Beta_x']);
    expect(await names('Amount >= 10 AND Amount <= 20.5')).toEqual(["O'Hara", 'Beta_x']);
    expect(await names('Amount = null')).toEqual(['gamma']);
    expect(await names('NextStep != null')).toEqual(['Beta_x', 'gamma']);
    expect(await names("Name LIKE '%A'")).toEqual(["O'Hara", 'gamma']);
    expect(await names("Name LIKE 'Beta_x'")).toEqual(['Beta_x']);
    expect(await names("StageName IN ('Closed Won', 'Closed Lost')")).toEqual(['Beta_x', 'gamma']);
    expect(await names("NOT StageName IN ('Closed Won')")).toEqual(["O'Hara", 'gamma']);
    expect(await names("StageName NOT IN ('Closed Won')")).toEqual(["O'Hara", 'gamma']);
    expect(await names('CloseDate < 2026-02-10')).toEqual(["O'Hara"]);
    expect(await names("(Amount = 10 OR NextStep = 'mail') AND CloseDate > 2026-01-01")).toEqual([
      "O'Hara",
      'gamma',
    ]);
    expect(await names('CreatedDate = TODAY')).toHaveLength(3);
    expect(await names('CreatedDate < 2020-01-01T00:00:00Z')).toEqual([]);
    expect(
      (
        await query(
          practice,
          'SELECT Name FROM Opportunity WHERE Opportunity_No__c = null ORDER BY Amount DESC NULLS LAST',
        )
      ).map((row) => row['Name']),
    ).toEqual(['Beta_x', "O'Hara", 'gamma']);
    expect(
      (
        await query(
          practice,
          'SELECT Name FROM Opportunity WHERE Opportunity_No__c = null ORDER BY Amount LIMIT 1 OFFSET 1',
        )
      ).map((row) => row['Name']),
    ).toEqual(["O'Hara"]);
    expect(
      await query(
        practice,
        'SELECT StageName, COUNT(Id) n, MAX(Amount) m FROM Opportunity WHERE Opportunity_No__c = null GROUP BY StageName ORDER BY StageName',
      ),
    ).toHaveLength(3);
  });

  it('follows semi-joins and finds 15-character ids', async () => {
    const [account] = await query(
      practice,
      "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Contact_No__c = 'C-000010')",
    );
    const id = String(account?.['Id']);
    expect(await count(`SELECT COUNT() FROM Account WHERE Id = '${id.slice(0, 15)}'`)).toBe(1);
    expect(
      await count(
        `SELECT COUNT() FROM Contact WHERE AccountId = '${id.slice(0, 15)}' AND Contact_No__c = 'C-000010'`,
      ),
    ).toBe(1);
  });

  it('pages by nextRecordsUrl, with the size the client asks for', async () => {
    const first = await call(
      practice,
      'GET',
      `${LATEST}/query?q=${encodeURIComponent('SELECT Id FROM Contact')}`,
      { headers: { 'Sforce-Query-Options': 'batchSize=500' } },
    );
    let page = first.json() as Body;
    const ids = new Set<unknown>();
    let pages = 0;
    for (;;) {
      for (const row of page['records'] as Body[]) ids.add(row['Id']);
      pages += 1;
      if (page['done'] === true) break;
      expect(page['nextRecordsUrl']).toMatch(/^\/services\/data\/v67\.0\/query\/01g\w{15}-\d+$/);
      page = (
        await call(practice, 'GET', String(page['nextRecordsUrl']), {
          headers: { 'Sforce-Query-Options': 'batchSize=500' },
        })
      ).json() as Body;
    }
    expect([pages, ids.size, page['totalSize']]).toEqual([10, page['totalSize'], page['totalSize']]);
    const unknown = await call(practice, 'GET', `${LATEST}/query/01g000000000000AAA-200`);
    expect((unknown.json() as Body[])[0]).toMatchObject({ errorCode: 'INVALID_QUERY_LOCATOR' });
  });

  it('refuses what it cannot read in Salesforce’s words', async () => {
    expect(await refusal('SELECT Id FROM Foo')).toEqual({
      errorCode: 'INVALID_TYPE',
      message: `\nSELECT Id FROM Foo\n               ^\nERROR at Row:1:Column:16\nsObject type 'Foo' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    });
    const column = await refusal('SELECT Id, Foo FROM Account');
    expect(column['errorCode']).toBe('INVALID_FIELD');
    expect(column['message']).toContain(
      "ERROR at Row:1:Column:12\nNo such column 'Foo' on entity 'Account'.",
    );
    expect(await refusal('SELECT Id FROM Account WHERE Foo.Name = null')).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect(await refusal('SELECT Id FRM Account')).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
      message: expect.stringContaining("unexpected token: 'FRM'") as string,
    });
    expect(
      await refusal("SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'"),
    ).toMatchObject({ errorCode: 'MALFORMED_QUERY' });
    expect(await refusal("SELECT Id FROM Account WHERE Name = 'open")).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
    });
    expect(await refusal('SELECT Id FROM Account WHERE Name = 5')).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: expect.stringContaining('must be of type string and should be enclosed in quotes') as string,
    });
    expect(await refusal("SELECT Id FROM Account WHERE NumberOfEmployees = '5'")).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect(await refusal('')).toMatchObject({ errorCode: 'MALFORMED_QUERY' });
    expect(await refusal('SELECT Id, Name, Id FROM Account')).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: 'duplicate field selected: Id',
    });
  });

  it('selects fields by FIELDS, those nobody can count beforehand of 200 rows at most', async () => {
    for (const scope of ['ALL', 'CUSTOM'])
      for (const limit of ['', ' LIMIT 201'])
        expect(await refusal(`SELECT FIELDS(${scope}) FROM Account${limit}`)).toMatchObject({
          errorCode: 'MALFORMED_QUERY',
          message: expect.stringContaining(
            'ERROR at Row:1:Column:8\nThe SOQL FIELDS function must have a LIMIT of at most 200',
          ) as string,
        });
    const [whole] = await query(practice, 'SELECT FIELDS(ALL) FROM Account LIMIT 200');
    expect(Object.keys(whole ?? {})).toEqual(expect.arrayContaining(['Id', 'Name', 'Account_No__c']));
    expect(
      Object.keys((await query(practice, 'SELECT FIELDS(STANDARD) FROM Account'))[0] ?? {}),
    ).not.toContain('Account_No__c');
    expect(await refusal('SELECT Id, FIELDS(ALL) FROM Account LIMIT 1')).toMatchObject({
      message: 'duplicate field selected: Id',
    });
  });

  it('indents an answer for who asks so, value by value as it was', async () => {
    const soql = encodeURIComponent('SELECT Name, (none) FROM Account');
    const read = async (path: string, wish: string): Promise<string> =>
      (await call(practice, 'GET', path, { headers: { 'X-PrettyPrint': wish } })).text;
    const path = `${LATEST}/query?q=${encodeURIComponent('SELECT Name FROM Account LIMIT 2')}`;
    const [plain, pretty] = [await read(path, '0'), await read(path, '1')];
    expect(JSON.parse(pretty)).toEqual(JSON.parse(plain));
    expect(plain).not.toContain('\n');
    expect(pretty).toMatch(
      /^\{\n {2}"totalSize" : 2,\n {2}"done" : true,\n {2}"records" : \[ \{\n {4}"attributes" : \{\n {6}"type"/,
    );
    expect(pretty).toMatch(/\n {2}\}, \{\n[^]*\n {2}\} \]\n\}$/);
    const refused = await read(`${LATEST}/query?q=${soql}`, '1');
    expect(refused).toMatch(/^\[ \{\n {2}"message" : "/);
    expect(await read(`${LATEST}/jobs/ingest`, '1')).toContain('"apiVersion" : 67.0,\n');
    expect(await read(`${LATEST}/jobs/query`, '1')).toContain('"records" : [ ],\n');
  });

  it('line 72: SOQL over 100,000 characters and URIs over the limit are refused', async () => {
    const answer = await call(practice, 'GET', `${LATEST}/query?q=${'x'.repeat(17_000)}`);
    expect([414, 431]).toContain(answer.status);
    const named = (length: number): string =>
      `SELECT COUNT() FROM Account WHERE Name = '${'x'.repeat(length)}'`;
    expect(await count(named(4000))).toBe(0);
    expect(await refusal(named(4001))).toMatchObject({ errorCode: 'MALFORMED_QUERY' });
  });
});
