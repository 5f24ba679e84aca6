import type { CallFailure, LoadEffect, LoadEvent } from './event';
import { nextLook, nextTry } from './pace';
import {
  patience,
  patienceWithRefusals,
  patienceWithResults,
  type Attempt,
  type Job,
  type JobReport,
} from './state';

export type Step = { attempt: Attempt; effects: LoadEffect[] };

type Change = { job: Job; effects: LoadEffect[] };

const hasEnded = (state: JobReport['state']): boolean =>
  state === 'JobComplete' || state === 'Failed' || state === 'Aborted';

/** Whether nothing more can happen to a job's rows. */
const isOver = (job: Job): boolean => job.phase === 'settled' || job.phase === 'abandoned';

/**
 * The next state of an attempt after `event`, and what is to be done about it. Pure: the caller stores the
 * state first and only then performs the effects, so that a crash at any point leaves a record of everything
 * that may have reached the org. One job is in hand at a time.
 *
 * Rules of recovery (Bulk API 2.0 knows no idempotency keys): a lost create leaves at most an orphan without
 * data, which is cleared before the next create; after a lost upload the job is aborted and a new one made,
 * never completed on doubt; a lost commit is settled by looking; results may be fetched any number of times.
 */
export const step = (attempt: Attempt, event: LoadEvent, now: number): Step => {
  switch (event.type) {
    case 'begin':
    case 'resume':
      return attempt.phase === 'finished'
        ? { attempt, effects: [] }
        : proceed({ ...attempt, phase: 'running', pause: null }, now);
    case 'stop':
      return { attempt: { ...attempt, stopRequested: true }, effects: [] };
    default: {
      const job = attempt.jobs.find(({ seq }) => seq === event.seq);
      if (job === undefined || isOver(job) || attempt.phase === 'finished') return { attempt, effects: [] };
      if (event.type === 'call-failed') return afterFailure(attempt, job, event.failure, now);
      // Only an answer other than a look shows that a refused call now goes through.
      const heard = { ...answered(job), refusals: event.type === 'seen' ? job.refusals : 0 };
      const change = afterAnswer(attempt, heard, event, now);
      return finishOrGoOn(withJob(attempt, change.job), change.effects, now);
    }
  }
};

const answered = (job: Job): Job => ({ ...job, unanswered: 0, silentSince: null, refusals: 0 });

const withJob = (attempt: Attempt, job: Job): Attempt => ({
  ...attempt,
  jobs: attempt.jobs.map((other) => (other.seq === job.seq ? job : other)),
});

/** Goes to the next job when the one in hand is over, and ends the attempt after the last. */
const finishOrGoOn = (attempt: Attempt, effects: LoadEffect[], now: number): Step => {
  if (effects.length > 0) return { attempt, effects };
  if (attempt.jobs.every(isOver))
    return { attempt: { ...attempt, phase: 'finished', endedAt: now }, effects: [] };
  return proceed(attempt, now);
};

/** Takes up the first job that is not over, wherever it was left. */
const proceed = (attempt: Attempt, now: number): Step => {
  const job = attempt.jobs.find((candidate) => !isOver(candidate));
  if (job === undefined) return finishOrGoOn(attempt, [], now);
  const change = takeUp(answered(job), attempt.stopRequested, now);
  return finishOrGoOn(withJob(attempt, change.job), change.effects, now);
};

const startCreating = (job: Job, now: number): Change => ({
  job: { ...job, phase: 'creating', id: null, report: null, createdAfter: now },
  effects: [{ type: 'create', seq: job.seq, after: 0 }],
});

const startClearing = (job: Job, after: number): Change => ({
  job: { ...job, phase: 'clearing' },
  effects: [{ type: 'clear-orphans', seq: job.seq, createdAfter: job.createdAfter, after }],
});

const startAborting = (job: Job, id: string, then: Job['afterAbort'], after = 0): Change => ({
  job: { ...job, phase: 'aborting', afterAbort: then },
  effects: [{ type: 'abort', seq: job.seq, id, after }],
});

const startCollecting = (job: Job, id: string, after = 0): Change => ({
  job: { ...job, phase: 'collecting' },
  effects: [{ type: 'collect', seq: job.seq, id, final: job.shortResults >= patienceWithResults, after }],
});

const startReleasing = (job: Job): Change => ({
  job,
  effects: [{ type: 'release', seq: job.seq, after: 0 }],
});

/** What to do with a job whose last known phase is all that is known, as after a restart or a lost answer. */
const takeUp = (job: Job, stopping: boolean, now: number, after = 0): Change => {
  const { seq, id } = job;
  switch (job.phase) {
    case 'planned':
      return stopping ? startReleasing(job) : startCreating(job, now);
    case 'creating':
    case 'clearing':
      return startClearing(job, after);
    case 'uploading':
      return id === null
        ? startClearing(job, after)
        : startAborting(job, id, stopping ? 'end' : 'recreate', after);
    case 'committing':
    case 'running':
      if (id === null) return startClearing(job, after);
      if (stopping) return startAborting(job, id, 'end', after);
      return { job, effects: [{ type: 'look', seq, id, after }] };
    case 'aborting':
      return id === null
        ? startClearing(job, after)
        : startAborting(job, id, stopping ? 'end' : job.afterAbort, after);
    case 'collecting':
      return id === null ? startClearing(job, after) : startCollecting(job, id, after);
    case 'settled':
    case 'abandoned':
      return { job, effects: [] };
  }
};

type Answer = Exclude<LoadEvent, { type: 'begin' | 'resume' | 'stop' | 'call-failed' }>;

