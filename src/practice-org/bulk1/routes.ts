import { gunzipSync } from 'node:zlib';
import { notFound, replyJson, type Reply } from '../http/reply';
import { noteEffect, readBody, requireSession, type Request } from '../http/request';
import type { Route } from '../http/router';
import { readId } from '../ids';
import { tellEnd } from '../save/side-by-side';
import { AsyncFault } from './fault';
import { createClassicJob, readJobBody } from './create-job';
import {
  BATCH_WINDOW,
  ENDED,
  findClassicJob,
  setBatchState,
  setJobState,
  type Batch,
  type ClassicJob,
  type ClassicType,
} from './job';
import { makeBatch, startBatch } from './run-batch';
import { SCHEMA } from './schema';
import { answersJson, replyBatchInfo, replyBatchList, replyJobInfo, replyXml } from './write-info';
import { replyResults } from './write-results';
import { XML_TYPE } from '../xml/write-xml';

function requireJob(request: Request): ClassicJob {
  const job = findClassicJob(request.org, request.params[0] ?? '');
  if (!job) throw new AsyncFault('InvalidJob', `Unable to find job: ${request.params[0] ?? ''}`);
  request.noted.jobId = job.id;
  return job;
}

function requireBatch(request: Request): { job: ClassicJob; batch: Batch } {
  const job = requireJob(request);
  const id = readId(request.params[1] ?? '');
  const batch = job.batches.find((one) => one.id === id);
  if (!batch) throw new AsyncFault('InvalidBatch', `Unable to find batch: ${request.params[1] ?? ''}`);
  return { job, batch };
}

async function create(request: Request): Promise<Reply> {
  const job = await createClassicJob(request);
  request.org.classicJobs.set(job.id, job);
  request.noted.jobId = job.id;
  noteEffect(request, 'created', null);
  request.org.noteChange();
  return replyJobInfo(request, job, 201);
}

async function readUpload(request: Request): Promise<Buffer> {
  const body = (await readBody(request)) ?? Buffer.alloc(0);
  if (!/\bgzip\b/i.test(request.headers['content-encoding'] ?? '')) return body;
  try {
    return gunzipSync(body);
  } catch {
    throw new AsyncFault('ClientInputError', 'The request body is not in gzip format');
  }
}

/** The media type of each content type, without its parameters. */
const MEDIA: Readonly<Record<ClassicType, readonly string[]>> = {
  CSV: ['text/csv'],
  JSON: ['application/json'],
  XML: ['application/xml', 'text/xml'],
  ZIP_CSV: ['zip/csv'],
  ZIP_JSON: ['zip/json'],
  ZIP_XML: ['zip/xml'],
};

/** A batch comes as its job says. The words of the refusal are the practice org's own. */
function checkContentType(request: Request, job: ClassicJob): void {
  const media = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isOther = Object.entries(MEDIA).some(
    ([type, names]) => type !== job.contentType && names.includes(media),
  );
  if (isOther)
    throw new AsyncFault(
      'ClientInputError',
      `The content type of the batch is ${media}, that of job ${job.id} is ${job.contentType}`,
    );
}

async function addBatch(request: Request): Promise<Reply> {
  const { org } = request;
  const job = requireJob(request);
  const body = await readUpload(request);
  // A refused batch counts against the allocation too.
  org.usage.bulkBatches += 1;
  if (job.state !== 'Open')
    throw new AsyncFault(
      'InvalidJobState',
      `Unable to add batch to job ${job.id}: its state is ${job.state}`,
    );
  if (org.clock.now() - job.createdAt > BATCH_WINDOW)
    throw new AsyncFault('InvalidJobState', 'A job takes no batches 24 hours after it was created');
  if (org.usage.bulkBatches > org.settings.dailyBulkBatches)
    throw new AsyncFault('ExceededQuota', 'ApiBatchItems Limit exceeded.');
  checkContentType(request, job);
  if (body.toString('latin1').trim() === '')
    throw new AsyncFault('ClientInputError', 'Unable to find any data to create batch');
  const batch = makeBatch(org, body);
  job.batches.push(batch);
  request.noted.batchId = batch.id;
  noteEffect(request, 'committed', null);
  org.noteChange();
  startBatch(org, job, batch);
  return replyBatchInfo(request, job, batch, 201);
}

