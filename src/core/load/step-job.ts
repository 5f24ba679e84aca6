import { seqOf, type CallFailure, type JobAnswer } from './event';
import {
  afterCollect,
  commit,
  giveUp,
  startAborting,
  startClearing,
  startCollecting,
  startCreating,
  startReleasing,
  toStep,
  type Change,
} from './job-changes';
import { afterRefusal } from './job-refusal';
import { findNextPart } from './next-part';
import { nextLook } from './pace';
import { delayOf, isForbidden, isTooLong, lose, pause, silence } from './silence';
import {
  answered,
  isOver,
  patienceWithRefusals,
  readTimes,
  withJob,
  type Job,
  type JobReport,
  type Times,
} from './state';
import type { Machine } from './step';

const hasEnded = (state: JobReport['state']): boolean =>
  state === 'JobComplete' || state === 'Failed' || state === 'Aborted';

/** What to do with a job whose last known phase is all that is known, as after a restart or a lost answer. */
const takeUp = (job: Job, stopping: boolean, after = 0): Change => {
  const { seq, id } = job;
  switch (job.phase) {
    case 'creating':
    case 'clearing':
      return startClearing(job, after);
    case 'uploading':
    case 'aborting': {
      if (id === null) return startClearing(job, after);
      const then = job.phase === 'aborting' ? job.afterAbort : 'recreate';
      return startAborting(job, id, stopping ? 'end' : then, after);
    }
    case 'committing':
    case 'doubting':
    case 'running':
      if (id === null) return startClearing(job, after);
      if (stopping) return startAborting(job, id, 'end', after);
      return { job, effects: [{ type: 'look', seq, id, after }] };
    case 'collecting':
      return id === null ? startClearing(job, after) : startCollecting(job, id, null, after);
    case 'giving-up':
      return giveUp(job);
    case 'planned':
    case 'settled':
    case 'abandoned':
      return { job, effects: [] };
  }
};

const afterAnswer = (job: Job, event: JobAnswer, stopping: boolean, times: Times): Change => {
  switch (event.type) {
    case 'orphans-cleared':
      return stopping ? startReleasing(job) : startCreating(job, times);
    case 'created': {
      const { id } = event.report;
      const created: Job = { ...job, id, report: event.report };
      if (stopping) return startAborting(created, id, 'end');
      return {
        job: { ...created, phase: 'uploading' },
        effects: [{ type: 'upload', seq: job.seq, id, after: 0 }],
      };
    }
    case 'uploaded': {
      if (job.id === null) return startClearing(job, 0);
      if (stopping) return startAborting(job, job.id, 'end');
      return {
        job: { ...commit(job, times), lostSince: null },
        effects: [{ type: 'commit', seq: job.seq, id: job.id, after: 0 }],
      };
    }
    case 'seen': {
      const seen = { ...job, report: event.report, error: event.report.error ?? job.error };
      return afterLook(seen, event.report, stopping, times);
    }
    case 'collected':
      return afterCollect(job, event, null);
    default:
      return { job, effects: [] };
  }
};

/**
 * Whether an answer shows that a call which went unanswered now goes through. What was asked in between shows nothing:
 * after a lost create whether it left an orphan, after a lost commit whether the job is still open.
 */
const endsSilence = (job: Job, event: JobAnswer): boolean => {
  if (event.type === 'seen') return job.phase !== 'committing' || event.report.state !== 'Open';
  return event.type !== 'orphans-cleared';
};

/** The org has said how the job stands: trust that over what was thought. */
const afterLook = (job: Job, report: JobReport, stopping: boolean, times: Times): Change => {
  const { seq } = job;
  if (report.state === 'Aborted' && job.committedAt === null) {
    return stopping || job.afterAbort === 'end' ? startReleasing(job) : startCreating(job, times);
  }
  if (hasEnded(report.state)) return startCollecting(job, report.id, null);
  const again = job.phase === 'aborting' ? 500 : 0;
  // An abort that is refused for good leaves only waiting for the end.
  if (stopping && job.refusals <= patienceWithRefusals) return startAborting(job, report.id, 'end', again);
  if (report.state === 'Open') {
    if (job.phase === 'committing')
      return { job, effects: [{ type: 'commit', seq, id: report.id, after: 0 }] };
    return startAborting(job, report.id, stopping ? 'end' : job.afterAbort, again);
  }
  const committed = job.committedAt === null ? commit(job, times) : job;
  const running: Job = { ...committed, phase: 'running' };
  return {
    job: running,
    effects: [
      { type: 'look', seq, id: report.id, after: nextLook(times.here - (running.committedAt ?? times.here)) },
    ],
  };
};

