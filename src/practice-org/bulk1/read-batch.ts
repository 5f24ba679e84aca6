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
import { fieldOf, positionOf, type Table } from '../store/table';
import { readXml, XmlFault, type XmlElement } from '../xml/read-xml';
import { BatchFault } from './batch-fault';
import { formOf, isZipped, type Batch, type ClassicJob } from './job';
import { readZip, resolveFile } from './read-zip';

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

/** The records of a batch and the files they may name. */
type Content = { text: Buffer; files: ReadonlyMap<string, Buffer> };

async function readCsvRows(org: Org, job: ClassicJob, { text, files }: Content): Promise<BatchRow[]> {
  const index = await indexRecords(text, 'LF');
  checkCount(index.starts.length - 1);
  const headers = splitRecord(readRecord(text, index, 0), ',');
  const columns = resolveColumns(org, requireTable(org, job.object), headers, job.operation);
  const read = makeRowReader(columns, keyPositionOf(org, job), job.operation as Operation);
  return readRecords(text, index, 1, index.starts.length).map((record) => {
    const cells = splitRecord(record, ',');
    if (files.size === 0) return read(cells);
    return read(
      cells.map((cell, i) => (columns[i]?.field.type === 'base64' ? resolveFile(cell, files) : cell)),
    );
  });
}

/** A record with the files it names in place of their names. */
function withFiles(table: Table, source: JsonObject, files: ReadonlyMap<string, Buffer>): JsonObject {
  if (files.size === 0) return source;
  return Object.fromEntries(
    Object.entries(source).map(([name, value]) =>
      typeof value === 'string' && fieldOf(table, name)?.type === 'base64'
        ? [name, resolveFile(value, files)]
        : [name, value],
    ),
  );
}

function readObject(org: Org, job: ClassicJob, source: JsonObject, { files }: Content): BatchRow {
  const table = requireTable(org, job.object);
  try {
    const input = readJsonRecord(org, table, withFiles(table, source, files), keyPositionOf(org, job));
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

function readJsonRows(org: Org, job: ClassicJob, content: Content): BatchRow[] {
  const records = readJson(content.text.toString('utf8'));
  if (!Array.isArray(records) || !records.every(isObject))
    throw new BatchFault('InvalidBatch : Failed to parse JSON: an array of objects is expected');
  checkCount(records.length);
  return records.map((record) => readObject(org, job, record, content));
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

function readXmlRows(org: Org, job: ClassicJob, content: Content): BatchRow[] {
  const root = readXml(content.text.toString('utf8'));
  const records = root.children.filter((child) => child.name === 'sObject');
  if (root.name !== 'sObjects') throw new XmlFault('an sObjects element is expected');
  checkCount(records.length);
  return records.map((record) => readObject(org, job, objectOf(record), content));
}

/** Reads a batch whole before any row is tried, or throws {@link BatchFault}. */
export async function readBatchRows(org: Org, job: ClassicJob, batch: Batch): Promise<BatchRow[]> {
  if (batch.request.length > MOST_BYTES)
    throw new BatchFault(`InvalidBatch : Records not processed: a batch may hold ${MOST_BYTES} bytes`);
  try {
    const zipped = isZipped(job.contentType) ? await readZip(batch.request) : null;
    const content = zipped
      ? { text: zipped.request, files: zipped.files }
      : { text: batch.request, files: new Map<string, Buffer>() };
    const form = formOf(job.contentType);
    if (form === 'JSON') return readJsonRows(org, job, content);
    return form === 'XML' ? readXmlRows(org, job, content) : await readCsvRows(org, job, content);
  } catch (fault) {
    if (fault instanceof HeaderFault) throw new BatchFault(fault.message);
    if (fault instanceof CsvFault || fault instanceof XmlFault)
      throw new BatchFault(`InvalidBatch : ${fault.message}`);
    throw fault;
  }
}
