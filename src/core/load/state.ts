import type { BoxPhase, JobPhase, Way, WireError } from '../../shared/domain/load';
import type { PartPlan } from './place-groups';

/** What Salesforce says of a job of Bulk API 2.0 or a batch of 1.0; absent counters are 0. */
export type JobReport = {
  id: string;
  /** 2.0: Open, UploadComplete, InProgress, JobComplete, Failed, Aborted. 1.0: Queued, Completed, NotProcessed too. */
  state:
    | 'Open'
    | 'UploadComplete'
    | 'InProgress'
    | 'JobComplete'
    | 'Failed'
    | 'Aborted'
    | 'Queued'
    | 'Completed'
    | 'NotProcessed';
  processed: number;
  failed: number;
  error: string | null;
};

/**
 * Rows that are committed together, and how far they are known to have come: a job of Bulk API 2.0, a batch of
 * Bulk API 1.0, or one call of composite collections.
 */
export type Job = {
  seq: number;
  rows: number;
  /** Parts with the same number go one after the other; null for a part that goes beside any other. */
  chain: number | null;
  phase: JobPhase;
  /** Job id (2.0) or batch id (1.0); calls of collections have none. */
  id: string | null;
  /** 1.0: number of the box, the job that holds this batch. */
  box: number | null;
  /** When the newest create call was decided, by the org's clock, epoch milliseconds: an orphan can't be older. */
  createdAfter: number;
  report: JobReport | null;
  /** Consecutive calls without an answer. */
  unanswered: number;
  /** When the first of those was made; null after any answer. */
  silentSince: number | null;
  /**
   * When the first of consecutive sendings of the rows (upload of 2.0, post of 1.0) was lost, each of which is followed
   * by a new job; null once one arrived. Other calls being answered meanwhile says nothing of it.
   */
  lostSince: number | null;
  /** Consecutive definite refusals of the same call. */
  refusals: number;
  /** When the rows were committed, or may have been: the upload called complete, the batch posted, the call made. */
  committedAt: number | null;
  /** The same by the org's clock: what they made there can't be older. */
  sentAfter: number | null;
  /** How often results did not cover every row, or a question about a lost insert found none of it. */
  shortResults: number;
  /** What happens after an abort: the rows go into a new job, or the attempt ends. */
  afterAbort: 'recreate' | 'end';
  error: string | null;
};

/** A job of Bulk API 1.0: it holds batches and carries no rows of its own. */
export type Box = {
  seq: number;
  id: string | null;
  phase: BoxPhase;
  createdAfter: number;
  /** A list of its batches is being fetched or waited for. */
  listing: boolean;
  unanswered: number;
  silentSince: number | null;
  refusals: number;
};

/**
 * The life of one attempt. It is stored before any of its effects is performed, so that it always names at
 * least what may have happened in the org.
 */
export type Attempt = {
  phase: 'running' | 'paused' | 'finished';
  /** A person asked to stop: nothing new is started, and what runs is aborted and settled. */
  stopRequested: boolean;
  attempt: number;
  way: Way;
  startedAt: number;
  endedAt: number | null;
  jobs: Job[];
  /** 1.0 only: the jobs that hold the batches, newest last. */
  boxes: Box[];
  pause: WireError | null;
};

/** What a state machine may assume of the org and of the person's patience. */
export type Rules = {
  /** How long calls may go unanswered before the attempt pauses and waits for a person, milliseconds. */
  patience: number;
  /** How many jobs of 2.0 may be under way at once. */
  jobsInFlight: number;
  /** A call whose answer was lost may be made again: its rows name their records by a key. */
  repeatable: boolean;
  /**
   * The earliest that a time of this computer may be by the org's clock, both epoch milliseconds. What is compared
   * with times of the org is kept as the org tells it, since this computer's clock may be set before it is read.
   */
  toOrgTime: (time: number) => number;
};

/** Now, as this computer and as the org tell it. */
export type Times = { here: number; org: number };

export const readTimes = (now: number, { toOrgTime }: Rules): Times => ({ here: now, org: toOrgTime(now) });

export const defaultPatience = 300_000;

/** Refusals of one call after which another way out is taken. */
export const patienceWithRefusals = 3;

/** Downloads of results that may miss rows before those rows get no verdict. */
export const patienceWithResults = 3;

export const planAttempt = (attempt: number, way: Way, parts: readonly PartPlan[], now: number): Attempt => ({
  phase: 'running',
  stopRequested: false,
  attempt,
  way,
  startedAt: now,
  endedAt: null,
  pause: null,
  boxes: [],
  jobs: parts.map(({ rows, chain }, index) => ({
    seq: index + 1,
    rows,
    chain,
    phase: 'planned',
    id: null,
    box: null,
    createdAfter: 0,
    report: null,
    unanswered: 0,
    refusals: 0,
    silentSince: null,
    lostSince: null,
    committedAt: null,
    sentAfter: null,
    shortResults: 0,
    afterAbort: 'recreate',
    error: null,
  })),
});

/** Whether nothing more can happen to a job's rows. */
export const isOver = (job: Job): boolean => job.phase === 'settled' || job.phase === 'abandoned';

export const withJob = (attempt: Attempt, job: Job): Attempt => ({
  ...attempt,
  jobs: attempt.jobs.map((other) => (other.seq === job.seq ? job : other)),
});

export const withBox = (attempt: Attempt, box: Box): Attempt => ({
  ...attempt,
  boxes: attempt.boxes.map((other) => (other.seq === box.seq ? box : other)),
});

/** Forgets silence and refusals: the org has answered. */
export const answered = <T extends Job | Box>(one: T): T => ({
  ...one,
  unanswered: 0,
  silentSince: null,
  refusals: 0,
});

/** Forgets all silence of a part, when it counts no more: it was told, slept through, or somebody asked to go on. */
export const forgetSilence = (job: Job): Job =>
  job.silentSince === null && job.lostSince === null ? job : { ...answered(job), lostSince: null };

/** The same for everything in an attempt. */
export const forgetAllSilence = (attempt: Attempt): Attempt => ({
  ...attempt,
  jobs: attempt.jobs.map(forgetSilence),
  boxes: attempt.boxes.map((box) => (box.silentSince === null ? box : answered(box))),
});
