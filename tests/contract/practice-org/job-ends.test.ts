import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
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
  readResults,
  runJob,
  type Body,
} from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'ends', empty: true });
});
beforeEach(() => control(practice, { settings: null, faults: [], clock: { offsetMs: 0 } }));
afterAll(() => practice.close());

const jobUrl = (id: unknown): string => `${LATEST}/jobs/ingest/${String(id)}`;
const GONE = [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }];

const people = (count: number, stem = 'P'): string =>
  `LastName,Description\n${Array.from({ length: count }, (_, n) => `${stem}${n},row ${n}`).join('\n')}\n`;

async function create(body: unknown): Promise<[number, Body]> {
  const answer = await call(practice, 'POST', `${LATEST}/jobs/ingest`, { body: JSON.stringify(body) });
  return [answer.status, (answer.json() as Body[])[0] ?? (answer.json() as Body)];
}

/** Waits until a job has tried some rows and still runs. */
async function waitForRows(id: unknown, rows: number): Promise<Body> {
  for (;;) {
    const job = await getJson(practice, jobUrl(id));
    if (Number(job['numberRecordsProcessed'] ?? 0) >= rows) return job;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('the ends of an ingest job', () => {
  it('line 21: results are refused before the end and there after every end', async () => {
    await control(practice, { settings: { queueMs: 200 } });
    const { id } = await openJob(practice, {});
    await putCsv(practice, String(id), people(3, 'Early'));
    await patchJob(practice, String(id), 'UploadComplete');
    for (const kind of ['successfulResults', 'failedResults', 'unprocessedrecords']) {
      expect((await call(practice, 'GET', `${jobUrl(id)}/${kind}`)).status).toBe(400);
    }
    await patchJob(practice, String(id), 'Aborted');
    const aborted = await readResults(practice, String(id));
    expect(dataLines(aborted.unprocessed)).toHaveLength(3);
    expect(dataLines(aborted.successful)).toHaveLength(0);
    await control(practice, { settings: null });
    const done = await runJob(practice, {}, people(3, 'Done'));
    expect([
      dataLines(done.successful).length,
      dataLines(done.failed).length,
      dataLines(done.unprocessed).length,
    ]).toEqual([3, 0, 0]);
    const failed = await runJob(practice, {}, 'LastName,Nope\nA,1\nB,2\n');
    expect(failed.unprocessed).toBe('LastName,Nope\nA,1\nB,2\n');
    expect((await call(practice, 'GET', `${jobUrl(done.id)}/unprocessedRecords`)).status).toBe(200);
  });

  it('line 38: a job failed half way keeps what it saved and accounts for every row', async () => {
    await control(practice, { settings: { jobFault: { afterRows: 400 } } });
    const { job, successful, failed, unprocessed } = await runJob(
      practice,
      {},
      people(1000, 'Half').replace('Half7,', ','),
    );
    expect(job).toMatchObject({
      state: 'Failed',
      numberRecordsProcessed: 400,
      numberRecordsFailed: 1,
      errorMessage: 'TooManyLockFailure : Too many lock failures',
    });
    expect([dataLines(successful).length, dataLines(failed).length, dataLines(unprocessed).length]).toEqual([
      399, 1, 600,
    ]);
    expect(dataLines(unprocessed)[0]).toBe('Half400,row 400');
    expect(await query(practice, "SELECT Id FROM Contact WHERE LastName LIKE 'Half%'")).toHaveLength(399);
  });

  it('line 39: a job can be aborted in Open, UploadComplete and InProgress, not after its end', async () => {
    const open = await openJob(practice, {});
    const answer = await patchJob(practice, String(open['id']), 'Aborted');
    expect(answer.json()).toMatchObject({ id: open['id'], state: 'Aborted' });
    expect(answer.json()).not.toHaveProperty('numberRecordsProcessed');
    await control(practice, { settings: { chunkMs: 20 } });
    const running = await openJob(practice, {});
    await putCsv(practice, String(running['id']), people(2000, 'Abort'));
    await patchJob(practice, String(running['id']), 'UploadComplete');
    await waitForRows(running['id'], 200);
    expect((await patchJob(practice, String(running['id']), 'Aborted')).status).toBe(200);
    const { successful, failed, unprocessed } = await readResults(practice, String(running['id']));
    const parts = [successful, failed, unprocessed].map((text) => dataLines(text).length);
    expect(parts.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect(parts[2]).toBeGreaterThan(0);
    const again = await patchJob(practice, String(running['id']), 'Aborted');
    expect([again.status, again.json()]).toEqual([
      400,
      [{ message: 'Aborting already Completed Job not allowed', errorCode: 'INVALIDJOBSTATE' }],
    ]);
    expect((await patchJob(practice, String(running['id']), 'UploadComplete')).status).toBe(400);
    expect((await patchJob(practice, String(running['id']), 'Closed')).status).toBe(400);
  });

  it('line 40: only an ended job is deleted, and then it is gone', async () => {
    const { id } = await openJob(practice, {});
    const early = await call(practice, 'DELETE', jobUrl(id));
    expect([early.status, early.json()]).toEqual([
      400,
      [
        {
          message: 'Error encountered when deleting the job because the job is not terminated',
          errorCode: 'API_ERROR',
        },
      ],
    ]);
    await patchJob(practice, String(id), 'Aborted');
    expect((await call(practice, 'DELETE', jobUrl(id))).status).toBe(204);
    const after = await call(practice, 'GET', jobUrl(id));
    expect([after.status, after.json()]).toEqual([404, GONE]);
  });

  it('line 41: hard delete needs its permission and skips the bin; delete does not', async () => {
    const made = await runJob(practice, {}, people(2, 'Bin'));
    const [kept, burnt] = dataLines(made.successful).map(
      (line) => line.split(',')[0]?.replaceAll('"', '') ?? '',
    );
    const idsOf = (id: string | undefined): string => `Id\n${id ?? ''}\n`;
    expect((await runJob(practice, { operation: 'delete' }, idsOf(kept))).successful).toContain(
      `"${kept ?? ''}","false"`,
    );
    expect(await query(practice, `SELECT Id FROM Contact WHERE Id = '${kept ?? ''}'`)).toHaveLength(0);
    expect(
      await query(practice, `SELECT Id, IsDeleted FROM Contact WHERE Id = '${kept ?? ''}'`, 'queryAll'),
    ).toMatchObject([{ IsDeleted: true }]);
    expect((await runJob(practice, { operation: 'delete' }, idsOf(kept))).failed).toContain(
      'ENTITY_IS_DELETED:entity is deleted:--',
    );
    expect(await create({ object: 'Contact', operation: 'hardDelete' })).toMatchObject([
      400,
      { errorCode: 'FEATURENOTENABLED' },
    ]);
    await control(practice, { settings: { hardDelete: true } });
    expect((await runJob(practice, { operation: 'hardDelete' }, idsOf(burnt))).job).toMatchObject({
      state: 'JobComplete',
      numberRecordsFailed: 0,
    });
    expect(
      await query(practice, `SELECT Id FROM Contact WHERE Id = '${burnt ?? ''}'`, 'queryAll'),
    ).toHaveLength(0);
  });

  it('line 42: a finished job has all its numbers, an open one may lack its counters', async () => {
    const { job } = await runJob(practice, {}, people(5, 'Numbers'));
    for (const name of [
      'numberRecordsProcessed',
      'numberRecordsFailed',
      'retries',
      'totalProcessingTime',
      'apiActiveProcessingTime',
      'apexProcessingTime',
      'apiVersion',
    ]) {
      expect({ name, type: typeof job[name] }).toEqual({ name, type: 'number' });
    }
    expect(job).toMatchObject({ jobType: 'V2Ingest', numberRecordsProcessed: 5 });
    expect(job).not.toHaveProperty('contentUrl');
  });
});
