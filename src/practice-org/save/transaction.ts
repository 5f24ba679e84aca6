import { dropRow, putRow, replaceRow, type Row, type Table } from '../store/table';
import type { Operation } from './record-input';
import { PLAIN_SAVE, type SaveOptions } from './save-options';
import { POSITION } from '../schema/fields';

/** How one record stood before it was saved; undefined where there was none. */
export type UndoStep = { table: Table; id: string; before: Row | undefined };

/** One save of up to 200 records: who saves, when, for which job or request, and how to take it back. */
export type Transaction = {
  /** The job or request this save belongs to; locks are held against others. */
  key: string;
  userId: string;
  now: number;
  /** Records this transaction created. */
  created: Set<string>;
  undo: UndoStep[];
  options: SaveOptions;
  /** What the caller asked for: an upsert that creates is no insert. */
  operation: Operation;
};

export function beginTransaction(
  key: string,
  userId: string,
  now: number,
  options: Partial<SaveOptions> = {},
): Transaction {
  return {
    key,
    userId,
    now,
    created: new Set(),
    undo: [],
    options: { ...PLAIN_SAVE, ...options },
    operation: 'insert',
  };
}

/** Stores a row so that it can be taken back. */
export function storeRow(transaction: Transaction, table: Table, row: Row): void {
  const id = String(row[POSITION.Id]);
  storeOver(transaction, table, id, table.rows.get(id), row);
}

/** {@link storeRow} for who knows what stands there: undefined for nothing. */
export function storeOver(
  transaction: Transaction,
  table: Table,
  id: string,
  before: Row | undefined,
  row: Row,
): void {
  replaceRow(table, id, before, row);
  transaction.undo.push({ table, id, before });
}

/** Takes a record out for good, so that it can still be taken back within the transaction. */
export function eraseRow(transaction: Transaction, table: Table, id: string): void {
  const before = table.rows.get(id);
  if (!before) return;
  dropRow(table, id);
  transaction.undo.push({ table, id, before });
}

/** Takes back what was done, the last thing first. */
export function undoSteps(steps: readonly UndoStep[]): void {
  for (const { table, id, before } of steps.toReversed()) {
    if (before) putRow(table, before);
    else dropRow(table, id);
  }
}

/** Puts everything back as it was when the transaction had `steps` steps. */
export function rollBack(transaction: Transaction, steps = 0): void {
  const undone = transaction.undo.splice(steps);
  undoSteps(undone);
  for (const { id, before } of undone) if (!before) transaction.created.delete(id);
}
