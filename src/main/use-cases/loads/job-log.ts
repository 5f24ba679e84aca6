import type { Attempt } from '../../../core/load/state';
import type { LoadDoc } from '../../store/load-doc';

type Entry = LoadDoc['jobLog'][number];

/**
 * The log of jobs with an attempt as it stands now. Every job there ever was stays in it; `rows` counts the rows
 * that were committed in it, so a job that was aborted before its upload was complete has none.
 */
export const logJobs = (log: readonly Entry[], { attempt, jobs }: Attempt): Entry[] => {
  const current = new Map(jobs.map(({ seq, id }) => [seq, id]));
  // A job that another one took the place of was confirmed aborted before.
  const isReplaced = (entry: Entry): boolean =>
    entry.attempt === attempt && entry.rows === 0 && current.get(entry.seq) !== entry.id;
  const known = new Map(
    log.map((entry) => [entry.id, isReplaced(entry) ? { ...entry, state: 'Aborted' } : entry]),
  );
  for (const { seq, id, rows, committedAt, report } of jobs) {
    if (id === null) continue;
    known.set(id, {
      attempt,
      seq,
      id,
      api: '2.0',
      state: report?.state ?? null,
      rows: committedAt === null ? 0 : rows,
    });
  }
  return [...known.values()];
};
