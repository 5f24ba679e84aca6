import { pause, takeTurn } from '../clock';
import type { Org } from '../org';
import { findRows } from '../soql/find-rows';
import { parseBulkQuery } from '../soql/check-bulk-query';
import { resolveQueryColumns } from '../soql/write-query-csv';
import { setQueryState, type Found, type QueryJob } from './query-job';

/** Runs the query of a job as the org stands now. */
export async function findForJob(org: Org, job: QueryJob): Promise<Found> {
  const query = parseBulkQuery(org, job.query);
  const { table, rows } = await findRows(org, query, job.operation === 'queryAll');
  return { table, rows, columns: resolveQueryColumns(org, table, query) };
}

async function run(org: Org, job: QueryJob): Promise<void> {
  if (job.state === 'UploadComplete') {
    await pause(org.settings.queueMs);
    while (org.settings.stuck && !org.closing && job.state === 'UploadComplete') await pause(20);
    if (job.state !== 'UploadComplete' || org.closing) return;
    setQueryState(org, job, 'InProgress');
  }
  const started = performance.now();
  const found = await findForJob(org, job);
  const pages = Math.max(1, Math.ceil(found.rows.length / org.settings.queryResultRows));
  for (let page = 0; page < pages; page += 1)
    await (org.settings.chunkMs > 0 ? pause(org.settings.chunkMs) : takeTurn());
  job.totalProcessingTime += performance.now() - started;
  if (job.state !== 'InProgress' || org.closing) return;
  job.found = found;
  job.processed = found.rows.length;
  setQueryState(org, job, 'JobComplete');
}

/** Runs a query job without anyone waiting for it. */
export function startQueryJob(org: Org, job: QueryJob): void {
  run(org, job).catch((cause: unknown) =>
    setQueryState(org, job, 'Failed', cause instanceof Error ? cause.message : String(cause)),
  );
}
