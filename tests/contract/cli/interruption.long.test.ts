import { readdir, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contacts, lastLine, openBench, type Bench, type Finished, type Started } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

let loads = 0;
const begin = async (rows: number, more: readonly string[] = []): Promise<Started & { out: string }> => {
  loads += 1;
  const file = await bench.file(`${loads}.csv`, contacts(rows, `Load${loads}`));
  const out = `out-${loads}`;
  const words = ['--file', file, '--object', 'Contact', '--operation', 'insert', '--out', out, '--json'];
  return { ...bench.start(['load', ...bench.toOrg, ...words, ...more]), out };
};

const untilJob = async (state: string): Promise<Record<string, unknown>> => {
  for (;;) {
    const job = (await bench.describe()).jobs.at(-1);
    if (job?.['state'] === state) return job;
    await wait(20);
  }
};

const resume = async (words: readonly string[] = []): Promise<Finished> =>
  bench.run(['resume', ...words, ...bench.toOrg, '--json']);

/** The org's own word: every row once, none twice, and the files say the same. */
const judge = async (out: string, rows: number): Promise<void> => {
  const names = (await bench.records('Contact')).map((record) => String(record['LastName']));
  expect(new Set(names).size).toBe(names.length);
  const ledger = (await bench.read(`${out}/ledger.csv`)).trimEnd().split('\n').slice(1);
  expect(ledger).toHaveLength(rows);
  expect(ledger.filter((line) => line.includes('"created"'))).toHaveLength(names.length);
  expect(ledger.filter((line) => /"(ready|sent)"/.test(line))).toEqual([]);
};

describe('a signal', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s leaves a running job running, ends with 3, and resume settles',
    async (signal) => {
      await bench.control({ settings: { chunkMs: 600 } });
      const begun = await begin(800);
      const loadId = await begun.announced;
      await untilJob('InProgress');
      const signalled = performance.now();
      begun.child.kill(signal);
      const left = await begun.finished;
      expect(performance.now() - signalled).toBeLessThan(5000);
      expect(left.code).toBe(3);
      expect(lastLine(left)).toMatchObject({ loadId, exit: 3, balanced: false, rows: 800 });
      const [job] = (await bench.describe()).jobs;
      expect(job?.['state']).toBe('InProgress');
      const resumed = await resume();
      expect(resumed.code).toBe(1);
      expect(resumed.err.split('\n')[0]).toMatch(new RegExp(`^load ${loadId} pid \\d+$`));
      expect(lastLine(resumed)).toMatchObject({ loadId, created: 784, failed: 16, balanced: true, exit: 1 });
      expect((await bench.describe()).jobs).toHaveLength(1);
      await judge(begun.out, 800);
    },
  );

  it('before the load is announced leaves nothing behind', async () => {
    const folder = bench.path('home/loads');
    const before = (await readdir(folder).catch(() => [])).length;
    const begun = await begin(60_000);
    while ((await readdir(folder).catch(() => [])).length === before) await wait(5);
    begun.child.kill('SIGTERM');
    const { code, out, err } = await begun.finished;
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toMatch(/^load/m);
    expect(lastLine(await resume())).toEqual({ resumed: 0 });
    expect(await readdir(folder)).toHaveLength(before);
  });
});

