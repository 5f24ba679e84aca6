import type { CallFailure, LoadEffect, LoadEvent } from '../../core/load/event';
import type { JobReport } from '../../core/load/state';
import { CallError } from './ports';

export type Fate =
  | 'ok'
  | 'lost-before'
  | 'lost-after'
  /** No answer, and the org acts only after some more calls. */
  | 'late'
  | 'busy'
  | 'held-up'
  /** A definite no, and nothing happens. */
  | 'refused'
  /** The org claims to know nothing of it. */
  | 'gone'
  | 'crash-before'
  | 'crash-after'
  | 'stop'
  | 'leave';

export class Crash extends Error {}

/** Far more calls than the worst of days takes. */
const maxCalls = 2000;

const failure = (kind: CallFailure['kind']): CallError =>
  new CallError({ kind, error: { code: kind, params: {} } });

/** What the small org holds: jobs of 2.0, or jobs of 1.0 with batches, or nothing but the rows of calls. */
type Holder = { state: JobReport['state']; part: number | null; committed: boolean; polls: number };

/** A small org of its own, which remembers everything and loses answers on command. */
export const createOrg = (fates: Iterator<Fate>, onCall: (fate: Fate) => void) => {
  const jobs = new Map<string, Holder>();
  const boxes = new Map<string, { open: boolean; aborted: boolean; batches: string[] }>();
  /** How often the rows of a part were written. */
  const written = new Map<number, number>();
  let crashed = false;
  let count = 0;
  let calls = 0;

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
    // Whoever asks without end asks in vain.
    if ((calls += 1) > maxCalls) throw new Error('the org is asked over and over');
    const fate = fates.next().value as Fate;
    onCall(fate);
    if (fate === 'crash-before') crashed = true;
    if (fate === 'late') late.push({ apply, calls: 1 + (count % 3) });
    if (fate === 'lost-before' || fate === 'late') throw failure('lost');
    if (fate === 'busy') throw failure('busy');
    if (fate === 'held-up' || fate === 'refused' || fate === 'gone') throw failure(fate);
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
export type Settle = (seq: number, verdict: string) => void;

/** Performs the effects against the small org, as the adapters do against a real one. */
export const createPerform =
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
        const found = await call(() => (org.written.has(seq) ? 1 : 0));
        const { final } = effect;
        if (found > 0 || final) settle(seq, found > 0 ? 'created' : 'not_processed');
        return { type: 'asked', seq, found, final };
      }
      case 'collect': {
        const { final } = effect;
        settle(seq, await call(() => (org.written.has(seq) ? 'created' : 'not_processed')));
        return { type: 'collected', seq, missing: 0, final };
      }
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
