import { CsvFault, splitRecord } from '../csv/parse';
import { indexRecords, readRecord, readRecords } from '../csv/index-records';
import { HeaderFault, resolveColumns } from '../bulk2/columns';
import { makeRowReader } from '../bulk2/read-row';
import { isObject, readJson, type JsonObject } from '../json';
import { RequestFault } from '../http/reply';
import { requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Operation, RecordInput } from '../save/record-input';
import { isRowError, refuse, type RowError } from '../save/row-error';
import { readJsonRecord } from '../rest/read-json-record';
import { positionOf } from '../store/table';
import { readXml, XmlFault, type XmlElement } from '../xml/read-xml';
import type { Batch, ClassicJob } from './job';

/** What makes a whole batch fail; the message is its stateMessage. */
export class BatchFault extends Error {}

/** Rows and bytes of one batch. */
export const MOST_ROWS = 10_000;
export const MOST_BYTES = 10_000_000;

export type BatchRow = RecordInput | RowError;

/** Where the key of the job stands in a row. */
export function keyPositionOf(org: Org, job: ClassicJob): number {
  if (job.operation !== 'upsert' || job.externalIdFieldName === null) return POSITION.Id;
  return positionOf(requireTable(org, job.object), job.externalIdFieldName);
}

function checkCount(count: number): void {
  if (count === 0) throw new BatchFault('InvalidBatch : Records not found');
  if (count > MOST_ROWS)
    throw new BatchFault(`InvalidBatch : Records not processed: a batch may hold ${MOST_ROWS} records`);
}

async function readCsvRows(org: Org, job: ClassicJob, batch: Batch): Promise<BatchRow[]> {
  const index = await indexRecords(batch.request, 'LF');
  checkCount(index.starts.length - 1);
  const headers = splitRecord(readRecord(batch.request, index, 0), ',');
  const columns = resolveColumns(org, requireTable(org, job.object), headers, job.operation);
  const read = makeRowReader(columns, keyPositionOf(org, job), job.operation as Operation);
  return readRecords(batch.request, index, 1, index.starts.length).map((record) =>
    read(splitRecord(record, ',')),
  );
}

function readObject(org: Org, job: ClassicJob, source: JsonObject): BatchRow {
  const table = requireTable(org, job.object);
  try {
    const input = readJsonRecord(org, table, source, keyPositionOf(org, job));
    if (isRowError(input))
      throw new BatchFault(`InvalidBatch : Field name not found : ${input.fields[0] ?? ''}`);
    return job.operation === 'insert' && input.id !== null
      ? refuse('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', 'Id')
      : input;
  } catch (fault) {
    if (fault instanceof RequestFault) return refuse('INVALID_FIELD', fault.message);
    throw fault;
  }
}

function readJsonRows(org: Org, job: ClassicJob, batch: Batch): BatchRow[] {
  const records = readJson(batch.request.toString('utf8'));
  if (!Array.isArray(records) || !records.every(isObject))
    throw new BatchFault('InvalidBatch : Failed to parse JSON: an array of objects is expected');
  checkCount(records.length);
  return records.map((record) => readObject(org, job, record));
}

function objectOf(element: XmlElement): JsonObject {
  const entries = element.children.flatMap((child): [string, unknown][] => {
    if (child.attributes['nil'] === 'true') return [[child.name, null]];
    const [inner] = child.children;
    if (inner?.name === 'sObject') return [[child.name, objectOf(inner)]];
    if (child.name === 'type') return [['attributes', { type: child.text }]];
    return child.text === '' ? [] : [[child.name, child.text]];
  });
  return Object.fromEntries(entries);
}

function readXmlRows(org: Org, job: ClassicJob, batch: Batch): BatchRow[] {
  const root = readXml(batch.request.toString('utf8'));
  const records = root.children.filter((child) => child.name === 'sObject');
  if (root.name !== 'sObjects') throw new XmlFault('an sObjects element is expected');
  checkCount(records.length);
  return records.map((record) => readObject(org, job, objectOf(record)));
}

/** Reads a batch whole before any row is tried, or throws {@link BatchFault}. */
export async function readBatchRows(org: Org, job: ClassicJob, batch: Batch): Promise<BatchRow[]> {
  if (batch.request.length > MOST_BYTES)
    throw new BatchFault(`InvalidBatch : Records not processed: a batch may hold ${MOST_BYTES} bytes`);
  try {
    if (job.contentType === 'JSON') return readJsonRows(org, job, batch);
    return job.contentType === 'XML' ? readXmlRows(org, job, batch) : await readCsvRows(org, job, batch);
  } catch (fault) {
    if (fault instanceof HeaderFault) throw new BatchFault(fault.message);
    if (fault instanceof CsvFault || fault instanceof XmlFault)
      throw new BatchFault(`InvalidBatch : ${fault.message}`);
    throw fault;
  }
}
