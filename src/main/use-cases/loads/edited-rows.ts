import type { RowChecker } from '../../../core/preflight/check-row';
import { isOpenToWork, mayCommit } from '../../../core/reconcile/send-again';
import { groupKeyOf } from '../../../core/problems/group';
import { AppError } from '../../../shared/errors/app-error';
import type { CellChange, Edit } from '../../store/edits';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { eachStanding, readRows, standingColumns, toStanding, type CurrentRow, type RowStanding } from '../../store/source-rows';
import type { NewStanding } from '../../store/row-states';
import { judgeRow, openKeyBook, type KeyBook } from './check-rows';

/** Standings of some rows by number. */
export const readStandings = async (
  database: LoadStore['database'],
  rows: readonly number[],
): Promise<Map<number, RowStanding>> => {
  if (rows.length === 0) return new Map();
  const found = await database.all(`SELECT ${standingColumns} FROM st WHERE rn IN (${rows.map(Number).join(',')})`);
  return new Map(found.map(toStanding).map((standing) => [standing.row, standing]));
};

/** Keys of all rows that still are in play, so that a mended key can't repeat another row's. */
export const readKeyBook = async (store: LoadStore, doc: LoadDoc, checker: RowChecker): Promise<KeyBook> => {
  const book = openKeyBook();
  if (doc.target === null || doc.target.operation === 'insert') return book;
  for await (const standings of eachStanding(store.database, "state <> 'excluded'")) {
    const rows = await readRows(store.database, { rows: standings.map(({ row }) => row) });
    for (const row of rows) book.add(checker.check(row.cells, null).key, row.row);
  }
  return book;
};

/** A row that was sent before can't be called held: it stays refused, for the reason found on this computer. */
const keepVerdict = (standing: NewStanding, before: RowStanding): NewStanding => {
  if (standing.state !== 'held' || before.verdict === null || standing.problem === null) return standing;
  return { ...standing, state: before.verdict, group: groupKeyOf(before.verdict, standing.problem) };
};

type Judging = {
  doc: LoadDoc;
  checker: RowChecker;
  book: KeyBook;
  rows: readonly CurrentRow[];
  cells: readonly CellChange[];
  database: LoadStore['database'];
};

const withChanges = (row: CurrentRow, changes: readonly CellChange[]): CurrentRow => {
  const cells = [...row.cells];
  const mended = [...row.mended];
  for (const { column, before, after } of changes) {
    cells[column] = after;
    if (!mended.some((known) => known.column === column)) mended.push({ column, source: before });
  }
  return { ...row, cells, mended };
};

/**
 * The standing of each changed row, and of rows that were held only because a changed row had the same key.
 * Throws `load.row-settled` for a row that may not be worked on.
 */
export const judgeEdited = async (input: Judging): Promise<Edit['rows'][number][]> => {
  const { doc, checker, book, database } = input;
  const changes = new Map<number, CellChange[]>();
  for (const cell of input.cells) changes.set(cell.row, [...(changes.get(cell.row) ?? []), cell]);
  const standings = await readStandings(database, [...changes.keys()]);
  const changed = input.rows
    .filter(({ row }) => changes.has(row))
    .map((row) => ({ before: row, after: withChanges(row, changes.get(row.row) ?? []) }));
  const affected = new Set<number>();
  for (const { before, after } of changed) {
    const standing = standings.get(before.row);
    if (standing === undefined || !isOpenToWork(standing.state, standing.verdict)) {
      throw new AppError('load.row-settled', { row: before.row });
    }
    const oldKey = checker.check(before.cells, null).key;
    const newKey = checker.check(after.cells, null).key;
    if (oldKey === newKey) continue;
    for (const row of [...book.rows(oldKey), ...book.rows(newKey)]) affected.add(row);
    book.remove(oldKey, before.row);
    book.add(newKey, before.row);
  }
  const judged = changed.map(({ after }) => {
    const before = standings.get(after.row) as RowStanding;
    return { before, after: keepVerdict(judgeRow(doc, checker, book, after, true).standing, before) };
  });
  for (const row of changes.keys()) affected.delete(row);
  const neighbours = await readStandings(database, [...affected]);
  for (const row of await readRows(database, { rows: [...affected] })) {
    const before = neighbours.get(row.row);
    // Only rows that were never sent are judged anew: what Salesforce said of the others still holds.
    if (before === undefined || (before.state !== 'held' && before.state !== 'ready')) continue;
    if (!mayCommit(before.verdict)) continue;
    const { standing } = judgeRow(doc, checker, book, row, before.accepted);
    if (standing.state !== before.state) judged.push({ before, after: standing });
  }
  return judged;
};
