import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, callClassic, element, openClassic, resultOf, waitForBatches } from './classic';
import { control, dataLines, openJob, patchJob, putCsv, readResults, waitForEnd } from './client';

const seed = 'side-by-side';
const SETTINGS = { lockModel: 'parents', busyAccounts: [], duplicateRules: false };

let practice: PracticeOrg;
beforeAll(async () => void (practice = await startPracticeOrg({ seed })));
afterAll(() => practice.close());
beforeEach(() => control(practice, { settings: { ...SETTINGS, chunkMs: 0, batchAttemptMs: 300_000 } }));

/** People of few accounts: every chunk of 200 touches each of them. */
const people = (rows: number, accounts = 10): string =>
  `LastName,Account.Account_No__c\n${Array.from(
    { length: rows },
    (_, n) => `Person ${n},A-${10_001 + (n % accounts)}`,
  ).join('\n')}\n`;

async function commit(org: PracticeOrg, csv: string): Promise<string> {
  const id = String((await openJob(org, {}))['id']);
  await putCsv(org, id, csv);
  await patchJob(org, id, 'UploadComplete');
  return id;
}

async function lostBy(org: PracticeOrg, job: string): Promise<string[]> {
  await waitForEnd(org, job);
  const lines = dataLines((await readResults(org, job)).failed);
  expect(lines.every((line) => line.includes('"UNABLE_TO_LOCK_ROW:unable to obtain exclusive access'))).toBe(
    true,
  );
  return lines.map((line) => /Person \d+/.exec(line)?.[0] ?? line);
}

describe('jobs side by side', () => {
  it('lose rows on the parents they share, the same rows for the same seed', async () => {
    const pair = async (org: PracticeOrg): Promise<[string[], string[]]> => {
      const first = await commit(org, people(800));
      const second = await commit(org, people(800));
      return [await lostBy(org, first), await lostBy(org, second)];
    };
    const [first, second] = await pair(practice);
    expect(first).toEqual([]);
    expect(second.length).toBeGreaterThan(300);
    expect(second.length).toBeLessThan(800);
    const losses = await Promise.all(
      [seed, 'another seed'].map(async (one) => {
        const other = await startPracticeOrg({ seed: one });
        await control(other, { settings: SETTINGS });
        const lost = await pair(other);
        await other.close();
        return lost;
      }),
    );
    expect(losses[0]).toEqual([first, second]);
    expect(losses[1]?.[1]).not.toEqual(second);
  });

  it('lose nothing one after the other, or on parents of their own', async () => {
    for (let n = 0; n < 2; n += 1)
      expect(await lostBy(practice, await commit(practice, people(400)))).toEqual([]);
    const jobs = [await commit(practice, people(400))];
    jobs.push(await commit(practice, people(400).replaceAll('A-10', 'A-11')));
    for (const job of jobs) expect(await lostBy(practice, job)).toEqual([]);
  });

  it('of Bulk API 1.0 do too: Serial keeps a job from itself and from other Serial ones, not from Parallel', async () => {
    const pair = async (modes: readonly [string, string]): Promise<number[]> => {
      const started: { job: string; batch: string }[] = [];
      for (const concurrencyMode of modes) {
        const job = await openClassic(practice, { concurrencyMode });
        started.push({ job, batch: await addBatch(practice, job, people(400)) });
      }
      const lost: number[] = [];
      for (const { job, batch } of started) {
        await waitForBatches(practice, job);
        lost.push((await resultOf(practice, job, batch)).split('UNABLE_TO_LOCK_ROW').length - 1);
      }
      return lost;
    };
    expect(await pair(['Serial', 'Serial'])).toEqual([0, 0]);
    const [parallel, serial] = await pair(['Parallel', 'Serial']);
    expect(parallel).toBe(0);
    expect(serial).toBeGreaterThan(100);
    expect((await pair(['Parallel', 'Parallel']))[1]).toBeGreaterThan(100);
  });
});

describe('a batch that takes too long', () => {
  const slow = { chunkMs: 5, batchAttemptMs: 10 };

  it('is tried again for what is left of it, up to 10 times, and counted in its job', async () => {
    await control(practice, { settings: slow });
    const job = await openClassic(practice);
    await addBatch(practice, job, people(1000, 1000));
    const list = await waitForBatches(practice, job);
    expect([element(list, 'state'), element(list, 'numberRecordsProcessed')]).toEqual(['Completed', '1000']);
    const info = (await callClassic(practice, 'GET', `/${job}`)).text;
    expect(element(info, 'numberRetries')).toBe('2');
  });

  it('fails after that with the rows it saved, and at once where its job wants no retries', async () => {
    await control(practice, { settings: { ...slow, batchAttemptMs: 1 } });
    const finish = async (headers: Record<string, string>): Promise<(string | null)[]> => {
      const job = await openClassic(practice, {}, headers);
      const batch = await addBatch(practice, job, people(2600, 1000));
      const list = await waitForBatches(practice, job);
      const rows = (await resultOf(practice, job, batch)).trim().split('\n').length - 1;
      expect(element(list, 'numberRecordsProcessed')).toBe(String(rows));
      return [element(list, 'state'), element(list, 'stateMessage'), String(rows)];
    };
    const words = 'Timeout : The batch took too long, and was tried as often as a batch may be';
    expect(await finish({})).toEqual(['Failed', words, '2200']);
    expect(await finish({ 'Sforce-Disable-Batch-Retry': 'TRUE' })).toEqual(['Failed', words, '200']);
  });

  it('fails its job of Bulk API 2.0 after 20 retries; the rest is unprocessed', async () => {
    await control(practice, { settings: { ...slow, batchAttemptMs: 1 } });
    const id = await commit(practice, people(4400, 1000));
    const job = await waitForEnd(practice, id);
    expect(job).toMatchObject({ state: 'Failed', retries: 20, numberRecordsProcessed: 4200 });
    expect(job['errorMessage']).toContain('Timeout : ');
    expect(dataLines((await readResults(practice, id)).unprocessed)).toHaveLength(200);
  });
});
