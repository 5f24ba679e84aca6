import type { IngestJob } from '../bulk2/job';
import { describeJob } from '../bulk2/job-json';
import { notFound, replyJson, type Reply } from '../http/reply';
import { readJsonBody, type Request } from '../http/request';
import type { Route } from '../http/router';
import { tableOf, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { NEWEST_VERSION } from '../rest/versions';
import { wholeShape, writeRecord } from '../soql/shape';
import type { Table } from '../store/table';
import { formatRestDateTime } from '../values/date';
import { applyChange } from './apply-change';

function countRecords(table: Table): { live: number; deleted: number } {
  let deleted = 0;
  for (const row of table.rows.values()) if (row[POSITION.IsDeleted] === true) deleted += 1;
  return { live: table.rows.size - deleted, deleted };
}

function describeForControl(job: IngestJob): Record<string, unknown> {
  const succeeded = job.outcomes.length - job.failed;
  return {
    ...describeJob(job),
    uploadedBytes: job.data?.length ?? null,
    rowsSucceeded: succeeded,
    rowsFailed: job.failed,
    timeline: job.timeline,
  };
}

function describeOrg(org: Org, withLog: boolean, since: number): Record<string, unknown> {
  return {
    organizationId: org.id,
    preset: org.preset,
    settings: org.settings,
    faults: org.faults.map(({ path, ...fault }) => ({ ...fault, pathPattern: path.source })),
    clock: { offsetMs: org.clock.offsetMs, now: formatRestDateTime(org.clock.now()) },
    usage: { ...org.usage, since: formatRestDateTime(org.usage.since) },
    counts: Object.fromEntries(
      [...org.tables.values()]
        .filter(({ def }) => def.listed)
        .map((table) => [table.def.name, countRecords(table)]),
    ),
    clients: [...org.sessions.clients.values()].map(({ id, name, redirectUris }) => ({
      clientId: id,
      name,
      redirectUris,
    })),
    jobs: [...org.jobs.values()].map(describeForControl),
    log: withLog ? org.log.filter((entry) => entry.n > since) : [],
  };
}

/** `GET /practice/control[?log=0][&since=n]`. */
function read(request: Request): Reply {
  const since = Number(request.query.get('since') ?? '0') || 0;
  return replyJson(describeOrg(request.org, request.query.get('log') !== '0', since));
}

async function change(request: Request): Promise<Reply> {
  applyChange(request.org, await readJsonBody(request));
  return replyJson(describeOrg(request.org, false, 0));
}

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

/** `GET /practice/control/records?object=X`: every record, deleted ones too. */
function readRecords(request: Request): Reply {
  const table = tableOf(request.org, request.query.get('object') ?? '');
  if (!table) throw notFound();
  return {
    status: 200,
    headers: { 'Content-Type': 'application/json;charset=UTF-8' },
    body: writeRecords(request.org, table),
  };
}

/** What only the owner of the practice org may do; each call needs `X-Practice-Control`. */
export const CONTROL_ROUTES: readonly Route[] = [
  { path: '/practice/control', access: 'control', methods: { GET: read, POST: change } },
  { path: '/practice/control/records', access: 'control', methods: { GET: readRecords } },
];
