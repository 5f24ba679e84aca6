import type { LoadEffect, LoadEvent, Step } from './event';
import {
  giveBack,
  giveUp,
  startCollecting,
  startReleasing,
  startWaiting,
  toStep,
  type Change,
} from './job-changes';
import { delayOf, isTooLong, pause, resendAfter, silence } from './silence';
import {
  answered,
  isOver,
  withBox,
  type Attempt,
  type Box,
  type Job,
  type JobReport,
  type Rules,
} from './state';

type BoxAnswer = Extract<LoadEvent, { box: number }>;
type Failed = Extract<LoadEvent, { type: 'call-failed' }>;

const isShut = ({ phase }: Box): boolean => phase === 'closed' || phase === 'aborted';

/** The 15 characters that both forms of an Id begin with. */
const shorten = (id: string): string => id.slice(0, 15);

/** Asks for the batches of a job, once at a time. */
export const listBatches = (attempt: Attempt, box: Box, after: number): Step<Attempt> => ({
  attempt: withBox(attempt, { ...box, listing: true }),
  effects: [{ type: 'list-batches', box: box.seq, boxId: box.id ?? '', closed: isShut(box), after }],
});

const hasEnded = ({ state }: JobReport): boolean =>
  state === 'Completed' || state === 'Failed' || state === 'NotProcessed';

const saysTheSame = (one: JobReport | null, other: JobReport): boolean =>
  one !== null &&
  one.state === other.state &&
  one.processed === other.processed &&
  one.failed === other.failed &&
  one.error === other.error;

/**
 * What the list says of a batch that is known by its id. A batch of which it says nothing new stays the very same: a
 * job may hold thousands, and what changed is what is stored.
 */
const afterReport = (job: Job, report: JobReport, boxId: string | null): Change => {
  const ends = hasEnded(report) && job.phase === 'running';
  if (!ends && saysTheSame(job.report, report) && job.silentSince === null) return { job, effects: [] };
  const seen: Job = { ...answered(job), report, error: report.error ?? job.error };
  if (!ends) return { job: seen, effects: [] };
  if (report.state === 'NotProcessed') return startReleasing({ ...seen, phase: 'aborting' });
  return startCollecting(seen, report.id, boxId);
};

/** Finds out what became of the batch whose POST was never answered. */
const settleDoubt = (
  attempt: Attempt,
  box: Box,
  doubtful: Job,
  unknown: readonly JobReport[],
  closed: boolean,
  now: number,
): Step<Attempt> => {
  const [found] = unknown;
  if (unknown.length > 1) return toStep(attempt, giveUp(doubtful));
  if (found !== undefined) {
    const adopted: Job = { ...answered(doubtful), lostSince: null, id: found.id, phase: 'running' };
    return toStep(attempt, afterReport(adopted, found, box.id));
  }
  // Only a job that takes no batches any more proves that none is still on its way.
  if (closed) {
    // After a stop it is not sent any more.
    const absent = answered(doubtful);
    const after = resendAfter(absent, now);
    return toStep(attempt, attempt.stopRequested ? giveBack(absent) : startWaiting(absent, after));
  }
  if (box.phase !== 'open' || box.id === null) return { attempt, effects: [] };
  const effects: LoadEffect[] = [{ type: 'close-box', box: box.seq, boxId: box.id, after: 0 }];
  return { attempt: withBox(attempt, { ...box, phase: 'closing' }), effects };
};

const afterList = (
  attempt: Attempt,
  box: Box,
  { reports, closed }: Extract<BoxAnswer, { type: 'batches-listed' }>,
  now: number,
): Step<Attempt> => {
  const listed: Box = { ...answered(box), refusals: box.refusals, listing: false };
  const unknown = new Map(reports.map((report) => [shorten(report.id), report]));
  const effects: LoadEffect[] = [];
  let doubtful: Job | undefined;
  const jobs = attempt.jobs.map((job) => {
    if (job.box !== box.seq) return job;
    if (job.phase === 'doubting') doubtful ??= job;
    if (job.id === null) return job;
    const report = unknown.get(shorten(job.id));
    unknown.delete(shorten(job.id));
    if (report === undefined || isOver(job)) return job;
    const change = afterReport(job, report, box.id);
    effects.push(...change.effects);
    return change.job;
  });
  const heard = withBox({ ...attempt, jobs }, listed);
  if (doubtful === undefined) return { attempt: heard, effects };
  const next = settleDoubt(heard, listed, doubtful, [...unknown.values()], closed, now);
  return { attempt: next.attempt, effects: [...effects, ...next.effects] };
};

