import { buildId } from '../ids';
import { POSITION } from '../schema/fields';
import type { FieldDef, ObjectDef, Value } from '../schema/types';
import { addKey, findKey, makeKeyIndex, removeKey, type KeyIndex } from './key-index';

/** A record: one value per field of its object. Rows are never changed in place, only replaced. */
export type Row = readonly Value[];

/** Where records are found by the value of one field. */
type Index = {
  position: number;
  field: FieldDef;
  ids: KeyIndex;
  /** The last value asked for and its key: a save asks for the same one several times. */
  lastValue: Value;
  lastKey: string;
};

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
  /** Binary fields, and where their length in bytes is told, if anywhere. */
  binaries: readonly { position: number; length: number }[];
  /** Where OwnerId stands, or -1. */
  owner: number;
};

export type Table = {
  def: ObjectDef;
  plan: Plan;
  /** Field positions by name as it is and by lower-case name. */
  positions: Map<string, number>;
  rows: Map<string, Row>;
  /** How many of the rows are in the Recycle Bin. */
  deleted: number;
  indexes: readonly Index[];
  /** By position: the index of a field that has one. */
  indexAt: readonly (Index | undefined)[];
  /**
   * What changed since it was last taken: rows stored, and ids of rows dropped; null where nobody keeps it.
   * The last entry of an id is how it stands.
   */
  changes: (Row | string)[] | null;
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
    binaries: where((field) => field.type === 'base64').map((position) => ({
      position,
      length: def.fields.findIndex(({ name }) => name === `${def.fields[position]?.name ?? ''}Length`),
    })),
    owner: def.fields.findIndex((field) => field.name === 'OwnerId'),
  };
}

export function createTable(def: ObjectDef, firstSerial: number): Table {
  const indexes = def.fields.flatMap((field, position): Index[] =>
    isIndexed(field) ? [{ position, field, ids: makeKeyIndex(), lastValue: null, lastKey: '' }] : [],
  );
  return {
    def,
    plan: planSaves(def),
    positions: new Map(
      def.fields.flatMap((field, i): [string, number][] => [
        [field.name, i],
        [field.name.toLowerCase(), i],
      ]),
    ),
    rows: new Map(),
    deleted: 0,
    indexes,
    indexAt: def.fields.map((_, position) => indexes.find((index) => index.position === position)),
    changes: null,
    lastSerial: firstSerial,
    lastNumber: 1000,
  };
}

/** Takes every record out and keeps counting ids where it was: an id is never used twice. */
export function clearTable(table: Table): void {
  if (table.changes) for (const id of table.rows.keys()) table.changes.push(id);
  table.rows.clear();
  table.deleted = 0;
  for (const index of table.indexes) index.ids = makeKeyIndex();
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

function keyOf(index: Index, value: Value): string {
  if (value === index.lastValue) return index.lastKey;
  const text = String(value);
  index.lastValue = value;
  index.lastKey = index.field.caseSensitive || index.field.type === 'reference' ? text : text.toLowerCase();
  return index.lastKey;
}

/** Keeps the indexes right about a record that had one row and has another; null for none, or one in the bin. */
function indexChange(table: Table, id: string, before: Row | null, after: Row | null): void {
  for (const index of table.indexes) {
    const old = before?.[index.position] ?? null;
    const value = after?.[index.position] ?? null;
    if (old === value) continue;
    if (old !== null && old !== '') removeKey(index.ids, keyOf(index, old), id);
    if (value !== null && value !== '') addKey(index.ids, keyOf(index, value), id);
  }
}

const isLive = (row: Row | undefined): row is Row => row !== undefined && row[POSITION.IsDeleted] !== true;

/** Stores a row under its id, in place of what stands there. Deleted rows leave every index. */
export function putRow(table: Table, row: Row): void {
  const id = String(row[POSITION.Id]);
  replaceRow(table, id, table.rows.get(id), row);
}

/** {@link putRow} for who knows what stands there: undefined for nothing. */
export function replaceRow(table: Table, id: string, before: Row | undefined, row: Row): void {
  const was = isLive(before) ? before : null;
  const is = isLive(row) ? row : null;
  if (before && !was) table.deleted -= 1;
  if (!is) table.deleted += 1;
  table.rows.set(id, row);
  indexChange(table, id, was, is);
  table.changes?.push(row);
}

/** Takes a row out for good. */
export function dropRow(table: Table, id: string): void {
  const before = table.rows.get(id);
  if (!before) return;
  if (isLive(before)) indexChange(table, id, before, null);
  else table.deleted -= 1;
  table.rows.delete(id);
  table.changes?.push(id);
}

const NOBODY: readonly string[] = [];

/** The id of a live record with this key, other than `except`; for fields with an index that is no id. */
export function findOther(table: Table, position: number, key: Value, except: string): string | undefined {
  const index = table.indexAt[position];
  if (key === null || key === '' || !index) return undefined;
  const held = findKey(index.ids, keyOf(index, key));
  if (typeof held === 'string') return held === except ? undefined : held;
  if (held) for (const id of held) if (id !== except) return id;
  return undefined;
}

/** The ids of the live records with this key in an indexed field. */
export function findIds(table: Table, position: number, key: Value): readonly string[] {
  if (key === null || key === '') return NOBODY;
  const index = table.indexAt[position];
  if (!index) {
    const row = position === POSITION.Id ? table.rows.get(String(key)) : undefined;
    return row && row[POSITION.IsDeleted] !== true ? [String(key)] : NOBODY;
  }
  const held = findKey(index.ids, keyOf(index, key));
  if (held === undefined) return NOBODY;
  return typeof held === 'string' ? [held] : [...held];
}

/** Whether {@link findIds} answers for this field without reading every row. */
export function hasIndex(table: Table, position: number): boolean {
  return position === POSITION.Id || table.indexAt[position] !== undefined;
}
