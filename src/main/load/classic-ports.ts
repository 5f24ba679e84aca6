import type { Operation } from '../../shared/domain/sobject';

export type ClassicSpec = {
  object: string;
  operation: Operation;
  /** Wire name of the upsert key; absent for other operations. */
  externalId?: string;
  /** Serial: one batch at a time, across all Serial jobs of the org. Other jobs still run beside it. */
  concurrencyMode: 'Parallel' | 'Serial';
  /** Case and Lead; without one no assignment rule runs. */
  assignmentRuleId?: string;
};

export type ClassicJobReport = {
  id: string;
  /** Closed says only that no batch can be added any more: whether they have ended is for `batches` to say. */
  state: 'Open' | 'Closed' | 'Aborted' | 'Failed';
};

export type BatchReport = {
  id: string;
  /**
   * Completed says nothing about rows. NotProcessed: the job was aborted before this batch began. Failed with
   * rows processed has results for those.
   */
  state: 'Queued' | 'InProgress' | 'Completed' | 'Failed' | 'NotProcessed';
  /** Salesforce's reason for a batch that failed, such as `InvalidBatch : Field name not found : Foo__c`. */
  stateMessage: string | null;
  /** Rows tried so far, those that failed among them. */
  processed: number;
  failed: number;
  /** Epoch milliseconds, by the org's clock. */
  createdAt: number;
};

/** What became of the row at the same place of the batch. */
export type ClassicResult = {
  id: string | null;
  success: boolean;
  created: boolean;
  /** `CODE:message:Field1,Field2 --`; null on success. */
  error: string | null;
};

/** Jobs of Bulk API 1.0 with their batches. Every call throws `CallError`; no call repeats itself. */
export type ClassicJobs = {
  create: (spec: ClassicSpec, signal: AbortSignal) => Promise<ClassicJobReport>;
  /**
   * Sends the CSV of one batch, header included, as fast as the org takes it. The batch runs from then on:
   * after `lost` it may be there or not, which `batches` tells.
   */
  addBatch: (
    jobId: string,
    body: AsyncIterable<string | Uint8Array>,
    signal: AbortSignal,
  ) => Promise<BatchReport>;
  /** All batches of a job, in the order of their creation. */
  batches: (jobId: string, signal: AbortSignal) => Promise<BatchReport[]>;
  close: (jobId: string, signal: AbortSignal) => Promise<ClassicJobReport>;
  /** Aborts own open jobs of this kind created since `createdAfter` (epoch milliseconds), except `known` ones. */
  clearOrphans: (
    spec: ClassicSpec,
    createdAfter: number,
    known: readonly string[],
    signal: AbortSignal,
  ) => Promise<void>;
  /** Batches that wait become NotProcessed; those that run go on to their end. */
  abort: (jobId: string, signal: AbortSignal) => Promise<ClassicJobReport>;
  /**
   * Results of a batch that has ended, by position: the n-th belongs to the n-th row sent. The caller counts:
   * a download that was cut clean between two results ends early.
   */
  results: (jobId: string, batchId: string, signal: AbortSignal) => AsyncIterable<ClassicResult>;
};
