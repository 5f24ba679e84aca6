import { replyJobJson, replyJson, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import { isRowError } from '../save/row-error';
import { tellEnd } from '../save/side-by-side';
import { formatRestDateTime, formatZuluDateTime } from '../values/date';
import { XML_HEAD, XML_TYPE, writeElement, type XmlNode } from '../xml/write-xml';
import { NAMESPACE, speaksJson } from './fault';
import { ENDED, formOf, type Batch, type BatchState, type ClassicJob } from './job';

const countFailed = (batch: Batch): number => batch.outcomes.filter(isRowError).length;
const countProcessed = (batch: Batch): number =>
  batch.results.length > 0
    ? batch.results.reduce((sum, result) => sum + result.records, 0)
    : batch.outcomes.length;

type Info = Record<string, string | number | null>;

/** Writes a time: `…Z` in XML, `…+0000` in JSON. */
type WriteTime = (epochMs: number) => string;

/** The members of `jobInfo`, in the order of its schema. */
export function jobInfo(job: ClassicJob, writeTime: WriteTime = formatZuluDateTime): Info {
  const count = (...states: BatchState[]): number =>
    job.batches.filter((batch) => states.includes(batch.state)).length;
  const sum = (of: (batch: Batch) => number): number =>
    job.batches.reduce((total, batch) => total + of(batch), 0);
  const active = Math.round(sum((batch) => batch.activeMs));
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: writeTime(job.createdAt),
    systemModstamp: writeTime(job.changedAt),
    state: job.state,
    externalIdFieldName: job.externalIdFieldName,
    concurrencyMode: job.concurrencyMode,
    contentType: job.contentType,
    numberBatchesQueued: count('Queued'),
    numberBatchesInProgress: count('InProgress'),
    numberBatchesCompleted: count('Completed'),
    numberBatchesFailed: count('Failed'),
    numberBatchesTotal: job.batches.length,
    numberRecordsProcessed: sum(countProcessed),
    numberRetries: sum((batch) => batch.retries),
    apiVersion: `${job.apiVersion}.0`,
    assignmentRuleId: job.assignmentRuleId,
    numberRecordsFailed: sum(countFailed),
    totalProcessingTime: active,
    apiActiveProcessingTime: active,
    apexProcessingTime: 0,
  };
}

/** The members of `batchInfo`. */
export function batchInfo(job: ClassicJob, batch: Batch, writeTime: WriteTime = formatZuluDateTime): Info {
  const active = Math.round(batch.activeMs);
  return {
    id: batch.id,
    jobId: job.id,
    state: batch.state,
    stateMessage: batch.stateMessage,
    createdDate: writeTime(batch.createdAt),
    systemModstamp: writeTime(batch.changedAt),
    numberRecordsProcessed: countProcessed(batch),
    numberRecordsFailed: countFailed(batch),
    totalProcessingTime: active,
    apiActiveProcessingTime: active,
    apexProcessingTime: 0,
  };
}

const nodesOf = (info: Info): XmlNode[] => Object.entries(info);

/** Whether answers about this job are JSON: a JSON job, or a caller that speaks JSON. */
export function answersJson(request: Request, job: ClassicJob): boolean {
  return formOf(job.contentType) === 'JSON' || speaksJson(request);
}

export function replyXml(root: XmlNode, status = 200): Reply {
  return { status, headers: { 'Content-Type': XML_TYPE }, body: XML_HEAD + writeElement(root, NAMESPACE) };
}

/** What tells of batches tells the end of those that have come to one. */
const tellEnds = (request: Request, batches: readonly Batch[]): void =>
  tellEnd(request.org, new Set(batches.filter(({ state }) => ENDED.has(state)).map(({ id }) => id)));

export function replyJobInfo(request: Request, job: ClassicJob, status = 200): Reply {
  tellEnds(request, job.batches);
  if (!answersJson(request, job)) return replyXml(['jobInfo', nodesOf(jobInfo(job))], status);
  return replyJobJson({ ...jobInfo(job, formatRestDateTime), apiVersion: job.apiVersion }, status);
}

export function replyBatchInfo(request: Request, job: ClassicJob, batch: Batch, status = 200): Reply {
  tellEnds(request, [batch]);
  if (answersJson(request, job)) return replyJson(batchInfo(job, batch, formatRestDateTime), status);
  return replyXml(['batchInfo', nodesOf(batchInfo(job, batch))], status);
}

export function replyBatchList(request: Request, job: ClassicJob): Reply {
  tellEnds(request, job.batches);
  if (answersJson(request, job))
    return replyJson({ batchInfo: job.batches.map((batch) => batchInfo(job, batch, formatRestDateTime)) });
  return replyXml([
    'batchInfoList',
    job.batches.map((batch): XmlNode => ['batchInfo', nodesOf(batchInfo(job, batch))]),
  ]);
}
