import type { CallInput, CallOutput } from '../../../shared/contract';
import type { GridRow, RowPage } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import { RowProblem } from '../../../shared/domain/problem';
import { AppError } from '../../../shared/errors/app-error';
import { applyEdit, readUndoState, redoEdit, undoEdit, type CellChange, type Edit } from '../../store/edits';
import { readHistory } from '../../store/outcomes';
import { toCondition } from '../../store/row-states';
import { readRows, type CurrentRow, type RowStanding } from '../../store/source-rows';
import type { LoadStore } from '../../store/load-store';
import { openChecker } from './check-rows';
import type { RecordFinder } from './find-records';
import { judgeEdited, learnRecords, readStandings } from './edited-rows';
import { traceColumnOf } from './trace-column';
import type { OpenLoads } from './open-loads';

const toGridRow = (row: CurrentRow, standing: RowStanding | undefined): GridRow => ({
  row: row.row,
  line: row.line,
  state: standing?.state ?? 'held',
  cells: row.cells,
  mended: row.mended,
  problem: standing?.problem == null ? null : RowProblem.parse(JSON.parse(standing.problem)),
  recordId: standing?.recordId ?? null,
  attempts: standing?.attempts ?? 0,
});

/** A page of the file, or of the rows that fulfil a filter; unchecked rows have no standing yet. */
export const readPage =
  (loads: OpenLoads) =>
  async ({ loadId, filter, offset, limit }: CallInput<'rows.page'>): Promise<RowPage> => {
    const store = await loads.store(loadId);
    const { database, readDoc } = store;
    const everything = filter.group === undefined && (filter.states ?? []).length === 0;
    if (everything) {
      const total = (await readDoc()).sheet.rows;
      const rows = await readRows(store, { from: offset + 1, to: Math.min(total, offset + limit) });
      const standings = await readStandings(
        database,
        rows.map(({ row }) => row),
      );
      return { total, offset, rows: rows.map((row) => toGridRow(row, standings.get(row.row))) };
    }
    const { sql, values } = toCondition(filter);
    const [count] = await database.all(`SELECT count(*) FROM st WHERE ${sql}`, values);
    // Numbers alone are put in order: whole rows far down a long list would all be read for those before them.
    const found = await database.all(
      `SELECT rn FROM st WHERE ${sql} ORDER BY rn LIMIT ${limit} OFFSET ${offset}`,
      values,
    );
    const numbers = found.map(([row]) => Number(row));
    const standings = await readStandings(database, numbers);
    const rows = await readRows(store, { rows: numbers });
    return {
      total: Number(count?.[0] ?? 0),
      offset,
      rows: rows.map((row) => toGridRow(row, standings.get(row.row))),
    };
  };

/** Every attempt of one row. */
export const readRowHistory =
  (loads: OpenLoads) =>
  async ({ loadId, row }: CallInput<'rows.history'>): Promise<CallOutput<'rows.history'>> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    if (doc.attempts.length === 0) return [];
    const { header: mapped } = openChecker(doc, await loads.object(loadId));
    const header = traceColumnOf(doc).header(mapped);
    const attempts = doc.attempts.map(({ attempt }) => ({
      attempt,
      header,
      jobIds: new Map(
        doc.jobLog
          .filter((job) => job.attempt === attempt)
          .flatMap(({ seq, id, batches }) =>
            (batches.length === 0 ? [seq] : batches).map((part): [number, string | null] => [part, id]),
          ),
      ),
    }));
    return readHistory(store.database, store.folder, row, attempts);
  };

/** Cells that change, after checking that their rows may be worked on at all. */
const toChanges = (
  edits: CallInput<'rows.edit'>['edits'],
  rows: ReadonlyMap<number, CurrentRow>,
): CellChange[] => {
  const last = new Map<string, CellChange>();
  for (const { row, column, value } of edits) {
    const before = rows.get(row)?.cells[column];
    if (before === undefined) throw new AppError('app.bad-request');
    last.set(`${row}:${column}`, { row, column, before, after: value });
  }
  return [...last.values()].filter(({ before, after }) => before !== after);
};

/** Applies cell changes, checks the rows again and stores both as one act. */
const changeCells = async (
  loads: OpenLoads,
  finder: RecordFinder,
  loadId: string,
  kind: string,
  edits: CallInput<'rows.edit'>['edits'],
): Promise<LoadView> => {
  const store = await loads.store(loadId);
  const object = await loads.object(loadId);
  const doc = await store.readDoc();
  if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
  const numbers = [...new Set(edits.map(({ row }) => row))];
  const found = await readRows(store, { rows: numbers });
  const rows = new Map(found.map((row) => [row.row, row]));
  const cells = toChanges(edits, rows);
  if (cells.length === 0) return loads.view(loadId);
  await learnRecords(finder, { store, doc, object }, found, cells);
  const checker = openChecker(doc, object);
  const judged = await judgeEdited({ doc, checker, rows: found, cells, store });
  await store.change(async (current, tx) => {
    await applyEdit(tx, { kind, cells, rows: judged });
    return current;
  });
  return loads.announce(loadId);
};

const turnEdits = async (loads: OpenLoads, loadId: string, turn: typeof undoEdit): Promise<LoadView> => {
  const store: LoadStore = await loads.store(loadId);
  await store.change(async (doc, tx) => {
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    await turn(tx);
    return doc;
  });
  return loads.announce(loadId);
};

export const editRows =
  (loads: OpenLoads, finder: RecordFinder) =>
  async ({ loadId, edits }: CallInput<'rows.edit'>): Promise<LoadView> =>
    changeCells(loads, finder, loadId, 'edit', edits);

export const applyCells = changeCells;
export const undoRows = (loads: OpenLoads) => async (loadId: string) => turnEdits(loads, loadId, undoEdit);
export const redoRows = (loads: OpenLoads) => async (loadId: string) => turnEdits(loads, loadId, redoEdit);
export const readUndo = (loads: OpenLoads) => async (loadId: string) =>
  readUndoState((await loads.store(loadId)).database);

/** Stores an act that changes standings only. */
export const changeStandings = async (loads: OpenLoads, loadId: string, edit: Edit): Promise<LoadView> => {
  const store = await loads.store(loadId);
  await store.change(async (doc, tx) => {
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    await applyEdit(tx, edit);
    return doc;
  });
  return loads.announce(loadId);
};
