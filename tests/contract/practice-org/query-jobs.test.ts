import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, dataLines, getJson, LATEST, query, type Answer, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'query jobs' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const JOBS = `${LATEST}/jobs/query`;
const create = (soql: string, extra: Body = {}): Promise<Answer> =>
  call(practice, 'POST', JOBS, { body: JSON.stringify({ operation: 'query', query: soql, ...extra }) });

async function finish(soql: string, extra: Body = {}): Promise<string> {
  const made = (await create(soql, extra)).json() as Body;
  const id = String(made['id']);
  while ((await getJson(practice, `${JOBS}/${id}`))['state'] !== 'JobComplete');
  return id;
}

const results = (id: string, rest = ''): Promise<Answer> =>
  call(practice, 'GET', `${JOBS}/${id}/results${rest}`);

describe('query jobs of Bulk API 2.0', () => {
  it('line 43: created complete, results quoted in the order of the SELECT, the end told by null', async () => {
    const made = await create(
      'SELECT Account_No__c, Id, AnnualRevenue, CreatedDate, Owner.Name, Rating FROM Account',
    );
    expect(made.status).toBe(200);
    expect(made.json()).toMatchObject({
      state: 'UploadComplete',
      operation: 'query',
      object: 'Account',
      apiVersion: 67,
      contentType: 'CSV',
    });
    const id = await finish(
      "SELECT Account_No__c, Id, AnnualRevenue, CreatedDate, Owner.Name FROM Account WHERE Account_No__c = 'A-10001'",
    );
    const job = await getJson(practice, `${JOBS}/${id}`);
    expect(job).toMatchObject({
      jobType: 'V2Query',
      state: 'JobComplete',
      numberRecordsProcessed: 1,
      retries: 0,
      isPkChunkingSupported: true,
    });
    const answer = await results(id);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    expect([answer.headers.get('sforce-numberofrecords'), answer.headers.get('sforce-locator')]).toEqual([
      '1',
      'null',
    ]);
    const [header, row] = answer.text.split('\n');
    expect(header).toBe('"Account_No__c","Id","AnnualRevenue","CreatedDate","Owner.Name"');
    expect(row).toMatch(
      /^"A-10001","001\w{15}","([\d.E]+)?","\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","Ada Admin"$/,
    );
    const other = await finish("SELECT Name, Account_No__c FROM Account WHERE Account_No__c = 'A-10001'", {
      columnDelimiter: 'PIPE',
      lineEnding: 'CRLF',
    });
    expect((await results(other)).text).toMatch(/^"Name"\|"Account_No__c"\r\n"[^"]+"\|"A-10001"\r\n$/);
  });

  it('line 44: pages by maxRecords and locator, again and again; one page by default', async () => {
    const id = await finish('SELECT Account_No__c FROM Account');
    const whole = await results(id);
    expect([dataLines(whole.text).length, whole.headers.get('sforce-locator')]).toEqual([2000, 'null']);
    const seen: string[] = [];
    const locators: string[] = [];
    for (let rest = '?maxRecords=600'; ;) {
      const page = await results(id, rest);
      expect(page.text.startsWith('"Account_No__c"\n')).toBe(true);
      expect(Number(page.headers.get('sforce-numberofrecords'))).toBe(dataLines(page.text).length);
      seen.push(...dataLines(page.text));
      const locator = String(page.headers.get('sforce-locator'));
      if (locator === 'null') break;
      locators.push(locator);
      rest = `?maxRecords=600&locator=${locator}`;
    }
    expect(seen).toEqual(dataLines(whole.text));
    const again = await results(id, `?maxRecords=600&locator=${locators[0] ?? ''}`);
    expect(dataLines(again.text)).toEqual(seen.slice(600, 1200));
    const pages = await getJson(practice, `${JOBS}/${id}/resultPages?maxRecords=300`);
    expect([(pages['resultPages'] as unknown[]).length, pages['done']]).toEqual([5, false]);
    const last = await getJson(practice, String(pages['nextRecordsUrl']));
    expect([(last['resultPages'] as unknown[]).length, last['done'], last['nextRecordsUrl']]).toEqual([
      2,
      true,
      null,
    ]);
    const url = (last['resultPages'] as { resultUrl: string }[])[1]?.resultUrl ?? '';
    expect(dataLines((await call(practice, 'GET', url)).text)).toEqual(seen.slice(1800));
  });

  it('line 45: refuses what bulk queries cannot do, and results asked for in another version', async () => {
    for (const soql of [
      'SELECT COUNT() FROM Account',
      'SELECT COUNT(Id) FROM Account',
      'SELECT Rating FROM Account GROUP BY Rating',
      'SELECT Id FROM Account LIMIT 5 OFFSET 5',
      'SELECT Id, BillingAddress FROM Account',
      'SELECT Id FROM Nothing',
      'SELECT FIELDS(ALL) FROM Account LIMIT 200',
      'SELECT Nope FROM Account',
      'SELECT Id, Name, Id FROM Account',
    ])
      expect([soql, (await create(soql)).status]).toEqual([soql, 400]);
    expect((await create('SELECT Id, (SELECT Id FROM Contacts) FROM Account')).text).toContain(
      'Aggregate Relationships not supported in Bulk Query',
    );
    const id = await finish('SELECT Id FROM Account LIMIT 3');
    expect((await call(practice, 'GET', `/services/data/v66.0/jobs/query/${id}/results`)).status).toBe(409);
    expect((await results(id)).status).toBe(200);
  });

  it('queryAll sees deleted rows, abort and delete follow the rules, lists tell jobs apart', async () => {
    const [row] = await query(practice, "SELECT Id FROM Contact WHERE Contact_No__c = 'C-000009'");
    await call(practice, 'DELETE', `${LATEST}/sobjects/Contact/${String(row?.['Id'])}`);
    const soql = "SELECT Contact_No__c FROM Contact WHERE Contact_No__c = 'C-000009'";
    expect(dataLines((await results(await finish(soql))).text)).toHaveLength(0);
    expect(dataLines((await results(await finish(soql, { operation: 'queryAll' }))).text)).toHaveLength(1);

    await control(practice, { settings: { queueMs: 3_000 } });
    const { id } = (await create('SELECT Id FROM Account')).json() as Body;
    const path = `${JOBS}/${String(id)}`;
    expect((await call(practice, 'DELETE', path)).json()).toMatchObject([{ errorCode: 'API_ERROR' }]);
    expect((await results(String(id))).status).toBe(400);
    const abort = (): Promise<Answer> => call(practice, 'PATCH', path, { body: '{"state":"Aborted"}' });
    expect((await abort()).json()).toMatchObject({ state: 'Aborted' });
    expect((await abort()).json()).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect((await call(practice, 'DELETE', path)).status).toBe(204);
    expect((await call(practice, 'GET', path)).json()).toEqual([
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
    const listed = (await getJson(practice, `${JOBS}?jobType=V2Query`))['records'] as Body[];
    expect(listed.length).toBeGreaterThan(3);
    expect(listed.every((job) => job['jobType'] === 'V2Query' && !('numberRecordsProcessed' in job))).toBe(
      true,
    );
    expect((await getJson(practice, `${LATEST}/jobs/ingest?jobType=V2Query`))['records']).toEqual([]);
  });
});