async function change(request: Request): Promise<Reply> {
  const { org } = request;
  const job = requireJob(request);
  const state = (await readJobBody(request))('state');
  if (state !== 'Closed' && state !== 'Aborted')
    throw new AsyncFault('InvalidJob', `Only the states Closed and Aborted can be set, not ${String(state)}`);
  if (job.createdById !== requireSession(request).userId)
    throw new AsyncFault('InvalidUser', 'Only the creator of a job may close or abort it');
  if (job.state === 'Aborted' || (job.state === 'Closed' && state === 'Closed'))
    throw new AsyncFault('InvalidJobState', `The job is ${job.state} already`);
  setJobState(org, job, state);
  noteEffect(request, state === 'Closed' ? 'closed' : 'aborted', null);
  if (state === 'Aborted')
    for (const batch of job.batches) if (batch.state === 'Queued') setBatchState(org, batch, 'NotProcessed');
  return replyJobInfo(request, job);
}

const TYPE_OF: Readonly<Record<ClassicType, string>> = {
  CSV: 'text/csv;charset=UTF-8',
  JSON: 'application/json;charset=UTF-8',
  XML: XML_TYPE,
  ZIP_CSV: 'zip/csv',
  ZIP_JSON: 'zip/json',
  ZIP_XML: 'zip/xml',
};

function readRequest(request: Request): Reply {
  const { job, batch } = requireBatch(request);
  return { status: 200, headers: { 'Content-Type': TYPE_OF[job.contentType] }, body: batch.request };
}

function readResult(request: Request): Reply {
  const { job, batch } = requireBatch(request);
  if (!ENDED.has(batch.state))
    throw new AsyncFault('InvalidBatch', `Batch not completed: ${batch.id} is ${batch.state}`);
  tellEnd(request.org, new Set([batch.id]));
  if (batch.state === 'NotProcessed' || (batch.state === 'Failed' && batch.outcomes.length === 0))
    throw new AsyncFault('InvalidBatch', 'Records not processed');
  if (!job.operation.startsWith('query')) return replyResults(job, batch);
  const ids = batch.results.map((result) => result.id);
  if (answersJson(request, job)) return replyJson(ids);
  return replyXml(['result-list', ids.map((id) => ['result', id] as const)]);
}

function readQueryResult(request: Request): Reply {
  const { job, batch } = requireBatch(request);
  const id = readId(request.params[2] ?? '');
  const result = batch.results.find((one) => one.id === id);
  if (!result) throw notFound();
  return { status: 200, headers: { 'Content-Type': TYPE_OF[job.contentType] }, body: result.text };
}

function readSchema(): Reply {
  return { status: 200, headers: { 'Content-Type': XML_TYPE }, body: SCHEMA };
}

/** Bulk API 1.0; `/async` stands for `/services/async/NN.0`. */
export const BULK1_ROUTES: readonly Route[] = [
  { path: '/async/AsyncApi.xsd', access: 'async', methods: { GET: readSchema } },
  { path: '/async/job', access: 'async', methods: { POST: create } },
  {
    path: '/async/job/*',
    access: 'async',
    methods: { GET: (request) => replyJobInfo(request, requireJob(request)), POST: change },
  },
  {
    path: '/async/job/*/batch',
    access: 'async',
    methods: { GET: (request) => replyBatchList(request, requireJob(request)), POST: addBatch },
  },
  {
    path: '/async/job/*/batch/*',
    access: 'async',
    methods: {
      GET: (request) => {
        const { job, batch } = requireBatch(request);
        return replyBatchInfo(request, job, batch);
      },
    },
  },
  { path: '/async/job/*/batch/*/request', access: 'async', methods: { GET: readRequest } },
  { path: '/async/job/*/batch/*/result', access: 'async', methods: { GET: readResult } },
  { path: '/async/job/*/batch/*/result/*', access: 'async', methods: { GET: readQueryResult } },
];
