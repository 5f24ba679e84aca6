import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallFailure, LoadEffect, LoadEvent } from '../../core/load/event';
import { planAttempt, type Attempt, type JobReport } from '../../core/load/state';
import type { SendingApi } from '../../shared/domain/load';
import { CallError } from './ports';
import { runAttempt, type AttemptPorts } from './run-attempt';

type Fate =
  | 'ok'
  | 'lost-before'
  | 'lost-after'
  /** No answer, and the org acts only after some more calls. */
  | 'late'
  | 'busy'
  | 'held-up'
  | 'crash-before'
  | 'crash-after'
  | 'stop';

class Crash extends Error {}

const failure = (kind: CallFailure['kind']): CallError =>
  new CallError({ kind, error: { code: kind, params: {} } });

/** What the small org holds: jobs of 2.0, or jobs of 1.0 with batches, or nothing but the rows of calls. */
type Holder = { state: JobReport['state']; part: number | null; committed: boolean; polls: number };

/** A small org of its own, which remembers everything and loses answers on command. */
const createOrg = (fates: Iterator<Fate>, onStop: () => void) => {
  const jobs = new Map<string, Holder>();
  const boxes = new Map<string, { open: boolean; aborted: boolean; batches: string[] }>();
  /** How often the rows of a part were written. */
  const written = new Map<number, number>();
  let crashed = false;
  let count = 0;

  let late: { apply: () => unknown; calls: number }[] = [];
  const arrive = (): void => {
    for (const one of late) one.calls -= 1;
    const arriving = late.filter(({ calls }) => calls <= 0);
    late = late.filter(({ calls }) => calls > 0);
    for (const { apply } of arriving) {
      try {
        apply();
      } catch {
        // The org refuses what came too late; nobody hears of it.
      }
    }
  };

  const call = async <T>(apply: () => T): Promise<T> => {
    if (crashed) throw new Crash();
    arrive();
    const fate = fates.next().value as Fate;
    if (fate === 'stop') onStop();
    if (fate === 'crash-before') crashed = true;
    if (fate === 'late') late.push({ apply, calls: 1 + (count % 3) });
    if (fate === 'lost-before' || fate === 'late') throw failure('lost');
    if (fate === 'busy') throw failure('busy');
    if (fate === 'held-up') throw failure('held-up');
    if (crashed) throw new Crash();
    const result = apply();
    if (fate === 'crash-after') crashed = true;
    if (fate === 'lost-after') throw failure('lost');
    if (crashed) throw new Crash();
    return result;
  };
  const nextId = (kind: string): string => `${kind}${String((count += 1)).padStart(12, '0')}`;
  const write = (part: number | null): void => {
    if (part !== null) written.set(part, (written.get(part) ?? 0) + 1);
  };
  const toReport = (id: string): JobReport => {
    const job = jobs.get(id);
    if (job === undefined) throw failure('gone');
    return { id, state: job.state, processed: job.committed ? 3 : 0, failed: 0, error: null };
  };
  const move = (id: string, done: JobReport['state']): void => {
    const job = jobs.get(id);
    if (job === undefined || !job.committed || job.state === done || job.state === 'NotProcessed') return;
    if (job.state === 'Aborted') return;
    job.polls += 1;
    if (job.polls <= 2) return;
    job.state = done;
    write(job.part);
  };
  /** The process dies before or after its state is on the disk. */
  const store = (keep: () => void): void => {
    if (crashed) throw new Crash();
    const fate = fates.next().value as Fate;
    if (fate !== 'crash-before') keep();
    if (fate !== 'crash-before' && fate !== 'crash-after') return;
    crashed = true;
    throw new Crash();
  };
  const revive = (): void => {
    crashed = false;
    arrive();
  };
  return { jobs, boxes, written, call, store, nextId, write, toReport, move, revive, isDead: () => crashed };
};

type Org = ReturnType<typeof createOrg>;
type Settle = (seq: number, verdict: string) => void;

