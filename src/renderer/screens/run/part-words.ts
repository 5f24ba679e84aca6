import { isQueued } from '../../../core/load/part-counts';
import type { JobPhase, JobView, PartCount, SendingApi } from '../../../shared/domain/load';
import type { MessageKey } from '../../lib/text';

/** What a part is called: a job of Bulk API 2.0, a batch of 1.0, a call of collections. */
export const kindOf = (api: SendingApi): 'job' | 'batch' | 'call' =>
  ({ '2.0': 'job', '1.0': 'batch', collections: 'call' } as const)[api];

/** What parts are doing, in words. A call is written while it is made; a job is handed over first. */
export const phaseKey = (
  { phase, queued }: Pick<PartCount, 'phase' | 'queued'>,
  api: SendingApi,
): MessageKey => {
  if (queued) return 'run.phase.queued';
  if (api === 'collections' && phase === 'committing') return 'run.phase.running';
  return `run.phase.${phase}`;
};

/** What one part is doing. */
export const phaseOfPart = (job: JobView): MessageKey =>
  phaseKey({ phase: job.phase, queued: isQueued(job) }, job.api);

/** Parts that are told in one line. */
export type PartLine = { words: MessageKey; phase: JobPhase; parts: number; rows: number; failed: number };

/** Parts by what they are doing, those at work first, then the settled, the waiting and those that never ran. */
export const toPartLines = (counts: readonly PartCount[], api: SendingApi): PartLine[] => {
  const lines = new Map<MessageKey, PartLine>();
  for (const count of counts) {
    const words = phaseKey(count, api);
    const known = lines.get(words) ?? { words, phase: count.phase, parts: 0, rows: 0, failed: 0 };
    lines.set(words, {
      ...known,
      parts: known.parts + count.parts,
      rows: known.rows + count.rows,
      failed: known.failed + count.failed,
    });
  }
  const last: MessageKey[] = ['run.phase.settled', 'run.phase.planned', 'run.phase.abandoned'];
  return [...lines.values()].sort((a, b) => last.indexOf(a.words) - last.indexOf(b.words));
};
