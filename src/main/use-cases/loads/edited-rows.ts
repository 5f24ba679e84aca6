import type { RowChecker } from '../../../core/preflight/check-row';
import { isOpenToWork } from '../../../core/reconcile/send-again';
import { groupKeyOf } from '../../../core/problems/group';
import type { FoundRecords } from '../../../shared/domain/grid';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { giveWay, rowsPerTurn } from '../../give-way';
import { toAppError } from '../../salesforce/to-app-error';
import type { CellChange, Edit } from '../../store/edits';
import { addFound } from '../../store/found-records';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import {
  findStretches,
  pickColumn,
  readRows,
  standingColumns,
  toStanding,
  type CurrentRow,
  type RowStanding,
} from '../../store/source-rows';
import type { NewStanding } from '../../store/row-states';
import { judgeRow } from './check-rows';
import { openKeyBook, type KeyBook } from './key-book';
import { matchRows, type RecordFinder } from './find-records';

/** Rows that are named in one query. */
const rowsAtOnce = 10_000;

/** Standings of some rows by number. */
export const readStandings = async (
  database: LoadStore['database'],
  rows: readonly number[],
): Promise<Map<number, RowStanding>> => {
  const standings = new Map<number, RowStanding>();
  const wanted = rows.map(Number).sort((a, b) => a - b);
  for (let at = 0; at < wanted.length; at += rowsAtOnce) {
    const some = wanted.slice(at, at + rowsAtOnce);
    const found = await database.all(
      `SELECT ${standingColumns} FROM st WHERE rn BETWEEN ${some[0]} AND ${some.at(-1)} AND rn IN (${some.join(',')})`,
    );
    for (const standing of found.map(toStanding)) standings.set(standing.row, standing);
  }
  return standings;
};

const keysAtOnce = 1000;
/** Keys beyond which all there are are looked through once: every query for some of them does that, too. */
const mostAskedFor = 10 * keysAtOnce;
const inPlay = "k IS NOT NULL AND state <> 'excluded'";

/** All rows in play that have one of these keys: a mended key must not repeat another row's. */
export const readKeyBook = async (
  database: LoadStore['database'],
  keys: Iterable<string | null>,
): Promise<KeyBook> => {
  const book = openKeyBook();
  const wanted = new Set(keys);
  wanted.delete(null);
  if (wanted.size > mostAskedFor) {
    for (const { from, to } of await findStretches(database, inPlay)) {
      await giveWay();
      const found = await database.all(
        `SELECT k, rn FROM st WHERE rn BETWEEN ${from} AND ${to} AND ${inPlay} ORDER BY rn`,
      );
      for (const [key, row] of found)
        if (typeof key === 'string' && wanted.has(key)) book.add(key, Number(row));
    }
    return book;
  }
  const asked = [...wanted];
  for (let at = 0; at < asked.length; at += keysAtOnce) {
    const some = asked.slice(at, at + keysAtOnce);
    const found = await database.all(
      `SELECT k, rn FROM st WHERE ${inPlay} AND k IN (${some.map(() => '?').join(', ')}) ORDER BY rn`,
      some,
    );
    for (const [key, row] of found) book.add(typeof key === 'string' ? key : null, Number(row));
  }
  return book;
};

/** A row that was sent before can't be called held: it stays refused, for the reason found on this computer. */
export const keepVerdict = (standing: NewStanding, before: RowStanding): NewStanding => {
  if (standing.state !== 'held' || before.verdict === null || standing.problem === null) return standing;
  return { ...standing, state: before.verdict, group: groupKeyOf(before.verdict, standing.problem) };
};

type Neighbours = {
  doc: LoadDoc;
  checker: RowChecker;
  book: KeyBook;
  rows: readonly number[];
  store: LoadStore;
};

/**
 * New standings of rows whose key another row has taken or given up. Only rows that were never sent are judged
 * anew: what Salesforce said of the others still holds.
 */
export const judgeNeighbours = async (input: Neighbours): Promise<Edit['rows'][number][]> => {
  const { doc, checker, book, store } = input;
  const standings = await readStandings(store.database, input.rows);
  const judged: Edit['rows'][number][] = [];
  const found = await readRows(store, { rows: [...standings.keys()] });
  for (const row of await matchRows(store.database, checker, found)) {
    const before = standings.get(row.row);
    if (before === undefined || before.verdict !== null) continue;
    if (before.state !== 'held' && before.state !== 'ready') continue;
    const { standing } = judgeRow(doc, checker, book, row, before.accepted);
    if (standing.state !== before.state) judged.push({ before, after: standing });
  }
  return judged;
};

