import { indexRecords } from '../csv/index-records';
import { isObject, readJson } from '../json';
import { notFound, replyCsv, replyEmpty, replyJobJson, RequestFault, type Reply } from '../http/reply';
import { noteEffect, readBody, readJsonBody, requireSession, type Request } from '../http/request';
import type { Route } from '../http/router';
import type { Org } from '../org';
import { createJob } from './create-job';
import { findJob, noteEvent, setState, TERMINAL, type IngestJob } from './job';
import { describeChange, describeJob, describeNew } from './job-json';
import { listIngestJobs } from './list-jobs';
import { readBoundary, readMultipart } from './multipart';
import { writeResults, writeUnprocessed, type ResultKind } from './results';
import { runJob } from './run-job';
import { tellEnd } from '../save/side-by-side';

/** Most that a multipart create may carry, in characters. */
const MULTIPART_LIMIT = 100_000;
/** The size base64 gives: four characters for every three bytes. */
const asBase64 = (bytes: number): number => Math.ceil(bytes / 3) * 4;

const invalidState = (message: string): RequestFault => new RequestFault(400, 'INVALIDJOBSTATE', message);

function requireJob(request: Request): IngestJob {
  const job = findJob(request.org, request.params[0] ?? '');
  if (!job) throw notFound();
  request.noted.jobId = job.id;
  return job;
}

/** Answers a job, and so tells its end if it has come. */
function replyJob(request: Request, job: IngestJob, describe: (job: IngestJob) => unknown): Reply {
  if (TERMINAL.has(job.state)) tellEnd(request.org, new Set([job.id]));
  return replyJobJson(describe(job));
}

/** Runs a job without anyone waiting for it; what no rule foresees ends the job, never the org. */
export function startJob(org: Org, job: IngestJob): void {
  runJob(org, job).catch((cause: unknown) => {
    setState(org, job, 'Failed', `Unknown : ${cause instanceof Error ? cause.message : String(cause)}`);
  });
}

function addJob(request: Request, job: IngestJob): void {
  request.org.jobs.set(job.id, job);
  request.noted.jobId = job.id;
  request.org.noteChange();
}

/** Keeps the upload of a job, with where its records lie. Nothing of it is judged yet. */
async function takeUpload(job: IngestJob, data: Buffer): Promise<void> {
  job.data = data;
  job.index = await indexRecords(data, job.lineEnding);
}

const countRows = (job: IngestJob): number => Math.max(0, (job.index?.starts.length ?? 0) - 1);

async function createMultipart(request: Request, boundary: string): Promise<Reply> {
  const { org } = request;
  const body = await readBody(request, MULTIPART_LIMIT * 4);
  const parts = body ? readMultipart(body, boundary) : null;
  if (!body || (parts && parts.content.toString('utf8').length > MULTIPART_LIMIT)) {
    throw new RequestFault(
      400,
      'INVALIDJOB',
      `InvalidJob : Multipart content is limited to ${MULTIPART_LIMIT} characters`,
    );
  }
  const description = parts ? readJson(parts.job) : undefined;
  if (!parts || !isObject(description))
    throw new RequestFault(400, 'JSON_PARSER_ERROR', 'Multipart body needs the parts job and content');
  const job = createJob(org, description, request.version, requireSession(request).userId);
  await takeUpload(job, parts.content);
  addJob(request, job);
  noteEffect(request, 'committed', countRows(job));
  setState(org, job, 'UploadComplete');
  startJob(org, job);
  return replyJobJson(describeNew(job));
}

async function create(request: Request): Promise<Reply> {
  const boundary = readBoundary(request.headers['content-type'] ?? '');
  if (boundary !== null) return createMultipart(request, boundary);
  const job = createJob(
    request.org,
    await readJsonBody(request),
    request.version,
    requireSession(request).userId,
  );
  addJob(request, job);
  noteEffect(request, 'created', null);
  return replyJobJson(describeNew(job));
}

