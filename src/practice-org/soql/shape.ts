import { isVisible, type Org } from '../org';
import { POSITION } from '../schema/fields';
import type { FieldDef, Value } from '../schema/types';
import { readAddress, readField } from '../store/computed';
import type { Row, Table } from '../store/table';
import { formatRestDateTime } from '../values/date';
import type { Query } from './query';
import { asksType, followSteps, resolvePath, typeNameOf, type ResolvedPath, type Step } from './resolve-path';
import { duplicateField } from './soql-fault';

/** The fields of one level of an answer, and the parents below it. */
export type Shape = { fields: string[]; parents: Map<string, { step: Step; shape: Shape }> };

export type JsonRecord = { [name: string]: unknown };

/** A stored value as the REST API writes it. */
export function writeValue(field: FieldDef, value: Value): unknown {
  if (field.type === 'complexvalue') return value === null ? null : (JSON.parse(String(value)) as unknown);
  return field.type === 'datetime' && typeof value === 'number' ? formatRestDateTime(value) : value;
}

const emptyShape = (): Shape => ({ fields: [], parents: new Map() });

function addPath(shape: Shape, path: Pick<ResolvedPath, 'steps' | 'field'>): void {
  let level = shape;
  for (const step of path.steps) {
    const next = level.parents.get(step.name) ?? { step, shape: emptyShape() };
    level.parents.set(step.name, next);
    level = next.shape;
  }
  const { name } = path.field;
  if (level.fields.includes(name))
    throw duplicateField([...path.steps.map((step) => step.name), name].join('.'));
  level.fields.push(name);
}

/** Works out what each record of a query's answer holds; unknown names are refused here. */
export function buildShape(org: Org, table: Table, query: Query): Shape {
  const shape = emptyShape();
  for (const item of query.select) {
    if (item.kind === 'field') addPath(shape, resolvePath(org, table, item.path, query.soql));
    else if (item.kind === 'all') {
      const wanted = table.def.fields.filter(
        (field) =>
          isVisible(org, table, field) &&
          (item.scope === 'ALL' || (item.scope === 'CUSTOM') === field.custom),
      );
      for (const field of wanted) addPath(shape, { steps: [], field });
    }
  }
  return shape;
}

/** Every visible field of an object, for reading a record whole. */
export function wholeShape(org: Org, table: Table): Shape {
  return {
    fields: table.def.fields.filter((field) => isVisible(org, table, field)).map((field) => field.name),
    parents: new Map(),
  };
}

/** Where a record is read; what only the Tooling API serves lies under its own path. */
export function recordUrl(org: Org, table: Table, row: Row, version: number): string {
  const api = org.tables === org.toolingTables ? 'tooling/' : '';
  return `/services/data/v${version}.0/${api}sobjects/${table.def.name}/${String(row[POSITION.Id])}`;
}

/** Bytes are not part of a record: it says where they are. */
function blobUrl(org: Org, table: Table, row: Row, position: number, version: number): string | null {
  const name = table.def.fields[position]?.name ?? '';
  return (row[position] ?? null) === null ? null : `${recordUrl(org, table, row, version)}/${name}`;
}

/** A record in the JSON of the REST API. */
export function writeRecord(org: Org, table: Table, row: Row, shape: Shape, version: number): JsonRecord {
  const record: JsonRecord = {
    attributes: { type: table.def.name, url: recordUrl(org, table, row, version) },
  };
  for (const name of shape.fields) {
    const position = table.positions.get(name.toLowerCase()) ?? -1;
    const field = table.def.fields[position];
    if (!field || (position === POSITION.Id && table.def.withoutId === true)) record[name] = null;
    else
      record[name] =
        field.type === 'address'
          ? readAddress(table, row, field)
          : field.type === 'base64'
            ? blobUrl(org, table, row, position, version)
            : writeValue(field, readField(table, row, position));
  }
  for (const [name, parent] of shape.parents) {
    const end = followSteps(org, table, row, [parent.step]);
    const part = end ? writeRecord(org, end.table, end.row, parent.shape, version) : null;
    const typed = parent.shape.fields.find((one) => asksType(parent.step.field, one));
    if (part && end && typed !== undefined) part[typed] = typeNameOf(end.table);
    record[name] = part;
  }
  return record;
}
