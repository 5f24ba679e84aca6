import type { Org } from '../org';
import type { Value } from '../schema/types';
import { draftRow } from '../save/draft-row';
import { POSITION } from '../schema/fields';
import { positionOf, putRow, type Table } from '../store/table';

/** Stores a record as it is, past every rule, and answers its id. Unknown field names are a mistake in the seed. */
export function makeRow(
  org: Org,
  table: Table,
  values: Readonly<Record<string, Value>>,
  createdAt: number,
): string {
  const row = draftRow(table, org.adminId, createdAt);
  for (const [name, value] of Object.entries(values)) {
    const position = positionOf(table, name);
    if (position < 0) throw new Error(`${table.def.name} has no field ${name}`);
    row[position] = value;
  }
  putRow(table, row);
  return String(row[POSITION.Id]);
}
