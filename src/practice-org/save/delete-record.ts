import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import { findIds, type Row, type Table } from '../store/table';
import { checkLocks } from './automations';
import { refuse, type RowError } from './row-error';
import { eraseRow, storeRow, type Transaction } from './transaction';

type Reference = { table: Table; position: number };

function referencesTo(org: Org, target: Table): Reference[] {
  const references: Reference[] = [];
  for (const table of org.tables.values()) {
    table.def.fields.forEach((field, position) => {
      if (field.onDelete !== 'none' && field.referenceTo.includes(target.def.name))
        references.push({ table, position });
    });
  }
  return references;
}

function nameOf(table: Table, row: Row): string {
  const position = table.def.fields.findIndex((field) => field.nameField && !field.computed);
  return String(row[position] ?? row[POSITION.Id]);
}

function findBlocker(org: Org, table: Table, id: string): RowError | null {
  for (const { table: children, position } of referencesTo(org, table)) {
    if (children.def.fields[position]?.onDelete !== 'restrict') continue;
    const [first] = findIds(children, position, id);
    const [row, child] = [table.rows.get(id), first === undefined ? undefined : children.rows.get(first)];
    if (!row || !child) continue;
    const plural = children.def.labelPlural.toLowerCase();
    return refuse(
      'DELETE_FAILED',
      `Your attempt to delete ${nameOf(table, row)} could not be completed because it is associated with the following ${plural}.: ${nameOf(children, child)}`,
    );
  }
  return null;
}

function removeWithChildren(
  org: Org,
  table: Table,
  id: string,
  hard: boolean,
  transaction: Transaction,
): void {
  const row = table.rows.get(id);
  if (!row) return;
  for (const { table: children, position } of referencesTo(org, table)) {
    const effect = children.def.fields[position]?.onDelete;
    for (const childId of findIds(children, position, id)) {
      const child = children.rows.get(childId);
      if (!child) continue;
      if (effect === 'cascade') removeWithChildren(org, children, childId, hard, transaction);
      else if (effect === 'clear')
        storeRow(
          transaction,
          children,
          child.map((value, i) => (i === position ? null : value)),
        );
    }
  }
  if (hard) return eraseRow(transaction, table, id);
  const gone = [...row];
  gone[POSITION.IsDeleted] = true;
  gone[POSITION.LastModifiedDate] = transaction.now;
  gone[POSITION.SystemModstamp] = transaction.now;
  storeRow(transaction, table, gone);
}

/** Moves a record and its details to the Recycle Bin; `hard` takes them out for good. */
export function deleteRecord(
  org: Org,
  table: Table,
  id: string,
  hard: boolean,
  transaction: Transaction,
): string | RowError {
  const row = table.rows.get(id);
  if (!row) return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (row[POSITION.IsDeleted] === true) {
    if (!hard) return refuse('ENTITY_IS_DELETED', 'entity is deleted');
    eraseRow(transaction, table, id);
    return id;
  }
  const refused = findBlocker(org, table, id) ?? checkLocks(org, table, row, [], transaction);
  if (refused) return refused;
  removeWithChildren(org, table, id, hard, transaction);
  return id;
}
