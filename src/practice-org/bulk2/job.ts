import type { LineEnding, RecordIndex } from '../csv/index-records';
import type { Operation } from '../save/record-input';
import { isBroken } from '../breaks';
import type { RowOutcomes } from './outcomes';
import type { Org } from '../org';
import { readId } from '../ids';
import { formatRestDateTime } from '../values/date';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

export const DELIMITERS = {
  COMMA: ',',
  TAB: '\t',
  PIPE: '|',
  SEMICOLON: ';',
  CARET: '^',
  BACKQUOTE: '`',
} as const;

export type DelimiterName = keyof typeof DELIMITERS;

export type JobEvent = {
  time: string;
  event: 'create' | 'put' | 'patch' | 'state';
  state: JobState;
  detail: string | null;
};

/** An ingest job of Bulk API 2.0. */
export type IngestJob = {
  id: string;
  operation: Operation;
  object: string;
  externalIdFieldName: string | null;
  assignmentRuleId: string | null;
  columnDelimiter: DelimiterName;
  lineEnding: LineEnding;
  apiVersion: number;
  createdById: string;
  createdAt: number;
  changedAt: number;
  endedAt: number | null;
  state: JobState;
  errorMessage: string | null;
  /** The upload, byte for byte; null until there is one. */
  data: Buffer | null;
  index: RecordIndex | null;
  outcomes: RowOutcomes;
  failed: number;
  /** Rows passed over, which are in no result. */
  lost: number;
  /** Attempts at internal batches after the first. */
  retries: number;
  totalProcessingTime: number;
  apiActiveProcessingTime: number;
  apexProcessingTime: number;
  timeline: JobEvent[];
};

export const TERMINAL: ReadonlySet<JobState> = new Set(['JobComplete', 'Failed', 'Aborted']);

const DAY = 86_400_000;
const OPEN_LIFE = DAY;
const ENDED_LIFE = 7 * DAY;

export function noteEvent(
  org: Org,
  job: IngestJob,
  event: JobEvent['event'],
  detail: string | null = null,
): void {
  job.timeline.push({ time: formatRestDateTime(org.clock.now()), event, state: job.state, detail });
}

/** Moves a job on. Nothing leaves a terminal state. */
export function setState(
  org: Org,
  job: IngestJob,
  state: JobState,
  errorMessage: string | null = null,
): void {
  if (TERMINAL.has(job.state)) return;
  job.state = state;
  job.errorMessage = errorMessage;
  job.changedAt = org.clock.now();
  if (TERMINAL.has(state)) job.endedAt = job.changedAt;
  noteEvent(org, job, 'state', errorMessage);
  org.noteChange();
}

/** Jobs vanish a week after they end; one left open for a day is given up. */
export function expireJobs(org: Org): void {
  if (isBroken(org, 52)) return;
  const now = org.clock.now();
  for (const job of org.jobs.values()) {
    if (job.state === 'Open' && now - job.createdAt > OPEN_LIFE) setState(org, job, 'Aborted');
    if (job.endedAt !== null && now - job.endedAt > ENDED_LIFE) {
      org.jobs.delete(job.id);
      org.noteChange();
    }
  }
}

/** A job by its 15- or 18-character id. */
export function findJob(org: Org, idText: string): IngestJob | null {
  expireJobs(org);
  return org.jobs.get(readId(idText) ?? '') ?? null;
}
