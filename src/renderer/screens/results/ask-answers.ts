import type { CallInput } from '../../../shared/contract';
import type { AskedRow, OrgAnswer } from '../../../shared/domain/grid';
import type { Operation } from '../../../shared/domain/sobject';

export type Verdict = CallInput<'rows.settle'>['as'];

/** What can have become of a row that was sent with an operation. */
export const verdictsOf: Record<Operation, readonly Verdict[]> = {
  insert: ['created', 'failed'],
  update: ['updated', 'failed'],
  upsert: ['created', 'updated', 'failed'],
  delete: ['deleted', 'failed'],
  hardDelete: ['deleted', 'failed'],
};

/** The verdict an answer of the org speaks for; null where only a person can say. */
const verdictOf: Record<OrgAnswer, Verdict | null> = {
  'no-key': null,
  made: 'created',
  older: 'failed',
  absent: 'failed',
  gone: 'deleted',
  kept: 'failed',
  open: null,
};

export type Choices = Readonly<Record<number, Verdict>>;

/** What follows where the org is followed in everything it is clear about. */
export const proposalsOf = (asked: readonly AskedRow[]): Choices =>
  Object.fromEntries(
    asked.flatMap(({ row, says }) => {
      const verdict = verdictOf[says];
      return verdict === null ? [] : [[row, verdict]];
    }),
  );

/** The decisions as they are recorded, each verdict with its rows and the records that rows were seen to have made. */
export const toDecisions = (
  chosen: Choices,
  asked: readonly AskedRow[],
): Omit<CallInput<'rows.settle'>, 'loadId'>[] => {
  const byVerdict = new Map<Verdict, AskedRow[]>();
  for (const one of asked) {
    const verdict = chosen[one.row];
    if (verdict === undefined) continue;
    // One answer may be given for very many rows at once.
    const some = byVerdict.get(verdict);
    if (some === undefined) byVerdict.set(verdict, [one]);
    else some.push(one);
  }
  return [...byVerdict].map(([as, some]) => ({
    as,
    rows: some.map(({ row }) => row),
    records:
      as === 'created'
        ? some.flatMap(({ row, says, recordIds: [id] }) =>
            says === 'made' && id !== undefined ? [{ row, id }] : [],
          )
        : [],
  }));
};

/** How much of the rows the org could be asked about, as `ask.lead.<share>` says it. */
export const askedShare = (asked: readonly AskedRow[]): 'all' | 'some' | 'none' => {
  const without = asked.filter(({ says }) => says === 'no-key').length;
  if (without === 0) return 'all';
  return without === asked.length ? 'none' : 'some';
};