/** Performs the effects against the small org, as the adapters do against a real one. */
const createPerform =
  (org: Org, settle: Settle, known: readonly string[], repeatable: boolean) =>
  async (effect: LoadEffect): Promise<LoadEvent> => {
    const { jobs, boxes, call } = org;
    const seq = 'seq' in effect ? effect.seq : 0;
    const box = 'box' in effect ? effect.box : 0;
    switch (effect.type) {
      case 'create':
        return call(() => {
          const id = org.nextId('750');
          jobs.set(id, { state: 'Open', part: null, committed: false, polls: 0 });
          return { type: 'created', seq, report: org.toReport(id) };
        });
      case 'clear-orphans':
        return call(() => {
          for (const [id, job] of jobs)
            if (job.state === 'Open' && !known.includes(id)) job.state = 'Aborted';
          return { type: 'orphans-cleared', seq };
        });
      case 'upload':
        return call(() => {
          const job = jobs.get(effect.id);
          if (job?.state !== 'Open' || job.part !== null) throw failure('refused');
          job.part = seq;
          return { type: 'uploaded', seq };
        });
      case 'commit':
        return call(() => {
          const job = jobs.get(effect.id);
          if (job?.state !== 'Open') throw failure('refused');
          Object.assign(job, { state: 'UploadComplete', committed: true });
          return { type: 'seen', seq, report: org.toReport(effect.id) };
        });
      case 'look':
        return call(() => {
          org.move(effect.id, 'JobComplete');
          return { type: 'seen', seq, report: org.toReport(effect.id) };
        });
      case 'abort':
        return call(() => {
          const job = jobs.get(effect.id);
          if (job === undefined || job.state === 'JobComplete') throw failure('refused');
          job.state = 'Aborted';
          return { type: 'seen', seq, report: org.toReport(effect.id) };
        });
      case 'open-box':
        return call(() => {
          const id = org.nextId('750');
          boxes.set(id, { open: true, aborted: false, batches: [] });
          return { type: 'box-opened', box, id };
        });
      case 'post-batch':
        return call(() => {
          const holder = boxes.get(effect.boxId);
          if (holder?.open !== true) throw failure('refused');
          const id = org.nextId('751');
          jobs.set(id, { state: 'Queued', part: seq, committed: true, polls: 0 });
          holder.batches.push(id);
          return { type: 'batch-posted', seq, report: org.toReport(id) };
        });
      case 'list-batches':
        return call(() => {
          const holder = boxes.get(effect.boxId);
          if (holder === undefined) throw failure('gone');
          if (!holder.aborted) for (const id of holder.batches) org.move(id, 'Completed');
          const reports = holder.batches.map(org.toReport);
          return { type: 'batches-listed', box, closed: effect.closed, reports };
        });
      case 'close-box':
      case 'abort-box':
        return call(() => {
          const holder = boxes.get(effect.boxId);
          if (holder === undefined) throw failure('gone');
          holder.open = false;
          if (effect.type === 'close-box') return { type: 'box-closed', box };
          holder.aborted = true;
          for (const id of holder.batches) {
            const job = jobs.get(id);
            if (job?.state === 'Queued') job.state = 'NotProcessed';
          }
          return { type: 'box-aborted', box };
        });
      case 'call': {
        const event = await call((): LoadEvent => {
          // An insert writes anew each time; a repeatable call finds its own records again.
          if (!repeatable || !org.written.has(seq)) org.write(seq);
          return { type: 'called', seq };
        });
        settle(seq, 'created');
        return event;
      }
      case 'ask': {
        const event = await call((): LoadEvent => ({ type: 'asked', seq }));
        settle(seq, org.written.has(seq) ? 'created' : 'not_processed');
        return event;
      }
      case 'collect':
        settle(seq, org.written.has(seq) ? 'created' : 'not_processed');
        return { type: 'collected', seq, missing: 0, final: false };
      case 'release':
        for (const one of effect.seqs) settle(one, 'not_processed');
        return { type: 'released', seqs: effect.seqs };
      case 'give-up':
        settle(seq, 'no_verdict');
        return { type: 'collected', seq, missing: 0, final: true };
      case 'wait':
        return { type: 'waited', seq };
    }
  };

