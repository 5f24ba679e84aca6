import { findLastingDamage } from '../../../core/preflight/treat-damage';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { RowState } from '../../../shared/domain/row-state';
import { applyEdit, type CellChange, type Edit } from '../../store/edits';
import type { Transaction } from '../../store/database';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { readRows } from '../../store/source-rows';
import { addFound } from '../../store/found-records';
import { judgeRow, openChecker } from './check-rows';
import { matchRows, type RecordFinder } from './find-records';
import type { RefusedRow } from './settle-rows';
import { keepVerdict, readKeyBook, readStandings, withChanges } from './edited-rows';

/** A row that is to go again: its number in the load's file, and the cells that are given anew, by column. */
export type ResubmittedRow = { row: number; cells: ReadonlyMap<number, string> };

const mayGo: ReadonlySet<RowState> = new Set(['failed', 'not_processed', 'held']);

type Resubmission = {
  store: LoadStore;
  doc: LoadDoc;
  object: LoadableObject | null;
  tx: Transaction;
  finder: RecordFinder;
};

/**
 * Makes some rows ready with the cells that are given for them; a column that is not given keeps its value. Rows that
 * may not be committed again are returned and left as they are: the caller rolls everything back then. A row a
 * check still holds stays where it is.
 *
 * @param settled Rows without a verdict that a person has just decided about, with what they decided.
 */
export const resubmitRows = async (
  { store, doc, object, tx, finder }: Resubmission,
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
  const laid = (await readRows(store, { rows: numbers })).map((row) => {
    const cells: CellChange[] = [];
    for (const [column, after] of given.get(row.row) ?? []) {
      const before = row.cells[column] ?? '';
      if (before !== after) cells.push({ row: row.row, column, before, after });
    }
    return { row: withChanges(row, cells), cells };
  });
  const after = laid.map(({ row }) => row);
  await addFound(tx, await finder.findNew({ doc, object, database: tx }, after));
  const changed = (await matchRows(tx, checker, after)).map((row) => ({
    after: row,
    newKey: checker.check(row.cells, null, row.match).key,
  }));
  const book = await readKeyBook(store.database, [
    ...[...standings.values()].map(({ key }) => key),
    ...changed.map(({ newKey }) => newKey),
  ]);
  for (const { after: row, newKey } of changed) {
    book.remove(standings.get(row.row)?.key ?? null, row.row);
    book.add(newKey, row.row);
  }
  const judged = changed.flatMap(({ after: row }): Edit['rows'][number][] => {
    const before = standings.get(row.row);
    if (before === undefined) return [];
    const verdict = settled.get(row.row) ?? before.verdict;
    // A row in a mended file is meant as it stands there, but for formulas that have no result there either.
    const lasting = findLastingDamage(doc.options, row, before.accepted);
    const accepted = lasting?.withoutValue === undefined;
    const { standing } = judgeRow(doc, checker, book, row, accepted);
    return [{ before, after: keepVerdict({ ...standing, accepted }, { ...before, verdict }) }];
  });
  await applyEdit(tx, { kind: 'resubmit', cells: laid.flatMap(({ cells }) => cells), rows: judged });
  return [];
};
