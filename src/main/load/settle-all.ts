import type { Job } from '../../core/load/state';
import type { Outcome } from '../store/outcomes';
import type { AttemptLedger } from './ledger-port';

/** Gives all rows of a part one verdict, that of the part. */
export const settleAll = async (
  ledger: AttemptLedger,
  job: Job,
  state: Outcome['state'],
  text: string | null,
): Promise<void> => {
  const outcomes: Outcome[] = [];
  for await (const some of ledger.rows(job.seq)) {
    for (const { row } of some) {
      outcomes.push({ row, state, recordId: null, code: null, text, certainty: 'job' });
    }
  }
  await ledger.settle(job, outcomes);
};
