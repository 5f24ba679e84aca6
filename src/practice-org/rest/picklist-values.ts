import { createHash } from 'node:crypto';
import { readId } from '../ids';
import { notFound, replyJson, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import { isVisible, requireTable, type Org } from '../org';
import { recordTypeOf } from '../save/check-picklists';
import type { FieldDef, RecordTypeDef } from '../schema/types';
import { positionOf, readValue, type Table } from '../store/table';
import { MASTER_RECORD_TYPE, requireObject } from './describe';

const eTagOf = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

/** Controlling values by name; a controller hidden from the user is missing. */
function controllerValues(org: Org, table: Table, field: FieldDef): Record<string, number> {
  const controller = table.def.fields[positionOf(table, field.controllerName ?? '')];
  if (!controller || !isVisible(org, table, controller)) return {};
  if (controller.type === 'boolean') return { false: 0, true: 1 };
  return Object.fromEntries(controller.picklist.map((entry, i) => [entry.value, i]));
}

function describeValues(
  request: Request,
  table: Table,
  field: FieldDef,
  type: RecordTypeDef | null,
): unknown {
  const offered = type?.picklists?.[field.name];
  const entries = field.picklist.filter(
    (entry) => entry.active && (offered === undefined || offered.includes(entry.value)),
  );
  const controllers = controllerValues(request.org, table, field);
  const values = entries.map((entry) => ({
    attributes: null,
    label: entry.label,
    // Indexes here, where describe has a bitmap.
    validFor: Object.keys(controllers).length > 0 ? (entry.validFor ?? []) : [],
    value: entry.value,
  }));
  const chosen = values.find((value) => entries.some((one) => one.value === value.value && one.defaultValue));
  const body = { controllerValues: controllers, defaultValue: chosen ?? null, values };
  const { version, params } = request;
  const place = `/services/data/v${version}.0/ui-api/object-info/${table.def.name}/picklist-values`;
  return { ...body, eTag: eTagOf(body), url: `${place}/${params[1] ?? ''}/${field.name}` };
}

function requireType(request: Request, table: Table): RecordTypeDef | null {
  const id = readId(request.params[1] ?? '');
  if (id === MASTER_RECORD_TYPE) return null;
  const types = requireTable(request.org, 'RecordType');
  const row = id === null ? undefined : types.rows.get(id);
  if (!row || readValue(types, row, 'SobjectType') !== table.def.name) throw notFound();
  return recordTypeOf(request.org, table, id);
}

const isPicklist = (field: FieldDef): boolean => field.type === 'picklist' || field.type === 'multipicklist';

/** `GET ui-api/object-info/X/picklist-values/{recordType}`: the values of every picklist for one record type. */
export function listPicklists(request: Request): Reply {
  const table = requireObject(request);
  const type = requireType(request, table);
  const fields = table.def.fields.filter(
    (field) => isPicklist(field) && isVisible(request.org, table, field),
  );
  const picklistFieldValues = Object.fromEntries(
    fields.map((field) => [field.name, describeValues(request, table, field, type)]),
  );
  return replyJson({ eTag: eTagOf(picklistFieldValues), picklistFieldValues });
}

/** `GET ui-api/object-info/X/picklist-values/{recordType}/{field}`. */
export function readPicklist(request: Request): Reply {
  const table = requireObject(request);
  const type = requireType(request, table);
  const field = table.def.fields[positionOf(table, request.params[2] ?? '')];
  if (!field || !isPicklist(field) || !isVisible(request.org, table, field)) throw notFound();
  return replyJson(describeValues(request, table, field, type));
}