type Judging = {
  doc: LoadDoc;
  checker: RowChecker;
  rows: readonly CurrentRow[];
  cells: readonly CellChange[];
  store: LoadStore;
};

/** A row with other cells laid over it, and what stood there before. */
export const withChanges = (row: CurrentRow, changes: readonly CellChange[]): CurrentRow => {
  const cells = [...row.cells];
  const mended = [...row.mended];
  let { picked } = row;
  for (const { column, before, after } of changes) {
    if (column === pickColumn) {
      picked = after;
      continue;
    }
    cells[column] = after;
    if (!mended.some((known) => known.column === column)) mended.push({ column, source: before });
  }
  return { ...row, cells, mended, ...(picked === undefined ? {} : { picked }) };
};

const byRow = (cells: readonly CellChange[]): Map<number, CellChange[]> => {
  const changes = new Map<number, CellChange[]>();
  for (const cell of cells) {
    const known = changes.get(cell.row);
    if (known === undefined) changes.set(cell.row, [cell]);
    else known.push(cell);
  }
  return changes;
};

/**
 * Finds out which records changed rows name. Where the org can't be asked the rows say so, and can be asked for again:
 * what a person has typed is never lost for that.
 */
export const learnRecords = async (
  finder: RecordFinder,
  { store, doc, object }: { store: LoadStore; doc: LoadDoc; object: LoadableObject | null },
  rows: readonly CurrentRow[],
  cells: readonly CellChange[],
): Promise<void> => {
  if (doc.target?.findBy === undefined) return;
  const changes = byRow(cells);
  const after = rows.map((row) => withChanges(row, changes.get(row.row) ?? []));
  const known = { doc, object, database: store.database };
  const fresh = await finder.findNew(known, after).catch((cause: unknown) => {
    if (toAppError(cause).code.startsWith('store.')) throw cause;
    return new Map<string, FoundRecords>();
  });
  await store.database.change(async (tx) => addFound(tx, fresh));
};

/**
 * The standing of each changed row, and of rows that were held only because a changed row had the same key.
 * Throws `load.row-settled` for a row that may not be worked on.
 */
export const judgeEdited = async (input: Judging): Promise<Edit['rows'][number][]> => {
  const { doc, checker, store } = input;
  const changes = byRow(input.cells);
  const standings = await readStandings(store.database, [...changes.keys()]);
  const chosen = input.rows.filter(({ row }) => changes.has(row));
  const changed = await matchRows(
    store.database,
    checker,
    chosen.map((row) => withChanges(row, changes.get(row.row) ?? [])),
  );
  const before = new Map((await matchRows(store.database, checker, chosen)).map((row) => [row.row, row]));
  const keyed: { row: number; oldKey: string | null; newKey: string | null }[] = [];
  for (const [at, after] of changed.entries()) {
    if (at % rowsPerTurn === 0) await giveWay();
    const old = before.get(after.row);
    keyed.push({
      row: after.row,
      oldKey: checker.check(old?.cells ?? [], null, old?.match).key,
      newKey: checker.check(after.cells, null, after.match).key,
    });
  }
  const book = await readKeyBook(
    store.database,
    keyed.flatMap(({ oldKey, newKey }) => [oldKey, newKey]),
  );
  const moved = keyed.filter(({ oldKey, newKey }) => oldKey !== newKey);
  const keys = new Set(moved.flatMap(({ oldKey, newKey }) => [oldKey, newKey]));
  const affected = new Set([...keys].flatMap((key) => book.rows(key)));
  for (const { row, oldKey, newKey } of keyed) {
    const standing = standings.get(row);
    if (standing === undefined || !isOpenToWork(standing.state, standing.verdict)) {
      throw new AppError('load.row-settled', { row });
    }
    if (oldKey === newKey) continue;
    book.remove(oldKey, row);
    book.add(newKey, row);
  }
  const judged: Edit['rows'][number][] = [];
  for (const [at, after] of changed.entries()) {
    if (at % rowsPerTurn === 0) await giveWay();
    const standing = standings.get(after.row) as RowStanding;
    judged.push({
      before: standing,
      after: keepVerdict(judgeRow(doc, checker, book, after, standing.accepted).standing, standing),
    });
  }
  for (const row of changes.keys()) affected.delete(row);
  return [...judged, ...(await judgeNeighbours({ doc, checker, book, rows: [...affected], store }))];
};
