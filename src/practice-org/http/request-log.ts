import type { Org } from '../org';

/** What handlers tell of a call: which job it was about, and what it did, though its answer may be lost. */
export type Noted = {
  jobId: string | null;
  batchId: string | null;
  /** Records the body carried; null where none, or where only the batch knows. */
  rows: number | null;
  effect: 'created' | 'uploaded' | 'committed' | 'aborted' | 'closed' | 'deleted' | 'saved' | null;
};

/** One call as the org saw it. `status` is 0 where the connection was dropped on purpose. */
export type LogEntry = Noted & {
  n: number;
  time: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  client: string | null;
  userAgent: string | null;
  /** The fault that struck, in words. */
  fault: string | null;
};

/** Enough for a long test; older calls are forgotten. */
const KEPT = 100_000;

/** The log after entry `since`. How many rows a batch of Bulk API 1.0 carried is known once it was read. */
export function readLog(org: Org, since: number): LogEntry[] {
  return org.log
    .filter((entry) => entry.n > since)
    .map((entry) => {
      if (entry.batchId === null || entry.rows !== null) return entry;
      const batches = org.classicJobs.get(entry.jobId ?? '')?.batches;
      return { ...entry, rows: batches?.find(({ id }) => id === entry.batchId)?.total ?? null };
    });
}

export function addLogEntry(org: Org, entry: Omit<LogEntry, 'n'>): void {
  org.logged += 1;
  org.log.push({ n: org.logged, ...entry });
  if (org.log.length > KEPT * 1.1) org.log.splice(0, org.log.length - KEPT);
}
