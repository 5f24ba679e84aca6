import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { nextId, type Table } from '../store/table';

/** A row with nothing but what Salesforce fills in by itself. */
export function draftRow(table: Table, userId: string, now: number): Value[] {
  const row = table.plan.defaults.slice();
  for (const position of table.plan.autoNumbers) {
    table.lastNumber += 1;
    row[position] = String(table.lastNumber).padStart(8, '0');
  }
  row[POSITION.Id] = nextId(table);
  row[POSITION.CreatedDate] = now;
  row[POSITION.CreatedById] = userId;
  row[POSITION.LastModifiedDate] = now;
  row[POSITION.LastModifiedById] = userId;
  row[POSITION.SystemModstamp] = now;
  const { owner } = table.plan;
  if (owner >= 0) row[owner] = userId;
  return row;
}
