import type { LoadEvent, Step } from './event';
import {
  collectAgain,
  giveBack,
  giveUp,
  startCollecting,
  startReleasing,
  startWaiting,
  uncommit,
  toStep,
  type Change,
} from './job-changes';
import { delayOf, isForbidden, isTooLong, lose, pause, silence } from './silence';
import { withBox, withJob, type Attempt, type Job, type Rules } from './state';

const boxIdOf = (attempt: Attempt, job: Job): string | null =>
  attempt.boxes.find(({ seq }) => seq === job.box)?.id ?? null;

/** Takes up one batch from its phase. What runs is watched through the list of its job. */
export const takeUpBatch = (attempt: Attempt, job: Job): Change => {
  switch (job.phase) {
    case 'creating':
      return attempt.stopRequested ? giveBack(job) : { job: uncommit(job), effects: [] };
    case 'committing':
      // Whether the batch arrived is found out from the job's list of batches.
      return { job: { ...job, phase: 'doubting' }, effects: [] };
    case 'aborting':
      return startReleasing(job);
    case 'giving-up':
      return giveUp(job);
    case 'collecting':
      return job.id === null ? giveUp(job) : startCollecting(job, job.id, boxIdOf(attempt, job));
    default:
      return { job, effects: [] };
  }
};

/** Moves on to a new job of 1.0 for whatever is still to be posted. */
const closeBoxOf = (attempt: Attempt, job: Job): Step<Attempt> => {
  const box = attempt.boxes.find(({ seq }) => seq === job.box);
  if (box === undefined || box.id === null || box.phase !== 'open') return { attempt, effects: [] };
  return {
    attempt: withBox(attempt, { ...box, phase: 'closing' }),
    effects: [{ type: 'close-box', box: box.seq, boxId: box.id, after: 0 }],
  };
};

/** A batch could not be posted, or its results could not be fetched. */
export const afterPostFailure = (
  attempt: Attempt,
  job: Job,
  { failure }: Extract<LoadEvent, { type: 'call-failed' }>,
  now: number,
  rules: Rules,
): Step<Attempt> => {
  const stopping = attempt.stopRequested;
  const silent = silence(job, now, failure);
  const delay = delayOf(silent, failure, now, rules);
  const hold = (held: Job): Step<Attempt> => ({
    attempt: pause(withJob(attempt, held), failure),
    effects: [],
  });

  if (job.phase === 'collecting' && job.id !== null) {
    const boxId = boxIdOf(attempt, job);
    switch (failure.kind) {
      case 'held-up':
      case 'broken':
        return hold(job);
      case 'gone':
        return toStep(attempt, giveUp(job));
      case 'refused':
        if (!stopping && isForbidden(failure)) return hold(job);
        return toStep(attempt, collectAgain(job, job.id, boxId));
      default: {
        if (isTooLong(silent, now, rules)) return hold(silent);
        return toStep(attempt, startCollecting(silent, job.id, boxId, delay));
      }
    }
  }

  switch (failure.kind) {
    case 'held-up':
      return hold(uncommit(job));
    case 'broken':
      return hold({ ...job, phase: 'doubting' });
    case 'lost': {
      const doubtful: Job = { ...lose(silent, now), phase: 'doubting' };
      if (isTooLong(doubtful, now, rules)) return hold(doubtful);
      return { attempt: withJob(attempt, doubtful), effects: [] };
    }
    case 'cancelled':
      return { attempt: withJob(attempt, { ...job, phase: 'doubting' }), effects: [] };
    case 'busy': {
      if (isTooLong(silent, now, rules)) return hold(uncommit(silent));
      return toStep(attempt, stopping ? giveBack(silent) : startWaiting(silent, delay));
    }
    case 'gone':
    case 'refused': {
      // A job that is too old or was closed by somebody takes no batch; another one may.
      const refused = { ...uncommit(job), refusals: job.refusals + 1 };
      const error = failure.error.detail ?? failure.error.code;
      if (job.refusals > 0 || stopping) return toStep(attempt, giveBack({ ...refused, error }));
      return closeBoxOf(withJob(attempt, refused), job);
    }
  }
};
