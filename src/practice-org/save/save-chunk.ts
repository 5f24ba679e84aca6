import { readId } from '../ids';
import { isBroken } from '../breaks';
import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import { findIds, type Row, type Table } from '../store/table';
import { deleteRecord } from './delete-record';
import type { Operation, RecordInput } from './record-input';
import { isRowError, refuse, type RowError } from './row-error';
import type { SaveOptions } from './save-options';
import { saveRecord } from './save-record';
import { beginTransaction, rollBack, type Transaction } from './transaction';

/** Salesforce saves bulk rows in transactions of this many records. */
export const CHUNK_SIZE = 200;

export type Outcome = { id: string; created: boolean } | RowError;

export type SaveRequest = {
  table: Table;
  operation: Operation;
  /** The field an upsert matches on; the position of Id for an upsert by Id. */
  keyPosition: number;
  /** The job or request, for locks. */
  key: string;
  userId: string;
  options?: Partial<SaveOptions>;
};

function findExisting(table: Table, id: string | null): Row | RowError {
  if (id === null || id === '') return refuse('MISSING_ARGUMENT', 'Id not specified in an update call');
  const long = readId(id);
  if (long === null) return refuse('MALFORMED_ID', `malformed id ${id}`);
  if (!long.startsWith(table.def.keyPrefix)) {
    return refuse('MALFORMED_ID', `${table.def.label} ID: id value of incorrect type: ${id}`, 'Id');
  }
  const row = table.rows.get(long);
  if (!row) return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  return row[POSITION.IsDeleted] === true ? refuse('ENTITY_IS_DELETED', 'entity is deleted') : row;
}

function findByKey(table: Table, position: number, key: string | null): Row | RowError | null {
  const field = table.def.fields[position];
  if (!field || key === null || key === '')
    return refuse('MISSING_ARGUMENT', `${field?.name ?? 'Id'} not specified`);
  const ids = findIds(table, position, key);
  if (ids.length > 1) {
    return refuse(
      'DUPLICATE_EXTERNAL_ID',
      `${field.label}: more than one record found for external id field: [${ids.join(', ')}]`,
      field.name,
    );
  }
  return ids[0] === undefined ? null : (table.rows.get(ids[0]) ?? null);
}

/** The keys that stand on more than one row of an upsert: Salesforce refuses all of those rows. */
function findTwins(request: SaveRequest, rows: readonly (RecordInput | RowError)[]): Set<string> {
  const seen = new Set<string>();
  const twins = new Set<string>();
  if (request.operation !== 'upsert') return twins;
  for (const row of rows) {
    const key = isRowError(row) ? null : (row.key ?? row.id)?.toLowerCase();
    if (!key) continue;
    if (seen.has(key)) twins.add(key);
    seen.add(key);
  }
  return twins;
}

function upsert(
  org: Org,
  request: SaveRequest,
  row: RecordInput,
  twins: Set<string>,
  transaction: Transaction,
): Outcome {
  const { table, keyPosition } = request;
  const byId = keyPosition === POSITION.Id;
  const key = byId ? row.id : row.key;
  if (key !== null && twins.has(key.toLowerCase())) {
    const name = table.def.fields[keyPosition]?.name ?? 'Id';
    return refuse('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, name);
  }
  const existing = byId ? (key ? findExisting(table, key) : null) : findByKey(table, keyPosition, key);
  if (existing !== null && isRowError(existing)) return existing;
  const saved = saveRecord(org, table, row, existing, transaction);
  return typeof saved === 'string' ? { id: saved, created: existing === null } : saved;
}

function saveOne(
  org: Org,
  request: SaveRequest,
  row: RecordInput,
  twins: Set<string>,
  transaction: Transaction,
): Outcome {
  const { table, operation } = request;
  if (operation === 'upsert') return upsert(org, request, row, twins, transaction);
  if (operation === 'insert') {
    const saved = saveRecord(org, table, row, null, transaction);
    return typeof saved === 'string' ? { id: saved, created: true } : saved;
  }
  if (operation === 'update') {
    const existing = findExisting(table, row.id);
    const saved = isRowError(existing) ? existing : saveRecord(org, table, row, existing, transaction);
    return typeof saved === 'string' ? { id: saved, created: false } : saved;
  }
  const id = row.id === null || row.id === '' ? null : readId(row.id);
  if (id === null)
    return row.id
      ? refuse('MALFORMED_ID', `malformed id ${row.id}`)
      : refuse('MISSING_ARGUMENT', 'Id not specified in a delete call');
  if (!id.startsWith(table.def.keyPrefix)) {
    return refuse('MALFORMED_ID', `${table.def.label} ID: id value of incorrect type: ${row.id ?? ''}`, 'Id');
  }
  const deleted = deleteRecord(org, table, id, operation === 'hardDelete', transaction);
  return typeof deleted === 'string' ? { id: deleted, created: false } : deleted;
}

/** The trigger event an operation begins with; an upsert is an insert until it finds its record. */
const EVENTS: Readonly<Record<Operation, string>> = {
  insert: 'BeforeInsert',
  upsert: 'BeforeInsert',
  update: 'BeforeUpdate',
  delete: 'BeforeDelete',
  hardDelete: 'BeforeDelete',
};

/** Refuses a whole transaction whose automation would ask too much; null where it may be saved. */
function checkGovernor(org: Org, { table, operation }: SaveRequest, rows: number): RowError | null {
  const { governorRows } = org.settings;
  if (governorRows <= 0 || rows <= governorRows) return null;
  const trigger = `${table.def.name.replace(/__c$/, '')}Trigger: execution of ${EVENTS[operation]}`;
  return refuse(
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    `${trigger}\ncaused by: System.LimitException: Too many SOQL queries: 101`,
  );
}

const isTriggerError = (outcome: Outcome): outcome is RowError =>
  isRowError(outcome) && outcome.code === 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';

/**
 * Saves up to {@link CHUNK_SIZE} rows as one transaction. Rows that could not even be read come in as
 * errors and go out as they are. Outcomes stand in the order of the rows.
 */
export function saveChunk(
  org: Org,
  request: SaveRequest,
  rows: readonly (RecordInput | RowError)[],
  transaction = beginTransaction(request.key, request.userId, org.clock.now(), request.options),
): Outcome[] {
  const exceeded = checkGovernor(org, request, rows.length);
  if (exceeded) return rows.map((row) => (isRowError(row) ? row : exceeded));
  const before = transaction.undo.length;
  transaction.operation = request.operation;
  const twins = findTwins(request, rows);
  const outcomes = rows.map((row): Outcome =>
    isRowError(row) ? row : saveOne(org, request, row, twins, transaction),
  );
  org.noteChange();
  const thrown = outcomes.find(isTriggerError);
  if (!thrown || org.settings.triggerScope === 'row' || isBroken(org, 37)) return outcomes;
  rollBack(transaction, before);
  return outcomes.map((outcome) => (isRowError(outcome) ? outcome : thrown));
}

/** All or none: when one record was refused, takes the others back and marks them so. */
export function settleAllOrNone(transaction: Transaction, outcomes: readonly Outcome[]): Outcome[] {
  if (!outcomes.some(isRowError)) return [...outcomes];
  rollBack(transaction);
  const rolledBack = refuse(
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  );
  return outcomes.map((outcome) => (isRowError(outcome) ? outcome : rolledBack));
}
