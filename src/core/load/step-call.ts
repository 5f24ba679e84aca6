import { seqOf, type CallFailure, type LoadEvent, type Step } from './event';
import {
  commit,
  giveBack,
  giveUp,
  startReleasing,
  startWaiting,
  uncommit,
  toStep,
  type Change,
} from './job-changes';
import { delayOf, isTooLong, pause, silence } from './silence';
import {
  answered,
  isOver,
  readTimes,
  withJob,
  type Attempt,
  type Job,
  type Rules,
  type Times,
} from './state';
import type { Machine } from './step';

const startCalling = (job: Job, times: Times): Change => ({
  job: commit(job, times),
  effects: [{ type: 'call', seq: job.seq, after: 0 }],
});

/**
 * How long a call that nobody waits for may still be under way in the org, milliseconds: Salesforce ends any call
 * after ten minutes.
 */
const callLife = 610_000;

/** Milliseconds before the org is asked again for a lost insert of which it holds nothing yet. */
const askAgainAfter = [1000, 3000, 9000] as const;

/** Asks for the records of a lost insert, more than once while none is there: it may still be under way. */
const startAsking = (job: Job, now: number, after: number): Change => {
  const isOld = now - (job.committedAt ?? now) > callLife;
  const final = isOld || job.shortResults >= askAgainAfter.length;
  return {
    job: { ...job, phase: 'doubting' },
    effects: [{ type: 'ask', seq: job.seq, final, after }],
  };
};

/**
 * Clears up a call whose answer was lost. It stays in doubt also when it is made again: a second call that is
 * refused says nothing about the first.
 */
const startClearingUp = (job: Job, now: number, rules: Rules, after = 0): Change =>
  rules.repeatable
    ? { job: { ...job, phase: 'doubting' }, effects: [{ type: 'call', seq: job.seq, after }] }
    : startAsking(job, now, after);

const afterAsking = (
  job: Job,
  { found, final }: Extract<LoadEvent, { type: 'asked' }>,
  now: number,
): Change => {
  if (found > 0 || final) return { job: { ...job, phase: 'settled' }, effects: [] };
  const after = askAgainAfter[job.shortResults] ?? 0;
  return startAsking({ ...job, shortResults: job.shortResults + 1 }, now, after);
};

/** A call that was made and never answered, also one that a crash cut off. */
const takeUp = (job: Job, stopping: boolean, now: number, rules: Rules, after = 0): Change => {
  switch (job.phase) {
    case 'creating':
      return stopping ? giveBack(job) : { job: uncommit(job), effects: [] };
    case 'committing':
    case 'doubting':
      return startClearingUp(job, now, rules, after);
    case 'aborting':
      return startReleasing(job);
    case 'giving-up':
      return giveUp(job);
    default:
      return { job, effects: [] };
  }
};

const afterFailure = (
  attempt: Attempt,
  job: Job,
  failure: CallFailure,
  now: number,
  rules: Rules,
): Step<Attempt> => {
  const calling = job.phase === 'committing';
  const stopping = attempt.stopRequested;
  const silent = silence(job, now, failure);
  const hold = (held: Job): Step<Attempt> => ({
    attempt: pause(withJob(attempt, held), failure),
    effects: [],
  });
  switch (failure.kind) {
    case 'broken':
      return hold(job);
    case 'held-up':
      return hold(calling ? uncommit(job) : job);
    case 'lost':
      if (isTooLong(silent, now, rules)) return hold(silent);
      return toStep(attempt, takeUp(silent, stopping, now, rules, delayOf(silent, failure, now, rules)));
    case 'busy':
      if (isTooLong(silent, now, rules)) return hold(calling ? uncommit(silent) : silent);
      if (!calling)
        return toStep(attempt, startClearingUp(silent, now, rules, delayOf(silent, failure, now, rules)));
      // A stop finds the call not made, and its rows not processed.
      if (stopping) return toStep(attempt, giveBack(silent));
      return toStep(attempt, startWaiting(silent, delayOf(silent, failure, now, rules)));
    case 'cancelled':
      return toStep(attempt, takeUp(job, stopping, now, rules));
    case 'refused':
    case 'gone': {
      if (!calling) return toStep(attempt, giveUp(job));
      const error = failure.error.detail ?? failure.error.code;
      return toStep(attempt, giveBack({ ...job, error }));
    }
  }
};

/**
 * Composite collections: every part is one call of at most 200 records, made one after the other. There is no job
 * to ask afterwards, so the state says that a call may have been made before it is made. A lost call is made
 * again where its rows name their records by a key (upsert by external ID, update, delete); after a lost insert
 * the org is asked which of its records exist.
 */
export const callMachine: Machine = {
  takeUp: (attempt, now, rules) => {
    const changes = attempt.jobs.map((job) => takeUp(job, attempt.stopRequested, now, rules));
    return {
      attempt: { ...attempt, jobs: changes.map(({ job }) => job) },
      effects: changes.flatMap(({ effects }) => effects),
    };
  },
  takeUpOne: (attempt, event, now, rules) => {
    const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
    if (job === undefined) return { attempt, effects: [] };
    return toStep(attempt, takeUp(job, attempt.stopRequested, now, rules));
  },
  schedule: (attempt, now, rules) => {
    const next = attempt.jobs.find(({ phase }) => phase === 'planned');
    const busy = attempt.jobs.some((job) => job.phase !== 'planned' && !isOver(job));
    if (next === undefined || busy || attempt.stopRequested) return { attempt, effects: [] };
    return toStep(attempt, startCalling(next, readTimes(now, rules)));
  },
  follow: (attempt, event, now, rules) => {
    const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
    if (job === undefined || isOver(job)) return { attempt, effects: [] };
    switch (event.type) {
      case 'asked':
        return toStep(attempt, afterAsking(answered(job), event, now));
      case 'called':
      case 'collected':
        return toStep(attempt, { job: { ...answered(job), phase: 'settled' }, effects: [] });
      case 'waited':
        return toStep(attempt, takeUp(job, attempt.stopRequested, now, rules));
      case 'call-failed':
        return afterFailure(attempt, job, event.failure, now, rules);
      default:
        return { attempt, effects: [] };
    }
  },
};