/** Something was heard about a job of 1.0. */
export const afterBoxAnswer = (attempt: Attempt, event: BoxAnswer, now: number): Step<Attempt> => {
  const box = attempt.boxes.find(({ seq }) => seq === event.box);
  if (box === undefined) return { attempt, effects: [] };
  switch (event.type) {
    case 'box-opened':
      return {
        attempt: withBox(attempt, { ...answered(box), id: event.id, phase: 'open' }),
        effects: [],
      };
    case 'box-closed':
    case 'box-aborted': {
      const phase = event.type === 'box-closed' ? 'closed' : 'aborted';
      return { attempt: withBox(attempt, { ...answered(box), phase }), effects: [] };
    }
    case 'batches-listed':
      return afterList(attempt, box, event, now);
  }
};

/** What was committed in a job that the org does not know can't be followed any more. */
export const giveUpLost = (attempt: Attempt, box: Box): Step<Attempt> => {
  if (box.phase !== 'gone') return { attempt, effects: [] };
  const effects: LoadEffect[] = [];
  const jobs = attempt.jobs.map((job) => {
    if (job.box !== box.seq || (job.phase !== 'running' && job.phase !== 'doubting')) return job;
    const change = giveUp(job);
    effects.push(...change.effects);
    return change.job;
  });
  return effects.length === 0 ? { attempt, effects } : { attempt: { ...attempt, jobs }, effects };
};

/** The same call again after a while. */
const again = (box: Box, of: Failed['of'], after: number): LoadEffect[] => {
  const boxId = box.id ?? '';
  switch (of) {
    case 'open-box':
      return [{ type: 'open-box', box: box.seq, createdAfter: box.createdAfter, again: true, after }];
    case 'close-box':
    case 'abort-box':
      return [{ type: of, box: box.seq, boxId, after }];
    case 'list-batches':
      return [{ type: 'list-batches', box: box.seq, boxId, closed: isShut(box), after }];
    default:
      return [];
  }
};

/** A call about a job of 1.0 brought nothing. */
export const afterBoxFailure = (
  attempt: Attempt,
  seq: number,
  { of, failure }: Failed,
  now: number,
  rules: Rules,
): Step<Attempt> => {
  const box = attempt.boxes.find((candidate) => candidate.seq === seq);
  if (box === undefined) return { attempt, effects: [] };
  const listing = of === 'list-batches' ? false : box.listing;
  // Where no job was named yet it is the call itself that the org does not know.
  switch (failure.kind === 'gone' && of === 'open-box' ? 'refused' : failure.kind) {
    case 'held-up':
    case 'broken':
      return { attempt: pause(withBox(attempt, { ...box, listing }), failure), effects: [] };
    case 'lost':
    case 'busy':
    case 'cancelled': {
      const silent = silence(box, now, failure);
      if (isTooLong(silent, now, rules))
        return { attempt: pause(withBox(attempt, { ...silent, listing }), failure), effects: [] };
      return {
        attempt: withBox(attempt, silent),
        effects: again(box, of, delayOf(silent, failure, now, rules)),
      };
    }
    case 'gone':
      return { attempt: withBox(attempt, { ...box, phase: 'gone', listing: false }), effects: [] };
    case 'refused': {
      const refused: Box = { ...box, refusals: box.refusals + 1 };
      if (of === 'open-box') {
        const error = failure.error.detail ?? failure.error.code;
        const isPlanned = ({ phase }: Job): boolean => phase === 'planned';
        const seqs = attempt.jobs.filter(isPlanned).map((job) => job.seq);
        const jobs = attempt.jobs.map((job) => (isPlanned(job) ? giveBack({ ...job, error }).job : job));
        const effects: LoadEffect[] = seqs.length === 0 ? [] : [{ type: 'release', seqs, after: 0 }];
        return { attempt: withBox({ ...attempt, jobs }, { ...refused, phase: 'gone' }), effects };
      }
      // It is closed already, or can't be aborted any more: what runs in it runs to its end.
      if (of === 'close-box' || of === 'abort-box')
        return { attempt: withBox(attempt, { ...refused, phase: 'closed' }), effects: [] };
      return afterBoxFailure(
        attempt,
        seq,
        { type: 'call-failed', target: { box: seq }, of, failure: { ...failure, kind: 'lost' } },
        now,
        rules,
      );
    }
  }
};
