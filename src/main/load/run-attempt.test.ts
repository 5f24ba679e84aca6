import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallFailure } from '../../core/load/event';
import { planAttempt, type Attempt, type JobReport } from '../../core/load/state';
import { CallError, type BulkJobs } from './ports';
import { runAttempt, type AttemptPorts } from './run-attempt';

type OrgJob = { report: JobReport; body: string; committed: boolean; polls: number };
type Fate = 'ok' | 'lost-before' | 'lost-after' | 'held-up' | 'crash-before' | 'crash-after' | 'stop';

class Crash extends Error {}

const failure = (kind: CallFailure['kind']): CallError =>
  new CallError({ kind, error: { code: kind, params: {} } });

/** A small org of its own, which remembers everything and loses answers on command. */
const createOrg = (fates: Iterator<Fate>, onStop: () => void) => {
  const jobs = new Map<string, OrgJob>();
  let crashed = false;
  let count = 0;
  const call = async <T>(apply: () => T, safe = false): Promise<T> => {
    if (crashed) throw new Crash();
    const fate = fates.next().value as Fate;
    if (fate === 'stop') onStop();
    if (fate === 'crash-before') crashed = true;
    if (fate === 'lost-before') throw failure('lost');
    if (fate === 'held-up') throw failure('held-up');
    if (crashed) throw new Crash();
    const result = apply();
    if (fate === 'crash-after') crashed = true;
    if (fate === 'lost-after' && !safe) throw failure('lost');
    if (crashed) throw new Crash();
    return result;
  };
  const find = (id: string): OrgJob => {
    const job = jobs.get(id);
    if (job === undefined) throw failure('gone');
    return job;
  };
  const bulk: BulkJobs = {
    create: async () =>
      call(() => {
        count += 1;
        const id = `750${count}`;
        const report: JobReport = { id, state: 'Open', processed: 0, failed: 0, error: null };
        jobs.set(id, { report, body: '', committed: false, polls: 0 });
        return { ...report };
      }),
    upload: async (id, body) => {
      let text = '';
      for await (const part of body) text += part;
      await call(() => {
        const job = find(id);
        if (job.report.state !== 'Open' || job.body !== '') throw failure('refused');
        job.body = text;
      });
    },
    commit: async (id) =>
      call(() => {
        const job = find(id);
        if (job.report.state !== 'Open') throw failure('refused');
        job.report.state = 'UploadComplete';
        job.committed = true;
        return { ...job.report };
      }),
    look: async (id) =>
      call(() => {
        const job = find(id);
        if (job.committed && job.report.state !== 'Aborted') {
          job.polls += 1;
          if (job.polls > 2) job.report = { ...job.report, state: 'JobComplete', processed: 3 };
        }
        return { ...job.report };
      }),
    abort: async (id) =>
      call(() => {
        const job = find(id);
        if (job.report.state === 'JobComplete') throw failure('refused');
        job.report.state = 'Aborted';
        return { ...job.report };
      }),
    clearOrphans: async (_spec, _after, known) =>
      call(() => {
        for (const [id, job] of jobs) {
          if (job.report.state === 'Open' && !known.includes(id)) job.report.state = 'Aborted';
        }
      }),
    results: async function* results() {
      yield [];
    },
  };
  return { bulk, jobs, revive: () => (crashed = false) };
};

/** Runs an attempt to its end through crashes and pauses, and returns what the ledger then says. */
const live = async (fates: Iterator<Fate>) => {
  let stop: () => void = () => undefined;
  const org = createOrg(fates, () => stop());
  let now = 1_000_000;
  const known: string[] = [];
  let saved: Attempt = planAttempt(1, [3, 3], now);
  const verdicts = new Map<number, string>();
  const settle = (seq: number, verdict: string): void => void verdicts.set(seq, verdict);
  const ports: AttemptPorts = {
    bulk: org.bulk,
    spec: { object: 'Contact', operation: 'insert' },
    save: async (attempt) => {
      saved = structuredClone(attempt);
      for (const { id } of attempt.jobs) if (id !== null && !known.includes(id)) known.push(id);
    },
    body: async function* body(job) {
      yield `rows of job ${job.seq}`;
    },
    collect: async (job) => {
      const inOrg = org.jobs.get(job.id ?? '');
      settle(job.seq, inOrg?.report.state === 'JobComplete' ? 'created' : 'not_processed');
      return 0;
    },
    release: async (job) => settle(job.seq, 'not_processed'),
    giveUp: async (job) => settle(job.seq, 'no_verdict'),
    otherJobs: () => [],
    sleep: async (milliseconds) => void (now += milliseconds),
    now: () => now,
  };
  for (let lives = 0; lives < 200; lives += 1) {
    const running = runAttempt(structuredClone(saved), ports);
    stop = running.stop;
    await running.done.catch(() => undefined);
    org.revive();
    now += 1000;
    if (saved.phase === 'finished') break;
  }
  return { saved, org, verdicts };
};

const weighted: Fate[] = [
  'ok',
  'ok',
  'ok',
  'ok',
  'lost-before',
  'lost-after',
  'held-up',
  'crash-before',
  'crash-after',
];

/** Bad days come to an end, or no attempt could. */
const fatesFrom = (list: readonly Fate[]): Iterator<Fate> => {
  let at = 0;
  return { next: () => ({ done: false, value: list[at++] ?? 'ok' }) };
};

const judge = ({ saved, org, verdicts }: Awaited<ReturnType<typeof live>>): void => {
  expect(saved.phase).toBe('finished');
  for (const seq of [1, 2]) {
    const carrying = [...org.jobs.values()].filter(({ body }) => body === `rows of job ${seq}`);
    const committed = carrying.filter((job) => job.committed);
    expect(committed.length).toBeLessThanOrEqual(1);
    const inOrg = committed[0]?.report.state === 'JobComplete' ? 'created' : 'not_processed';
    expect(verdicts.get(seq)).toBe(inOrg);
  }
};

describe('runAttempt', () => {
  it('commits every row once and knows what became of it, whatever answers are lost and whenever it dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...weighted), { maxLength: 60 }), async (fates) => {
        const end = await live(fatesFrom(fates));
        judge(end);
        expect([...end.verdicts.values()]).toEqual(['created', 'created']);
        const left = [...end.org.jobs.values()].filter(({ report }) => report.state === 'Open');
        expect(left.every(({ body }) => body === '')).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('stops at any point and settles what landed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...weighted, 'stop' as const), { maxLength: 40 }),
        fc.nat(12),
        async (fates, at) => {
          const withStop = [...fates.slice(0, at), 'stop' as const, ...fates.slice(at)];
          judge(await live(fatesFrom(withStop)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('pauses after five minutes without an answer and goes on where it stood', async () => {
    const silent = fatesFrom(Array.from({ length: 14 }, () => 'lost-before' as const));
    const end = await live(silent);
    judge(end);
    expect(end.verdicts.get(1)).toBe('created');
  });
});
