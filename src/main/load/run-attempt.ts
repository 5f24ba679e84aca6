import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Attempt, Job } from '../../core/load/state';
import { step, type Step } from '../../core/load/step';
import { toPauseFailure } from '../salesforce/to-app-error';
import type { BulkJobs, Clock, JobSpec, Sleep } from './ports';

/** What an attempt needs of the world. `save` must have stored the attempt before it resolves. */
export type AttemptPorts = {
  bulk: BulkJobs;
  spec: JobSpec;
  save: (attempt: Attempt) => Promise<void>;
  /** The CSV of a job, header first. */
  body: (job: Job) => AsyncIterable<string>;
  /** Fetches all results of an ended job and gives each row its verdict; returns rows left without one. */
  collect: (job: Job, final: boolean, signal: AbortSignal) => Promise<number>;
  /** Makes the rows of a job that never ran not processed. */
  release: (job: Job) => Promise<void>;
  /** Leaves the rows of a job that the org no longer knows without a verdict. */
  giveUp: (job: Job) => Promise<void>;
  /** Ids of jobs of other loads, which must not be taken for orphans. */
  otherJobs: () => readonly string[];
  sleep: Sleep;
  now: Clock;
  /** How long calls may go unanswered before the attempt pauses, milliseconds; the usual time where absent. */
  patience?: number;
};

export type RunningAttempt = {
  /** Resolves when the attempt has finished or paused; rejects only when its state can't be stored. */
  done: Promise<Attempt>;
  /** Starts nothing new, aborts what runs and settles it. */
  stop: () => void;
  /** Leaves everything as it is in the org and on disk, for a later process to take up. */
  leave: () => void;
};

const perform = async (
  effect: LoadEffect,
  job: Job,
  ports: AttemptPorts,
  signal: AbortSignal,
): Promise<LoadEvent> => {
  const { seq } = effect;
  const { bulk, spec } = ports;
  switch (effect.type) {
    case 'clear-orphans':
      await bulk.clearOrphans(spec, effect.createdAfter, ports.otherJobs(), signal);
      return { type: 'orphans-cleared', seq };
    case 'create':
      return { type: 'created', seq, report: await bulk.create(spec, signal) };
    case 'upload':
      await bulk.upload(effect.id, ports.body(job), signal);
      return { type: 'uploaded', seq };
    case 'commit':
      return { type: 'seen', seq, report: await bulk.commit(effect.id, signal) };
    case 'look':
      return { type: 'seen', seq, report: await bulk.look(effect.id, signal) };
    case 'abort':
      return { type: 'seen', seq, report: await bulk.abort(effect.id, signal) };
    case 'collect':
      return {
        type: 'collected',
        seq,
        missing: await ports.collect(job, effect.final, signal),
        final: effect.final,
      };
    case 'release':
      await ports.release(job);
      return { type: 'released', seq };
    case 'give-up':
      await ports.giveUp(job);
      return { type: 'collected', seq, missing: 0, final: true };
  }
};

/** Calls that a person's stop may break off: their answer is worth nothing any more. */
const canBreakOff = (effect: LoadEffect): boolean => effect.type === 'upload';

/**
 * Performs an attempt: stores each state before the effects that belong to it, performs one effect at a time
 * and feeds what comes of it back into the state machine.
 */
export const runAttempt = (initial: Attempt, ports: AttemptPorts): RunningAttempt => {
  let stopAsked = false;
  let left = false;
  let waiting = new AbortController();
  let calling = new AbortController();
  let breakable = false;

  const apply = (attempt: Attempt, event: LoadEvent): Step => {
    const current = stopAsked ? step(attempt, { type: 'stop' }, ports.now()).attempt : attempt;
    return step(current, event, ports.now());
  };

  const next = async (attempt: Attempt, effect: LoadEffect): Promise<Step> => {
    const job = attempt.jobs.find(({ seq }) => seq === effect.seq);
    if (job === undefined) return { attempt, effects: [] };
    const unheardStop = (): boolean => stopAsked && !attempt.stopRequested;
    if (effect.after > 0 && !unheardStop() && !left) await ports.sleep(effect.after, waiting.signal);
    waiting = new AbortController();
    if (left) return { attempt, effects: [] };
    if (unheardStop()) return apply(attempt, { type: 'resume' });
    breakable = canBreakOff(effect);
    calling = new AbortController();
    try {
      return apply(attempt, await perform(effect, job, ports, calling.signal));
    } catch (cause) {
      if (left) return { attempt, effects: [] };
      return apply(attempt, { type: 'call-failed', seq: effect.seq, failure: toPauseFailure(cause) });
    }
  };

  const run = async (): Promise<Attempt> => {
    let { attempt, effects } = apply(initial, { type: 'resume' });
    await ports.save(attempt);
    for (let effect = effects[0]; effect !== undefined; effect = effects[0]) {
      const before = attempt;
      ({ attempt, effects } = await next(attempt, effect));
      if (attempt !== before) await ports.save(attempt);
    }
    return attempt;
  };

  return {
    done: run(),
    stop: () => {
      stopAsked = true;
      waiting.abort();
      if (breakable) calling.abort();
    },
    leave: () => {
      left = true;
      waiting.abort();
      calling.abort();
    },
  };
};
