import type { Org } from '../org';
import type { FieldDef, RecordTypeDef, Value } from '../schema/types';
import { positionOf, readValue, type Table } from '../store/table';
import { refuse, type RowError } from './row-error';

const badValue = (field: FieldDef, value: Value): RowError =>
  refuse(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${String(value)}`,
    field.name,
  );

/** The record type a row has, by its id; null for the master type. */
export function recordTypeOf(org: Org, table: Table, id: Value): RecordTypeDef | null {
  const types = org.tables.get('recordtype');
  const row = typeof id === 'string' ? types?.rows.get(id) : undefined;
  if (!types || !row) return null;
  return (
    table.def.recordTypes.find((type) => type.developerName === readValue(types, row, 'DeveloperName')) ??
    null
  );
}

function checkRecordType(org: Org, table: Table, row: readonly Value[]): RowError | null {
  if (table.def.recordTypes.length === 0) return null;
  const position = positionOf(table, 'RecordTypeId');
  const offers = position < 0 ? null : recordTypeOf(org, table, row[position] ?? null)?.picklists;
  for (const [name, values] of Object.entries(offers ?? {})) {
    const field = table.def.fields[positionOf(table, name)];
    const value = readValue(table, row, name);
    if (field?.restricted === true && value !== null && value !== '' && !values.includes(String(value)))
      return badValue(field, value);
  }
  return null;
}

/** Where a field's controlling value stands in its list; null without one. */
function controllingIndex(table: Table, field: FieldDef, row: readonly Value[]): number | null {
  const controller = table.def.fields[positionOf(table, field.controllerName ?? '')];
  const value = controller ? readValue(table, row, controller.name) : null;
  const index = controller?.picklist.findIndex((entry) => entry.value === value) ?? -1;
  return index < 0 ? null : index;
}

function checkDependent(table: Table, row: readonly Value[]): RowError | null {
  for (const field of table.def.fields) {
    if (field.controllerName === null || !field.restricted) continue;
    const value = readValue(table, row, field.name);
    const entry = field.picklist.find((one) => one.value === value);
    const index = controllingIndex(table, field, row);
    if (entry?.validFor && (index === null || !entry.validFor.includes(index))) return badValue(field, value);
  }
  return null;
}

/**
 * What restricted picklists have against a whole record: the values its record type offers and, with the
 * switch `dependentPicklists`, those its controlling field allows.
 */
export function checkPicklists(org: Org, table: Table, row: readonly Value[]): RowError | null {
  return (
    checkRecordType(org, table, row) ?? (org.settings.dependentPicklists ? checkDependent(table, row) : null)
  );
}
