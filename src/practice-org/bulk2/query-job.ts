import { readId } from '../ids';
import type { Org } from '../org';
import type { QueryColumns } from '../soql/write-query-csv';
import type { Row, Table } from '../store/table';
import { formatRestDateTime } from '../values/date';
import type { LineEnding } from '../csv/index-records';
import type { DelimiterName } from './job';

export type QueryJobState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What a query found. Rows are never changed in place, so the answer stays as it was. */
export type Found = { table: Table; rows: readonly Row[]; columns: QueryColumns };

/** A query job of Bulk API 2.0. */
export type QueryJob = {
  id: string;
  operation: 'query' | 'queryAll';
  object: string;
  query: string;
  columnDelimiter: DelimiterName;
  lineEnding: LineEnding;
  apiVersion: number;
  createdById: string;
  createdAt: number;
  changedAt: number;
  endedAt: number | null;
  state: QueryJobState;
  errorMessage: string | null;
  /** Null until the job ran, and after a restart until somebody asks again. */
  found: Found | null;
  processed: number;
  totalProcessingTime: number;
};

export const QUERY_ENDED: ReadonlySet<QueryJobState> = new Set(['JobComplete', 'Failed', 'Aborted']);

const ENDED_LIFE = 7 * 86_400_000;

/** Moves a query job on. Nothing leaves a terminal state. */
export function setQueryState(
  org: Org,
  job: QueryJob,
  state: QueryJobState,
  errorMessage: string | null = null,
): void {
  if (QUERY_ENDED.has(job.state)) return;
  job.state = state;
  job.errorMessage = errorMessage;
  job.changedAt = org.clock.now();
  if (QUERY_ENDED.has(state)) job.endedAt = job.changedAt;
  org.noteChange();
}

export function expireQueryJobs(org: Org): void {
  const now = org.clock.now();
  for (const job of org.queryJobs.values())
    if (job.endedAt !== null && now - job.endedAt > ENDED_LIFE) org.queryJobs.delete(job.id);
}

/** A query job by its 15- or 18-character id. */
export function findQueryJob(org: Org, idText: string): QueryJob | null {
  expireQueryJobs(org);
  return org.queryJobs.get(readId(idText) ?? '') ?? null;
}

/** What create, abort and lists answer. */
export function describeQueryShort(job: QueryJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: formatRestDateTime(job.createdAt),
    systemModstamp: formatRestDateTime(job.changedAt),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

/** What a GET answers. */
export function describeQueryJob(job: QueryJob): Record<string, unknown> {
  return {
    ...describeQueryShort(job),
    jobType: 'V2Query',
    numberRecordsProcessed: job.processed,
    retries: 0,
    totalProcessingTime: Math.round(job.totalProcessingTime),
    isPkChunkingSupported: !/\b(ORDER\s+BY|LIMIT)\b/i.test(job.query),
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  };
}
