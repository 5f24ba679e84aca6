import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import {
  addBatch,
  batchStates,
  callClassic,
  element,
  elements,
  jobXml,
  openClassic,
  resultOf,
  setClassic,
  waitForBatches,
} from './classic';
import { control, dataLines, getJson, LATEST, query, readControl, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'classic' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const JSON_TYPE = { 'Content-Type': 'application/json' };
const names = (count: number): string =>
  `LastName\n${Array.from({ length: count }, (_, i) => `Row ${i}`).join('\n')}\n`;

describe('jobs of Bulk API 1.0', () => {
  it('line 46: XML and JSON jobs, Serial echoed and honoured, operations spelled as they are', async () => {
    const made = await callClassic(practice, 'POST', '', jobXml({ concurrencyMode: 'Serial' }));
    expect(made.status).toBe(201);
    expect(element(made.text, 'concurrencyMode')).toBe('Serial');
    expect(element(made.text, 'state')).toBe('Open');
    expect(element(made.text, 'apiVersion')).toBe('67.0');
    const body = JSON.stringify({ operation: 'insert', object: 'Contact', contentType: 'JSON' });
    const inJson = (await callClassic(practice, 'POST', '', body, JSON_TYPE)).json() as Body;
    expect(inJson).toMatchObject({ contentType: 'JSON', concurrencyMode: 'Parallel', numberBatchesTotal: 0 });
    expect(String(inJson['createdDate'])).toMatch(/\.\d{3}\+0000$/);
    expect(element(made.text, 'createdDate')).toMatch(/\.\d{3}Z$/);
    const wrong = await callClassic(practice, 'POST', '', jobXml({ operation: 'Insert' }));
    expect([wrong.status, element(wrong.text, 'exceptionCode')]).toEqual([400, 'InvalidJob']);

    await control(practice, { settings: { chunkMs: 8 } });
    const first = await openClassic(practice, { concurrencyMode: 'Serial' });
    const second = await openClassic(practice, { concurrencyMode: 'Serial' });
    for (const job of [first, second, first]) await addBatch(practice, job, names(900));
    // Asked for in one call: between two calls one batch may end and the next one begin.
    const statesAtOnce = async (): Promise<string[]> =>
      ((await readControl(practice))['classicJobs'] as Body[])
        .filter((one) => one['id'] === first || one['id'] === second)
        .flatMap((one) => (one['batches'] as Body[]).map((batch) => String(batch['state'])));
    let most = 0;
    for (;;) {
      const states = await statesAtOnce();
      most = Math.max(most, states.filter((state) => state === 'InProgress').length);
      if (states.every((state) => state === 'Completed')) break;
    }
    expect(most).toBe(1);
    // Long enough that the first has not ended when the last is handed over.
    await control(practice, { settings: { chunkMs: 100 } });
    const parallel = await openClassic(practice, {});
    for (let n = 0; n < 3; n += 1) await addBatch(practice, parallel, names(900));
    let together = 0;
    for (;;) {
      const states = await batchStates(practice, parallel);
      together = Math.max(together, states.filter((state) => state === 'InProgress').length);
      if (states.every((state) => state === 'Completed')) break;
    }
    expect(together).toBeGreaterThan(1);
  });

  it('line 47: results in the order of the rows, the request byte for byte, NotProcessed on abort', async () => {
    const job = await openClassic(practice);
    const csv = 'LastName,Email\nFirst,a@x.example\n,b@x.example\nThird,"no, address"\nFourth,\n';
    const batch = await addBatch(practice, job, csv);
    const list = await waitForBatches(practice, job);
    expect(elements(list, 'state')).toEqual(['Completed']);
    expect([element(list, 'numberRecordsProcessed'), element(list, 'numberRecordsFailed')]).toEqual([
      '4',
      '2',
    ]);
    const lines = (await resultOf(practice, job, batch)).trimEnd().split('\n');
    expect(lines[0]).toBe('"Id","Success","Created","Error"');
    expect(lines.slice(1).map((line) => line.replace(/^"003\w{15}"/, '"id"'))).toEqual([
      '"id","true","true",""',
      '"","false","false","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --"',
      '"","false","false","INVALID_EMAIL_ADDRESS:Email: invalid email address: no, address:Email --"',
      '"id","true","true",""',
    ]);
    expect((await callClassic(practice, 'GET', `/${job}/batch/${batch}/request`)).text).toBe(csv);

    await control(practice, { settings: { queueMs: 60, chunkMs: 5 } });
    const aborted = await openClassic(practice, { concurrencyMode: 'Serial' });
    const running = await addBatch(practice, aborted, names(800));
    const waiting = await addBatch(practice, aborted, names(5));
    while ((await batchStates(practice, aborted))[0] !== 'InProgress');
    expect(element((await setClassic(practice, aborted, 'Aborted')).text, 'state')).toBe('Aborted');
    expect(elements(await waitForBatches(practice, aborted), 'state')).toEqual(['Completed', 'NotProcessed']);
    expect(dataLines(await resultOf(practice, aborted, running))).toHaveLength(800);
    expect(element(await resultOf(practice, aborted, waiting), 'exceptionMessage')).toBe(
      'Records not processed',
    );
  });

  it('takes JSON and XML batches, with parents by key and explicit nulls, and answers in kind', async () => {
    const json = await openClassic(practice, {
      contentType: 'JSON',
      operation: 'upsert',
      externalIdFieldName: 'Contact_No__c',
    });
    const rows = [
      { Contact_No__c: 'C-000001', Title: null, Account: { Account_No__c: 'A-10002' } },
      { Contact_No__c: 'J-1', LastName: '' },
      { Contact_No__c: 'J-2', LastName: 'Made', Annual_Budget__c: 12.5 },
    ];
    const batch = await addBatch(practice, json, JSON.stringify(rows), 'JSON');
    await waitForBatchesJson(json);
    const results = JSON.parse(await resultOf(practice, json, batch)) as Body[];
    expect(results.map(({ success, created }) => [success, created])).toEqual([
      [true, false],
      [false, false],
      [true, true],
    ]);
    expect(results[1]).toMatchObject({
      id: null,
      errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }],
    });
    expect(
      (
        await query(
          practice,
          "SELECT Title, Account.Account_No__c FROM Contact WHERE Contact_No__c = 'C-000001'",
        )
      )[0],
    ).toMatchObject({
      Title: null,
      Account: { Account_No__c: 'A-10002' },
    });

    const xml = await openClassic(practice, { contentType: 'XML' });
    const sent =
      '<sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sObject><LastName>Fish &amp; Chips</LastName><Account><sObject><Account_No__c>A-10003</Account_No__c></sObject></Account><Title xsi:nil="true"/></sObject><sObject><Title>No name</Title></sObject></sObjects>';
    const second = await addBatch(practice, xml, sent, 'XML');
    await waitForBatches(practice, xml);
    const answer = await resultOf(practice, xml, second);
    expect(elements(answer, 'success')).toEqual(['true', 'false']);
    expect(elements(answer, 'statusCode')).toEqual(['REQUIRED_FIELD_MISSING']);
    expect(
      await query(
        practice,
        "SELECT Id FROM Contact WHERE LastName = 'Fish & Chips' AND Account.Account_No__c = 'A-10003'",
      ),
    ).toHaveLength(1);
  });

  async function waitForBatchesJson(job: string): Promise<void> {
    for (;;) {
      const list = (await callClassic(practice, 'GET', `/${job}/batch`)).json() as {
        batchInfo: { state: string }[];
      };
      if (list.batchInfo.every((one) => one.state === 'Completed' || one.state === 'Failed')) return;
    }
  }

  it('line 48: too many rows fail the batch, nothing and closed jobs are refused', async () => {
    const job = await openClassic(practice);
    await addBatch(practice, job, names(10_001));
    await addBatch(practice, job, `LastName\n${'x'.repeat(10_000_001)}\n`);
    await addBatch(practice, job, 'LastName\n');
    await addBatch(practice, job, 'LastName,Colour\nA,red\n');
    const list = await waitForBatches(practice, job);
    expect(elements(list, 'state')).toEqual(['Failed', 'Failed', 'Failed', 'Failed']);
    expect(elements(list, 'stateMessage').slice(2)).toEqual([
      'InvalidBatch : Records not found',
      'InvalidBatch : Field name not found : Colour',
    ]);
    const csv = { 'Content-Type': 'text/csv' };
    const empty = await callClassic(practice, 'POST', `/${job}/batch`, '', csv);
    expect([
      empty.status,
      element(empty.text, 'exceptionCode'),
      element(empty.text, 'exceptionMessage'),
    ]).toEqual([400, 'ClientInputError', 'Unable to find any data to create batch']);
    const other = await callClassic(practice, 'POST', `/${job}/batch`, '[{"LastName":"J"}]', JSON_TYPE);
    expect([other.status, other.json()]).toMatchObject([400, { exceptionCode: 'ClientInputError' }]);
    await setClassic(practice, job, 'Closed');
    const closed = await callClassic(practice, 'POST', `/${job}/batch`, names(1), csv);
    expect([closed.status, element(closed.text, 'exceptionCode')]).toEqual([400, 'InvalidJobState']);
    const inJson = await callClassic(practice, 'POST', `/${job}/batch`, '[]', JSON_TYPE);
    expect(inJson.json()).toMatchObject({ exceptionCode: 'InvalidJobState' });
  });

  it('line 49: queries give a list of results, PK chunking turns the first batch away and adds more', async () => {
    const job = await openClassic(practice, { operation: 'query', object: 'Account' });
    const batch = await addBatch(
      practice,
      job,
      "SELECT Id, Account_No__c FROM Account WHERE Account_No__c IN ('A-10001', 'A-10002')",
    );
    await waitForBatches(practice, job);
    const ids = elements(await resultOf(practice, job, batch), 'result');
    expect(ids).toEqual([expect.stringMatching(/^752/)]);
    const lines = (await callClassic(practice, 'GET', `/${job}/batch/${batch}/result/${ids[0] ?? ''}`)).text
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe('"Id","Account_No__c"');
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['"A-10001"', '"A-10002"']);

    const chunked = await openClassic(
      practice,
      { operation: 'query', object: 'Account' },
      { 'Sforce-Enable-PKChunking': 'chunkSize=600' },
    );
    await addBatch(practice, chunked, 'SELECT Account_No__c FROM Account');
    const list = await waitForBatches(practice, chunked);
    expect(elements(list, 'state')).toEqual([
      'NotProcessed',
      'Completed',
      'Completed',
      'Completed',
      'Completed',
    ]);
    const seen: string[] = [];
    for (const one of elements(list, 'id').slice(1)) {
      const [result = ''] = elements(await resultOf(practice, chunked, one), 'result');
      seen.push(
        ...dataLines((await callClassic(practice, 'GET', `/${chunked}/batch/${one}/result/${result}`)).text),
      );
    }
    expect([seen.length, new Set(seen).size]).toEqual([2000, 2000]);
  });

  it('a dead session is a 400 in XML, or in JSON for who speaks it; old versions and unknown paths are refused', async () => {
    const dead = { 'X-SFDC-Session': 'nope' };
    const xml = await callClassic(practice, 'GET', '/750000000000001', undefined, dead);
    expect([xml.status, xml.text]).toEqual([
      400,
      '<?xml version="1.0" encoding="UTF-8"?><error xmlns="http://www.force.com/2009/06/asyncapi/dataload"><exceptionCode>InvalidSessionId</exceptionCode><exceptionMessage>Invalid session id</exceptionMessage></error>',
    ]);
    const json = await callClassic(practice, 'GET', '/750000000000001', undefined, { ...dead, ...JSON_TYPE });
    expect(json.json()).toEqual({
      exceptionCode: 'InvalidSessionId',
      exceptionMessage: 'Invalid session id',
    });
    const unknown = await callClassic(practice, 'GET', '/750000000000001/nothing');
    expect(element(unknown.text, 'exceptionCode')).toBe('InvalidUrl');
  });

  it('takes gzipped uploads and tells its jobs in the lists', async () => {
    const job = await openClassic(practice);
    await callClassic(practice, 'POST', `/${job}/batch`, gzipSync(names(3)), {
      'Content-Type': 'text/csv',
      'Content-Encoding': 'gzip',
    });
    expect(element(await waitForBatches(practice, job), 'numberRecordsProcessed')).toBe('3');
    for (const list of ['ingest', 'query']) {
      const page = await getJson(practice, `${LATEST}/jobs/${list}?jobType=Classic`);
      const records = page['records'] as Body[];
      expect(records.find(({ id }) => id === job)).toMatchObject({
        jobType: 'Classic',
        state: 'Open',
        object: 'Contact',
      });
      expect(records.every((record) => !('numberRecordsProcessed' in record))).toBe(true);
    }
  });
});
