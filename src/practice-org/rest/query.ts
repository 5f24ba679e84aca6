import { readId } from '../ids';
import { replyJson, RequestFault, type Reply } from '../http/reply';
import { requireSession, type Request } from '../http/request';
import { viewOrg } from '../org';
import { aggregateRows, isAggregate } from '../soql/aggregate';
import { openCursor } from '../soql/cursors';
import { malformedQuery } from '../soql/soql-fault';
import { findRows } from '../soql/find-rows';
import { parseSoql } from '../soql/parse-soql';
import { buildShape, writeRecord, type Shape } from '../soql/shape';
import type { Row, Table } from '../store/table';
import { describeColumns } from './query-columns';

/** SOQL text above this is refused. */
const LONGEST_SOQL = 100_000;
const SMALLEST_PAGE = 200;
const BIGGEST_PAGE = 2000;

/** The page size a client may ask for by `Sforce-Query-Options: batchSize=N`. */
function pageSizeOf(request: Request): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(request.headers['sforce-query-options'] ?? '')?.[1];
  const { queryPageSize } = request.org.settings;
  if (asked === undefined) return queryPageSize;
  return Math.min(Math.max(Number(asked), Math.min(SMALLEST_PAGE, queryPageSize)), BIGGEST_PAGE);
}

type Page = { table: Table; rows: readonly Row[]; shape: Shape; from: number; tooling: boolean };

function writePage(request: Request, page: Page, cursorId: string | null): Reply {
  const { version } = request;
  const { rows, from, tooling } = page;
  const org = viewOrg(request.org, requireSession(request).userId, tooling);
  const size = Math.min(pageSizeOf(request), page.table.def.largestPage ?? BIGGEST_PAGE);
  // The Tooling API tells two things more.
  const more = tooling
    ? { size: Math.min(size, rows.length), entityTypeName: page.table.def.name, queryLocator: null }
    : {};
  const end = Math.min(from + size, rows.length);
  const records = rows.slice(from, end).map((row) => writeRecord(org, page.table, row, page.shape, version));
  if (end >= rows.length) return replyJson({ ...more, totalSize: rows.length, done: true, records });
  const id = cursorId ?? openCursor(request.org, page.table, rows, page.shape, tooling).id;
  const nextRecordsUrl = `/services/data/v${version}.0/${tooling ? 'tooling/' : ''}query/${id}-${end}`;
  return replyJson({ ...more, totalSize: rows.length, done: false, nextRecordsUrl, records });
}

/** Metadata and full names come one record at a time. */
function checkMetadata(shape: Shape, count: number): void {
  if (count < 2 || !shape.fields.some((name) => name === 'Metadata' || name === 'FullName')) return;
  throw new RequestFault(
    400,
    'MALFORMED_QUERY',
    `When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than one row for retrieval. Result size: ${count}`,
  );
}

/** Runs SOQL and answers its first page. */
export async function runQuery(request: Request, withDeleted: boolean, tooling: boolean): Promise<Reply> {
  const org = viewOrg(request.org, requireSession(request).userId, tooling);
  const soql = request.query.get('q') ?? '';
  if (soql.trim() === '')
    throw new RequestFault(400, 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  if (soql.length > LONGEST_SOQL)
    throw new RequestFault(
      400,
      'MALFORMED_QUERY',
      `SOQL statements cannot be longer than ${LONGEST_SOQL} characters.`,
    );
  const query = parseSoql(soql);
  const { table, rows } = await findRows(org, query, withDeleted);
  if (request.query.get('columns') === 'true') return replyJson(describeColumns(org, table, query));
  if (query.countOnly) return replyJson({ totalSize: rows.length, done: true, records: [] });
  if (isAggregate(query) && table.def.countOnly === true)
    throw malformedQuery(soql, 0, `${table.def.name} takes no aggregate but COUNT()`);
  if (isAggregate(query)) {
    const records = aggregateRows(org, table, rows, query);
    return replyJson({ totalSize: records.length, done: true, records });
  }
  const shape = buildShape(org, table, query);
  checkMetadata(shape, rows.length);
  return writePage(request, { table, rows, shape, from: 0, tooling }, null);
}

export const query = (request: Request): Promise<Reply> => runQuery(request, false, false);
export const queryAll = (request: Request): Promise<Reply> => runQuery(request, true, false);
export const queryTooling = (request: Request): Promise<Reply> => runQuery(request, false, true);

/** `GET query/{cursor}-{offset}`: a later page. */
export function queryMore(request: Request): Reply {
  const [idText = '', offset = ''] = (request.params[0] ?? '').split('-');
  const cursor = request.org.cursors.get(readId(idText) ?? '');
  if (!cursor || !/^\d+$/.test(offset))
    throw new RequestFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return writePage(request, { ...cursor, from: Number(offset) }, cursor.id);
}
