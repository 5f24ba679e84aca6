import type { Operation } from '../../shared/domain/sobject';
import type { CallFailure } from '../../core/load/event';
import type { JobReport } from '../../core/load/state';
import { AppError, toWireError } from '../../shared/errors/app-error';

/** Thrown by every port that talks to the org: what the failure says about what the org did. */
export class CallError extends Error {
  readonly failure: CallFailure;
  constructor(failure: CallFailure, cause?: unknown) {
    super(failure.error.code, cause === undefined ? undefined : { cause });
    this.name = 'CallError';
    this.failure = failure;
  }
}

/**
 * What it means that an effect could not be performed: what its port says, or that this computer failed at something
 * that was no call.
 */
export const toFailure = (cause: unknown): CallFailure => {
  if (cause instanceof CallError) return cause.failure;
  const error = cause instanceof AppError ? cause : new AppError('app.unexpected', {}, { cause });
  return { kind: 'broken', error: toWireError(error) };
};

export type JobSpec = {
  object: string;
  operation: Operation;
  /** Wire name of the upsert key; absent for other operations. */
  externalId?: string;
  /** Case and Lead; without one no assignment rule runs. */
  assignmentRuleId?: string;
};

export type ResultKind = 'successfulResults' | 'failedResults' | 'unprocessedRecords';

/** Bulk API 2.0 ingest jobs of one org. Every call throws `CallError`; no call repeats itself. */
export type BulkJobs = {
  create: (spec: JobSpec, signal: AbortSignal) => Promise<JobReport>;
  /** Sends the whole CSV in one request; `body` is read as fast as the org takes it. */
  upload: (id: string, body: AsyncIterable<string | Uint8Array>, signal: AbortSignal) => Promise<void>;
  commit: (id: string, signal: AbortSignal) => Promise<JobReport>;
  look: (id: string, signal: AbortSignal) => Promise<JobReport>;
  abort: (id: string, signal: AbortSignal) => Promise<JobReport>;
  /** Aborts and deletes own open jobs of this kind created since `createdAfter`, except `known` ones. */
  clearOrphans: (
    spec: JobSpec,
    createdAfter: number,
    known: readonly string[],
    signal: AbortSignal,
  ) => Promise<void>;
  /** Records of one result file as arrays of cells; the first is the header. */
  results: (id: string, kind: ResultKind, signal: AbortSignal) => AsyncIterable<string[]>;
  /** The same, page by page, as the bytes that come; every page begins with the header. */
  resultPages: (id: string, kind: ResultKind, signal: AbortSignal) => AsyncIterable<AsyncIterable<Buffer>>;
};

/** Waits; resolves early when the signal fires. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;
export type Clock = () => number;
