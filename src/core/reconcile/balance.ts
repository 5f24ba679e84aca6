import {
  openStates,
  rowStates,
  settledStates,
  underWayStates,
  type Balance,
  type RowCounts,
  type RowState,
} from '../../shared/domain/row-state';

/** No rows in any state. */
export const emptyCounts = (): RowCounts =>
  Object.fromEntries(rowStates.map((state) => [state, 0])) as RowCounts;

const sum = (counts: RowCounts, states: readonly RowState[]): number =>
  states.reduce((total, state) => total + counts[state], 0);

/**
 * Weighs the rows of a file against the states they stand in. `counts` must come from the rows themselves,
 * never from counters kept beside them; `balanced` is false as soon as a single row has no state or two.
 */
export const weigh = (rows: number, counts: RowCounts): Balance => ({
  rows,
  counts,
  settled: sum(counts, settledStates),
  open: sum(counts, openStates),
  underWay: sum(counts, underWayStates),
  balanced: sum(counts, rowStates) === rows,
});
