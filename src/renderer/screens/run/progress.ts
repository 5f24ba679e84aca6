import type { JobView, LoadView } from '../../../shared/domain/load';
import type { RunningParts } from '../../ui/balance-parts';

/** Jobs whose rows still stand as sent: Salesforce counts them, the results have not been read. */
const isUnread = (job: JobView): boolean =>
  job.phase === 'running' || job.phase === 'aborting' || job.phase === 'collecting';

/** How far the attempt under way has come; counts are rows. */
export type RunProgress = {
  /** Rows of the attempt. */
  rows: number;
  /** Rows Salesforce has answered. */
  answered: number;
  /** Rows it has refused in parts whose reasons are not there yet. */
  refusedUnread: number;
  parts: RunningParts;
};

/** Adds up the jobs of the newest attempt. */
export const measureRun = (load: LoadView): RunProgress => {
  const unread = load.jobs.filter(isUnread);
  const sum = (jobs: readonly JobView[], pick: (job: JobView) => number): number =>
    jobs.reduce((total, job) => total + pick(job), 0);
  const settled = sum(
    load.jobs.filter((job) => job.phase === 'settled'),
    (job) => job.rows,
  );
  const processed = sum(unread, (job) => job.processed);
  const failed = sum(unread, (job) => job.failed);
  return {
    rows: load.attempts.at(-1)?.rows ?? sum(load.jobs, (job) => job.rows),
    answered: settled + processed,
    refusedUnread: failed,
    parts: { written: Math.max(0, processed - failed), failed },
  };
};

export type TimeLeft =
  | { left: 'none' | 'under' | 'minute' }
  | { left: 'minutes'; minutes: number }
  | { left: 'hours'; hours: number };

/** The time left in words a person would use; nothing while the pace is not known. `rate` is rows a second. */
export const timeLeft = (rows: number, rate: number | null): TimeLeft => {
  if (rate === null || rate <= 0 || rows <= 0) return { left: 'none' };
  const seconds = rows / rate;
  if (seconds < 40) return { left: 'under' };
  if (seconds < 90) return { left: 'minute' };
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? { left: 'minutes', minutes } : { left: 'hours', hours: Math.round(minutes / 60) };
};

/** Rows a minute, rounded to two figures: more would only jitter. */
export const roundPace = (rate: number): number => {
  const pace = rate * 60;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(pace, 1))) - 1);
  return Math.round(pace / unit) * unit;
};
