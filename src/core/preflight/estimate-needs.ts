import { maxJobBytes } from '../load/split';

/** What a load takes of the org's daily allocations. */
export type Needs = { batches: number; calls: number };

/** Salesforce cuts the rows of a job into batches of this many (Bulk API 2.0 guide, "How Requests Are Processed"). */
const batchRows = 10_000;
/** Creating, uploading, closing and three result files, and some twenty looks in between. */
const callsPerJob = 27;

/**
 * How many batches and calls sending `rows` takes, at least about; `bytes` is the size of their CSV. A job that
 * runs long is looked at more often, and calls that get no answer are made again.
 */
export const estimateNeeds = (rows: number, bytes: number): Needs => {
  if (rows === 0) return { batches: 0, calls: 0 };
  const jobs = Math.max(1, Math.ceil(bytes / maxJobBytes));
  return { batches: Math.max(jobs, Math.ceil(rows / batchRows)), calls: jobs * callsPerJob };
};
