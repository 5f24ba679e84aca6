import type { JobAnswer, LoadEffect, Step } from './event';
import { nextTry } from './pace';
import { patienceWithResults, withJob, type Attempt, type Job, type Times } from './state';

/** What becomes of one part of an attempt, and what is to be done about it. */
export type Change = { job: Job; effects: LoadEffect[] };

export const startCreating = (job: Job, { org }: Times, after = 0): Change => ({
  job: { ...job, phase: 'creating', id: null, report: null, createdAfter: org },
  effects: [{ type: 'create', seq: job.seq, after }],
});

export const startClearing = (job: Job, after: number): Change => ({
  job: { ...job, phase: 'clearing' },
  effects: [{ type: 'clear-orphans', seq: job.seq, createdAfter: job.createdAfter, after }],
});

export const startAborting = (job: Job, id: string, then: Job['afterAbort'], after = 0): Change => ({
  job: { ...job, phase: 'aborting', afterAbort: then },
  effects: [{ type: 'abort', seq: job.seq, id, after }],
});

export const startCollecting = (job: Job, id: string, boxId: string | null, after = 0): Change => {
  const final = job.shortResults >= patienceWithResults;
  return {
    job: { ...job, phase: 'collecting' },
    effects: [{ type: 'collect', seq: job.seq, id, boxId, final, after }],
  };
};

export const startReleasing = (job: Job): Change => ({
  job,
  effects: [{ type: 'release', seqs: [job.seq], after: 0 }],
});

/** A batch or call that never ran gives its rows back. */
export const giveBack = (job: Job): Change =>
  startReleasing({ ...job, phase: 'aborting', committedAt: null, sentAfter: null });

/** A batch or call that can't be followed any more leaves its rows without a verdict. */
export const giveUp = (job: Job): Change => ({
  job: { ...job, phase: 'giving-up' },
  effects: [{ type: 'give-up', seq: job.seq, after: 0 }],
});

/** The call or post was certainly not carried out: its rows are as they were before it. */
export const uncommit = (job: Job): Job => ({
  ...job,
  phase: 'planned',
  committedAt: null,
  sentAfter: null,
});

/** The rows are handed over now, or may be. */
export const commit = (job: Job, { here, org }: Times): Job => ({
  ...job,
  phase: 'committing',
  committedAt: here,
  sentAfter: org,
});

/** The org was too busy: nothing was committed, and after a while it is tried again. */
export const startWaiting = (job: Job, after: number): Change => ({
  job: { ...uncommit(job), phase: 'creating' },
  effects: [{ type: 'wait', seq: job.seq, after }],
});

/** Results are refused: again, until patience with them is over and nothing is left but to do without. */
export const collectAgain = (job: Job, id: string, boxId: string | null): Change => {
  if (job.shortResults >= patienceWithResults) return giveUp(job);
  const short = { ...job, shortResults: job.shortResults + 1 };
  return startCollecting(short, id, boxId, nextTry(short.shortResults));
};

/** Results are short: again, until patience with them is over. */
export const afterCollect = (
  job: Job,
  event: Extract<JobAnswer, { type: 'collected' }>,
  boxId: string | null,
): Change => {
  if (event.missing === 0 || event.final || job.id === null)
    return { job: { ...job, phase: 'settled' }, effects: [] };
  const again = { ...job, shortResults: job.shortResults + 1 };
  return startCollecting(again, job.id, boxId, nextTry(again.shortResults));
};

/** A change of one part as a step of its attempt. */
export const toStep = (attempt: Attempt, { job, effects }: Change): Step<Attempt> => ({
  attempt: withJob(attempt, job),
  effects,
});
