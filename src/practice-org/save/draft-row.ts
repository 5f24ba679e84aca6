import { POSITION } from '../schema/fields';
import type { FieldDef, Value } from '../schema/types';
import { nextId, positionOf, type Table } from '../store/table';

function defaultOf(field: FieldDef, table: Table): Value {
  if (field.type === 'boolean') return false;
  if (field.autoNumber === null) return field.picklist.find((entry) => entry.defaultValue)?.value ?? null;
  table.lastNumber += 1;
  return String(table.lastNumber).padStart(8, '0');
}

/** A row with nothing but what Salesforce fills in by itself. */
export function draftRow(table: Table, userId: string, now: number): Value[] {
  const row = table.def.fields.map((field) => defaultOf(field, table));
  row[POSITION.Id] = nextId(table);
  row[POSITION.CreatedDate] = now;
  row[POSITION.CreatedById] = userId;
  row[POSITION.LastModifiedDate] = now;
  row[POSITION.LastModifiedById] = userId;
  row[POSITION.SystemModstamp] = now;
  const owner = positionOf(table, 'OwnerId');
  if (owner >= 0) row[owner] = userId;
  return row;
}
