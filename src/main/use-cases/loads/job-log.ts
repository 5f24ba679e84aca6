import type { Attempt, Job } from '../../../core/load/state';
import type { LoadDoc } from '../../store/load-doc';

type Entry = LoadDoc['jobLog'][number];

const countCommitted = (jobs: readonly Job[]): number =>
  jobs.reduce((rows, job) => rows + (job.committedAt === null ? 0 : job.rows), 0);

/** The jobs of an attempt as they stand now; those that have no id yet are none. */
const currentEntries = ({ attempt, way: { api }, jobs, boxes }: Attempt): Entry[] => {
  switch (api) {
    case '2.0':
      return jobs.flatMap((job): Entry[] => {
        const { seq, id, report } = job;
        const state = report?.state ?? null;
        return id === null
          ? []
          : [{ attempt, seq, id, api, state, rows: countCommitted([job]), batches: [] }];
      });
    case '1.0':
      return boxes.flatMap(({ seq, id, phase }) => {
        const state = phase === 'aborted' ? 'Aborted' : phase === 'closed' ? 'Closed' : 'Open';
        const own = jobs.filter(({ box }) => box === seq);
        const batches = own.map((job) => job.seq);
        return id === null ? [] : [{ attempt, seq, id, api, state, rows: countCommitted(own), batches }];
      });
    case 'collections': {
      const rows = countCommitted(jobs);
      return rows === 0 ? [] : [{ attempt, seq: 1, id: null, api, state: null, rows, batches: [] }];
    }
  }
};

/**
 * The log of jobs with an attempt as it stands now. Every job there ever was stays in it; `rows` counts the rows
 * that were committed in it, so a job that was aborted before its upload was complete has none. Jobs of 1.0 hold
 * batches; calls of collections make one entry without an id for the whole attempt.
 */
export const logJobs = (log: readonly Entry[], attempt: Attempt): Entry[] => {
  const keyOf = ({ attempt: number, id }: Entry): string => id ?? `attempt ${number}`;
  const current = new Map(currentEntries(attempt).map((entry) => [keyOf(entry), entry]));
  const seqs = new Set([...current.values()].map(({ seq }) => seq));
  // A job that another one took the place of was confirmed aborted before.
  const isReplaced = (entry: Entry): boolean =>
    entry.attempt === attempt.attempt && entry.rows === 0 && entry.api === '2.0' && seqs.has(entry.seq);
  const kept = log.map((entry): Entry => {
    const now = current.get(keyOf(entry));
    current.delete(keyOf(entry));
    return now ?? (isReplaced(entry) ? { ...entry, state: 'Aborted' } : entry);
  });
  return [...kept, ...current.values()];
};
