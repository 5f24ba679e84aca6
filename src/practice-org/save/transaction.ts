import { dropRow, putRow, type Row, type Table } from '../store/table';
import type { Operation } from './record-input';
import { PLAIN_SAVE, type SaveOptions } from './save-options';
import { POSITION } from '../schema/fields';

/** One save of up to 200 records: who saves, when, for which job or request, and how to take it back. */
export type Transaction = {
  /** The job or request this save belongs to; locks are held against others. */
  key: string;
  userId: string;
  now: number;
  /** Records this transaction created. */
  created: Set<string>;
  undo: (() => void)[];
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
  const before = table.rows.get(id);
  putRow(table, row, id, before);
  transaction.undo.push(() => {
    if (before) putRow(table, before);
    else {
      dropRow(table, id);
      transaction.created.delete(id);
    }
  });
}

/** Takes a record out for good, so that it can still be taken back within the transaction. */
export function eraseRow(transaction: Transaction, table: Table, id: string): void {
  const before = table.rows.get(id);
  if (!before) return;
  dropRow(table, id);
  transaction.undo.push(() => putRow(table, before));
}

/** Puts everything back as it was when the transaction had `steps` steps. */
export function rollBack(transaction: Transaction, steps = 0): void {
  for (const undo of transaction.undo.splice(steps).reverse()) undo();
}
