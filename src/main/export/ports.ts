import type { QueryableObject } from '../../shared/domain/export';

export type QueryReport = {
  id: string;
  state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
  /** Object the query is about, as the org spells it. */
  object: string | null;
  /** Records found; final once the job is complete. */
  records: number;
  error: string | null;
};

/** A part of a result. The same locator gives the same part as long as the job lives. */
export type ResultPage = {
  /** Records as arrays of cells, the header first on every page; each may be read once. */
  records: AsyncIterable<string[]>;
  /** Records the page holds, its header left out; null where the org does not say. */
  count: number | null;
  /** Locator of the next page; null after the last. */
  next: string | null;
};

/** Query jobs of Bulk API 2.0. Every call throws `CallError`; no call repeats itself. */
export type QueryJobs = {
  /** The job runs from then on; one whose answer was lost only reads. */
  create: (soql: string, operation: 'query' | 'queryAll', signal: AbortSignal) => Promise<QueryReport>;
  look: (id: string, signal: AbortSignal) => Promise<QueryReport>;
  abort: (id: string, signal: AbortSignal) => Promise<QueryReport>;
  /** Takes an ended job and its results out of the org. */
  remove: (id: string, signal: AbortSignal) => Promise<void>;
  /** One page of the result; `locator` null is the first. */
  page: (id: string, locator: string | null, signal: AbortSignal) => Promise<ResultPage>;
};

/** What an export asks of an org besides its rows. */
export type QueryableOrg = {
  describe: (object: string) => Promise<QueryableObject>;
  /** Records a `SELECT COUNT()` query finds. */
  count: (soql: string, all: boolean, signal: AbortSignal) => Promise<number>;
};
