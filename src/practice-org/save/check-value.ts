import { readId } from '../ids';
import type { Org } from '../org';
import { tableOfId } from '../org';
import type { FieldDef, Value } from '../schema/types';
import { POSITION } from '../schema/fields';
import { roundToScale } from '../values/number';
import { refuse, type RowError } from './row-error';

const EMAIL =
  /^[^\s@<>(),;:"\\[\]]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

function checkNumber(field: FieldDef, value: number): RowError | null {
  const room = field.type === 'int' ? field.digits : field.precision - field.scale;
  if (Math.abs(value) < 10 ** room) return null;
  return refuse(
    'NUMBER_OUTSIDE_VALID_RANGE',
    `${field.label}: value outside of valid range on numeric field: ${String(value).replace('e+', 'E')}`,
    field.name,
  );
}

/** Fields never change once they are made, so what they offer is worked out once. */
const offeredBy = new WeakMap<FieldDef, ReadonlySet<string>>();

function listOffered(field: FieldDef): ReadonlySet<string> {
  const known = offeredBy.get(field);
  if (known) return known;
  const offered = new Set(field.picklist.filter((entry) => entry.active).map((entry) => entry.value));
  offeredBy.set(field, offered);
  return offered;
}

function checkPicklist(field: FieldDef, text: string): RowError | null {
  if (!field.restricted) return null;
  const offered = listOffered(field);
  if (field.type === 'picklist' && offered.has(text)) return null;
  const chosen = field.type === 'multipicklist' ? text.split(';') : [text];
  const bad = chosen.find((value) => !offered.has(value));
  if (bad === undefined) return null;
  return refuse(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${bad}`,
    field.name,
  );
}

function checkReference(org: Org, field: FieldDef, text: string): RowError | null {
  const id = readId(text);
  const table = id === null ? null : tableOfId(org, id);
  if (id === null || !table || !field.referenceTo.includes(table.def.name)) {
    return refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, field.name);
  }
  const row = table.rows.get(id);
  if (row && row[POSITION.IsDeleted] === true) return refuse('ENTITY_IS_DELETED', 'entity is deleted');
  return row ? null : refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
}

function checkText(field: FieldDef, text: string): RowError | null {
  if (field.length > 0 && text.length > field.length) {
    return refuse(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${text} (max length=${field.length})`,
      field.name,
    );
  }
  if (field.type === 'picklist' || field.type === 'multipicklist') return checkPicklist(field, text);
  if (field.type === 'email' && !EMAIL.test(text)) {
    return refuse('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field.name);
  }
  return null;
}

/** What the field itself has against a value: its length, range, list, form or target. */
export function checkValue(org: Org, field: FieldDef, value: Value): RowError | null {
  if (value === null) return null;
  if (typeof value === 'number') return field.type === 'datetime' ? null : checkNumber(field, value);
  if (typeof value === 'boolean') return null;
  return field.type === 'reference' ? checkReference(org, field, value) : checkText(field, value);
}

/** The value as it is kept: numbers rounded to their scale, ids in their long form. */
export function settleValue(field: FieldDef, value: Value): Value {
  if (typeof value === 'number' && field.precision > 0) return roundToScale(value, field.scale);
  if (typeof value === 'string' && field.type === 'reference') return readId(value) ?? value;
  if (value === '') return null;
  return field.type === 'boolean' && value === null ? false : value;
}
