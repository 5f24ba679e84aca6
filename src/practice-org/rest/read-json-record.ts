import { isObject, showValue, type JsonObject } from '../json';
import { RequestFault } from '../http/reply';
import { findField, isVisible, tableOf, type Org } from '../org';
import type { FieldDef, Value } from '../schema/types';
import { POSITION } from '../schema/fields';
import type { ParentInput, RecordInput, Target } from '../save/record-input';
import { refuse, type RowError } from '../save/row-error';
import type { Table } from '../store/table';
import { parseText } from '../values/parse-text';

const XSD: Readonly<Record<string, string>> = {
  'xsd:boolean': 'boolean',
  'xsd:int': 'int',
  'xsd:double': 'double',
  'xsd:date': 'date',
  'xsd:dateTime': 'datetime',
  'xsd:time': 'time',
};

function wrongType(field: FieldDef, value: unknown, expected: string): RequestFault {
  return new RequestFault(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${expected} from VALUE_STRING value ${showValue(value)} or request may be missing a required field at [line:1, column:1] (${field.name})`,
  );
}

function readValue(field: FieldDef, value: unknown): Value {
  if (value === null) return null;
  if (typeof value === 'boolean' && field.type === 'boolean') return value;
  if (typeof value === 'number' && ['int', 'double', 'currency', 'percent'].includes(field.type))
    return value;
  if (typeof value === 'object') throw wrongType(field, value, field.type);
  const parsed = parseText(field, showValue(value));
  if ('notA' in parsed) throw wrongType(field, value, XSD[parsed.notA] ?? field.type);
  return parsed.value;
}

function readParent(org: Org, table: Table, name: string, value: JsonObject): ParentInput | null {
  const position = table.def.fields.findIndex(
    (field) => field.relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const field = table.def.fields[position];
  const attributes = value['attributes'];
  const typeName =
    isObject(attributes) && typeof attributes['type'] === 'string'
      ? attributes['type']
      : field?.referenceTo[0];
  const target =
    field && typeName !== undefined && field.referenceTo.includes(typeName) ? tableOf(org, typeName) : null;
  const keys = Object.keys(value).filter((key) => key !== 'attributes');
  const key = target && keys.length === 1 ? findField(org, target, keys[0] ?? '') : null;
  if (
    !field ||
    !isVisible(org, table, field) ||
    !target ||
    !key ||
    !(key.field.externalId || key.field.idLookup)
  )
    return null;
  return { field, position, target, keyPosition: key.position, key: showValue(value[keys[0] ?? ''] ?? '') };
}

/** Reads a record of a JSON body. Wrong JSON types refuse the whole request, wrong names only the record. */
export function readJsonRecord(
  org: Org,
  table: Table,
  source: JsonObject,
  keyPosition: number,
): RecordInput | RowError {
  let id: string | null = null;
  let key: string | null = null;
  const targets: Target[] = [];
  const values: Value[] = [];
  const parents: ParentInput[] = [];
  for (const [name, value] of Object.entries(source)) {
    if (name === 'attributes') continue;
    if (isObject(value)) {
      const parent = readParent(org, table, name, value);
      if (!parent)
        return refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${table.def.name}`, name);
      parents.push(parent);
      continue;
    }
    const found = findField(org, table, name);
    if (!found || found.field.type === 'address') {
      return refuse('INVALID_FIELD', `No such column '${name}' on sobject of type ${table.def.name}`, name);
    }
    if (found.position === POSITION.Id) {
      id = value === null ? null : showValue(value);
      continue;
    }
    if (found.position === keyPosition) key = value === null ? null : showValue(value);
    targets.push(found);
    values.push(readValue(found.field, value));
  }
  return { id, key, targets, values, parents };
}
