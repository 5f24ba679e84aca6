import type { Job } from '../../core/load/state';
import type { Outcome } from '../store/outcomes';
import type { AttemptLedger } from './ledger-port';

/** Gives all rows of a part one verdict: what became of the part, or that nobody can say. */
export const settleAll = async (
  ledger: AttemptLedger,
  job: Job,
  state: 'not_processed' | 'no_verdict',
  text: string | null = null,
): Promise<void> => {
  const certainty = state === 'no_verdict' ? null : 'job';
  const outcomes: Outcome[] = [];
  for await (const some of ledger.rows(job.seq)) {
    for (const { row } of some) {
      outcomes.push({ row, state, recordId: null, code: null, text, certainty });
    }
  }
  await ledger.settle(job, outcomes);
};
