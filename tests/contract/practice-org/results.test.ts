import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, dataLines, getJson, LATEST, query, runJob } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'results', empty: true });
});
afterAll(() => practice.close());

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `N${n}`);
const csvOf = (list: readonly string[]): string => `LastName\n${list.join('\n')}\n`;
const orderOf = (result: string): string[] =>
  dataLines(result).map((line) => line.split(',')[2]?.replaceAll('"', '') ?? '');

describe('what results look like', () => {
  it('line 31: sf__ headers are quoted, the others bare, every cell is quoted, and no rows leave the header', async () => {
    const { successful, failed, unprocessed } = await runJob(practice, {}, 'LastName,Title\nA,\n');
    expect(successful).toMatch(/^"sf__Id","sf__Created",LastName,Title\n"003\w{15}","true","A",""\n$/);
    expect(failed).toBe('"sf__Id","sf__Error",LastName,Title\n');
    expect(unprocessed).toBe('LastName,Title\n');
  });

  it('line 31: before v53 failed results have no sf__Id; result lines end like the job’s', async () => {
    const { id, failed } = await runJob(practice, { lineEnding: 'CRLF' }, 'LastName,Title\r\n,x\r\n');
    expect(failed).toBe(
      '"sf__Id","sf__Error",LastName,Title\r\n"","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","","x"\r\n',
    );
    const old = await call(practice, 'GET', `/services/data/v52.0/jobs/ingest/${id}/failedResults`);
    expect(old.text.split('\r\n')[0]).toBe('"sf__Error",LastName,Title');
  });

  it('line 32: results come in an order of the org’s own, the same for the same seed', async () => {
    const sent = names(500);
    const twin = await startPracticeOrg({ seed: 'results twin', empty: true });
    const again = await startPracticeOrg({ seed: 'results twin', empty: true });
    const [one, two] = [
      orderOf((await runJob(twin, {}, csvOf(sent))).successful),
      orderOf((await runJob(again, {}, csvOf(sent))).successful),
    ];
    await Promise.all([twin.close(), again.close()]);
    expect(one).toEqual(two);
    expect(one).not.toEqual(sent);
    expect([...one].sort()).toEqual([...sent].sort());
    const other = orderOf((await runJob(practice, {}, csvOf(sent))).successful);
    expect(other).not.toEqual(one);
    expect(orderOf((await runJob(practice, {}, csvOf(['first', 'second']))).successful)).toEqual([
      'second',
      'first',
    ]);
    await control(practice, { settings: { shuffle: false } });
    expect(orderOf((await runJob(practice, {}, csvOf(sent))).successful)).toEqual(sent);
    await control(practice, { settings: null });
  });

  it('line 33: doubles come back as Java writes them, int and text as they were', async () => {
    const { successful } = await runJob(
      practice,
      { object: 'Account' },
      'Name,AnnualRevenue,NumberOfEmployees,AccountNumber,SLA_Expires__c,Active__c,BillingLatitude\nAcme,912260031,2676,007,2026-11-02Z,1,31.95376472\nBeta,800,1,71664061,,0,-0.0005\n',
    );
    expect(successful).toContain('"Acme","9.12260031E8","2676","007","2026-11-02","true","31.95376472"');
    expect(successful).toContain('"Beta","800.0","1","71664061","","false","-5.0E-4"');
    const { failed } = await runJob(practice, { object: 'Account' }, 'Name,AnnualRevenue\nBad,"1,000"\n');
    expect(failed).toContain(
      `"INVALID_FIELD:Failed to deserialize field at col 1. Due to, '1,000' is not a valid value for the type xsd:double:AnnualRevenue --","Bad","1,000"`,
    );
  });

  it('line 34: sf__Created tells inserts from updates, and an upsert mixes both', async () => {
    await runJob(practice, {}, 'LastName,Contact_No__c\nOld,U-1\n');
    const { successful } = await runJob(
      practice,
      { operation: 'upsert', externalIdFieldName: 'Contact_No__c' },
      'Contact_No__c,LastName\nU-1,Newer\nU-2,Fresh\n',
    );
    expect(successful).toMatch(/"003\w{15}","false","U-1","Newer"/);
    expect(successful).toMatch(/"003\w{15}","true","U-2","Fresh"/);
    expect(
      await query(
        practice,
        "SELECT LastName FROM Contact WHERE Contact_No__c IN ('U-1', 'U-2') ORDER BY Contact_No__c",
      ),
    ).toMatchObject([{ LastName: 'Newer' }, { LastName: 'Fresh' }]);
  });

  it('line 38: processed is success and failure together', async () => {
    const { job, successful, failed } = await runJob(
      practice,
      {},
      csvOf([...names(450), '""']).replace('""', '""'),
    );
    expect(job).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 451, numberRecordsFailed: 1 });
    expect([dataLines(successful).length, dataLines(failed).length]).toEqual([450, 1]);
  });

  it('line 50: lists come in pages, in no useful order, without counters', async () => {
    await control(practice, { settings: { jobListPageSize: 3 } });
    const seen: string[] = [];
    let url: string | null = `${LATEST}/jobs/ingest`;
    let pages = 0;
    while (url !== null) {
      const page = await getJson(practice, url);
      const records = page['records'] as Record<string, unknown>[];
      expect(page['done']).toBe(page['nextRecordsUrl'] === null);
      expect(records.length).toBeLessThanOrEqual(3);
      for (const record of records) {
        expect(record).not.toHaveProperty('numberRecordsProcessed');
        expect(record).not.toHaveProperty('errorMessage');
        expect(record).toMatchObject({ jobType: 'V2Ingest' });
        seen.push(String(record['id']));
      }
      pages += 1;
      url = page['nextRecordsUrl'] as string | null;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toEqual([...seen].sort());
    expect((await getJson(practice, `${LATEST}/jobs/ingest?jobType=Classic`))['records']).toEqual([]);
    await control(practice, { settings: null });
  });

  it('line 52: jobs vanish after seven days, and one left open dies after a day', async () => {
    const { id } = await runJob(practice, {}, csvOf(['Week']));
    const open = await call(practice, 'POST', `${LATEST}/jobs/ingest`, {
      body: JSON.stringify({ object: 'Contact', operation: 'insert' }),
    });
    const openId = String((open.json() as Record<string, unknown>)['id']);
    await control(practice, { clock: { advanceMs: 25 * 3_600_000 } });
    expect((await getJson(practice, `${LATEST}/jobs/ingest/${openId}`))['state']).toBe('Aborted');
    expect((await call(practice, 'GET', `${LATEST}/jobs/ingest/${id}`)).status).toBe(200);
    await control(practice, { clock: { advanceMs: 7 * 86_400_000 } });
    expect((await call(practice, 'GET', `${LATEST}/jobs/ingest/${id}`)).status).toBe(404);
    await control(practice, { clock: { offsetMs: 0 } });
  });
});
