import { buildId } from '../ids';
import { POSITION } from '../schema/fields';
import type { FieldDef, ObjectDef, Value } from '../schema/types';

/** A record: one value per field of its object. Rows are never changed in place, only replaced. */
export type Row = readonly Value[];

/** Ids under each text key. Most keys have one record, so a lone id stands without a set. */
type Index = Map<string, string | Set<string>>;

/** What every save of a record asks of its object, worked out once. */
type Plan = {
  /** Positions of fields that must not be empty. */
  required: readonly number[];
  unique: readonly number[];
  /** Positions of references to records of the same object. */
  hierarchies: readonly number[];
  /** A new row as far as it is the same for all. */
  defaults: readonly Value[];
  autoNumbers: readonly number[];
};

export type Table = {
  def: ObjectDef;
  plan: Plan;
  /** Field positions by name as it is and by lower-case name. */
  positions: Map<string, number>;
  rows: Map<string, Row>;
  indexes: Map<number, Index>;
  lastSerial: number;
  lastNumber: number;
};

const isIndexed = (field: FieldDef): boolean =>
  field.type !== 'id' &&
  (field.externalId ||
    field.idLookup ||
    field.unique ||
    (field.type === 'reference' && field.onDelete !== 'none'));

function planSaves(def: ObjectDef): Plan {
  const where = (test: (field: FieldDef) => boolean): number[] =>
    def.fields.flatMap((field, i) => (test(field) ? [i] : []));
  return {
    required: where((field) => !field.nillable && !field.computed && field.type !== 'boolean'),
    unique: where((field) => field.unique),
    hierarchies: where((field) => field.referenceTo.includes(def.name)),
    defaults: def.fields.map((field) =>
      field.type === 'boolean' ? false : (field.picklist.find((entry) => entry.defaultValue)?.value ?? null),
    ),
    autoNumbers: where((field) => field.autoNumber !== null),
  };
}

export function createTable(def: ObjectDef, firstSerial: number): Table {
  const table: Table = {
    def,
    plan: planSaves(def),
    positions: new Map(
      def.fields.flatMap((field, i): [string, number][] => [
        [field.name, i],
        [field.name.toLowerCase(), i],
      ]),
    ),
    rows: new Map(),
    indexes: new Map(),
    lastSerial: firstSerial,
    lastNumber: 1000,
  };
  clearTable(table);
  return table;
}

/** Takes every record out and keeps counting ids where it was: an id is never used twice. */
export function clearTable(table: Table): void {
  table.rows.clear();
  table.indexes.clear();
  table.def.fields.forEach((field, i) => {
    if (isIndexed(field)) table.indexes.set(i, new Map());
  });
}

export function nextId(table: Table): string {
  table.lastSerial += 1;
  return buildId(table.def.keyPrefix, table.lastSerial);
}

/** Where a field stands in a row, or -1. */
export function positionOf(table: Table, name: string): number {
  return table.positions.get(name) ?? table.positions.get(name.toLowerCase()) ?? -1;
}

export function fieldOf(table: Table, name: string): FieldDef | null {
  return table.def.fields[positionOf(table, name)] ?? null;
}

/** A value by field name; null where there is no such field. */
export function readValue(table: Table, row: Row, name: string): Value {
  return row[positionOf(table, name)] ?? null;
}

const keyOf = (field: FieldDef, value: Value): string => {
  const text = String(value);
  return field.caseSensitive || field.type === 'reference' ? text : text.toLowerCase();
};

function indexRow(table: Table, row: Row): void {
  const id = String(row[POSITION.Id]);
  for (const [position, index] of table.indexes) {
    const value = row[position] ?? null;
    const field = table.def.fields[position];
    if (value === null || value === '' || !field) continue;
    const key = keyOf(field, value);
    const held = index.get(key);
    if (held === undefined) index.set(key, id);
    else if (typeof held === 'string') index.set(key, new Set([held, id]));
    else held.add(id);
  }
}

function unindexRow(table: Table, row: Row): void {
  const id = String(row[POSITION.Id]);
  for (const [position, index] of table.indexes) {
    const value = row[position] ?? null;
    const field = table.def.fields[position];
    if (value === null || value === '' || !field) continue;
    const key = keyOf(field, value);
    const held = index.get(key);
    if (held === id) index.delete(key);
    else if (held instanceof Set) {
      held.delete(id);
      if (held.size === 0) index.delete(key);
    }
  }
}

/** Stores a row under its id, in place of what stood there. Deleted rows leave every index. */
export function putRow(
  table: Table,
  row: Row,
  id = String(row[POSITION.Id]),
  before = table.rows.get(id),
): void {
  if (before && before[POSITION.IsDeleted] !== true) unindexRow(table, before);
  table.rows.set(id, row);
  if (row[POSITION.IsDeleted] !== true) indexRow(table, row);
}

/** Takes a row out for good. */
export function dropRow(table: Table, id: string): void {
  const before = table.rows.get(id);
  if (!before) return;
  if (before[POSITION.IsDeleted] !== true) unindexRow(table, before);
  table.rows.delete(id);
}

/** The ids of the live records with this key in an indexed field. */
export function findIds(table: Table, position: number, key: Value): string[] {
  const field = table.def.fields[position];
  if (!field || key === null || key === '') return [];
  if (field.type === 'id') {
    const row = table.rows.get(String(key));
    return row && row[POSITION.IsDeleted] !== true ? [String(key)] : [];
  }
  const held = table.indexes.get(position)?.get(keyOf(field, key));
  if (held === undefined) return [];
  return typeof held === 'string' ? [held] : [...held];
}

/** Whether {@link findIds} answers for this field without reading every row. */
export function hasIndex(table: Table, position: number): boolean {
  return position === POSITION.Id || table.indexes.has(position);
}
