import { seqOf, type Step } from './event';
import { afterBoxAnswer, afterBoxFailure, giveUpLost, listBatches } from './box-answers';
import { afterPostFailure, takeUpBatch } from './batch-answers';
import { afterCollect, commit, toStep } from './job-changes';
import { findNextPart } from './next-part';
import { nextLook } from './pace';
import {
  answered,
  isOver,
  readTimes,
  withBox,
  withJob,
  type Attempt,
  type Box,
  type Job,
  type Times,
} from './state';
import type { Machine } from './step';

const inBox = (attempt: Attempt, box: Box): Job[] => attempt.jobs.filter((job) => job.box === box.seq);

/** A batch is being posted, or it is not known whether it was. */
const isPosting = ({ phase }: Job): boolean =>
  phase === 'creating' || phase === 'committing' || phase === 'doubting';

/** The next batch goes into the newest job that takes batches; where there is none, one is made. */
const postNext = (attempt: Attempt, times: Times): Step<Attempt> => {
  // In Serial mode the org itself takes one batch after the other.
  const isSerial = attempt.way.mode === 'serial';
  const next = isSerial ? attempt.jobs.find(({ phase }) => phase === 'planned') : findNextPart(attempt);
  if (next === undefined || attempt.stopRequested || attempt.jobs.some(isPosting))
    return { attempt, effects: [] };
  const box = attempt.boxes.at(-1);
  if (box?.phase === 'creating' || box?.phase === 'closing') return { attempt, effects: [] };
  if (box?.phase === 'open' && box.id !== null) {
    const posting: Job = { ...commit(next, times), box: box.seq };
    const effects = [{ type: 'post-batch' as const, seq: next.seq, boxId: box.id, after: 0 }];
    return { attempt: withJob(attempt, posting), effects };
  }
  const seq = (box?.seq ?? 0) + 1;
  const fresh: Box = {
    seq,
    id: null,
    phase: 'creating',
    createdAfter: times.org,
    listing: false,
    unanswered: 0,
    silentSince: null,
    refusals: 0,
  };
  return {
    attempt: { ...attempt, boxes: [...attempt.boxes, fresh] },
    effects: [{ type: 'open-box', box: seq, createdAfter: times.org, again: false, after: 0 }],
  };
};

/** Closes a job that gets no more batches; when a person wants to stop, aborts what still runs. */
const wind = (attempt: Attempt, box: Box): Step<Attempt> => {
  const none = { attempt, effects: [] };
  if (box.id === null) return none;
  const going = inBox(attempt, box).some((job) => job.phase === 'running' || job.phase === 'doubting');
  if (attempt.stopRequested && (box.phase === 'open' || (box.phase === 'closed' && going))) {
    if (box.refusals > 0 && box.phase === 'closed') return none;
    const effects = [{ type: 'abort-box' as const, box: box.seq, boxId: box.id, after: 0 }];
    return { attempt: withBox(attempt, { ...box, phase: 'aborting' }), effects };
  }
  const more = attempt.jobs.some((job) => job.phase === 'planned' || isPosting(job));
  if (attempt.stopRequested || box.phase !== 'open' || more) return none;
  const effects = [{ type: 'close-box' as const, box: box.seq, boxId: box.id, after: 0 }];
  return { attempt: withBox(attempt, { ...box, phase: 'closing' }), effects };
};

/** Looks at the batches of a job: at once where one is in doubt, else as often as running jobs are looked at. */
const watch = (attempt: Attempt, box: Box, now: number): Step<Attempt> => {
  if (box.id === null || box.listing || box.phase === 'gone') return { attempt, effects: [] };
  const own = inBox(attempt, box);
  const running = own.filter(({ phase }) => phase === 'running');
  const inDoubt = own.some(({ phase }) => phase === 'doubting');
  // While a job is being closed the list can't yet prove that a batch is missing.
  if (running.length === 0 && (!inDoubt || box.phase === 'closing' || box.phase === 'aborting'))
    return { attempt, effects: [] };
  const since = running.reduce((first, { committedAt }) => Math.min(first, committedAt ?? now), now);
  const canTell = inDoubt && box.phase !== 'closing' && box.phase !== 'aborting';
  return listBatches(attempt, box, canTell ? 0 : nextLook(now - since));
};

