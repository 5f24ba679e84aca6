import type { JobView, PartCount } from '../../shared/domain/load';

/** Salesforce has the rows and has not begun with them. */
export const isQueued = ({ phase, orgState }: Pick<JobView, 'phase' | 'orgState'>): boolean =>
  phase === 'running' && (orgState === 'UploadComplete' || orgState === 'Queued');

/** Something is being done about a part. */
export const isBusy = ({ phase }: Pick<JobView, 'phase'>): boolean =>
  phase !== 'planned' && phase !== 'settled' && phase !== 'abandoned';

/** The parts of an attempt, counted by what they are doing: a few entries, however many parts there are. */
export const countParts = (jobs: readonly JobView[]): PartCount[] => {
  const counts = new Map<string, PartCount>();
  for (const job of jobs) {
    const { phase } = job;
    const queued = isQueued(job);
    const key = `${phase} ${queued}`;
    const known = counts.get(key) ?? { phase, queued, parts: 0, rows: 0, processed: 0, failed: 0 };
    counts.set(key, {
      phase,
      queued,
      parts: known.parts + 1,
      rows: known.rows + job.rows,
      processed: known.processed + job.processed,
      failed: known.failed + job.failed,
    });
  }
  return [...counts.values()];
};

/** The most parts that are told one by one with every snapshot. */
export const mostShown = 50;

const rank = (job: JobView): number => {
  if (isBusy(job)) return 0;
  if (job.error !== null) return 1;
  return job.phase === 'planned' ? 3 : 2;
};

/**
 * The parts a person wants to see of many, in their order: those at work, then those that went wrong, then those that
 * ended last, then those that are next.
 */
export const chooseParts = (jobs: readonly JobView[], most = mostShown): JobView[] => {
  if (jobs.length <= most) return [...jobs];
  const byRank = jobs.toSorted((a, b) => {
    const [ra, rb] = [rank(a), rank(b)];
    if (ra !== rb) return ra - rb;
    return ra === 2 ? b.seq - a.seq : a.seq - b.seq;
  });
  return byRank.slice(0, most).sort((a, b) => a.seq - b.seq);
};
