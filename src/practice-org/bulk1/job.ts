import { readId } from '../ids';
import type { Org } from '../org';
import type { Operation } from '../save/record-input';
import type { Outcome } from '../save/save-chunk';

export type ClassicOperation = Operation | 'query' | 'queryAll';
export type ClassicState = 'Open' | 'Closed' | 'Aborted' | 'Failed';
export type BatchState = 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed';
/** The form of records; those that begin with ZIP_ come packed together with files. */
export type ClassicType = Form | `ZIP_${Form}`;
export type Form = 'CSV' | 'JSON' | 'XML';

export const isZipped = (type: ClassicType): type is `ZIP_${Form}` => type.startsWith('ZIP_');

/** The form of the records, zipped or not. */
export const formOf = (type: ClassicType): Form => (isZipped(type) ? (type.slice(4) as Form) : type);

/** A batch of Bulk API 1.0. */
export type Batch = {
  id: string;
  state: BatchState;
  stateMessage: string | null;
  createdAt: number;
  changedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** What was sent, byte for byte. */
  request: Buffer;
  /** One per row, in input order, as far as the batch has come. */
  outcomes: Outcome[];
  /** How many rows the batch has; known once it was read. */
  total: number;
  activeMs: number;
  /** Attempts after the first. */
  retries: number;
  /** Of a query: ids of results and their text. */
  results: { id: string; text: string; records: number }[];
  /** Of a PK-chunked query: which of the object's records, in the order of their ids. */
  range: { from: string; to: string | null } | null;
};

/** A job of Bulk API 1.0. */
export type ClassicJob = {
  id: string;
  operation: ClassicOperation;
  object: string;
  externalIdFieldName: string | null;
  assignmentRuleId: string | null;
  concurrencyMode: 'Parallel' | 'Serial';
  contentType: ClassicType;
  apiVersion: number;
  createdById: string;
  createdAt: number;
  changedAt: number;
  endedAt: number | null;
  state: ClassicState;
  /** Records per batch of a PK-chunked query; null where the client cuts its own batches. */
  pkChunkSize: number | null;
  /** Whether a batch that takes too long is tried again. */
  batchRetry: boolean;
  batches: Batch[];
};

const DAY = 86_400_000;

/** No batch may be added to a job older than this. */
export const BATCH_WINDOW = DAY;
const ENDED_LIFE = 7 * DAY;

export const ENDED: ReadonlySet<BatchState> = new Set(['Completed', 'Failed', 'NotProcessed']);

export function setJobState(org: Org, job: ClassicJob, state: ClassicState): void {
  job.state = state;
  job.changedAt = org.clock.now();
  if (state !== 'Open') job.endedAt = job.changedAt;
  org.noteChange();
}

export function setBatchState(
  org: Org,
  batch: Batch,
  state: BatchState,
  stateMessage: string | null = null,
): void {
  batch.state = state;
  batch.stateMessage = stateMessage;
  batch.changedAt = org.clock.now();
  if (state === 'InProgress') batch.startedAt = batch.changedAt;
  if (ENDED.has(state)) batch.endedAt = batch.changedAt;
  org.noteChange();
}

/** A job by its 15- or 18-character id; one that ended more than a week ago is gone. */
export function findClassicJob(org: Org, idText: string): ClassicJob | null {
  expireClassicJobs(org);
  return org.classicJobs.get(readId(idText) ?? '') ?? null;
}

export function expireClassicJobs(org: Org): void {
  const now = org.clock.now();
  for (const job of org.classicJobs.values()) {
    const rests = job.batches.every((batch) => ENDED.has(batch.state));
    if (rests && now - (job.endedAt ?? job.createdAt) > ENDED_LIFE) org.classicJobs.delete(job.id);
  }
}
