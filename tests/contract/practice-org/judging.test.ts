import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, callClassic, element, openClassic, resultOf, waitForBatches } from './classic';
import {
  call,
  control,
  dataLines,
  getJson,
  LATEST,
  openJob,
  patchJob,
  putCsv,
  query,
  readControl,
  runJob,
  waitForEnd,
  type Body,
} from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'judging', empty: true });
});
beforeEach(() => control(practice, { reset: true, clearLog: true }));
afterAll(() => practice.close());

const BROKEN = /fetch failed|terminated|other side closed|aborted/;
const fault = (one: Body): Promise<Body> => control(practice, { faults: [one] });
const names = (count: number): string =>
  `LastName\n${Array.from({ length: count }, (_, n) => `Row ${n}`).join('\n')}\n`;

const readLog = async (): Promise<Body[]> => (await readControl(practice))['log'] as Body[];
const told = (entries: readonly Body[]): unknown[] =>
  entries
    .filter((entry) => entry['effect'] !== null)
    .map(({ method, status, effect, rows }) => [method, status, effect, rows]);

const COLLECTIONS = `${LATEST}/composite/sobjects`;
const record = (LastName: string | null): Body => ({ attributes: { type: 'Contact' }, LastName });
const send = (records: readonly Body[], allOrNone = false): ReturnType<typeof call> =>
  call(practice, 'POST', COLLECTIONS, { body: JSON.stringify({ allOrNone, records }) });
const countContacts = async (): Promise<unknown> =>
  (await query(practice, 'SELECT COUNT(Id) n FROM Contact'))[0]?.['n'];

describe('the log tells what calls did, though their answers were lost', () => {
  it('of Bulk API 2.0: created, uploaded, committed, aborted, deleted, with job and rows', async () => {
    const { id } = await openJob(practice, {});
    await fault({ method: 'PUT', pathPattern: '/batches$', when: 'after', action: 'drop' });
    await expect(putCsv(practice, String(id), names(3))).rejects.toThrow(BROKEN);
    await fault({ method: 'PATCH', pathPattern: 'ingest', when: 'before', action: 'drop' });
    await expect(patchJob(practice, String(id), 'UploadComplete')).rejects.toThrow(BROKEN);
    await fault({ method: 'PATCH', pathPattern: 'ingest', when: 'after', action: 'drop' });
    await expect(patchJob(practice, String(id), 'UploadComplete')).rejects.toThrow(BROKEN);
    await waitForEnd(practice, String(id));
    await call(practice, 'DELETE', `${LATEST}/jobs/ingest/${String(id)}`);
    const other = await openJob(practice, {});
    await patchJob(practice, String(other['id']), 'Aborted');
    const log = await readLog();
    expect(told(log)).toEqual([
      ['POST', 200, 'created', null],
      ['PUT', 0, 'uploaded', 3],
      ['PATCH', 0, 'committed', 3],
      ['DELETE', 204, 'deleted', null],
      ['POST', 200, 'created', null],
      ['PATCH', 200, 'aborted', null],
    ]);
    const patches = log.filter((entry) => entry['method'] === 'PATCH' && entry['jobId'] === id);
    expect(patches.map((entry) => entry['fault'])).toEqual(['drop after']);
    expect(log.filter((entry) => entry['fault'] === 'drop before')).toMatchObject([
      { method: 'PATCH', effect: null, rows: null },
    ]);
  });

  it('of a multipart create, which commits at once', async () => {
    const job = '{"object":"Contact","operation":"insert","contentType":"CSV"}';
    const body = `--b\r\nContent-Disposition: form-data; name="job"\r\nContent-Type: application/json\r\n\r\n${job}\r\n--b\r\nContent-Disposition: form-data; name="content"; filename="content"\r\nContent-Type: text/csv\r\n\r\n${names(2)}\r\n--b--\r\n`;
    await call(practice, 'POST', `${LATEST}/jobs/ingest`, {
      body,
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    });
    expect(told(await readLog())).toEqual([['POST', 200, 'committed', 2]]);
  });

  it('of Bulk API 1.0: a batch whose answer was lost is there and runs, and its rows are counted', async () => {
    const job = await openClassic(practice);
    await fault({ method: 'POST', pathPattern: '/batch$', when: 'before', action: 'drop' });
    await expect(addBatch(practice, job, names(4))).rejects.toThrow(BROKEN);
    await fault({ method: 'POST', pathPattern: '/batch$', when: 'after', action: 'drop' });
    await expect(addBatch(practice, job, names(4))).rejects.toThrow(BROKEN);
    await waitForBatches(practice, job);
    await addBatch(practice, job, names(4));
    await waitForBatches(practice, job);
    const batches = (await readLog()).filter((entry) => entry['batchId'] !== null);
    expect(told(batches)).toEqual([
      ['POST', 0, 'committed', 4],
      ['POST', 201, 'committed', 4],
    ]);
    expect(new Set(batches.map((entry) => entry['batchId'])).size).toBe(2);
    expect(batches.every((entry) => entry['jobId'] === job)).toBe(true);
    expect(await countContacts()).toBe(8);
  });

  it('of collections: saved though the answer was lost, not where every row was refused or rolled back', async () => {
    await fault({ method: 'POST', pathPattern: 'composite/sobjects', when: 'before', action: 'drop' });
    await expect(send([record('A'), record('B')])).rejects.toThrow(BROKEN);
    await fault({ method: 'POST', pathPattern: 'composite/sobjects', when: 'after', action: 'status' });
    expect((await send([record('A'), record('B')])).status).toBe(503);
    await send([record(null)]);
    await send([record('C'), record(null)], true);
    expect(told(await readLog())).toEqual([['POST', 503, 'saved', 2]]);
    expect(await countContacts()).toBe(2);
  });

  it('of a composite call that is taken back: nothing', async () => {
    const part = (referenceId: string, body: Body): Body => ({
      method: 'POST',
      url: `${LATEST}/sobjects/Contact`,
      referenceId,
      body,
    });
    const parts = [part('one', { LastName: 'X' }), part('two', {})];
    const whole = (allOrNone: boolean): ReturnType<typeof call> =>
      call(practice, 'POST', `${LATEST}/composite`, {
        body: JSON.stringify({ allOrNone, compositeRequest: parts }),
      });
    await whole(true);
    expect(told(await readLog())).toEqual([]);
    expect(await countContacts()).toBe(0);
    await whole(false);
    expect(told(await readLog())).toEqual([['POST', 200, 'saved', 1]]);
  });
});

