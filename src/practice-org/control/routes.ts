import { JSON_TYPE, notFound, replyJson, type Reply } from '../http/reply';
import { readBodyText, type Request } from '../http/request';
import type { Route } from '../http/router';
import { tableOf, type Org } from '../org';
import { NEWEST_VERSION } from '../rest/versions';
import { wholeShape, writeRecord } from '../soql/shape';
import type { Table } from '../store/table';
import { applyChange } from './apply-change';
import { describeOrg, describePanel } from './describe-org';

/** `GET /practice/control[?log=0][&since=n]`. */
function read(request: Request): Reply {
  const since = Number(request.query.get('since') ?? '0') || 0;
  return replyJson(describeOrg(request.org, request.query.get('log') === '0' ? null : since));
}

const change =
  (describe: (org: Org) => unknown) =>
  async (request: Request): Promise<Reply> => {
    applyChange(request.org, await readBodyText(request));
    return replyJson(describe(request.org));
  };

function* writeRecords(org: Org, table: Table): Generator<string> {
  const shape = wholeShape(org, table);
  let part = '[';
  let first = true;
  for (const row of table.rows.values()) {
    part += (first ? '' : ',\n') + JSON.stringify(writeRecord(org, table, row, shape, NEWEST_VERSION));
    first = false;
    if (part.length < 65_536) continue;
    yield part;
    part = '';
  }
  yield `${part}]`;
}

/** The records of every object that is listed, by its name. */
function* writeAllRecords(org: Org): Generator<string> {
  let before = '{';
  for (const table of org.tables.values()) {
    if (!table.def.listed) continue;
    yield `${before}${JSON.stringify(table.def.name)}:`;
    yield* writeRecords(org, table);
    before = ',\n';
  }
  yield '}';
}

/** `GET /practice/control/records[?object=X]`: every record, deleted ones too. */
function readRecords(request: Request): Reply {
  const name = request.query.get('object');
  const table = name === null ? null : tableOf(request.org, name);
  if (name !== null && !table) throw notFound();
  return {
    status: 200,
    headers: { 'Content-Type': JSON_TYPE },
    body: table ? writeRecords(request.org, table) : writeAllRecords(request.org),
  };
}

/** What only the owner of the practice org may do; each call needs `X-Practice-Control`. */
export const CONTROL_ROUTES: readonly Route[] = [
  {
    path: '/practice/control',
    access: 'control',
    methods: { GET: read, POST: change((org) => describeOrg(org, null)) },
  },
  {
    path: '/practice/control/panel',
    access: 'control',
    methods: { GET: (request) => replyJson(describePanel(request.org)), POST: change(describePanel) },
  },
  { path: '/practice/control/records', access: 'control', methods: { GET: readRecords } },
];
