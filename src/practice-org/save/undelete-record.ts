import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import { findIds, type Row, type Table } from '../store/table';
import { refuse, type RowError } from './row-error';
import { storeRow, type Transaction } from './transaction';

const notInBin = (): RowError => refuse('UNDELETE_FAILED', 'entity is not in the recycle bin');

/** Details that went to the bin together with a record: same moment, and still pointing at it. */
function findDetails(org: Org, table: Table, row: Row): { table: Table; row: Row }[] {
  const id = row[POSITION.Id];
  const found: { table: Table; row: Row }[] = [];
  for (const children of org.tables.values()) {
    for (const [position, field] of children.def.fields.entries()) {
      if (field.onDelete !== 'cascade' || !field.referenceTo.includes(table.def.name)) continue;
      for (const child of children.rows.values()) {
        const along = child[POSITION.IsDeleted] === true && child[position] === id;
        if (along && child[POSITION.SystemModstamp] === row[POSITION.SystemModstamp])
          found.push({ table: children, row: child });
      }
    }
  }
  return found;
}

function findTwin(table: Table, row: Row): RowError | null {
  for (const [position, field] of table.def.fields.entries()) {
    const [other] = field.unique ? findIds(table, position, row[position] ?? null) : [];
    if (other !== undefined)
      return refuse(
        'DUPLICATE_VALUE',
        `duplicate value found: ${field.name} duplicates value on record with id: ${other.slice(0, 15)}`,
      );
  }
  return null;
}

function restore(org: Org, table: Table, row: Row, transaction: Transaction): void {
  const details = findDetails(org, table, row);
  const back = [...row];
  back[POSITION.IsDeleted] = false;
  back[POSITION.LastModifiedDate] = transaction.now;
  back[POSITION.SystemModstamp] = transaction.now;
  storeRow(transaction, table, back);
  for (const detail of details) restore(org, detail.table, detail.row, transaction);
}

/** Takes a record out of the Recycle Bin, with the details that went there with it. */
export function undeleteRecord(
  org: Org,
  table: Table,
  id: string,
  transaction: Transaction,
): string | RowError {
  const row = table.rows.get(id);
  if (!table.def.undeletable || row?.[POSITION.IsDeleted] !== true) return notInBin();
  const twin = findTwin(table, row);
  if (twin) return twin;
  restore(org, table, row, transaction);
  return id;
}
