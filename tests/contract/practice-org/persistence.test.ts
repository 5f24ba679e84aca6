import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, batchStates, openClassic, resultOf, waitForBatches } from './classic';
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

let folder: string;
let practice: PracticeOrg | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-org-'));
});
afterEach(async () => {
  await practice?.close();
  practice = null;
  await rm(folder, { recursive: true });
});

async function restart(): Promise<PracticeOrg> {
  await practice?.close();
  practice = await startPracticeOrg({ dataFolder: folder, seed: 'kept', empty: true });
  return practice;
}

describe('an org kept in a folder', () => {
  it('comes back with its records, deleted ones too, its jobs with their results, and its sessions', async () => {
    const first = await restart();
    const done = await runJob(
      first,
      {},
      'LastName,Contact_No__c,Birthdate\nKept,P-1,1990-01-02\n,P-2,\nGone,P-3,\n',
    );
    const [gone] = await query(first, "SELECT Id FROM Contact WHERE Contact_No__c = 'P-3'");
    await call(first, 'DELETE', `${LATEST}/sobjects/Contact/${String(gone?.['Id'])}`);
    await control(first, { settings: { queueMs: 7 } });
    const token = first.accessToken;
    const second = await restart();
    expect(second.accessToken).toBe(token);
    expect(second.org.id).toBe(first.org.id);
    expect(second.org.settings.queueMs).toBe(7);
    expect(await query(second, 'SELECT LastName, Contact_No__c, Birthdate FROM Contact')).toMatchObject([
      { LastName: 'Kept', Birthdate: '1990-01-02' },
    ]);
    expect(await query(second, 'SELECT Id FROM Contact WHERE IsDeleted = true', 'queryAll')).toHaveLength(1);
    expect(await getJson(second, `${LATEST}/jobs/ingest/${done.id}`)).toEqual(done.job);
    const again = await readResults(second, done.id);
    expect({ successful: dataLines(again.successful).sort(), failed: again.failed }).toEqual({
      successful: dataLines(done.successful).sort(),
      failed: done.failed,
    });
    const more = await runJob(second, {}, 'LastName,Contact_No__c\nTwin,P-1\nNew,P-4\n');
    expect(more.failed).toContain('DUPLICATE_VALUE');
    expect(more.id).not.toBe(done.id);
  });

  it('goes on with a job that was running, trying no row twice and losing none', async () => {
    const first = await restart();
    await control(first, { settings: { chunkMs: 10 } });
    const { id } = await openJob(first, {});
    const rows = Array.from({ length: 3000 }, (_, n) => `R${n}`);
    await putCsv(first, String(id), `LastName\n${rows.join('\n')}\n`);
    await patchJob(first, String(id), 'UploadComplete');
    while (
      Number((await getJson(first, `${LATEST}/jobs/ingest/${String(id)}`))['numberRecordsProcessed']) < 400
    );
    const second = await restart();
    const tried = Number(
      (await getJson(second, `${LATEST}/jobs/ingest/${String(id)}`))['numberRecordsProcessed'],
    );
    expect(tried).toBeGreaterThanOrEqual(400);
    expect(tried).toBeLessThan(3000);
    expect(await waitForEnd(second, String(id))).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 3000,
      numberRecordsFailed: 0,
    });
    const names = (await query(second, 'SELECT COUNT_DISTINCT(LastName) d, COUNT(Id) n FROM Contact'))[0];
    expect(names).toMatchObject({ d: 3000, n: 3000 });
  });

  it('saves by itself a moment after a change and drops the uploads of deleted jobs', async () => {
    const first = await restart();
    const { id } = await runJob(first, {}, 'LastName\nA\n');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await readdir(join(folder, 'uploads'))).toEqual([`${id}.csv`]);
    await call(first, 'DELETE', `${LATEST}/jobs/ingest/${id}`);
    await restart();
    expect(await readdir(join(folder, 'uploads'))).toEqual([]);
  });

  it('comes back as of its last whole save when it was killed in the middle of the next', async () => {
    const first = await restart();
    await runJob(first, { object: 'Account' }, 'Name\nKept\n');
    await new Promise((resolve) => setTimeout(resolve, 900));
    const killed = await mkdtemp(join(tmpdir(), 'practice-killed-'));
    await cp(folder, killed, { recursive: true });
    const journal = join(killed, 'changes.ndjson');
    const torn =
      '{"kind":"rows","name":"Account","fields":["Id"],"lastSerial":1,"lastNumber":1}\n["0018c0000';
    await appendFile(journal, torn);
    // The upload of a job that was never written down, under the id that the next job will get.
    await writeFile(join(killed, 'uploads', '7508c000000Gma9AAC.csv'), 'Name\nNobody asked for this\n');
    const second = await startPracticeOrg({ dataFolder: killed });
    expect(await query(second, 'SELECT Name FROM Account')).toMatchObject([{ Name: 'Kept' }]);
    const { id } = await runJob(second, { object: 'Account' }, 'Name\nAfter\n');
    await second.close();
    expect(await readFile(join(killed, 'uploads', `${id}.csv`), 'utf8')).toBe('Name\nAfter\n');
    const third = await startPracticeOrg({ dataFolder: killed });
    expect(await query(third, 'SELECT Name FROM Account ORDER BY Name')).toMatchObject([
      { Name: 'After' },
      { Name: 'Kept' },
    ]);
    await third.close();
    await rm(killed, { recursive: true });
  });

  it('writes itself anew where most of what is written no longer counts', async () => {
    const first = await restart();
    await runJob(first, { object: 'Account' }, 'Name\nChanging\n');
    // The second line of the snapshot counts how often the org was written whole; 0 stands for not yet.
    const readGeneration = async (): Promise<unknown> => {
      const text = await readFile(join(folder, 'org.ndjson'), 'utf8').catch(() => '');
      return (JSON.parse(text.split('\n')[1] ?? '{"generation":0}') as Body)['generation'];
    };
    while ((await readGeneration()) !== 1) await new Promise((resolve) => setTimeout(resolve, 50));
    const [account] = await query(first, 'SELECT Id FROM Account');
    const rows = Array.from({ length: 110_000 }, (_, n) => `${String(account?.['Id'])},Name ${n}`);
    const { job } = await runJob(
      first,
      { object: 'Account', operation: 'update' },
      `Id,Name\n${rows.join('\n')}\n`,
    );
    expect(job).toMatchObject({ numberRecordsProcessed: 110_000, numberRecordsFailed: 0 });
    for (let tries = 0; tries < 300 && (await readGeneration()) === 1; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await readGeneration()).toBe(2);
    // Not even half of what all changes take.
    expect((await stat(join(folder, 'changes.ndjson'))).size).toBeLessThan(15_000_000);
    const second = await restart();
    expect(await query(second, 'SELECT Name FROM Account')).toMatchObject([{ Name: 'Name 109999' }]);
    expect(await getJson(second, `${LATEST}/jobs/ingest/${String(job['id'])}`)).toEqual(job);
  });

  it('reads folders of form 2, which hold each job in one line, and goes on with them', async () => {
    await (await restart()).close();
    const file = join(folder, 'org.ndjson');
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    const [head = '', , ...rest] = lines;
    const times = { createdAt: 1, changedAt: 1, endedAt: Date.now(), createdById: '005', apiVersion: 67 };
    const kept = {
      ...times,
      object: 'Contact',
      operation: 'insert',
      externalIdFieldName: null,
      assignmentRuleId: null,
    };
    const ingest = {
      ...kept,
      id: '7508c000000Gm99AAC',
      columnDelimiter: 'COMMA',
      lineEnding: 'LF',
      state: 'JobComplete',
      errorMessage: null,
      outcomes: ['+0038c000000LYk0AAG', '!REQUIRED_FIELD_MISSING:No name:LastName --'],
      failed: 1,
      totalProcessingTime: 1,
      apiActiveProcessingTime: 1,
      apexProcessingTime: 0,
      timeline: [],
      uploaded: true,
    };
    const batch = {
      ...times,
      id: '7518c000000Gm99AAC',
      state: 'Completed',
      stateMessage: null,
      startedAt: 1,
      outcomes: [{ id: '0038c000000LYk1AAG', created: true }],
      total: 1,
      activeMs: 1,
      results: [],
      range: null,
    };
    const classic = {
      ...kept,
      id: '7508c000000Gm98AAC',
      concurrencyMode: 'Serial',
      contentType: 'CSV',
      state: 'Closed',
      pkChunkSize: null,
      batches: [batch],
    };
    await writeFile(
      file,
      [
        JSON.stringify({ ...(JSON.parse(head) as Body), format: 2 }),
        ...rest,
        JSON.stringify({ kind: 'job', job: ingest }),
        JSON.stringify({ kind: 'classic', job: classic }),
        '',
      ].join('\n'),
    );
    await rm(join(folder, 'changes.ndjson'));
    await writeFile(join(folder, 'uploads', `${ingest.id}.csv`), 'LastName\nA\n""\n');
    await writeFile(join(folder, 'uploads', `${batch.id}.csv`), 'LastName\nB\n');
    for (let round = 0; round < 2; round += 1) {
      const again = await restart();
      const { successful, failed } = await readResults(again, ingest.id);
      expect(dataLines(successful)).toEqual(['"0038c000000LYk0AAG","true","A"']);
      expect(dataLines(failed)).toEqual(['"","REQUIRED_FIELD_MISSING:No name:LastName --",""']);
      expect(dataLines(await resultOf(again, classic.id, batch.id))).toEqual([
        '"0038c000000LYk1AAG","true","true",""',
      ]);
      await runJob(again, { object: 'Account' }, `Name\nRound ${round}\n`);
    }
    expect(practice && (await query(practice, 'SELECT Id FROM Account'))).toHaveLength(2);
  });

  it('announces the same session again, but not one that was ended', async () => {
    const first = await restart();
    const token = first.accessToken;
    expect((await restart()).accessToken).toBe(token);
    if (practice) await control(practice, { expireSessions: true });
    const third = await restart();
    expect(third.accessToken).not.toBe(token);
    expect((await call(third, 'GET', `${LATEST}/limits`, { token })).status).toBe(401);
    expect((await call(third, 'GET', `${LATEST}/limits`)).status).toBe(200);
  });

  it('keeps query jobs and the batches of Bulk API 1.0, and goes on with those that ran', async () => {
    const first = await restart();
    const job = await openClassic(first, { concurrencyMode: 'Serial' });
    const done = await addBatch(first, job, 'LastName\nA\n""\nC\n');
    await waitForBatches(first, job);
    const before = await resultOf(first, job, done);
    const made = await call(first, 'POST', `${LATEST}/jobs/query`, {
      body: '{"operation":"query","query":"SELECT LastName FROM Contact ORDER BY LastName"}',
    });
    const { id } = made.json() as { id: string };
    while ((await getJson(first, `${LATEST}/jobs/query/${id}`))['state'] !== 'JobComplete');
    await control(first, { settings: { chunkMs: 20 } });
    const rows = Array.from({ length: 2000 }, (_, n) => `Row ${n}`).join('\n');
    const running = await addBatch(first, job, `LastName\n${rows}\n`);
    while ((await batchStates(first, job))[1] !== 'InProgress');
    const second = await restart();
    expect(await resultOf(second, job, done)).toBe(before);
    expect((await call(second, 'GET', `${LATEST}/jobs/query/${id}/results`)).text).toContain('"A"\n"C"\n');
    await waitForBatches(second, job);
    expect(dataLines(await resultOf(second, job, running))).toHaveLength(2000);
    expect(await query(second, 'SELECT COUNT_DISTINCT(LastName) d, COUNT(Id) n FROM Contact')).toMatchObject([
      { d: 2002, n: 2002 },
    ]);
  });
});
