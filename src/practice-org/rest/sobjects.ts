import { readId } from '../ids';
import { notFound, replyEmpty, replyJson, RequestFault, type Reply } from '../http/reply';
import { noteEffect, readJsonBody, requireSession, type Request } from '../http/request';
import { nextOrgId } from '../org';
import { POSITION } from '../schema/fields';
import { inputOfId, type Operation, type RecordInput, type Target } from '../save/record-input';
import { isRowError, type RowError } from '../save/row-error';
import { saveChunk, type Outcome } from '../save/save-chunk';
import { beginTransaction } from '../save/transaction';
import { readSaveOptions } from './save-options';
import { wholeShape, writeRecord, type Shape } from '../soql/shape';
import { findIds, type Row, type Table } from '../store/table';
import { findField } from '../org';
import { checkTag, tagOf } from './conditional';
import { requireKeyField } from './collections';
import { requireObject } from './describe';
import { readJsonRecord } from './read-json-record';

function faultOf(error: RowError, status = 400): RequestFault {
  return new RequestFault(status, error.code, error.message, error.fields);
}

function saveOne(
  request: Request,
  table: Table,
  operation: Operation,
  input: RecordInput | RowError,
  keyPosition: number = POSITION.Id,
): Exclude<Outcome, RowError> {
  const { org } = request;
  const key = nextOrgId(org, '04t');
  const { userId } = requireSession(request);
  const transaction = beginTransaction(key, userId, org.clock.now(), readSaveOptions(request));
  const [outcome] = saveChunk(org, { table, operation, keyPosition, key, userId }, [input], transaction);
  request.undo?.push(...transaction.undo);
  if (!outcome) throw notFound();
  if (isRowError(outcome)) throw faultOf(outcome, outcome.code === 'ENTITY_IS_DELETED' ? 404 : 400);
  noteEffect(request, operation === 'delete' ? 'deleted' : 'saved', 1);
  return outcome;
}

/** The live record of the path, or Salesforce's 404. */
function requireRow(request: Request, table: Table): Row {
  const row = table.rows.get(readId(request.params[1] ?? '') ?? '');
  if (!row)
    throw new RequestFault(
      404,
      'NOT_FOUND',
      'Provided external ID field does not exist or is not accessible: ' + (request.params[1] ?? ''),
    );
  if (row[POSITION.IsDeleted] === true)
    throw new RequestFault(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return row;
}

function shapeOf(request: Request, table: Table): Shape {
  const asked = request.query.get('fields');
  if (asked === null) return wholeShape(request.org, table);
  const fields = asked.split(',').map((name) => {
    const found = findField(request.org, table, name.trim());
    if (!found)
      throw new RequestFault(
        400,
        'INVALID_FIELD',
        `No such column '${name.trim()}' on sobject of type ${table.def.name}`,
      );
    return found.field.name;
  });
  return { fields, parents: new Map() };
}

/** `GET sobjects/X/{id}`, all fields or those of `?fields=`. */
export function readSobject(request: Request): Reply {
  const table = requireObject(request);
  const row = requireRow(request, table);
  const tag = tagOf(table.def.name, row);
  const unchanged = checkTag(request, tag);
  if (unchanged) return unchanged;
  const reply = replyJson(writeRecord(request.org, table, row, shapeOf(request, table), request.version));
  return tag === null ? reply : { ...reply, headers: { ...reply.headers, ETag: tag } };
}

/** `POST sobjects/X`. */
export async function createSobject(request: Request): Promise<Reply> {
  const table = requireObject(request);
  const outcome = saveOne(
    request,
    table,
    'insert',
    readJsonRecord(request.org, table, await readJsonBody(request), -1),
  );
  return replyJson({ id: outcome.id, success: true, errors: [] }, 201);
}

/** `PATCH sobjects/X/{id}`. */
export async function updateSobject(request: Request): Promise<Reply> {
  const table = requireObject(request);
  const body = await readJsonBody(request);
  const row = requireRow(request, table);
  checkTag(request, tagOf(table.def.name, row));
  const id = String(row[POSITION.Id]);
  const input = readJsonRecord(request.org, table, body, -1);
  saveOne(request, table, 'update', isRowError(input) ? input : { ...input, id });
  return replyEmpty(204);
}

/** `DELETE sobjects/X/{id}`. */
export function deleteSobject(request: Request): Reply {
  const table = requireObject(request);
  const id = String(requireRow(request, table)[POSITION.Id]);
  saveOne(request, table, 'delete', inputOfId(id));
  return replyEmpty(204);
}

/** `GET sobjects/X/{id}/{field}`: the bytes of a binary field; null for any other path. */
function readBlob(request: Request, table: Table): Reply | null {
  const found = findField(request.org, table, request.params[2] ?? '');
  if (found?.field.type !== 'base64') return null;
  const text = requireRow(request, table)[found.position] ?? '';
  const headers = { 'Content-Type': 'application/octet-stream' };
  return { status: 200, headers, body: Buffer.from(String(text), 'base64') };
}

/** `GET sobjects/X/{field}/{value}`: one record by an external id; 300 lists several. */
export function readByKey(request: Request): Reply {
  const { org, version } = request;
  const table = requireObject(request);
  const blob = readBlob(request, table);
  if (blob) return blob;
  const ids = findIds(table, requireKeyField(org, table, request.params[1] ?? ''), request.params[2] ?? '');
  if (ids.length > 1)
    return replyJson(
      ids.map((id) => `/services/data/v${version}.0/sobjects/${table.def.name}/${id}`),
      300,
    );
  const row = table.rows.get(ids[0] ?? '');
  if (!row) throw notFound();
  return replyJson(writeRecord(org, table, row, shapeOf(request, table), version));
}

/** A record with the key of the path besides what its body says. */
function addKey(input: RecordInput, target: Target, key: string): RecordInput {
  if (target.position === POSITION.Id) return { ...input, key, id: key };
  return { ...input, key, targets: [...input.targets, target], values: [...input.values, key] };
}

/** `PATCH sobjects/X/{field}/{value}`: upsert of one record. */
export async function upsertByKey(request: Request): Promise<Reply> {
  const { org } = request;
  const table = requireObject(request);
  const position = requireKeyField(org, table, request.params[1] ?? '');
  const field = table.def.fields[position];
  const key = request.params[2] ?? '';
  const input = readJsonRecord(org, table, await readJsonBody(request), position);
  const outcome = saveOne(
    request,
    table,
    'upsert',
    isRowError(input) || !field ? input : addKey(input, { field, position }, key),
    position,
  );
  return replyJson(
    { id: outcome.id, success: true, errors: [], created: outcome.created },
    outcome.created ? 201 : 200,
  );
}