async function upload(request: Request): Promise<Reply> {
  const { org } = request;
  const job = requireJob(request);
  const body = await readBody(request, org.settings.maxUploadBytes);
  if (job.state !== 'Open')
    throw invalidState(`Uploading data is only allowed while the job is Open. Job state is ${job.state}`);
  if (job.data) {
    throw new RequestFault(
      400,
      'INVALIDJOB',
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  }
  if (!body || asBase64(body.length) > org.settings.maxUploadBytes) {
    throw new RequestFault(
      400,
      'EXCEEDEDQUOTA',
      `ExceededQuota : Maximum size of the upload exceeded: ${org.settings.maxUploadBytes} bytes after base64 encoding`,
    );
  }
  await takeUpload(job, body);
  noteEffect(request, 'uploaded', countRows(job));
  noteEvent(org, job, 'put', `${body.length} bytes`);
  org.noteChange();
  return replyEmpty(201);
}

function finishUpload(org: Org, job: IngestJob): void {
  if (job.state !== 'Open')
    throw invalidState(`Invalid state transition from ${job.state} to UploadComplete`);
  setState(org, job, 'UploadComplete');
  startJob(org, job);
}

function abort(org: Org, job: IngestJob): void {
  if (TERMINAL.has(job.state)) throw invalidState('Aborting already Completed Job not allowed');
  setState(org, job, 'Aborted');
}

async function change(request: Request): Promise<Reply> {
  const job = requireJob(request);
  const body = await readJsonBody(request);
  const { state } = body;
  noteEvent(request.org, job, 'patch', String(state));
  if (state === 'UploadComplete') {
    finishUpload(request.org, job);
    noteEffect(request, 'committed', countRows(job));
  } else if (state === 'Aborted') {
    abort(request.org, job);
    noteEffect(request, 'aborted', null);
  } else throw invalidState(`Invalid state: ${String(state)}. Only UploadComplete and Aborted can be set`);
  return replyJob(request, job, describeChange);
}

function remove(request: Request): Reply {
  const job = requireJob(request);
  if (job.state === 'Open' || job.state === 'InProgress') {
    throw new RequestFault(
      400,
      'API_ERROR',
      'Error encountered when deleting the job because the job is not terminated',
    );
  }
  setState(request.org, job, 'Aborted');
  noteEffect(request, 'deleted', null);
  request.org.jobs.delete(job.id);
  request.org.noteChange();
  return replyEmpty(204);
}

/** Results asked for too early are refused, so that nobody takes a part for the whole. */
async function requireEnded(request: Request): Promise<IngestJob> {
  const job = requireJob(request);
  if (!TERMINAL.has(job.state)) throw invalidState(`Results are not available while the job is ${job.state}`);
  tellEnd(request.org, new Set([job.id]));
  // A job read back from disk, or aborted before it was looked at, has its rows found now.
  if (job.data && !job.index) job.index = await indexRecords(job.data, job.lineEnding);
  return job;
}

const results =
  (kind: ResultKind) =>
  async (request: Request): Promise<Reply> =>
    replyCsv(writeResults(request.org, await requireEnded(request), kind, request.version));

const unprocessed = async (request: Request): Promise<Reply> =>
  replyCsv(writeUnprocessed(await requireEnded(request)));

/** Bulk API 2.0 ingest. */
export const BULK2_ROUTES: readonly Route[] = [
  { path: '/data/jobs/ingest', access: 'session', methods: { GET: listIngestJobs, POST: create } },
  {
    path: '/data/jobs/ingest/*',
    access: 'session',
    methods: {
      GET: (request) => replyJob(request, requireJob(request), describeJob),
      PATCH: change,
      DELETE: remove,
    },
  },
  { path: '/data/jobs/ingest/*/batches', access: 'session', methods: { PUT: upload } },
  {
    path: '/data/jobs/ingest/*/successfulResults',
    access: 'session',
    methods: { GET: results('successful') },
  },
  { path: '/data/jobs/ingest/*/failedResults', access: 'session', methods: { GET: results('failed') } },
  {
    path: '/data/jobs/ingest/*/unprocessedrecords',
    access: 'session',
    methods: { GET: unprocessed },
  },
];
