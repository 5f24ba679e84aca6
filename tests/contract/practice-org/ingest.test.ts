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
  readResults,
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

async function create(body: unknown): Promise<[number, Body]> {
  const answer = await call(practice, 'POST', `${LATEST}/jobs/ingest`, { body: JSON.stringify(body) });
  return [answer.status, (answer.json() as Body[])[0] ?? (answer.json() as Body)];
}

const people = (count: number, stem = 'P'): string =>
  `LastName,Description\n${Array.from({ length: count }, (_, n) => `${stem}${n},row ${n}`).join('\n')}\n`;

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
    const told = (await call(practice, 'GET', `${LATEST}/jobs/ingest/${String(job['id'])}`)).text;
    expect(told).toContain('"apiVersion":67.0,');
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
      expect(await create(body)).toMatchObject([400, { errorCode: 'INVALIDJOB' }]);
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
    expect(new Set(counts).size).toBeGreaterThan(2);
    expect(counts.every((count, n) => count % 200 === 0 && count >= (counts[n - 1] ?? 0))).toBe(true);
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
