import type { Org } from '../org';

/** One call as the org saw it. `status` is 0 where the connection was dropped on purpose. */
export type LogEntry = {
  n: number;
  time: string;
  method: string;
  path: string;
  status: number;
  ms: number;
  client: string | null;
  userAgent: string | null;
  jobId: string | null;
  /** The fault that struck, in words. */
  fault: string | null;
};

/** Enough for a long test; older calls are forgotten. */
const KEPT = 100_000;

export function addLogEntry(org: Org, entry: Omit<LogEntry, 'n'>): void {
  org.logged += 1;
  org.log.push({ n: org.logged, ...entry });
  if (org.log.length > KEPT * 1.1) org.log.splice(0, org.log.length - KEPT);
}
