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
  waitForEnd,
  type Body,
} from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'ingest', empty: true });
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

describe('the life of an ingest job', () => {
  it('line 16: create answers an Open job with its defaults filled in', async () => {
    const job = await openJob(practice, {
      object: 'contact',
      operation: 'upsert',
      externalIdFieldName: 'contact_no__c',
    });
    expect(job).toMatchObject({
      operation: 'upsert',
      object: 'Contact',
      state: 'Open',
      externalIdFieldName: 'Contact_No__c',
      concurrencyMode: 'Parallel',
      contentType: 'CSV',
      apiVersion: 67,
      lineEnding: 'LF',
      columnDelimiter: 'COMMA',
      contentUrl: `services/data/v67.0/jobs/ingest/${String(job['id'])}/batches`,
    });
    expect(String(job['id'])).toMatch(/^750\w{15}$/);
    expect(String(job['createdDate'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  });

  it('line 17: what cannot be created is refused with a code', async () => {
    for (const body of [
      { operation: 'insert' },
      { object: 'Contact' },
      { object: 'Nothing', operation: 'insert' },
      { object: 'Contact', operation: 'upsert' },
      { object: 'Contact', operation: 'upsert', externalIdFieldName: 'Title' },
      { object: 'User', operation: 'insert' },
    ]) {
      expect(await create(body), JSON.stringify(body)).toMatchObject([400, { errorCode: 'INVALIDJOB' }]);
    }
    for (const body of [
      { object: 'Contact', operation: 'Insert' },
      { object: 'Contact', operation: 'insert', lineEnding: 'CR' },
      { object: 'Contact', operation: 'insert', note: 1 },
    ]) {
      expect(await create(body)).toMatchObject([400, { errorCode: 'JSON_PARSER_ERROR' }]);
    }
    const broken = await call(practice, 'POST', `${LATEST}/jobs/ingest`, { body: '{' });
    expect([broken.status, (broken.json() as Body[])[0]?.['errorCode']]).toEqual([400, 'JSON_PARSER_ERROR']);
  });

  it('line 18: one upload per job, chunked or not, and only while Open', async () => {
    const { id } = await openJob(practice, {});
    const stream = new ReadableStream({
      start: (sink) => {
        for (const part of ['LastName\n', 'Chunked', '\n']) sink.enqueue(new TextEncoder().encode(part));
        sink.close();
      },
    });
    const first = await call(practice, 'PUT', `${jobUrl(id)}/batches`, {
      body: stream,
      headers: { 'Content-Type': 'text/csv' },
    });
    expect([first.status, first.text]).toEqual([201, '']);
    const second = await putCsv(practice, String(id), 'LastName\nAgain\n');
    expect(second.status).toBe(400);
    expect((second.json() as Body[])[0]?.['message']).toMatch(/^Found multiple contents for job/);
    await patchJob(practice, String(id), 'UploadComplete');
    await waitForEnd(practice, String(id));
    const late = await putCsv(practice, String(id), 'LastName\nLate\n');
    expect([late.status, (late.json() as Body[])[0]?.['errorCode']]).toEqual([400, 'INVALIDJOBSTATE']);
  });

  it('line 19: an upload over the limit is refused and leaves the job Open', async () => {
    await control(practice, { settings: { maxUploadBytes: 100 } });
    const { id } = await openJob(practice, {});
    // 90 bytes are 120 after base64, which is what counts.
    const answer = await putCsv(practice, String(id), `LastName\n${'x'.repeat(81)}`);
    expect([answer.status, (answer.json() as Body[])[0]?.['errorCode']]).toEqual([400, 'EXCEEDEDQUOTA']);
    expect((await putCsv(practice, String(id), `LastName\n${'x'.repeat(5000)}`)).status).toBe(400);
    expect((await getJson(practice, jobUrl(id)))['state']).toBe('Open');
    expect((await putCsv(practice, String(id), 'LastName\nfits\n')).status).toBe(201);
  });

  it('line 20: states only move forward and progress comes in chunks of 200', async () => {
    await control(practice, { settings: { queueMs: 60, chunkMs: 15 } });
    const { id } = await openJob(practice, {});
    await putCsv(practice, String(id), people(1000, 'Forward'));
    await patchJob(practice, String(id), 'UploadComplete');
    const states: unknown[] = [];
    const counts: number[] = [];
    for (;;) {
      const job = await getJson(practice, jobUrl(id));
      if (states.at(-1) !== job['state']) states.push(job['state']);
      counts.push(Number(job['numberRecordsProcessed']));
      if (job['state'] === 'JobComplete') break;
    }
    expect(states).toEqual(['UploadComplete', 'InProgress', 'JobComplete']);
    expect([...new Set(counts)].length).toBeGreaterThan(2);
    expect(counts.every((count, n) => count % 200 === 0 && count >= (counts[n - 1] ?? 0))).toBe(true);
  });

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

  it('line 22: ids of 15 and 18 characters find the job', async () => {
    const { id } = await openJob(practice, {});
    expect((await getJson(practice, jobUrl(String(id).slice(0, 15))))['id']).toBe(id);
    expect((await call(practice, 'GET', jobUrl(String(id).slice(0, 14)))).status).toBe(404);
  });

  it('line 23: a multipart create needs no upload and no close', async () => {
    const body = [
      '--XyZ',
      'Content-Disposition: form-data; name="job"',
      'Content-Type: application/json',
      '',
      '{"object":"Contact","operation":"insert"}',
      '--XyZ',
      'Content-Disposition: form-data; name="content"; filename="content"',
      'Content-Type: text/csv',
      '',
      'LastName\nMultipart\n',
      '--XyZ--',
      '',
    ].join('\r\n');
    const answer = await call(practice, 'POST', `${LATEST}/jobs/ingest`, {
      body: Buffer.from(body),
      headers: { 'Content-Type': 'multipart/form-data; boundary=XyZ' },
    });
    const job = answer.json() as Body;
    expect([answer.status, job['state']]).toEqual([200, 'UploadComplete']);
    expect(job).not.toHaveProperty('contentUrl');
    expect(await waitForEnd(practice, String(job['id']))).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 1,
      numberRecordsFailed: 0,
    });
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
      expect(typeof job[name], name).toBe('number');
    }
    expect(job).toMatchObject({ jobType: 'V2Ingest', numberRecordsProcessed: 5 });
    expect(job).not.toHaveProperty('contentUrl');
  });

  it('a large job never keeps another caller waiting', async () => {
    const { id } = await openJob(practice, {});
    await putCsv(practice, String(id), people(20_000, 'Large'));
    await patchJob(practice, String(id), 'UploadComplete');
    let longest = 0;
    for (let ended = false; !ended;) {
      const started = performance.now();
      ended = (await getJson(practice, jobUrl(id)))['state'] === 'JobComplete';
      longest = Math.max(longest, performance.now() - started);
    }
    expect(longest).toBeLessThan(400);
    expect(dataLines((await readResults(practice, String(id))).successful)).toHaveLength(20_000);
  });
});
