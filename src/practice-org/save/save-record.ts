import { isBroken } from '../breaks';
import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { findIds, positionOf, readValue, type Row, type Table } from '../store/table';
import { checkLocks, runDuplicateRules, runRowFaults, runTriggers, runValidationRules } from './automations';
import { assignOwner, checkQueueOwner } from './assign-owner';
import { checkPicklists } from './check-picklists';
import { mirrorPerson, settlePerson } from './person-account';
import { isWritable } from './is-writable';
import { draftRow } from './draft-row';
import { checkValue, settleValue } from './check-value';
import type { CellInput, Operation, RecordInput } from './record-input';
import { isRowError, refuse, type RowError } from './row-error';
import { storeRow, type Transaction } from './transaction';

function resolveParents(org: Org, input: RecordInput): CellInput[] | RowError {
  const cells: CellInput[] = [];
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
    cells.push({ field, position, value: ids[0] ?? null });
  }
  return cells;
}

function checkWritable(
  org: Org,
  cells: readonly CellInput[],
  isNew: boolean,
  operation: Operation,
): RowError | null {
  const closed = cells
    .filter(({ field }) => !isWritable(org, field, isNew, operation))
    .map(({ field }) => field.name);
  if (closed.length === 0) return null;
  return refuse(
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${closed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    ...closed,
  );
}

function checkRequired(table: Table, row: Row): RowError | null {
  const empty = table.plan.required.filter((position) => row[position] === null || row[position] === '');
  if (empty.length === 0) return null;
  const missing = empty.map((position) => table.def.fields[position]?.name ?? '');
  return refuse('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, ...missing);
}

function checkUnique(table: Table, row: Row): RowError | null {
  const id = row[POSITION.Id];
  for (const position of table.plan.unique) {
    const other = findIds(table, position, row[position] ?? null).find((found) => found !== id);
    if (other === undefined) continue;
    return refuse(
      'DUPLICATE_VALUE',
      `duplicate value found: ${table.def.fields[position]?.name ?? ''} duplicates value on record with id: ${other.slice(0, 15)}`,
    );
  }
  return null;
}

function checkOwner(org: Org, table: Table, row: Row, before: Row | null): RowError | null {
  const position = positionOf(table, 'OwnerId');
  const owner = position < 0 ? null : row[position];
  if (typeof owner !== 'string' || owner === before?.[position]) return null;
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

function applyCells(org: Org, row: Value[], cells: readonly CellInput[]): RowError | null {
  for (const { field, position, value } of cells) {
    const wrong = checkValue(org, field, value);
    if (wrong) return wrong;
    row[position] = settleValue(field, value);
  }
  return null;
}

/**
 * Saves one record in the order of Salesforce's save: references, field checks, before triggers,
 * required fields, validation rules, duplicate rules, unique keys, locks. `before` is null for a new
 * record. Answers the id, or the first thing that refused it.
 */
export function saveRecord(
  org: Org,
  table: Table,
  input: RecordInput,
  before: Row | null,
  transaction: Transaction,
): string | RowError {
  const isNew = before === null;
  const parents = resolveParents(org, input);
  if (isRowError(parents)) return parents;
  const cells = parents.length === 0 ? input.cells : [...input.cells, ...parents];
  const row = before ? [...before] : draftRow(table, transaction.userId, transaction.now);
  row[POSITION.LastModifiedDate] = transaction.now;
  row[POSITION.LastModifiedById] = transaction.userId;
  row[POSITION.SystemModstamp] = transaction.now;
  const refused =
    checkWritable(org, cells, isNew, transaction.operation) ??
    applyCells(org, row, cells) ??
    settlePerson(org, table, row, cells, before) ??
    (isNew ? assignOwner(org, table, row, transaction.options.assignment) : null) ??
    checkPicklists(org, table, row) ??
    checkOwner(org, table, row, before) ??
    checkHierarchy(table, row) ??
    runTriggers(org, table, row, isNew) ??
    checkRequired(table, row) ??
    runValidationRules(org, table, row, isNew) ??
    (isNew ? runDuplicateRules(org, table, row, transaction) : null) ??
    checkUnique(table, row);
  if (refused) return refused;
  const id = String(row[POSITION.Id]);
  if (isNew) transaction.created.add(id);
  const held =
    checkLocks(
      org,
      table,
      row,
      cells.filter((cell) => cell.field.type === 'reference').map((cell) => cell.position),
      transaction,
    ) ?? runRowFaults(org, table, row);
  if (held) {
    transaction.created.delete(id);
    return held;
  }
  if (isNew && org.settings.discardRecords) return id;
  mirrorPerson(org, table, row, transaction);
  storeRow(transaction, table, row);
  return id;
}
