import type { Attempt } from './state';

/** Nothing is said about speed before this much of an attempt has passed, milliseconds. */
const quiet = 10_000;

/** Rows a second that Salesforce has answered for in an attempt so far; null while it is too early to say. */
export const measureProgress = (attempt: Attempt, now: number): number | null => {
  const passed = (attempt.endedAt ?? now) - attempt.startedAt;
  const answered = attempt.jobs.reduce(
    (rows, job) => rows + (job.phase === 'settled' ? job.rows : (job.report?.processed ?? 0)),
    0,
  );
  return passed < quiet || answered === 0 ? null : answered / (passed / 1000);
};
