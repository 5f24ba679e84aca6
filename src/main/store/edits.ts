import type { UndoState } from '../../shared/domain/grid';
import { giveWay, rowsPerTurn } from '../give-way';
import type { Database, Transaction, Value } from './database';
import { copyStandings, writeStandings, type NewStanding } from './row-states';
import type { RowStanding } from './source-rows';

export type CellChange = { row: number; column: number; before: string; after: string };

/** What one act of a person changes: cells, and the standing of the rows they are in. */
export type Edit = {
  kind: string;
  cells: readonly CellChange[];
  rows: readonly { before: RowStanding; after: NewStanding }[];
};

const layCells = async (tx: Transaction, seq: number, column: 'before' | 'after'): Promise<void> => {
  await tx.run(
    `DELETE FROM cell USING edit_cell e WHERE e.seq = ${seq} AND cell.rn = e.rn AND cell.col = e.col`,
  );
  await tx.run(`INSERT INTO cell SELECT rn, col, ${column} FROM edit_cell WHERE seq = ${seq}`);
};

const nextSeq = async (tx: Transaction): Promise<number> =>
  Number((await tx.all('SELECT coalesce(max(seq), 0) + 1 FROM edit_batch'))[0]?.[0]);

/** Performs an edit and remembers it as one thing to undo. What had been undone can't be redone any more. */
export const applyEdit = async (tx: Transaction, edit: Edit): Promise<void> => {
  for (const table of ['edit_cell', 'edit_row']) {
    await tx.run(`DELETE FROM ${table} WHERE seq IN (SELECT seq FROM edit_batch WHERE undone)`);
  }
  await tx.run('DELETE FROM edit_batch WHERE undone');
  const seq = await nextSeq(tx);
  await tx.run('INSERT INTO edit_batch VALUES (?, ?, ?, FALSE, FALSE)', [
    seq,
    edit.kind,
    edit.cells.length > 0 ? edit.cells.length : edit.rows.length,
  ]);
  await tx.fill('edit_cell', async (writer) => {
    for (const [at, { row, column, before, after }] of edit.cells.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      writer.append([seq, row, column, before, after]);
    }
  });
  await tx.fill('edit_row', async (writer) => {
    for (const [at, { before, after }] of edit.rows.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      writer.append([
        seq,
        before.row,
        before.state,
        before.group,
        before.problem,
        before.accepted,
        before.key,
        after.state,
        after.group,
        after.problem === null ? null : JSON.stringify(after.problem),
        after.accepted ?? before.accepted,
        after.key === undefined ? before.key : after.key,
      ]);
    }
  });
  await layCells(tx, seq, 'after');
  await writeStandings(
    tx,
    edit.rows.map(({ after }) => after),
  );
};

const newestToUndo =
  'SELECT seq, kind, cells FROM edit_batch WHERE NOT undone AND NOT sealed ORDER BY seq DESC LIMIT 1';
const oldestToRedo =
  'SELECT seq, kind, cells FROM edit_batch WHERE undone AND NOT sealed ORDER BY seq LIMIT 1';

const restoreRows = async (tx: Transaction, seq: number, side: 0 | 1): Promise<void> =>
  copyStandings(
    tx,
    `SELECT rn, state${side}, grp${side}, problem${side}, accepted${side}, k${side} FROM edit_row WHERE seq = ${seq}`,
  );

const turn = async (tx: Transaction, query: string, undone: boolean): Promise<boolean> => {
  const [found] = await tx.all(query);
  if (found === undefined) return false;
  const seq = Number(found[0]);
  await layCells(tx, seq, undone ? 'before' : 'after');
  await restoreRows(tx, seq, undone ? 0 : 1);
  await tx.run('UPDATE edit_batch SET undone = ? WHERE seq = ?', [undone, seq]);
  return true;
};

/** Takes back the newest edit since the last attempt; false when there is none. */
export const undoEdit = async (tx: Transaction): Promise<boolean> => turn(tx, newestToUndo, true);

/** Performs again what was taken back last; false when there is nothing. */
export const redoEdit = async (tx: Transaction): Promise<boolean> => turn(tx, oldestToRedo, false);

const toLabel = (found: Value[] | undefined): UndoState['undo'] =>
  found === undefined ? null : { kind: String(found[1]), cells: Number(found[2]) };

export const readUndoState = async (database: Pick<Database, 'all'>): Promise<UndoState> => ({
  undo: toLabel((await database.all(newestToUndo))[0]),
  redo: toLabel((await database.all(oldestToRedo))[0]),
});