/** Runs an attempt to its end through crashes and pauses, and returns what the ledger then says. */
const live = async (api: SendingApi, fates: Iterator<Fate>, repeatable = false) => {
  let stop: () => void = () => undefined;
  const org = createOrg(fates, () => stop());
  let now = 1_000_000;
  const known: string[] = [];
  let saved: Attempt = planAttempt(1, { api, mode: 'parallel', batchSize: null }, [3, 3, 3], now);
  const verdicts = new Map<number, string>();
  const settle: Settle = (seq, verdict) => {
    if (org.isDead()) throw new Crash();
    verdicts.set(seq, verdict);
  };
  const ports: AttemptPorts = {
    rules: { patience: 300_000, jobsInFlight: 2, repeatable },
    perform: createPerform(org, settle, known, repeatable),
    save: async (attempt) =>
      org.store(() => {
        saved = structuredClone(attempt);
        for (const { id } of attempt.jobs) if (id !== null && !known.includes(id)) known.push(id);
      }),
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
  'busy',
  'lost-before',
  'lost-after',
  'held-up',
  'crash-before',
  'crash-after',
];

/** After a late insert by a call nothing proves that it will not come; there a unique key keeps it from counting. */
const fatesOf = (api: SendingApi, repeatable: boolean): Fate[] =>
  api === 'collections' && !repeatable ? weighted : [...weighted, 'late'];

/** Bad days come to an end, or no attempt could. */
const fatesFrom = (list: readonly Fate[]): Iterator<Fate> => {
  let at = 0;
  return { next: () => ({ done: false, value: list[at++] ?? 'ok' }) };
};

const judge = ({ saved, org, verdicts }: Awaited<ReturnType<typeof live>>): void => {
  expect(saved.phase).toBe('finished');
  for (const seq of [1, 2, 3]) {
    const times = org.written.get(seq) ?? 0;
    expect(times).toBeLessThanOrEqual(1);
    expect(verdicts.get(seq)).toBe(times === 1 ? 'created' : 'not_processed');
  }
};

const ways: { name: string; api: SendingApi; repeatable: boolean }[] = [
  { name: 'jobs of 2.0', api: '2.0', repeatable: false },
  { name: 'batches of 1.0', api: '1.0', repeatable: false },
  { name: 'inserts by collections', api: 'collections', repeatable: false },
  { name: 'repeatable collections', api: 'collections', repeatable: true },
];

describe.each(ways)('runAttempt with $name', { timeout: 60_000 }, ({ api, repeatable }) => {
  it('commits every row once and knows what became of it, whatever answers are lost and whenever it dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fatesOf(api, repeatable)), { maxLength: 80 }),
        async (fates) => {
          const end = await live(api, fatesFrom(fates), repeatable);
          judge(end);
          // A lost insert that never arrived is left for a person to send again; every other part goes in.
          if (api !== 'collections' || repeatable)
            expect([...end.verdicts.values()]).toEqual(['created', 'created', 'created']);
          const left = [...end.org.jobs.values()].filter(({ state }) => state === 'Open');
          expect(left.every(({ part }) => part === null)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('stops at any point and settles what landed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fatesOf(api, repeatable), 'stop' as const), { maxLength: 60 }),
        fc.nat(15),
        async (fates, at) => {
          const withStop = [...fates.slice(0, at), 'stop' as const, ...fates.slice(at)];
          judge(await live(api, fatesFrom(withStop), repeatable));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('pauses after five minutes without an answer and goes on where it stood', async () => {
    // Every second step of the silence is a state that is stored.
    const end = await live(api, fatesFrom(Array.from({ length: 40 }, () => 'lost-before' as const)), true);
    judge(end);
    expect(end.verdicts.get(1)).toBe('created');
  });
});
