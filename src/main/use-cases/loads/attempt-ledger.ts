import type { Attempt, Job } from '../../../core/load/state';
import { groupKeyOf } from '../../../core/problems/group';
import { parseJobError, parseRefusal } from '../../../core/problems/parse-job';
import { parseRowError } from '../../../core/problems/parse';
import { answerLost, gone, notArrived, notSent, noVerdict, stopped } from '../../../core/problems/verdicts';
import type { RowProblem } from '../../../shared/domain/problem';
import type { RowState } from '../../../shared/domain/row-state';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { AttemptLedger } from '../../load/ledger-port';
import { giveWay, rowsPerTurn } from '../../give-way';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore, RowRange } from '../../store/load-store';
import { logJobs } from './job-log';
import { eachSent, isAnswered, readSentPlaces, recordOutcomes, type Outcome } from '../../store/outcomes';
import { readSentBytes } from '../../store/sent-files';
import { writeKeyedFile } from '../../store/keyed-file';
import { adoptOutcomes, readOwners, writeStandings, type NewStanding } from '../../store/row-states';

/**
 * How rows are spoken of that have no verdict: the object, and SOQL by which a person can find out what became of
 * those that were sent at a time (epoch milliseconds by the org's clock).
 */
export type Wording = { object: LoadableObject; query: (since: number) => string };

const undecided = (job: Job, { query }: Wording): RowProblem => {
  const question = job.sentAfter === null ? '' : query(job.sentAfter);
  // A call, or a batch whose answer never came.
  if (job.id === null) return answerLost(question);
  return job.phase === 'collecting' || job.shortResults > 0 ? noVerdict(question) : gone(question);
};

const problemOf = (job: Job, outcome: Outcome, wording: Wording): RowProblem | null => {
  const { object } = wording;
  switch (outcome.state) {
    case 'failed':
      return parseRowError(outcome.text ?? '', { object });
    case 'not_processed':
      // Of rows in a job the org itself says that it did not reach them; a call has none to ask.
      if (job.id === null && outcome.certainty === 'key') return notArrived();
      // It was in calls that were refused as a whole, and its turn to go alone never came.
      if (job.id === null && outcome.certainty === 'position') return notSent(outcome.text ?? '');
      if (job.committedAt === null) return job.error === null ? stopped() : parseRefusal(job.error);
      return job.report?.error == null ? stopped() : parseJobError(job.report.error);
    case 'no_verdict':
      return undecided(job, wording);
    default:
      return null;
  }
};

/** States of rows that did not go in. */
const isOpen: ReadonlySet<RowState> = new Set(['failed', 'not_processed', 'no_verdict']);

/** Where all rows lie that verdicts are about. */
const spanOf = (saved: RowRange | null, outcomes: readonly Outcome[]): RowRange => {
  const span = saved === null ? { from: Number.POSITIVE_INFINITY, to: 0 } : { ...saved };
  for (const { row } of outcomes) {
    if (row > 0 && row < span.from) span.from = row;
    if (row > span.to) span.to = row;
  }
  return span;
};

/** Saves an attempt as it stands now; the log of jobs keeps every id there ever was. */
export const withAttempt = (doc: LoadDoc, attempt: Attempt): LoadDoc => ({
  ...doc,
  attempt,
  jobLog: logJobs(doc.jobLog, attempt),
  attempts: doc.attempts.map((entry) =>
    entry.attempt === attempt.attempt ? { ...entry, endedAt: attempt.endedAt } : entry,
  ),
});

/** The ledger of attempt `number` of a load. */
export const openAttemptLedger = (
  store: LoadStore,
  number: number,
  header: readonly string[],
  wording: Wording,
): AttemptLedger => {
  const toStanding = (job: Job, outcome: Outcome): NewStanding => {
    const problem = problemOf(job, outcome, wording);
    return {
      row: outcome.row,
      state: outcome.state,
      verdict: outcome.state,
      group: problem === null ? null : groupKeyOf(outcome.state, problem),
      problem,
      recordId: outcome.recordId,
    };
  };
  /** Of the rows that did not go in; a part may have thousands of them. */
  const toStandings = async (job: Job, outcomes: readonly Outcome[]): Promise<NewStanding[]> => {
    const standings: NewStanding[] = [];
    for (const [at, outcome] of outcomes.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      if (outcome.row > 0 && isOpen.has(outcome.state)) standings.push(toStanding(job, outcome));
    }
    return standings;
  };
  return {
    header,
    body: (seq) => readSentBytes(store.folder, number, seq),
    rows: (seq) => eachSent(store.database, store.folder, number, seq),
    isAnswered: async (seq) => isAnswered(store.database, number, seq),
    ownersOf: async (recordIds) => readOwners(store.database, recordIds),
    places: async (seq) => readSentPlaces(store.database, number, seq),
    settle: async (job, outcomes, keyed) => {
      const hasKeyed = keyed !== undefined && keyed.count > 0;
      // Written before the change begins, which others wait for.
      const saved = hasKeyed ? await writeKeyedFile(store.folder, number, job.seq, keyed) : null;
      const open = await toStandings(job, outcomes);
      try {
        await store.change(
          async (current, tx) => {
            await recordOutcomes(tx, store.folder, number, job.seq, outcomes);
            if (outcomes.length > 0) await adoptOutcomes(tx, number, job.seq);
            await saved?.adopt(tx);
            await writeStandings(tx, open);
            return current;
          },
          spanOf(saved?.range ?? null, outcomes),
        );
      } finally {
        await saved?.remove();
      }
    },
  };
};
