import { readId } from '../ids';
import { replyJson, RequestFault, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import { aggregateRows, isAggregate } from '../soql/aggregate';
import { openCursor } from '../soql/cursors';
import { findRows } from '../soql/find-rows';
import { parseSoql } from '../soql/parse-soql';
import { buildShape, writeRecord, type Shape } from '../soql/shape';
import type { Row, Table } from '../store/table';

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

type Page = { table: Table; rows: readonly Row[]; shape: Shape; from: number };

function writePage(request: Request, page: Page, cursorId: string | null): Reply {
  const { org, version } = request;
  const size = pageSizeOf(request);
  const { rows, from } = page;
  const end = Math.min(from + size, rows.length);
  const records = rows.slice(from, end).map((row) => writeRecord(org, page.table, row, page.shape, version));
  if (end >= rows.length) return replyJson({ totalSize: rows.length, done: true, records });
  const id = cursorId ?? openCursor(org, page.table, rows, page.shape).id;
  const nextRecordsUrl = `/services/data/v${version}.0/query/${id}-${end}`;
  return replyJson({ totalSize: rows.length, done: false, nextRecordsUrl, records });
}

async function run(request: Request, withDeleted: boolean): Promise<Reply> {
  const { org } = request;
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
  if (query.countOnly) return replyJson({ totalSize: rows.length, done: true, records: [] });
  if (isAggregate(query)) {
    const records = aggregateRows(org, table, rows, query);
    return replyJson({ totalSize: records.length, done: true, records });
  }
  return writePage(request, { table, rows, shape: buildShape(org, table, query), from: 0 }, null);
}

export const query = (request: Request): Promise<Reply> => run(request, false);
export const queryAll = (request: Request): Promise<Reply> => run(request, true);

/** `GET query/{cursor}-{offset}`: a later page. */
export function queryMore(request: Request): Reply {
  const [idText = '', offset = ''] = (request.params[0] ?? '').split('-');
  const cursor = request.org.cursors.get(readId(idText) ?? '');
  if (!cursor || !/^\d+$/.test(offset))
    throw new RequestFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return writePage(request, { ...cursor, from: Number(offset) }, cursor.id);
}
