import {
  notFound,
  replyCsv,
  replyEmpty,
  replyJobJson,
  replyJson,
  RequestFault,
  type Reply,
} from '../http/reply';
import { noteEffect, readJsonBody, requireSession, type Request } from '../http/request';
import type { Route } from '../http/router';
import { nextOrgId } from '../org';
import { objectOfQuery, parseBulkQuery } from '../soql/check-bulk-query';
import { writeQueryCsv } from '../soql/write-query-csv';
import { readEnum, readOptional } from './create-job';
import { DELIMITERS, type DelimiterName } from './job';
import { listQueryJobs } from './list-jobs';
import {
  describeQueryJob,
  describeQueryShort,
  findQueryJob,
  QUERY_ENDED,
  setQueryState,
  type Found,
  type QueryJob,
} from './query-job';
import { findForJob, startQueryJob } from './run-query-job';

/** Result pages a `resultPages` call names at once. */
const PAGES_PER_CALL = 5;
/** The first version with `resultPages`. */
const PAGES_SINCE = 58;

const KNOWN = new Set(['operation', 'query', 'contentType', 'columnDelimiter', 'lineEnding', 'object']);

function requireJob(request: Request): QueryJob {
  const job = findQueryJob(request.org, request.params[0] ?? '');
  if (!job) throw notFound();
  request.noted.jobId = job.id;
  return job;
}

async function create(request: Request): Promise<Reply> {
  const { org } = request;
  const body = await readJsonBody(request);
  const stranger = Object.keys(body).find((name) => !KNOWN.has(name));
  if (stranger !== undefined)
    throw new RequestFault(
      400,
      'JSON_PARSER_ERROR',
      `Unrecognized field "${stranger}" at [line:1, column:1]`,
    );
  const operation = readEnum(body, 'operation', ['query', 'queryAll'] as const, null);
  const soql = readOptional(body, 'query');
  if (soql === null) throw new RequestFault(400, 'INVALIDJOB', 'InvalidJob : query is required');
  const query = parseBulkQuery(org, soql);
  readEnum(body, 'contentType', ['CSV'] as const, 'CSV');
  const now = org.clock.now();
  const job: QueryJob = {
    id: nextOrgId(org, '750'),
    operation,
    object: objectOfQuery(org, query),
    query: soql,
    columnDelimiter: readEnum(body, 'columnDelimiter', Object.keys(DELIMITERS) as DelimiterName[], 'COMMA'),
    lineEnding: readEnum(body, 'lineEnding', ['LF', 'CRLF'] as const, 'LF'),
    apiVersion: request.version,
    createdById: requireSession(request).userId,
    createdAt: now,
    changedAt: now,
    endedAt: null,
    state: 'UploadComplete',
    errorMessage: null,
    found: null,
    processed: 0,
    totalProcessingTime: 0,
  };
  org.queryJobs.set(job.id, job);
  request.noted.jobId = job.id;
  noteEffect(request, 'created', null);
  org.usage.bulkQueries += 1;
  org.noteChange();
  startQueryJob(org, job);
  return replyJobJson(describeQueryShort(job));
}

async function change(request: Request): Promise<Reply> {
  const job = requireJob(request);
  const { state } = await readJsonBody(request);
  if (state !== 'Aborted')
    throw new RequestFault(
      400,
      'INVALIDJOBSTATE',
      `Invalid state: ${String(state)}. Only Aborted can be set`,
    );
  if (QUERY_ENDED.has(job.state))
    throw new RequestFault(400, 'INVALIDJOBSTATE', 'Aborting already Completed Job not allowed');
  setQueryState(request.org, job, 'Aborted');
  noteEffect(request, 'aborted', null);
  return replyJobJson(describeQueryShort(job));
}

function remove(request: Request): Reply {
  const job = requireJob(request);
  if (!QUERY_ENDED.has(job.state))
    throw new RequestFault(
      400,
      'API_ERROR',
      'Error encountered when deleting the job because the job is not terminated',
    );
  request.org.queryJobs.delete(job.id);
  noteEffect(request, 'deleted', null);
  request.org.noteChange();
  return replyEmpty(204);
}

async function requireFound(request: Request): Promise<{ job: QueryJob; found: Found }> {
  const { org } = request;
  const job = requireJob(request);
  if (job.apiVersion !== request.version)
    throw new RequestFault(
      409,
      'CONFLICT',
      `The job was created with API version ${job.apiVersion}.0; its results are read with the same version`,
    );
  if (job.state !== 'JobComplete')
    throw new RequestFault(400, 'INVALIDJOBSTATE', `Results are not available while the job is ${job.state}`);
  job.found ??= await findForJob(org, job);
  return { job, found: job.found };
}

const writeLocator = (offset: number): string =>
  Buffer.from(String(offset)).toString('base64').replace(/=+$/, '');

function readLocator(text: string | null): number {
  if (text === null) return 0;
  const offset = Buffer.from(text, 'base64').toString('latin1');
  if (/^\d+$/.test(offset) && writeLocator(Number(offset)) === text.replace(/=+$/, '')) return Number(offset);
  throw new RequestFault(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
}

function readCount(request: Request): number {
  const text = request.query.get('maxRecords');
  if (text === null) return request.org.settings.queryResultRows;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new RequestFault(400, 'INVALID_PARAMETER', 'maxRecords must be a positive number');
}

async function results(request: Request): Promise<Reply> {
  const { job, found } = await requireFound(request);
  const from = readLocator(request.query.get('locator'));
  const end = Math.min(from + readCount(request), found.rows.length);
  const form = {
    delimiter: DELIMITERS[job.columnDelimiter],
    newline: job.lineEnding === 'CRLF' ? '\r\n' : '\n',
  };
  const rows = found.rows.slice(from, end);
  return replyCsv(writeQueryCsv(request.org, found.table, found.columns, rows, form), {
    'Sforce-NumberOfRecords': String(rows.length),
    // The end is told by a word, not by a missing header.
    'Sforce-Locator': end < found.rows.length ? writeLocator(end) : 'null',
  });
}

async function resultPages(request: Request): Promise<Reply> {
  if (request.version < PAGES_SINCE) throw notFound();
  const { job, found } = await requireFound(request);
  const size = readCount(request);
  const base = `/services/data/v${request.version}.0/jobs/query/${job.id}`;
  const pages: { resultUrl: string }[] = [];
  let at = readLocator(request.query.get('locator'));
  while (pages.length < PAGES_PER_CALL && (at < found.rows.length || (at === 0 && pages.length === 0))) {
    const locator = at === 0 ? '' : `&locator=${writeLocator(at)}`;
    pages.push({ resultUrl: `${base}/results?maxRecords=${size}${locator}` });
    at += size;
  }
  const done = at >= found.rows.length;
  return replyJson({
    resultPages: pages,
    nextRecordsUrl: done ? null : `${base}/resultPages?maxRecords=${size}&locator=${writeLocator(at)}`,
    done,
  });
}

/** Query jobs of Bulk API 2.0. */
export const QUERY_JOB_ROUTES: readonly Route[] = [
  { path: '/data/jobs/query', access: 'session', methods: { GET: listQueryJobs, POST: create } },
  {
    path: '/data/jobs/query/*',
    access: 'session',
    methods: {
      GET: (request) => replyJobJson(describeQueryJob(requireJob(request))),
      PATCH: change,
      DELETE: remove,
    },
  },
  { path: '/data/jobs/query/*/results', access: 'session', methods: { GET: results } },
  { path: '/data/jobs/query/*/resultPages', access: 'session', methods: { GET: resultPages } },
];
