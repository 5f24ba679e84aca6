import { formatRestDateTime } from '../values/date';
import type { IngestJob } from './job';

/** What a PATCH answers: the documented keys, no counters, no delimiters. */
export function describeChange(job: IngestJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: formatRestDateTime(job.createdAt),
    systemModstamp: formatRestDateTime(job.changedAt),
    state: job.state,
    ...(job.externalIdFieldName === null ? {} : { externalIdFieldName: job.externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion,
    ...(job.assignmentRuleId === null ? {} : { assignmentRuleId: job.assignmentRuleId }),
  };
}

/** What a create answers. */
export function describeNew(job: IngestJob): Record<string, unknown> {
  return {
    ...describeChange(job),
    ...(job.state === 'Open'
      ? { contentUrl: `services/data/v${job.apiVersion}.0/jobs/ingest/${job.id}/batches` }
      : {}),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

/** What a GET answers. While the job is Open its counters are left out, as they may be. */
export function describeJob(job: IngestJob): Record<string, unknown> {
  return {
    ...describeNew(job),
    jobType: 'V2Ingest',
    ...(job.state === 'Open'
      ? {}
      : {
          numberRecordsProcessed: job.outcomes.kinds.length - job.lost,
          numberRecordsFailed: job.failed,
        }),
    retries: job.retries,
    totalProcessingTime: Math.round(job.totalProcessingTime),
    apiActiveProcessingTime: Math.round(job.apiActiveProcessingTime),
    apexProcessingTime: Math.round(job.apexProcessingTime),
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  };
}

/** A job in a list: no counters, no error. */
export function describeListed(job: IngestJob): Record<string, unknown> {
  return {
    ...describeChange(job),
    jobType: 'V2Ingest',
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}
