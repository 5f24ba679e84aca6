import type { LoadEffect, LoadEvent, Step } from './event';
import {
  giveBack,
  giveUp,
  startCollecting,
  startReleasing,
  startWaiting,
  uncommit,
  toStep,
} from './job-changes';
import { nextTry } from './pace';
import { delayOf, isTooLong, pause, silence } from './silence';
import {
  answered,
  isOver,
  withBox,
  withJob,
  type Attempt,
  type Box,
  type Job,
  type JobReport,
  type Rules,
} from './state';

type BoxAnswer = Extract<LoadEvent, { box: number }>;
type Failed = Extract<LoadEvent, { type: 'call-failed' }>;

const isShut = ({ phase }: Box): boolean => phase === 'closed' || phase === 'aborted';

/** Asks for the batches of a job, once at a time. */
export const listBatches = (attempt: Attempt, box: Box, after: number): Step<Attempt> => ({
  attempt: withBox(attempt, { ...box, listing: true }),
  effects: [{ type: 'list-batches', box: box.seq, boxId: box.id ?? '', closed: isShut(box), after }],
});

const hasEnded = ({ state }: JobReport): boolean =>
  state === 'Completed' || state === 'Failed' || state === 'NotProcessed';

/** What the list says of a batch that is known by its id. */
const afterReport = (attempt: Attempt, job: Job, report: JobReport): Step<Attempt> => {
  const seen: Job = { ...answered(job), report, error: report.error ?? job.error };
  if (!hasEnded(report) || job.phase !== 'running') return { attempt: withJob(attempt, seen), effects: [] };
  if (report.state === 'NotProcessed') return toStep(attempt, startReleasing({ ...seen, phase: 'aborting' }));
  const boxId = attempt.boxes.find(({ seq }) => seq === job.box)?.id ?? null;
  return toStep(attempt, startCollecting(seen, report.id, boxId));
};

/** Finds out what became of the batch whose POST was never answered. */
const settleDoubt = (
  attempt: Attempt,
  box: Box,
  doubtful: Job,
  unknown: readonly JobReport[],
  closed: boolean,
): Step<Attempt> => {
  const [found] = unknown;
  if (unknown.length > 1) return toStep(attempt, giveUp(doubtful));
  if (found !== undefined) {
    const adopted: Job = { ...answered(doubtful), id: found.id, phase: 'running' };
    return afterReport(withJob(attempt, adopted), adopted, found);
  }
  // Only a job that takes no batches any more proves that none is still on its way.
  if (closed) {
    // After a stop it is not sent any more.
    if (attempt.stopRequested) return toStep(attempt, giveBack(doubtful));
    // It is as unanswered as before: that it never arrived brings it no further, and the org may be in trouble.
    const { unanswered } = doubtful;
    return toStep(
      attempt,
      unanswered === 0
        ? { job: uncommit(doubtful), effects: [] }
        : startWaiting(doubtful, nextTry(unanswered)),
    );
  }
  if (box.phase !== 'open' || box.id === null) return { attempt, effects: [] };
  const effects: LoadEffect[] = [{ type: 'close-box', box: box.seq, boxId: box.id, after: 0 }];
  return { attempt: withBox(attempt, { ...box, phase: 'closing' }), effects };
};

const afterList = (
  attempt: Attempt,
  box: Box,
  { reports, closed }: Extract<BoxAnswer, { type: 'batches-listed' }>,
): Step<Attempt> => {
  const listed: Box = { ...answered(box), refusals: box.refusals, listing: false };
  let step: Step<Attempt> = { attempt: withBox(attempt, listed), effects: [] };
  const own = attempt.jobs.filter((job) => job.box === box.seq);
  for (const job of own) {
    const report = reports.find(({ id }) => id.slice(0, 15) === job.id?.slice(0, 15));
    if (report === undefined || isOver(job)) continue;
    const next = afterReport(step.attempt, job, report);
    step = { attempt: next.attempt, effects: [...step.effects, ...next.effects] };
  }
  const doubtful = own.find(({ phase }) => phase === 'doubting');
  if (doubtful === undefined) return step;
  const known = new Set(own.flatMap(({ id }) => (id === null ? [] : [id.slice(0, 15)])));
  const unknown = reports.filter(({ id }) => !known.has(id.slice(0, 15)));
  const next = settleDoubt(step.attempt, listed, doubtful, unknown, closed);
  return { attempt: next.attempt, effects: [...step.effects, ...next.effects] };
};

/** Something was heard about a job of 1.0. */
export const afterBoxAnswer = (attempt: Attempt, event: BoxAnswer): Step<Attempt> => {
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
      return afterList(attempt, box, event);
  }
};

/** What was committed in a job that the org does not know can't be followed any more. */
export const giveUpLost = (attempt: Attempt, box: Box): Step<Attempt> => {
  let step: Step<Attempt> = { attempt, effects: [] };
  if (box.phase !== 'gone') return step;
  for (const job of attempt.jobs) {
    if (job.box !== box.seq || (job.phase !== 'running' && job.phase !== 'doubting')) continue;
    const next = toStep(step.attempt, giveUp(job));
    step = { attempt: next.attempt, effects: [...step.effects, ...next.effects] };
  }
  return step;
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
        const seqs = attempt.jobs.filter(({ phase }) => phase === 'planned').map((job) => job.seq);
        const jobs = attempt.jobs.map((job) =>
          seqs.includes(job.seq) ? giveBack({ ...job, error }).job : job,
        );
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
