import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, openClassic, resultOf, waitForBatches } from './classic';
import {
  call,
  control,
  dataLines,
  getJson,
  LATEST,
  openJob,
  patchJob,
  putCsv,
  readControl,
  runJob,
  type Body,
} from './client';
import { errorsOf } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'bad days' });
});
afterEach(() => control(practice, { preset: 'clear', settings: null, faults: [] }));
afterAll(() => practice.close());

const LIMITS = `${LATEST}/limits`;
const people = (count: number, of: (n: number) => string): string =>
  `LastName,Account.Account_No__c\n${Array.from({ length: count }, (_, n) => `Row ${n},A-${of(n)}`).join('\n')}\n`;

describe('bad days by name', () => {
  it('maintenance: every route answers a page, the control answers still', async () => {
    await control(practice, { preset: 'maintenance' });
    for (const path of [
      LIMITS,
      '/services/data',
      '/services/async/67.0/job/750000000000001',
      '/services/oauth2/userinfo',
    ]) {
      const answer = await call(practice, 'GET', path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html;charset=UTF-8']);
    }
    expect((await readControl(practice))['preset']).toBe('maintenance');
    await control(practice, { preset: 'clear' });
    expect((await call(practice, 'GET', LIMITS)).status).toBe(200);
  });

  it('quota, slow and expired', async () => {
    await control(practice, { preset: 'quota' });
    expect((await call(practice, 'GET', LIMITS)).json()).toEqual([
      { message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
    ]);
    await control(practice, { preset: 'slow' });
    const started = performance.now();
    expect((await call(practice, 'GET', LIMITS)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(500);
  });

  it('flaky: some calls are dropped, some after they had their effect, the same ones for the same seed', async () => {
    const draw = async (): Promise<string> => {
      const one = await startPracticeOrg({ seed: 'flaky', empty: true, settings: { flaky: 0.3 } });
      let seen = '';
      for (let n = 0; n < 30; n += 1)
        seen += await call(one, 'POST', `${LATEST}/sobjects/Account`, { body: '{"Name":"x"}' }).then(
          () => '.',
          () => '!',
        );
      const log = (await readControl(one))['log'] as Body[];
      await one.close();
      expect(new Set(log.map((entry) => entry['fault']))).toEqual(
        new Set([null, 'drop before', 'drop after']),
      );
      return seen;
    };
    const first = await draw();
    expect(first).toContain('!');
    expect(first).toContain('.');
    expect(await draw()).toBe(first);
  });

  it('stuck: a job waits until let go; half-way: it fails in the middle; truncated: a result is cut', async () => {
    await control(practice, { preset: 'stuck' });
    const id = String((await openJob(practice, {}))['id']);
    await putCsv(practice, id, 'LastName\nA\n');
    await patchJob(practice, id, 'UploadComplete');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const state = async (): Promise<unknown> =>
      (await getJson(practice, `${LATEST}/jobs/ingest/${id}`))['state'];
    expect(await state()).toBe('UploadComplete');
    await control(practice, { preset: 'half-way' });
    while ((await state()) !== 'JobComplete' && (await state()) !== 'Failed');
    await control(practice, { preset: 'half-way' });
    const { job, unprocessed } = await runJob(
      practice,
      {},
      people(1000, (n) => String(10_100 + n)),
    );
    expect(job).toMatchObject({ state: 'Failed', numberRecordsProcessed: 600 });
    expect(dataLines(unprocessed)).toHaveLength(400);
    await control(practice, { preset: 'truncated' });
    await expect(call(practice, 'GET', `${LATEST}/jobs/ingest/${id}/failedResults`)).rejects.toThrow(
      /terminated|fetch failed|closed|aborted/,
    );
  });

  it('locked: about a tenth of the accounts is held, and free the second time', async () => {
    await control(practice, { preset: 'locked' });
    const csv = people(400, (n) => String(10_001 + n));
    const first = errorsOf((await runJob(practice, {}, csv)).failed);
    expect(first).toHaveLength(40);
    expect(first.every((error) => error.startsWith('UNABLE_TO_LOCK_ROW:'))).toBe(true);
    expect((await runJob(practice, {}, csv)).job['numberRecordsFailed']).toBe(0);
  });

  it('refuses a preset it does not know, and takes expired last', async () => {
    await expect(control(practice, { preset: 'sunny' })).rejects.toThrow('preset must be one of');
    const other = await startPracticeOrg({ seed: 'expired', empty: true });
    await control(other, { preset: 'expired' });
    expect((await call(other, 'GET', LIMITS)).json()).toEqual([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
    await other.close();
  });
});

describe('locks and automation', () => {
  const LOCKS = { lockModel: 'parents', batchRows: 1000, busyAccounts: [] };
  const lost = async (csv: string): Promise<string[]> => errorsOf((await runJob(practice, {}, csv)).failed);

  it('chunks of different batches that meet on a parent lose rows: more with skew, none when sorted or Serial', async () => {
    await control(practice, { settings: LOCKS });
    const spread = people(3000, (n) => String(10_001 + ((n * 7) % 1500)));
    const skewed = people(3000, (n) => String(10_001 + (n % 20)));
    const sorted = people(3000, (n) => String(10_001 + Math.floor(n / 150)));
    const few = (await lost(spread)).length;
    const many = await lost(skewed);
    expect(many.length).toBeGreaterThan(few);
    expect(many.length).toBeGreaterThan(500);
    expect(
      many.every((error) => error.startsWith('UNABLE_TO_LOCK_ROW:unable to obtain exclusive access')),
    ).toBe(true);
    expect((await lost(skewed)).length).toBe(many.length);
    expect((await lost(sorted)).length).toBeLessThan(many.length / 20);
    await control(practice, { settings: { lockModel: 'off' } });
    expect(await lost(skewed)).toEqual([]);
  });

  it('in Bulk API 1.0 Serial saves what Parallel loses', async () => {
    await control(practice, { settings: LOCKS });
    const failures = async (concurrencyMode: string): Promise<number> => {
      const job = await openClassic(practice, { concurrencyMode });
      const batches = [];
      for (let n = 0; n < 3; n += 1)
        batches.push(
          await addBatch(
            practice,
            job,
            people(600, (row) => String(10_001 + (row % 10))),
          ),
        );
      await waitForBatches(practice, job);
      const results = await Promise.all(batches.map((batch) => resultOf(practice, job, batch)));
      return results.join('').split('UNABLE_TO_LOCK_ROW').length - 1;
    };
    expect(await failures('Parallel')).toBeGreaterThan(100);
    expect(await failures('Serial')).toBe(0);
  });

  it('automation costs time on objects that have any, and is told apart', async () => {
    await control(practice, { settings: { automationMs: 60 } });
    const { job } = await runJob(
      practice,
      {},
      people(1000, (n) => String(10_001 + n)),
    );
    expect(Number(job['apexProcessingTime'])).toBe(300);
    expect(Number(job['totalProcessingTime'])).toBeGreaterThan(280);
    const leads = await runJob(
      practice,
      { object: 'Opportunity' },
      'Name,StageName,CloseDate\nX,Prospecting,2026-01-01\n',
    );
    expect(leads.job['apexProcessingTime']).toBe(0);
  });
});
