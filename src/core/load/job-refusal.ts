import type { CallFailure } from './event';
import { collectAgain, startAborting, startCreating, startReleasing, type Change } from './job-changes';
import { nextTry } from './pace';
import { patienceWithRefusals, type Job, type Times } from './state';

/**
 * A definite no to a call about a job of Bulk API 2.0. Before anything ran it ends the job. Later the org is asked
 * how the job stands; a call that is refused again and again is not made for ever.
 */
export const afterRefusal = (job: Job, failure: CallFailure, stopping: boolean, times: Times): Change => {
  const refused: Job = {
    ...job,
    unanswered: 0,
    silentSince: null,
    refusals: job.refusals + 1,
    error: failure.error.detail ?? failure.error.code,
  };
  const { seq, id } = job;
  if (id === null)
    return job.phase === 'clearing' && !stopping ? startCreating(job, times) : startReleasing(refused);
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
    case 'collecting':
      return collectAgain(refused, id, null);
    default:
      return look;
  }
};
