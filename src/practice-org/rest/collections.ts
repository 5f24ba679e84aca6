import { isObject, type JsonObject } from '../json';
import { readId } from '../ids';
import { notFound, replyJson, RequestFault, type Reply } from '../http/reply';
import { noteEffect, readJsonBody, requireSession, type Request } from '../http/request';
import { findField, nextOrgId, tableOf, tableOfId, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { inputOfId, type Operation, type RecordInput } from '../save/record-input';
import { pauseForAutomation } from '../save/automation-cost';
import { isRowError, refuse, type RowError } from '../save/row-error';
import { saveChunk, settleAllOrNone, type Outcome } from '../save/save-chunk';
import { beginTransaction } from '../save/transaction';
import { writeRecord, type Shape } from '../soql/shape';
import type { Table } from '../store/table';
import { readSaveOptions } from './save-options';
import { readJsonRecord } from './read-json-record';
import { requireObject } from './describe';

/** Records a collections call may carry. */
const MOST_RECORDS = 200;
/** Ids a collections retrieve may ask for. */
const MOST_IDS = 2000;

export function writeErrors(error: RowError): Record<string, unknown>[] {
  return [{ statusCode: error.code, message: error.message, fields: error.fields }];
}

function writeOutcome(outcome: Outcome, withCreated: boolean): Record<string, unknown> {
  if (isRowError(outcome)) return { success: false, errors: writeErrors(outcome) };
  return { id: outcome.id, success: true, errors: [], ...(withCreated ? { created: outcome.created } : {}) };
}

function readRecords(body: JsonObject): JsonObject[] {
  const { records } = body;
  if (!Array.isArray(records) || !records.every(isObject)) {
    throw new RequestFault(400, 'JSON_PARSER_ERROR', 'The request body needs an array named records');
  }
  if (records.length > MOST_RECORDS) {
    throw new RequestFault(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`,
    );
  }
  return records;
}

function typeOf(record: JsonObject): string {
  const { attributes } = record;
  const type = isObject(attributes) ? attributes['type'] : null;
  if (typeof type === 'string') return type;
  throw new RequestFault(400, 'INVALID_INPUT', 'Include an attributes property with a type in every record');
}

/** Tells the log of a call that changed any record; the rows are those it carried. */
function noteSaves(request: Request, outcomes: readonly Outcome[], effect: 'saved' | 'deleted'): void {
  if (!outcomes.every(isRowError)) noteEffect(request, effect, outcomes.length);
}

/**
 * Saves records that may be of several types: one transaction per run of the same type, as Salesforce
 * chunks them, and the outcomes in the order of the request.
 */
async function saveRecords(
  request: Request,
  records: readonly JsonObject[],
  operation: Operation,
  allOrNone: boolean,
  upsertKey: { table: Table; position: number } | null,
): Promise<Outcome[]> {
  const { org } = request;
  const { userId } = requireSession(request);
  const key = nextOrgId(org, '04t');
  const tables = records.map((record) => {
    const table = tableOf(org, typeOf(record));
    if (!table) throw notFound();
    if (upsertKey && table !== upsertKey.table)
      throw new RequestFault(
        400,
        'INVALID_INPUT',
        `Every record must be of type ${upsertKey.table.def.name}`,
      );
    return table;
  });
  for (const table of new Set(tables))
    await pauseForAutomation(org, table, tables.filter((one) => one === table).length);
  const outcomes: Outcome[] = [];
  const transaction = beginTransaction(key, userId, org.clock.now(), readSaveOptions(request));
  for (let from = 0; from < records.length;) {
    const table = tables[from];
    if (!table) break;
    let to = from + 1;
    while (to < records.length && tables[to] === table) to += 1;
    const keyPosition = upsertKey?.position ?? POSITION.Id;
    const inputs = records.slice(from, to).map((record): RecordInput | RowError => {
      const input = readJsonRecord(org, table, record, keyPosition);
      if (!isRowError(input) && operation === 'insert' && input.id !== null)
        return refuse('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', 'Id');
      return input;
    });
    outcomes.push(...saveChunk(org, { table, operation, keyPosition, key, userId }, inputs, transaction));
    from = to;
  }
  const settled = allOrNone ? settleAllOrNone(transaction, outcomes) : outcomes;
  request.undo?.push(...transaction.undo);
  noteSaves(request, settled, 'saved');
  return settled;
}

const save =
  (operation: 'insert' | 'update') =>
  async (request: Request): Promise<Reply> => {
    const body = await readJsonBody(request);
    const outcomes = await saveRecords(
      request,
      readRecords(body),
      operation,
      body['allOrNone'] === true,
      null,
    );
    return replyJson(outcomes.map((outcome) => writeOutcome(outcome, false)));
  };

export const createCollection = save('insert');
export const updateCollection = save('update');

export function requireKeyField(org: Org, table: Table, name: string): number {
  const found = findField(org, table, name);
  if (!found || !(found.field.externalId || found.field.idLookup)) {
    throw new RequestFault(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${name}`,
    );
  }
  return found.position;
}

/** `PATCH composite/sobjects/X/Field`. */
export async function upsertCollection(request: Request): Promise<Reply> {
  const table = requireObject(request);
  const position = requireKeyField(request.org, table, request.params[1] ?? '');
  const body = await readJsonBody(request);
  const outcomes = await saveRecords(request, readRecords(body), 'upsert', body['allOrNone'] === true, {
    table,
    position,
  });
  return replyJson(outcomes.map((outcome) => writeOutcome(outcome, true)));
}

/** `DELETE composite/sobjects?ids=a,b`. */
export function deleteCollection(request: Request): Reply {
  const { org, query } = request;
  const { userId } = requireSession(request);
  const ids = (query.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw new RequestFault(400, 'INVALID_INPUT', 'The ids parameter is required');
  if (ids.length > MOST_RECORDS)
    throw new RequestFault(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`,
    );
  const key = nextOrgId(org, '04t');
  const transaction = beginTransaction(key, userId, org.clock.now());
  const outcomes = ids.map((id): Outcome => {
    const long = readId(id);
    const table = long === null ? null : tableOfId(org, long);
    if (long === null || !table) return refuse('MALFORMED_ID', `malformed id ${id}`);
    return (
      saveChunk(
        org,
        { table, operation: 'delete', keyPosition: POSITION.Id, key, userId },
        [inputOfId(long)],
        transaction,
      )[0] ?? refuse('UNKNOWN_EXCEPTION', 'nothing was done')
    );
  });
  const settled = query.get('allOrNone') === 'true' ? settleAllOrNone(transaction, outcomes) : outcomes;
  request.undo?.push(...transaction.undo);
  noteSaves(request, settled, 'deleted');
  return replyJson(settled.map((outcome) => writeOutcome(outcome, false)));
}

/** What a retrieve asks for: of a POST its body, of a GET two lists in the URI. */
async function readWanted(request: Request): Promise<{ ids: unknown[]; fields: unknown[] }> {
  const { method, query } = request;
  if (method !== 'POST') {
    const [ids, fields] = ['ids', 'fields'].map((name) => query.get(name)?.split(','));
    if (ids && fields) return { ids, fields };
    throw new RequestFault(400, 'INVALID_INPUT', 'The parameters ids and fields are required');
  }
  const { ids, fields } = await readJsonBody(request);
  if (Array.isArray(ids) && Array.isArray(fields)) return { ids, fields };
  throw new RequestFault(400, 'JSON_PARSER_ERROR', 'The request body needs the arrays ids and fields');
}

/** `composite/sobjects/X`: records by id, as many answers as ids, `null` where there is none. */
export async function retrieveCollection(request: Request): Promise<Reply> {
  const { org, version } = request;
  const table = requireObject(request);
  const { ids, fields } = await readWanted(request);
  if (ids.length > MOST_IDS)
    throw new RequestFault(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${MOST_IDS} records into this call`,
    );
  const shape: Shape = { fields: [], parents: new Map() };
  for (const name of fields) {
    const found = findField(org, table, String(name));
    if (!found)
      throw new RequestFault(
        400,
        'INVALID_FIELD',
        `No such column '${String(name)}' on entity '${table.def.name}'`,
      );
    shape.fields.push(found.field.name);
  }
  return replyJson(
    ids.map((id) => {
      const row = table.rows.get(readId(String(id)) ?? '');
      return row && row[POSITION.IsDeleted] !== true ? writeRecord(org, table, row, shape, version) : null;
    }),
  );
}
