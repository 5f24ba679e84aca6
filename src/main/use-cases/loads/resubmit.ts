import type { LoadableObject } from '../../../shared/domain/sobject';
import type { RowState } from '../../../shared/domain/row-state';
import { applyEdit, type CellChange, type Edit } from '../../store/edits';
import type { Transaction } from '../../store/database';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { readRows } from '../../store/source-rows';
import { judgeRow, openChecker } from './check-rows';
import type { RefusedRow } from './settle-rows';
import { keepVerdict, readKeyBook, readStandings, withChanges } from './edited-rows';

/** A row that is to go again: its number in the load's file, and the cells that are given anew, by column. */
export type ResubmittedRow = { row: number; cells: ReadonlyMap<number, string> };

const mayGo: ReadonlySet<RowState> = new Set(['failed', 'not_processed', 'held']);

type Resubmission = { store: LoadStore; doc: LoadDoc; object: LoadableObject | null; tx: Transaction };

/**
 * Makes some rows ready with the cells that are given for them; a column that is not given keeps its value. Rows that
 * may not be committed again are returned and left as they are: the caller rolls everything back then. A row a
 * check still holds stays where it is.
 *
 * @param settled Rows without a verdict that a person has just decided about, with what they decided.
 */
export const resubmitRows = async (
  { store, doc, object, tx }: Resubmission,
  rows: readonly ResubmittedRow[],
  settled: ReadonlyMap<number, RowState>,
): Promise<RefusedRow[]> => {
  const numbers = rows.map(({ row }) => row);
  const standings = await readStandings(store.database, numbers);
  const stateOf = (row: number): RowState | null => settled.get(row) ?? standings.get(row)?.state ?? null;
  const refused = numbers
    .map((row) => ({ row, state: stateOf(row) }))
    .filter(({ state }) => state === null || !mayGo.has(state));
  if (refused.length > 0) return refused;

  const checker = openChecker(doc, object);
  const given = new Map(rows.map(({ row, cells }) => [row, cells]));
  const changed = (await readRows(store, { rows: numbers })).map((row) => {
    const cells: CellChange[] = [];
    for (const [column, after] of given.get(row.row) ?? []) {
      const before = row.cells[column] ?? '';
      if (before !== after) cells.push({ row: row.row, column, before, after });
    }
    const after = withChanges(row, cells);
    return { after, cells, newKey: checker.check(after.cells, null).key };
  });
  const book = await readKeyBook(store.database, [
    ...[...standings.values()].map(({ key }) => key),
    ...changed.map(({ newKey }) => newKey),
  ]);
  for (const { after, newKey } of changed) {
    book.remove(standings.get(after.row)?.key ?? null, after.row);
    book.add(newKey, after.row);
  }
  const judged = changed.flatMap(({ after }): Edit['rows'][number][] => {
    const before = standings.get(after.row);
    if (before === undefined) return [];
    const verdict = settled.get(after.row) ?? before.verdict;
    const { standing } = judgeRow(doc, checker, book, after, true);
    return [{ before, after: keepVerdict({ ...standing, accepted: true }, { ...before, verdict }) }];
  });
  await applyEdit(tx, { kind: 'resubmit', cells: changed.flatMap(({ cells }) => cells), rows: judged });
  return [];
};