/** The org does not know the job: harmless before it ran, a loss of contact after. */
const afterGone = (job: Job, failure: CallFailure, stopping: boolean, times: Times): Change => {
  if (job.committedAt !== null) return giveUp(job);
  // Where no job was named it is the call itself that the org does not know.
  if (job.id === null) return afterRefusal(job, failure, stopping, times);
  const ends = stopping || (job.phase === 'aborting' && job.afterAbort === 'end');
  return ends ? startReleasing(job) : startCreating(answered(job), times);
};

/** Only waiting for a person helps: the rows are with the org, and it does not say what became of them. */
const isLeftToAdmin = (job: Job, failure: CallFailure): boolean =>
  (job.phase === 'collecting' && isForbidden(failure)) ||
  (job.phase === 'running' && (isForbidden(failure) || job.refusals >= patienceWithRefusals));

const isSending = ({ phase, afterAbort }: Job): boolean =>
  phase === 'creating' ||
  phase === 'clearing' ||
  phase === 'uploading' ||
  phase === 'committing' ||
  (phase === 'aborting' && afterAbort === 'recreate');

/**
 * Bulk API 2.0: every part is a job of its own. One job at a time is created, filled and committed; several may
 * be processed by the org meanwhile.
 *
 * Rules of recovery (Bulk API 2.0 knows no idempotency keys): a lost create leaves at most an orphan without
 * data, which is cleared before the next create; after a lost upload the job is aborted and a new one made,
 * never completed on doubt; a lost commit is settled by looking; results may be fetched any number of times.
 */
export const jobMachine: Machine = {
  takeUp: (attempt) => {
    const changes = attempt.jobs.map((job) => takeUp(job, attempt.stopRequested));
    return {
      attempt: { ...attempt, jobs: changes.map(({ job }) => job) },
      effects: changes.flatMap(({ effects }) => effects),
    };
  },
  takeUpOne: (attempt, event) => {
    const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
    return job === undefined ? { attempt, effects: [] } : toStep(attempt, takeUp(job, attempt.stopRequested));
  },
  schedule: (attempt, now, rules) => {
    const { jobs, stopRequested } = attempt;
    const next = findNextPart(attempt);
    const active = jobs.filter((job) => job.phase !== 'planned' && !isOver(job));
    if (next === undefined || stopRequested) return { attempt, effects: [] };
    // The org is done with jobs whose results are fetched: it gets the next one meanwhile.
    const inOrg = active.filter(({ phase }) => phase !== 'collecting');
    const isFull = inOrg.length >= rules.jobsInFlight || active.length >= 2 * rules.jobsInFlight;
    if (active.some(isSending) || isFull) return { attempt, effects: [] };
    return toStep(attempt, startCreating(next, readTimes(now, rules)));
  },
  follow: (attempt, event, now, rules) => {
    const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
    if (job === undefined || isOver(job)) return { attempt, effects: [] };
    const stopping = attempt.stopRequested;
    const times = readTimes(now, rules);
    if (event.type !== 'call-failed') {
      if (!('seq' in event)) return { attempt, effects: [] };
      // Only an answer other than a look shows that a refused call now goes through.
      const refusals = event.type === 'seen' ? job.refusals : 0;
      const heard = { ...(endsSilence(job, event) ? answered(job) : job), refusals };
      return toStep(attempt, afterAnswer(heard, event, stopping, times));
    }
    const { failure } = event;
    switch (failure.kind) {
      case 'held-up':
      case 'broken':
        return { attempt: pause(withJob(attempt, answered(job)), failure), effects: [] };
      case 'lost':
      case 'busy': {
        const silent = silence(job.phase === 'uploading' ? lose(job, now) : job, now, failure);
        if (isTooLong(silent, now, rules))
          return { attempt: pause(withJob(attempt, silent), failure), effects: [] };
        const delay = delayOf(silent, failure, now, rules);
        // A busy org made no job, so there is none to look for.
        if (failure.kind === 'busy' && job.phase === 'creating' && !stopping)
          return toStep(attempt, startCreating(silent, times, delay));
        return toStep(attempt, takeUp(silent, stopping, delay));
      }
      case 'cancelled':
        return toStep(attempt, takeUp(job, stopping));
      case 'gone':
        return toStep(attempt, afterGone(job, failure, stopping, times));
      case 'refused':
        if (!stopping && isLeftToAdmin(job, failure))
          return { attempt: pause(withJob(attempt, answered(job)), failure), effects: [] };
        return toStep(attempt, afterRefusal(job, failure, stopping, times));
    }
  },
};
