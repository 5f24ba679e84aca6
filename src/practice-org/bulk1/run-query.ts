import { isObject, showValue } from '../json';
import { RequestFault } from '../http/reply';
import { nextOrgId, requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { parseBulkQuery, objectOfQuery } from '../soql/check-bulk-query';
import { findRows } from '../soql/find-rows';
import { resolveQueryColumns, writeQueryCsv } from '../soql/write-query-csv';
import { buildShape, writeRecord } from '../soql/shape';
import type { Row, Table } from '../store/table';
import type { Query } from '../soql/query';
import { writeElement, XML_HEAD, type XmlNode } from '../xml/write-xml';
import { NAMESPACE } from './fault';
import type { Batch, ClassicJob } from './job';
import { BatchFault } from './batch-fault';

function writeJson(org: Org, table: Table, query: Query, rows: readonly Row[], version: number): string {
  const shape = buildShape(org, table, query);
  return JSON.stringify(rows.map((row) => writeRecord(org, table, row, shape, version)));
}

function nodesOf(record: Record<string, unknown>): XmlNode[] {
  return Object.entries(record).flatMap(([name, value]): XmlNode[] => {
    if (name === 'attributes') return isObject(value) ? [['type', String(value['type'])]] : [];
    if (isObject(value)) return [[name, nodesOf(value)]];
    return value === null ? [] : [[name, showValue(value)]];
  });
}

function writeXml(org: Org, table: Table, query: Query, rows: readonly Row[], version: number): string {
  const shape = buildShape(org, table, query);
  const records = rows.map((row): XmlNode => [
    'records',
    nodesOf(writeRecord(org, table, row, shape, version)),
  ]);
  return XML_HEAD + writeElement(['queryResult', records], NAMESPACE);
}

function isInRange(batch: Batch, row: Row): boolean {
  const id = String(row[POSITION.Id]);
  return !batch.range || (id >= batch.range.from && (batch.range.to === null || id < batch.range.to));
}

function parse(org: Org, job: ClassicJob, batch: Batch): Query {
  try {
    const query = parseBulkQuery(org, batch.request.toString('utf8').trim());
    if (objectOfQuery(org, query) === job.object) return query;
  } catch (fault) {
    if (fault instanceof RequestFault)
      throw new BatchFault(`InvalidBatch : Failed to process query: ${fault.message}`);
    throw fault;
  }
  throw new BatchFault(`InvalidBatch : Failed to process query: the job is about ${job.object}`);
}

/** Runs the SOQL of a query batch and keeps its result as text. Throws {@link BatchFault} on what cannot run. */
export async function runQueryBatch(org: Org, job: ClassicJob, batch: Batch): Promise<void> {
  const query = parse(org, job, batch);
  const found = await findRows(org, query, job.operation === 'queryAll');
  const rows = found.rows.filter((row) => isInRange(batch, row));
  const { table } = found;
  let text: string;
  if (job.contentType === 'JSON') text = writeJson(org, table, query, rows, job.apiVersion);
  else if (job.contentType === 'XML') text = writeXml(org, table, query, rows, job.apiVersion);
  else {
    const columns = resolveQueryColumns(org, table, query);
    text = [...writeQueryCsv(org, table, columns, rows, { delimiter: ',', newline: '\n' })].join('');
  }
  batch.results = [{ id: nextOrgId(org, '752'), text, records: rows.length }];
}

/** The spans of ids that cut an object into chunks of some size. */
export function cutByKey(org: Org, job: ClassicJob, size: number): { from: string; to: string | null }[] {
  const ids = [...requireTable(org, job.object).rows.keys()].sort((a, b) => (a < b ? -1 : 1));
  const ranges: { from: string; to: string | null }[] = [];
  for (let at = 0; at < ids.length; at += size)
    ranges.push({ from: ids[at] ?? '', to: ids[at + size] ?? null });
  return ranges;
}