/**
 * Bulk API 1.0: parts are batches in a job (a "box") that takes them one after the other. Salesforce answers for a
 * batch by position, so its outcomes are exact.
 *
 * Rules of recovery: a lost job creation leaves at most an empty job. A lost POST of a batch is running or never
 * arrived: the job's list of batches is asked; a batch that is not there is only sent again (in a new job) after
 * the old job was closed and the list still lacks it, since batches for a closed job are refused.
 */
export const batchMachine: Machine = {
  takeUp: (attempt) => {
    const changes = attempt.jobs.map((job) => takeUpBatch(attempt, job));
    const jobs = changes.map(({ job }) => job);
    const effects = changes.flatMap((change) => change.effects);
    const boxes = attempt.boxes.map((box) => ({ ...box, listing: false }));
    for (const { seq, id, phase, createdAfter } of boxes) {
      if (phase === 'creating')
        effects.push({ type: 'open-box', box: seq, createdAfter, again: true, after: 0 });
      if (phase === 'closing' && id !== null)
        effects.push({ type: 'close-box', box: seq, boxId: id, after: 0 });
      if (phase === 'aborting' && id !== null)
        effects.push({ type: 'abort-box', box: seq, boxId: id, after: 0 });
    }
    return { attempt: { ...attempt, jobs, boxes }, effects };
  },
  takeUpOne: (attempt, event, now, rules) => {
    if ('seq' in event.target) {
      const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
      return job === undefined ? { attempt, effects: [] } : toStep(attempt, takeUpBatch(attempt, job));
    }
    const { box: seq } = event.target;
    const box = attempt.boxes.find((candidate) => candidate.seq === seq);
    if (box === undefined) return { attempt, effects: [] };
    if (event.of === 'list-batches')
      return { attempt: withBox(attempt, { ...box, listing: false }), effects: [] };
    const alone = { ...attempt, boxes: [box], jobs: [] };
    const { effects } = batchMachine.takeUp(alone, now, rules);
    return { attempt, effects };
  },
  schedule: (attempt, now, rules) => {
    let step = postNext(attempt, readTimes(now, rules));
    for (const act of [giveUpLost, wind, watch]) {
      for (const { seq } of step.attempt.boxes) {
        const box = step.attempt.boxes.find((candidate) => candidate.seq === seq);
        if (box === undefined) continue;
        const next = act(step.attempt, box, now);
        step = { attempt: next.attempt, effects: [...step.effects, ...next.effects] };
      }
    }
    return step;
  },
  follow: (attempt, event, now, rules) => {
    if ('box' in event) return afterBoxAnswer(attempt, event, now);
    if (event.type === 'call-failed' && 'box' in event.target)
      return afterBoxFailure(attempt, event.target.box, event, now, rules);
    const job = attempt.jobs.find(({ seq }) => seq === seqOf(event));
    if (job === undefined || isOver(job)) return { attempt, effects: [] };
    const boxId = attempt.boxes.find(({ seq }) => seq === job.box)?.id ?? null;
    switch (event.type) {
      case 'batch-posted': {
        const { report } = event;
        const posted: Job = { ...answered(job), lostSince: null, id: report.id, report, phase: 'running' };
        return { attempt: withJob(attempt, posted), effects: [] };
      }
      case 'waited':
        return toStep(attempt, takeUpBatch(attempt, job));
      case 'collected': {
        const change = afterCollect(answered(job), event, boxId);
        return { attempt: withJob(attempt, change.job), effects: change.effects };
      }
      case 'call-failed':
        return afterPostFailure(attempt, job, event, now, rules);
      default:
        return { attempt, effects: [] };
    }
  },
};