const afterAnswer = (attempt: Attempt, job: Job, event: Answer, now: number): Change => {
  const stopping = attempt.stopRequested;
  switch (event.type) {
    case 'orphans-cleared':
      return stopping ? startReleasing(job) : startCreating(job, now);
    case 'created': {
      const created: Job = { ...job, id: event.report.id, report: event.report };
      if (stopping) return startAborting(created, event.report.id, 'end');
      return {
        job: { ...created, phase: 'uploading' },
        effects: [{ type: 'upload', seq: job.seq, id: event.report.id, after: 0 }],
      };
    }
    case 'uploaded': {
      if (job.id === null) return startClearing(job, 0);
      if (stopping) return startAborting(job, job.id, 'end');
      return {
        job: { ...job, phase: 'committing', committedAt: now },
        effects: [{ type: 'commit', seq: job.seq, id: job.id, after: 0 }],
      };
    }
    case 'seen':
      return afterLook(
        { ...job, report: event.report, error: event.report.error ?? job.error },
        stopping,
        now,
      );
    case 'collected': {
      if (event.missing > 0 && !event.final && job.id !== null) {
        const again = { ...job, shortResults: job.shortResults + 1 };
        return startCollecting(again, job.id, nextTry(again.shortResults));
      }
      return { job: { ...job, phase: 'settled' }, effects: [] };
    }
    case 'released':
      return { job: { ...job, phase: 'abandoned' }, effects: [] };
  }
};

/** The org has said how the job stands: trust that over what was thought. */
const afterLook = (job: Job, stopping: boolean, now: number): Change => {
  const { seq, report } = job;
  if (report === null) return startClearing(job, 0);
  if (report.state === 'Aborted' && job.committedAt === null) {
    return stopping || job.afterAbort === 'end' ? startReleasing(job) : startCreating(job, now);
  }
  if (hasEnded(report.state)) return startCollecting(job, report.id);
  // An abort that is refused for good leaves only waiting for the end.
  const abortable = job.refusals <= patienceWithRefusals;
  if (stopping && abortable) return startAborting(job, report.id, 'end', job.phase === 'aborting' ? 500 : 0);
  if (report.state === 'Open') {
    if (job.phase === 'committing')
      return { job, effects: [{ type: 'commit', seq, id: report.id, after: 0 }] };
    return startAborting(
      job,
      report.id,
      stopping ? 'end' : job.afterAbort,
      job.phase === 'aborting' ? 500 : 0,
    );
  }
  const committedAt = job.committedAt ?? now;
  return {
    job: { ...job, phase: 'running', committedAt },
    effects: [{ type: 'look', seq, id: report.id, after: nextLook(now - committedAt) }],
  };
};

const afterFailure = (attempt: Attempt, job: Job, failure: CallFailure, now: number): Step => {
  if (failure.kind === 'held-up') return pause(attempt, job, failure);
  if (failure.kind === 'lost' || failure.kind === 'busy') return afterSilence(attempt, job, failure, now);
  const stopping = attempt.stopRequested;
  const change = ((): Change => {
    if (failure.kind === 'cancelled') return takeUp(job, stopping, now);
    if (failure.kind === 'gone') return afterGone(job, stopping, now);
    return afterRefusal(job, failure, stopping, now);
  })();
  return finishOrGoOn(withJob(attempt, change.job), change.effects, now);
};

/** The org does not know the job: harmless before it ran, a loss of contact after. */
const afterGone = (job: Job, stopping: boolean, now: number): Change => {
  if (job.committedAt !== null) return { job, effects: [{ type: 'give-up', seq: job.seq, after: 0 }] };
  return stopping ? startReleasing(job) : startCreating(answered(job), now);
};

/**
 * A definite no. Before anything ran it ends the job. Later the org is asked how the job stands; a call that
 * is refused again and again is not made for ever.
 */
const afterRefusal = (job: Job, failure: CallFailure, stopping: boolean, now: number): Change => {
  const refused: Job = {
    ...job,
    unanswered: 0,
    silentSince: null,
    refusals: job.refusals + 1,
    error: failure.error.detail ?? failure.error.code,
  };
  const { seq, id } = job;
  if (id === null)
    return job.phase === 'clearing' && !stopping ? startCreating(job, now) : startReleasing(refused);
  const look: Change = {
    job: refused,
    effects: [{ type: 'look', seq, id, after: nextTry(refused.refusals) }],
  };
  const patient = refused.refusals <= patienceWithRefusals;
  switch (job.phase) {
    case 'uploading':
      // The org said no to the body, so nothing of it counts; the empty job must not stay behind.
      return startAborting(refused, id, 'end');
    case 'committing':
      return patient ? look : startAborting(refused, id, 'end');
    case 'aborting':
      return patient || job.committedAt !== null ? look : startReleasing(refused);
    case 'collecting': {
      const short = { ...refused, shortResults: job.shortResults + 1 };
      return startCollecting(short, id, nextTry(short.shortResults));
    }
    default:
      return look;
  }
};

const afterSilence = (attempt: Attempt, job: Job, failure: CallFailure, now: number): Step => {
  const silent: Job = { ...job, unanswered: job.unanswered + 1, silentSince: job.silentSince ?? now };
  if (now - (silent.silentSince ?? now) >= patience) return pause(attempt, silent, failure);
  const change = takeUp(silent, attempt.stopRequested, now, nextTry(silent.unanswered));
  return finishOrGoOn(withJob(attempt, change.job), change.effects, now);
};

/** Keeps the job's phase, so that going on takes it up exactly where it stood. */
const pause = (attempt: Attempt, job: Job, failure: CallFailure): Step => ({
  attempt: { ...withJob(attempt, answered(job)), phase: 'paused', pause: failure.error },
  effects: [],
});
