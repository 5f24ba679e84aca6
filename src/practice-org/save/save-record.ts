import { isBroken } from '../breaks';
import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { findIds, findOther, readValue, type Row, type Table } from '../store/table';
import { checkLocks, runDuplicateRules, runRowFaults, runTriggers, runValidationRules } from './automations';
import { assignOwner, checkQueueOwner } from './assign-owner';
import { checkPicklists } from './check-picklists';
import { mirrorPerson, settlePerson } from './person-account';
import { isWritable } from './is-writable';
import { draftRow } from './draft-row';
import { checkValue, settleValue } from './check-value';
import type { Operation, RecordInput, Target } from './record-input';
import { isRowError, refuse, type RowError } from './row-error';
import { storeOver, type Transaction } from './transaction';

/** The record with its parents found: references by key have become references by id. */
function resolveParents(org: Org, input: RecordInput): RecordInput | RowError {
  if (input.parents.length === 0) return input;
  const targets = [...input.targets];
  const values = [...input.values];
  for (const { field, position, target, keyPosition, key } of input.parents) {
    const keyField = target.def.fields[keyPosition];
    const ids = findIds(target, keyPosition, key);
    const keyName = keyField?.name ?? '';
    if (ids.length === 0) {
      if (isBroken(org, 29)) continue;
      return refuse(
        'INVALID_FIELD',
        `Foreign key external ID: ${key} not found for field ${keyName} in entity ${target.def.name}`,
      );
    }
    if (ids.length > 1) {
      return refuse(
        'DUPLICATE_EXTERNAL_ID',
        `${keyField?.label ?? keyName}: more than one record found for external id field: [${ids.join(', ')}]`,
        keyName,
      );
    }
    targets.push({ field, position });
    values.push(ids[0] ?? null);
  }
  return { ...input, targets, values };
}

function checkWritable(
  org: Org,
  { targets, values }: RecordInput,
  isNew: boolean,
  operation: Operation,
): RowError | null {
  let closed: string[] | null = null;
  for (let i = 0; i < targets.length; i += 1) {
    const { field } = targets[i] as Target;
    if (values[i] === undefined || isWritable(org, field, isNew, operation)) continue;
    closed = [...(closed ?? []), field.name];
  }
  if (!closed) return null;
  return refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${closed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    ...closed,
  );
}

const isEmpty = (value: Value | undefined): boolean => value === null || value === '' || value === undefined;

function checkRequired(table: Table, row: Row): RowError | null {
  const { required } = table.plan;
  if (required.every((position) => !isEmpty(row[position]))) return null;
  const missing = required
    .filter((position) => isEmpty(row[position]))
    .map((position) => table.def.fields[position]?.name ?? '');
  return refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, ...missing);
}

function checkUnique(table: Table, row: Row): RowError | null {
  const id = String(row[POSITION.Id]);
  for (const position of table.plan.unique) {
    const other = findOther(table, position, row[position] ?? null, id);
    if (other === undefined) continue;
    return refuse(
      'DUPLICATE_VALUE',
      `duplicate value found: ${table.def.fields[position]?.name ?? ''} duplicates value on record with id: ${other.slice(0, 15)}`,
    );
  }
  return null;
}

function checkOwner(
  org: Org,
  table: Table,
  row: Row,
  before: Row | null,
  transaction: Transaction,
): RowError | null {
  const { owner: position } = table.plan;
  const owner = position < 0 ? null : row[position];
  // Whoever saves has signed in, and so is active.
  if (typeof owner !== 'string' || owner === before?.[position] || owner === transaction.userId) return null;
  const misplaced = checkQueueOwner(org, table, owner);
  if (misplaced) return misplaced;
  const users = org.tables.get('user');
  const found = users?.rows.get(owner);
  if (!users || !found || readValue(users, found, 'IsActive') === true) return null;
  return refuse(
    'INACTIVE_OWNER_OR_USER',
    `operation performed with inactive user [${owner}] as owner of ${table.def.label.toLowerCase()}`,
  );
}

/** A record may not stand above itself. */
function checkHierarchy(table: Table, row: Row): RowError | null {
  for (const position of table.plan.hierarchies) {
    let above = row[position];
    for (let depth = 0; typeof above === 'string' && depth < 500; depth += 1) {
      if (above === row[POSITION.Id])
        return refuse(
          'CIRCULAR_DEPENDENCY',
          'attempt to violate hierarchy constraints',
          table.def.fields[position]?.name ?? '',
        );
      above = table.rows.get(above)?.[position] ?? null;
    }
  }
  return null;
}

function applyValues(org: Org, row: Value[], { targets, values }: RecordInput): RowError | null {
  for (let i = 0; i < targets.length; i += 1) {
    const value = values[i];
    if (value === undefined) continue;
    const { field, position } = targets[i] as Target;
    const wrong = checkValue(org, field, value);
    if (wrong) return wrong;
    row[position] = settleValue(field, value);
  }
  return null;
}

/** Writes down how many bytes binary fields hold, where the object has a field for it. */
function settleLengths(table: Table, row: Value[]): void {
  for (const { position, length } of table.plan.binaries)
    if (length >= 0) row[length] = Buffer.byteLength(String(row[position] ?? ''), 'base64');
}

const NOTHING: readonly number[] = [];

/** The positions of the references that a record sets. */
function listTouched({ targets, values }: RecordInput): readonly number[] {
  let touched: number[] | null = null;
  for (let i = 0; i < targets.length; i += 1) {
    const { field, position } = targets[i] as Target;
    if (field.type === 'reference' && values[i] !== undefined) touched = [...(touched ?? []), position];
  }
  return touched ?? NOTHING;
}

/**
 * Saves one record in the order of Salesforce's save: references, field checks, before triggers,
 * required fields, validation rules, duplicate rules, unique keys, locks. `before` is null for a new
 * record. Answers the id, or the first thing that refused it.
 */
export function saveRecord(
  org: Org,
  table: Table,
  unresolved: RecordInput,
  before: Row | null,
  transaction: Transaction,
): string | RowError {
  const isNew = before === null;
  const input = resolveParents(org, unresolved);
  if (isRowError(input)) return input;
  const row = before ? [...before] : draftRow(table, transaction.userId, transaction.now);
  row[POSITION.LastModifiedDate] = transaction.now;
  row[POSITION.LastModifiedById] = transaction.userId;
  row[POSITION.SystemModstamp] = transaction.now;
  const refused =
    checkWritable(org, input, isNew, transaction.operation) ??
    applyValues(org, row, input) ??
    settlePerson(org, table, row, input, before) ??
    (isNew ? assignOwner(org, table, row, transaction.options.assignment) : null) ??
    checkPicklists(org, table, row) ??
    checkOwner(org, table, row, before, transaction) ??
    checkHierarchy(table, row) ??
    runTriggers(org, table, row, isNew, transaction.now) ??
    checkRequired(table, row) ??
    runValidationRules(org, table, row, isNew, transaction.now) ??
    (isNew ? runDuplicateRules(org, table, row, transaction) : null) ??
    checkUnique(table, row);
  if (refused) return refused;
  settleLengths(table, row);
  const id = String(row[POSITION.Id]);
  if (isNew) transaction.created.add(id);
  const held = checkLocks(org, table, row, listTouched(input), transaction) ?? runRowFaults(org, table, row);
  if (held) {
    transaction.created.delete(id);
    return held;
  }
  if (isNew && org.settings.discardRecords) return id;
  mirrorPerson(org, table, row, transaction);
  storeOver(transaction, table, id, before ?? undefined, row);
  return id;
}