describe('a killed command', () => {
  it('is taken up at any point, nothing twice, its folder remembered', async () => {
    await bench.control({ settings: { queueMs: 300, chunkMs: 600 } });
    for (const moment of [0, 150, 400, 900]) {
      const begun = await begin(600);
      const loadId = await begun.announced;
      await wait(moment);
      begun.child.kill('SIGKILL');
      expect((await begun.finished).out).toBe('');
      const resumed = await resume();
      expect(lastLine(resumed)).toMatchObject({ loadId, created: 588, failed: 12, balanced: true });
      await judge(begun.out, 600);
      await bench.control({ reset: 'records' });
    }
  });

  it('takes all unfinished loads of the org, oldest first, one line each', async () => {
    await bench.control({ settings: { stuck: true } });
    const first = await begin(20);
    const firstId = await first.announced;
    await untilJob('UploadComplete');
    first.child.kill('SIGKILL');
    await first.finished;
    const second = await begin(30);
    const secondId = await second.announced;
    await wait(800);
    second.child.kill('SIGKILL');
    await second.finished;
    const refused = await resume(['--out', 'both']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    await bench.control({ settings: { stuck: false } });
    const resumed = await resume();
    expect(resumed.code).toBe(0);
    const lines = resumed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { loadId: string; created: number });
    expect(lines.map(({ loadId, created }) => [loadId, created])).toEqual([
      [firstId, 20],
      [secondId, 30],
    ]);
    expect(await resume()).toMatchObject({ code: 0, out: '{"resumed":0}\n' });
    const again = await resume([firstId]);
    expect(lastLine(again)).toMatchObject({ loadId: firstId, created: 20, exit: 0 });
  });

  it('before rows that lost a lock go again is taken up with them', async () => {
    const lock = {
      object: 'Contact',
      field: 'LastName',
      equals: `Load${loads + 1} 7`,
      code: 'UNABLE_TO_LOCK_ROW',
      message: 'unable to obtain exclusive access to this record',
      times: 1,
    };
    await bench.control({ settings: { rowFaults: [lock] } });
    const begun = await begin(20);
    const loadId = await begun.announced;
    for (;;) {
      const { out } = await bench.run(['show', loadId, '--json']);
      if (out.includes('"failed":1,')) break;
    }
    begun.child.kill('SIGKILL');
    await begun.finished;
    const resumed = await resume();
    expect(lastLine(resumed)).toMatchObject({ loadId, created: 20, attempts: 2, exit: 0 });
    await judge(begun.out, 20);
  });

  it('is not taken up without its token, nor in another org', async () => {
    await bench.control({ settings: { stuck: true } });
    const begun = await begin(10);
    const loadId = await begun.announced;
    await untilJob('UploadComplete');
    begun.child.kill('SIGKILL');
    await begun.finished;
    const without = await bench.run(['resume', loadId]);
    expect(without).toMatchObject({ code: 2, out: '' });
    expect(without.err).toContain('--access-token-env');
    const other = await openBench('--seed', 'another');
    try {
      const env = { BULKHEAD_HOME: bench.home };
      const elsewhere = await other.run(['resume', loadId, ...other.toOrg], env);
      expect(elsewhere).toMatchObject({ code: 2, out: '' });
      expect(elsewhere.err).toContain(loadId);
      expect(await other.run(['resume', ...other.toOrg, '--json'], env)).toMatchObject({
        out: '{"resumed":0}\n',
      });
      expect((await other.describe()).jobs).toEqual([]);
    } finally {
      await other.end();
    }
    await bench.control({ settings: { stuck: false } });
    expect((await resume([loadId])).code).toBe(0);
  });
});

it('writes its files also where somebody took their folder away meanwhile', async () => {
  await bench.control({ settings: { chunkMs: 600 } });
  const begun = await begin(400);
  await untilJob('InProgress');
  await rm(bench.path(begun.out), { recursive: true, force: true });
  const { code } = await begun.finished;
  expect(code).toBe(1);
  await judge(begun.out, 400);
});

// The session of all these ends with this one.
describe('an org that fails', () => {
  it('a session that ends is told at once and ends with 3', async () => {
    await bench.control({ settings: { queueMs: 1500 } });
    const begun = await begin(30);
    const loadId = await begun.announced;
    await untilJob('UploadComplete');
    await bench.control({ expireSessions: true });
    const left = await begun.finished;
    expect(left.code).toBe(3);
    expect(left.err).toMatch(/sign-in/i);
    expect(lastLine(left)).toMatchObject({ loadId, state: 'paused', balanced: false, exit: 3 });
  });
});

describe('stop', () => {
  it('aborts what runs, settles what landed and finishes, for both commands', async () => {
    const fresh = await openBench();
    try {
      await fresh.control({ settings: { chunkMs: 700 } });
      const file = await fresh.file('stop.csv', contacts(2000));
      const words = [
        '--file',
        file,
        '--object',
        'Contact',
        '--operation',
        'insert',
        '--out',
        'stopped',
        '--json',
      ];
      const begun = fresh.start(['load', ...fresh.toOrg, ...words]);
      const loadId = await begun.announced;
      while (!(await fresh.records('Contact')).length) await wait(50);
      const stopped = await fresh.run(['stop', loadId, '--json']);
      const line = lastLine(stopped);
      expect(stopped.code).toBe(1);
      expect(line).toMatchObject({ loadId, state: 'finished', balanced: true, rows: 2000 });
      const records = await fresh.records('Contact');
      expect(line['created']).toBe(records.length);
      expect(Number(line['notProcessed'])).toBeGreaterThan(0);
      const ended = await begun.finished;
      expect(ended.code).toBe(1);
      expect(lastLine(ended)).toMatchObject({ created: records.length, balanced: true });
      expect((await fresh.describe()).jobs[0]?.['state']).toBe('Aborted');
      expect((await fresh.run(['stop', loadId, '--json'])).code).toBe(1);
    } finally {
      await fresh.end();
    }
  });
});
