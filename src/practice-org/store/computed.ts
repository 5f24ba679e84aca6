import type { FieldDef, Value } from '../schema/types';
import { readValue, type Row, type Table } from './table';

const PARTS = ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude'] as const;

/** The compound address a record shows through REST; null when every part is blank. */
export function readAddress(table: Table, row: Row, field: FieldDef): Record<string, Value> | null {
  const prefix = field.name.slice(0, -'Address'.length);
  const parts = PARTS.map((part) => [part, readValue(table, row, prefix + part)] as const);
  if (parts.every(([, value]) => value === null)) return null;
  const address: Record<string, Value> = { geocodeAccuracy: null };
  for (const [part, value] of parts) address[part.charAt(0).toLowerCase() + part.slice(1)] = value;
  return address;
}

/** The full name of a person: first and last, without the salutation. */
export function readPersonName(table: Table, row: Row): string | null {
  const parts = [readValue(table, row, 'FirstName'), readValue(table, row, 'LastName')];
  return parts.filter((part) => part !== null && part !== '').join(' ') || null;
}

/** Any field but an address, stored or worked out. */
export function readField(table: Table, row: Row, position: number): Value {
  return table.def.fields[position]?.computed === 'personName'
    ? readPersonName(table, row)
    : (row[position] ?? null);
}
