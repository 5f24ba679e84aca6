import type { JobView, SendingApi } from '../../../shared/domain/load';
import type { MessageKey } from '../../lib/text';

/** What a part is called: a job of Bulk API 2.0, a batch of 1.0, a call of collections. */
export const kindOf = (api: SendingApi): 'job' | 'batch' | 'call' =>
  ({ '2.0': 'job', '1.0': 'batch', collections: 'call' } as const)[api];

/** Salesforce has the rows and has not begun with them. */
export const isQueued = ({ phase, orgState }: JobView): boolean =>
  phase === 'running' && (orgState === 'UploadComplete' || orgState === 'Queued');

/** What a part is doing, in words. A call is written while it is made; a job is handed over first. */
export const phaseKey = (job: JobView): MessageKey => {
  if (isQueued(job)) return 'run.phase.queued';
  if (job.api === 'collections' && job.phase === 'committing') return 'run.phase.running';
  return `run.phase.${job.phase}`;
};

/** Something is being done about a part. */
export const isBusy = (job: JobView): boolean =>
  job.phase !== 'planned' && job.phase !== 'settled' && job.phase !== 'abandoned';

/** Parts that do the same, as one: how many, and their rows. */
export type PartGroup = { phase: MessageKey; example: JobView; parts: number; rows: number; failed: number };

/** Parts by what they are doing, those at work first, then the settled, the waiting and those that never ran. */
export const groupParts = (jobs: readonly JobView[]): PartGroup[] => {
  const groups = new Map<MessageKey, PartGroup>();
  for (const job of jobs) {
    const phase = phaseKey(job);
    const known = groups.get(phase) ?? { phase, example: job, parts: 0, rows: 0, failed: 0 };
    groups.set(phase, {
      ...known,
      parts: known.parts + 1,
      rows: known.rows + job.rows,
      failed: known.failed + job.failed,
    });
  }
  const last: MessageKey[] = ['run.phase.settled', 'run.phase.planned', 'run.phase.abandoned'];
  return [...groups.values()].sort((a, b) => last.indexOf(a.phase) - last.indexOf(b.phase));
};
