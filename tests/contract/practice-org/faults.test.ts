import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import {
  call,
  control,
  dataLines,
  getJson,
  LATEST,
  openJob,
  putCsv,
  query,
  readControl,
  runJob,
  type Body,
} from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'faults', empty: true });
});
beforeEach(() => control(practice, { settings: null, faults: [], clearLog: true }));
afterAll(() => practice.close());

const fault = (one: Body): Promise<Body> => control(practice, { faults: [one] });
const LIMITS = `${LATEST}/limits`;
/** How fetch words a broken connection or a body cut short. */
const BROKEN = /fetch failed|terminated|other side closed|aborted/;
const people = 'LastName\nA\nB\nC\nD\nE\nF\n';

describe('line 53: faults on purpose', () => {
  it('drops a call before it has any effect, or after', async () => {
    await fault({ method: 'POST', pathPattern: 'sobjects/Account$', when: 'before', action: 'drop' });
    await expect(
      call(practice, 'POST', `${LATEST}/sobjects/Account`, { body: '{"Name":"Before"}' }),
    ).rejects.toThrow(BROKEN);
    expect(await query(practice, "SELECT Id FROM Account WHERE Name = 'Before'")).toHaveLength(0);
    await fault({ method: 'POST', pathPattern: 'sobjects/Account$', when: 'after', action: 'drop' });
    await expect(
      call(practice, 'POST', `${LATEST}/sobjects/Account`, { body: '{"Name":"After"}' }),
    ).rejects.toThrow(BROKEN);
    expect(await query(practice, "SELECT Id FROM Account WHERE Name = 'After'")).toHaveLength(1);
  });

  it('an upload whose answer is lost did arrive; one cut before did not', async () => {
    const { id } = await openJob(practice, {});
    await fault({ method: 'PUT', pathPattern: '/batches$', when: 'before', action: 'drop' });
    await expect(putCsv(practice, String(id), people)).rejects.toThrow(BROKEN);
    await fault({ method: 'PUT', pathPattern: '/batches$', when: 'after', action: 'status', status: 503 });
    expect((await putCsv(practice, String(id), people)).status).toBe(503);
    expect((await putCsv(practice, String(id), people)).text).toContain('Found multiple contents');
  });

  it('answers any status with any code, and Retry-After', async () => {
    for (const [status, errorCode, message] of [
      [401, 'INVALID_SESSION_ID', 'Session expired or invalid'],
      [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
      [403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded.'],
      [429, 'REQUEST_LIMIT_EXCEEDED', 'Slow down'],
      [500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'],
    ] as const) {
      await fault({ pathPattern: 'limits', action: 'status', status, errorCode, message, retryAfter: 2 });
      const answer = await call(practice, 'GET', LIMITS);
      expect([answer.status, answer.json(), answer.headers.get('retry-after')]).toEqual([
        status,
        [{ message, errorCode }],
        '2',
      ]);
      expect((await call(practice, 'GET', LIMITS)).status).toBe(200);
    }
    await fault({ pathPattern: 'limits', action: 'status', status: 401 });
    expect((await call(practice, 'GET', LIMITS)).json()).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  });

  it('serves maintenance pages, delays, and strikes as often as told', async () => {
    await fault({ pathPattern: 'limits', action: 'html', status: 503, times: 2 });
    const page = await call(practice, 'GET', LIMITS);
    expect([page.status, page.headers.get('content-type'), page.text.startsWith('<!DOCTYPE html>')]).toEqual([
      503,
      'text/html;charset=UTF-8',
      true,
    ]);
    expect((await call(practice, 'GET', LIMITS)).status).toBe(503);
    expect((await call(practice, 'GET', LIMITS)).status).toBe(200);
    await fault({ pathPattern: 'limits', action: 'delay', delayMs: 120 });
    const started = performance.now();
    expect((await call(practice, 'GET', LIMITS)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(100);
  });

  it('cuts a download off, plainly or so that it looks whole', async () => {
    const { id } = await runJob(practice, {}, people);
    const path = `${LATEST}/jobs/ingest/${id}/successfulResults`;
    await fault({ pathPattern: 'successfulResults', action: 'truncate' });
    await expect(call(practice, 'GET', path)).rejects.toThrow(BROKEN);
    await fault({ pathPattern: 'successfulResults', action: 'truncate', clean: true });
    const short = await call(practice, 'GET', path);
    expect(short.status).toBe(200);
    expect(dataLines(short.text).length).toBeLessThan(6);
    expect(dataLines((await call(practice, 'GET', path)).text)).toHaveLength(6);
  });

  it('refuses control bodies it does not understand and changes nothing', async () => {
    const post = (body: unknown): Promise<{ status: number }> =>
      call(practice, 'POST', '/practice/control', {
        body: JSON.stringify(body),
        headers: { 'X-Practice-Control': practice.controlToken },
      });
    for (const body of [
      { nonsense: 1 },
      { settings: { queueMS: 1 } },
      { settings: { queueMs: 'x' } },
      { faults: [{ pathPattern: '(' }] },
      { faults: [{ action: 'explode' }] },
      { reset: 'all' },
      { settings: { busyAccounts: [1] } },
    ]) {
      expect([body, (await post(body)).status]).toEqual([body, 400]);
    }
    expect((await readControl(practice))['settings']).toMatchObject({ queueMs: 20 });
  });
});

describe('limits and headers', () => {
  it('line 51: limits have their names, fall with use, and every counted answer says so', async () => {
    const before = await getJson(practice, LIMITS);
    for (const name of [
      'DailyApiRequests',
      'DailyBulkApiBatches',
      'DailyBulkV2QueryJobs',
      'DailyBulkV2QueryFileStorageMB',
    ])
      expect(before).toHaveProperty(name);
    await runJob(practice, {}, people);
    const after = await getJson(practice, LIMITS);
    const left = (limits: Body, name: string): number => Number((limits[name] as Body)['Remaining']);
    expect(left(before, 'DailyBulkApiBatches') - left(after, 'DailyBulkApiBatches')).toBe(1);
    expect(left(after, 'DailyApiRequests')).toBeLessThan(left(before, 'DailyApiRequests'));
    expect((await call(practice, 'GET', LIMITS)).headers.get('sforce-limit-info')).toMatch(
      /^api-usage=\d+\/100000$/,
    );
    expect(
      (await call(practice, 'GET', `${LATEST}/sobjects/Nope/describe`)).headers.get('sforce-limit-info'),
    ).not.toBeNull();
    await control(practice, { settings: { dailyApiRequests: 1 } });
    const over = await call(practice, 'GET', LIMITS);
    expect([over.status, over.json()]).toEqual([
      403,
      [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    ]);
    await control(practice, { settings: null, clock: { advanceMs: 86_400_000 } });
    expect((await call(practice, 'GET', LIMITS)).headers.get('sforce-limit-info')).toBe('api-usage=1/100000');
    await control(practice, { clock: { offsetMs: 0 } });
  });

  it('line 54: gzip where it is asked for, plain where not', async () => {
    const { id } = await runJob(practice, {}, people);
    for (const path of [LIMITS, `${LATEST}/jobs/ingest/${id}/successfulResults`]) {
      const read = (encoding: string): Promise<{ coding: string | undefined; body: Buffer }> =>
        new Promise((resolve, reject) => {
          request(
            practice.instanceUrl + path,
            { headers: { Authorization: `Bearer ${practice.accessToken}`, 'Accept-Encoding': encoding } },
            (response) => {
              const parts: Buffer[] = [];
              response
                .on('data', (part: Buffer) => parts.push(part))
                .on('end', () =>
                  resolve({ coding: response.headers['content-encoding'], body: Buffer.concat(parts) }),
                );
            },
          )
            .on('error', reject)
            .end();
        });
      const zipped = await read('gzip, deflate');
      expect(zipped.coding).toBe('gzip');
      expect(gunzipSync(zipped.body).toString()).toMatch(/DailyApiRequests|sf__Id/);
      expect((await read('identity')).coding).toBeUndefined();
    }
  });

  it('line 66: the client name is readable in the log, and unknown headers are ignored', async () => {
    await call(practice, 'GET', LIMITS, {
      headers: { 'Sforce-Call-Options': 'client=Bulkhead; defaultNamespace=x', 'Sforce-Nonsense': '1' },
    });
    await call(practice, 'GET', LIMITS, {
      headers: { 'Sforce-Call-Options': 'defaultNamespace=x, client=Older' },
    });
    const log = (await readControl(practice))['log'] as Body[];
    expect(log.map((entry) => entry['client'])).toEqual(['Bulkhead', 'Older']);
    expect(log[0]).toMatchObject({ method: 'GET', path: LIMITS, status: 200, fault: null });
  });

  it('the control tells each job’s history and every record', async () => {
    const { id } = await runJob(practice, {}, people);
    const state = await readControl(practice);
    const job = (state['jobs'] as Body[]).find((one) => one['id'] === id);
    const timeline = (job?.['timeline'] ?? []) as Body[];
    expect(timeline.map((event) => [event['event'], event['state']])).toEqual([
      ['create', 'Open'],
      ['put', 'Open'],
      ['patch', 'Open'],
      ['state', 'UploadComplete'],
      ['state', 'InProgress'],
      ['state', 'JobComplete'],
    ]);
    expect(job).toMatchObject({ rowsSucceeded: 6, rowsFailed: 0, uploadedBytes: people.length });
    const jobCalls = (state['log'] as Body[])
      .filter((entry) => entry['jobId'] === id)
      .map((entry) => entry['method']);
    expect(jobCalls.slice(0, 3)).toEqual(['POST', 'PUT', 'PATCH']);
    const ask = (of: string): ReturnType<typeof call> =>
      call(practice, 'GET', `/practice/control/records${of}`, {
        headers: { 'X-Practice-Control': practice.controlToken },
      });
    const records = (await ask('?object=Contact')).json() as Body[];
    expect(((await ask('')).json() as Body)['Contact']).toEqual(records);
    expect((await ask('?object=Foo')).status).toBe(404);
    const counts = state['counts'] as Record<string, Record<string, number>>;
    expect(records).toHaveLength(
      Object.values(counts['Contact'] ?? {}).reduce((sum, count) => sum + count, 0),
    );
    expect(records[0]).toHaveProperty('Contact_No__c');
  });
});