describe('faults in the form of the API they strike', () => {
  const slow = { status: 429, errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'Slow down', retryAfter: 7 };

  it('an array in REST, XML or JSON in Bulk API 1.0, a fault in SOAP, all with Retry-After', async () => {
    await fault({ ...slow, pathPattern: 'jobs/ingest' });
    const rest = await call(practice, 'POST', `${LATEST}/jobs/ingest`, { body: '{}' });
    expect([rest.status, rest.headers.get('retry-after'), rest.json()]).toEqual([
      429,
      '7',
      [{ message: 'Slow down', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    ]);
    const job = await openClassic(practice);
    await fault({ ...slow, errorCode: 'ExceededQuota', pathPattern: 'async', times: 2 });
    const xml = await callClassic(practice, 'POST', `/${job}/batch`, names(1), {
      'Content-Type': 'text/csv',
    });
    expect([xml.status, xml.headers.get('retry-after'), element(xml.text, 'exceptionCode')]).toEqual([
      429,
      '7',
      'ExceededQuota',
    ]);
    const json = await callClassic(practice, 'GET', `/${job}`, undefined, {
      'Content-Type': 'application/json',
    });
    expect(json.json()).toEqual({ exceptionCode: 'ExceededQuota', exceptionMessage: 'Slow down' });
    await fault({ status: 401, pathPattern: 'async' });
    const dead = await callClassic(practice, 'GET', `/${job}`);
    expect([
      dead.status,
      element(dead.text, 'exceptionCode'),
      element(dead.text, 'exceptionMessage'),
    ]).toEqual([400, 'InvalidSessionId', 'Invalid session id']);
    await fault({ ...slow, status: 500, errorCode: 'SERVER_UNAVAILABLE', pathPattern: 'Soap' });
    const soap = await call(practice, 'POST', '/services/Soap/u/67.0', { body: '<x/>' });
    expect(soap.text).toContain('<faultcode>sf:SERVER_UNAVAILABLE</faultcode>');
  });
});

describe('limits that make a load change its step', () => {
  it('governorRows: bigger transactions fail whole, smaller batches of Bulk API 1.0 go through', async () => {
    await control(practice, { settings: { governorRows: 50 } });
    const load = async (rows: number): Promise<string[]> => {
      const job = await openClassic(practice, { concurrencyMode: 'Serial' });
      const batch = await addBatch(practice, job, names(rows));
      await waitForBatches(practice, job);
      return dataLines((await resultOf(practice, job, batch)).replaceAll(/\ncaused/g, ' caused'));
    };
    const refused = await load(120);
    expect(refused).toHaveLength(120);
    expect(refused.every((line) => line.includes('Too many SOQL queries: 101:--'))).toBe(true);
    expect(refused[0]).toContain(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:ContactTrigger: execution of BeforeInsert caused by: System.LimitException',
    );
    expect((await load(50)).every((line) => line.includes('"true","true"'))).toBe(true);
    const bulk = await runJob(practice, {}, names(120));
    expect(bulk.job['numberRecordsFailed']).toBe(120);
    expect((await send(Array.from({ length: 51 }, (_, n) => record(`C${n}`)))).text).toContain('101');
    expect((await send([record('few')])).text).toContain('"success":true');
  });

  it('batches over the daily allocation leave rows that are in no result', async () => {
    const used = Number(((await readControl(practice))['usage'] as Body)['bulkBatches']);
    await control(practice, { settings: { batchRows: 400, dailyBulkBatches: used + 2 } });
    const { job, successful, failed, unprocessed } = await runJob(practice, {}, names(1000));
    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 800,
      numberRecordsFailed: 0,
    });
    expect([successful, failed, unprocessed].map((result) => dataLines(result).length)).toEqual([800, 0, 0]);
    const limits = await getJson(practice, `${LATEST}/limits`);
    expect(limits['DailyBulkApiBatches']).toMatchObject({ Remaining: 0 });
    const job2 = await openClassic(practice);
    const over = await callClassic(practice, 'POST', `/${job2}/batch`, names(1), {
      'Content-Type': 'text/csv',
    });
    expect(element(over.text, 'exceptionCode')).toBe('ExceededQuota');
  });

  it('several jobs at a time each save all of their rows', async () => {
    await control(practice, { settings: { chunkMs: 2 } });
    const jobs = await Promise.all([1, 2, 3, 4].map(() => runJob(practice, {}, names(900))));
    expect(jobs.map(({ job }) => job['numberRecordsProcessed'])).toEqual([900, 900, 900, 900]);
    expect(await countContacts()).toBe(3600);
  });
});
