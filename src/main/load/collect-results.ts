import type { Job } from '../../core/load/state';
import { createCorrelator, type Correlation, type Correlator } from '../../core/reconcile/correlate';
import type { WireColumn } from '../../core/reconcile/row-signature';
import { isDeletion, type Operation } from '../../shared/domain/sobject';
import { giveWay } from '../give-way';
import type { Outcome, SentRow } from '../store/outcomes';
import type { BulkJobs, ResultKind } from './ports';

/** A result as Salesforce gave it, before it has found its row. */
type Verdict = { kind: ResultKind; recordId: string | null; created: boolean; error: string | null };

export type Collected = {
  /** One per row that has a verdict, plus one with row 0 for each result that fits no row. */
  outcomes: Outcome[];
  /** Rows sent and not found among the results. */
  missing: number[];
};

type Input = {
  bulk: BulkJobs;
  job: Job;
  operation: Operation;
  columns: readonly WireColumn[];
  /** Wire name of the column that names the record: the external ID, or Id; null for inserts. */
  key: string | null;
  /** What the job sent, from disk; read once or twice. */
  sent: () => AsyncIterable<SentRow[]>;
  signal: AbortSignal;
};

export const resultKinds: readonly ResultKind[] = [
  'successfulResults',
  'failedResults',
  'unprocessedRecords',
];

const toState = ({ kind, created }: Verdict, operation: Operation): Outcome['state'] => {
  if (kind === 'failedResults') return 'failed';
  if (kind === 'unprocessedRecords') return 'not_processed';
  if (isDeletion(operation)) return 'deleted';
  return created ? 'created' : 'updated';
};

const toCode = (error: string): string => error.slice(0, Math.max(0, error.indexOf(':')));

export const toOutcome = (
  row: number,
  verdict: Verdict,
  certainty: Outcome['certainty'],
  operation: Operation,
): Outcome => ({
  row,
  state: toState(verdict, operation),
  recordId: verdict.recordId,
  code: verdict.error === null ? null : toCode(verdict.error),
  text: verdict.error,
  certainty,
});

/** Header names to positions; Salesforce's own columns begin with `sf__`. */
export const readResultHeader = (
  header: readonly string[],
): { id: number; created: number; error: number; own: string[] } => {
  const at = (name: string): number => header.findIndex((column) => column.toLowerCase() === name);
  return {
    id: at('sf__id'),
    created: at('sf__created'),
    error: at('sf__error'),
    own: header.filter((column) => !column.toLowerCase().startsWith('sf__')),
  };
};

const startCorrelator = async (input: Input, echoed: readonly string[]): Promise<Correlator<Verdict>> => {
  const correlator = createCorrelator<Verdict>({ sent: input.columns, echoed, key: input.key });
  for await (const some of input.sent()) for (const { row, values } of some) correlator.addSent(row, values);
  return correlator;
};

/** Rows that their key has not placed are told apart by their contents; mostly there are none. */
const addContents = async (input: Input, correlator: Correlator<Verdict>): Promise<void> => {
  if (!correlator.hasUnplaced()) return;
  for await (const some of input.sent()) {
    for (const { row, values } of some) if (correlator.needsContent(row)) correlator.addContent(row, values);
  }
};

/** A hundred thousand rows take a third of a second, which would be felt in the window. */
const settleInTurns = async (correlator: Correlator<Verdict>): Promise<Correlation<Verdict>> => {
  const steps = correlator.settleInSteps();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await giveWay();
  }
};

/** Whether Salesforce says that it tried no row at all: header or format were refused. */
export const triedNothing = (job: Job): boolean =>
  job.report?.state === 'Failed' && job.report.processed === 0 && job.report.failed === 0;

/**
 * Downloads the three result files of an ended job and gives each verdict to its row. Nothing is read by
 * position: columns are found by name, rows by their values. Throws `CallError` where a download is cut.
 */
export const collectResults = async (input: Input): Promise<Collected> => {
  let correlator: Correlator<Verdict> | null = null;
  let echoed: string[] = [];
  for (const kind of resultKinds) {
    let header: ReturnType<typeof readResultHeader> | null = null;
    let places: number[] = [];
    let width = 0;
    for await (const record of input.bulk.results(input.job.id ?? '', kind, input.signal)) {
      if (header === null) {
        header = readResultHeader(record);
        width = record.length;
        const names = record.map((name) => name.toLowerCase());
        if (correlator === null) {
          echoed = header.own;
          correlator = await startCorrelator(input, echoed);
        }
        places = echoed.map((name) => names.indexOf(name.toLowerCase()));
        continue;
      }
      if (record.length !== width) continue;
      const created = (record[header.created] ?? '').toLowerCase() === 'true';
      const id = record[header.id] ?? '';
      correlator?.addResult(
        places.map((place) => record[place] ?? ''),
        { kind, recordId: id === '' ? null : id, created, error: record[header.error] ?? null },
      );
    }
  }
  if (correlator === null) correlator = await startCorrelator(input, []);
  await addContents(input, correlator);
  const { matched, unmatched, stray } = await settleInTurns(correlator);
  const outcomes = matched.map(({ row, certainty, verdict }) =>
    toOutcome(row, verdict, certainty, input.operation),
  );
  for (const verdict of stray) outcomes.push(toOutcome(0, verdict, null, input.operation));
  if (!triedNothing(input.job)) return { outcomes, missing: unmatched };
  for (const row of unmatched) {
    outcomes.push({ row, state: 'not_processed', recordId: null, code: null, text: null, certainty: 'job' });
  }
  return { outcomes, missing: [] };
};
