import type { JobPhase, WireError } from '../../shared/domain/load';

/** What Salesforce says of a job (JobInfo of Bulk API 2.0); absent counters are 0. */
export type JobReport = {
  id: string;
  state: 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
  processed: number;
  failed: number;
  error: string | null;
};

/** One bulk job of the running attempt, and how far it is known to have come. */
export type Job = {
  seq: number;
  rows: number;
  phase: JobPhase;
  id: string | null;
  /** When the newest create call was decided, epoch milliseconds: an orphan can't be older. */
  createdAfter: number;
  report: JobReport | null;
  /** Consecutive calls without an answer. */
  unanswered: number;
  /** When the first of those was made; null after any answer. */
  silentSince: number | null;
  /** Consecutive definite refusals of the same call. */
  refusals: number;
  /** When Salesforce was told that the upload is complete. */
  committedAt: number | null;
  /** How often results were downloaded and did not cover every row. */
  shortResults: number;
  /** What happens after an abort: the rows go into a new job, or the attempt ends. */
  afterAbort: 'recreate' | 'end';
  error: string | null;
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
  startedAt: number;
  endedAt: number | null;
  jobs: Job[];
  pause: WireError | null;
};

/** How long calls may go unanswered before the attempt pauses and waits for a person, milliseconds. */
export const patience = 300_000;

/** Refusals of one call after which another way out is taken. */
export const patienceWithRefusals = 3;

/** Downloads of results that may miss rows before those rows get no verdict. */
export const patienceWithResults = 3;

export const planAttempt = (attempt: number, rowsPerJob: readonly number[], now: number): Attempt => ({
  phase: 'running',
  stopRequested: false,
  attempt,
  startedAt: now,
  endedAt: null,
  pause: null,
  jobs: rowsPerJob.map((rows, index) => ({
    seq: index + 1,
    rows,
    phase: 'planned',
    id: null,
    createdAfter: 0,
    report: null,
    unanswered: 0,
    refusals: 0,
    silentSince: null,
    committedAt: null,
    shortResults: 0,
    afterAbort: 'recreate',
    error: null,
  })),
});
