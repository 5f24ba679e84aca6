import { pause, takeTurn } from '../clock';
import { nextOrgId, requireTable, type Org } from '../org';
import { pauseForAutomation } from '../save/automation-cost';
import { CHUNK_SIZE, saveChunk, type SaveRequest } from '../save/save-chunk';
import type { LockPlace } from '../save/save-options';
import type { Operation } from '../save/record-input';
import { ENDED, setBatchState, type Batch, type ClassicJob } from './job';
import { BatchFault } from './batch-fault';
import { keyPositionOf, readBatchRows, type BatchRow } from './read-batch';
import { cutByKey, runQueryBatch } from './run-query';

/** A batch that waits to be run. */
export function makeBatch(org: Org, request: Buffer, range: Batch['range'] = null): Batch {
  const now = org.clock.now();
  return {
    id: nextOrgId(org, '751'),
    state: 'Queued',
    stateMessage: null,
    createdAt: now,
    changedAt: now,
    startedAt: null,
    endedAt: null,
    request,
    outcomes: [],
    total: 0,
    activeMs: 0,
    results: [],
    range,
  };
}

/** Locks held by the chunks of one job; only Parallel jobs have chunks that meet. */
const claimsOf = new WeakMap<ClassicJob, Map<string, number>>();

function lockPlaceOf(job: ClassicJob, batch: Batch, from: number): LockPlace | null {
  if (job.concurrencyMode === 'Serial') return null;
  const claims = claimsOf.get(job) ?? new Map<string, number>();
  claimsOf.set(job, claims);
  return { claims, batch: job.batches.indexOf(batch), chunk: Math.floor(from / CHUNK_SIZE) };
}

async function saveRows(org: Org, job: ClassicJob, batch: Batch, rows: readonly BatchRow[]): Promise<void> {
  const request: SaveRequest = {
    table: requireTable(org, job.object),
    operation: job.operation as Operation,
    keyPosition: keyPositionOf(org, job),
    key: job.id,
    userId: job.createdById,
  };
  while (batch.outcomes.length < rows.length) {
    await (org.settings.chunkMs > 0 ? pause(org.settings.chunkMs) : takeTurn());
    await pauseForAutomation(org, request.table, CHUNK_SIZE);
    if (org.closing || ENDED.has(batch.state)) return;
    const from = batch.outcomes.length;
    const started = performance.now();
    const options = {
      allowDuplicates: org.settings.bulkIgnoresAlerts,
      assignment: job.assignmentRuleId ?? 'none',
      lock: lockPlaceOf(job, batch, from),
    };
    batch.outcomes.push(...saveChunk(org, { ...request, options }, rows.slice(from, from + CHUNK_SIZE)));
    batch.activeMs += performance.now() - started;
  }
}

function splitByKey(org: Org, job: ClassicJob, batch: Batch, size: number): void {
  setBatchState(org, batch, 'NotProcessed');
  for (const range of cutByKey(org, job, size)) {
    const part = makeBatch(org, batch.request, range);
    job.batches.push(part);
    startBatch(org, job, part);
  }
}

async function runBatch(org: Org, job: ClassicJob, batch: Batch): Promise<void> {
  await pause(org.settings.queueMs);
  while (org.settings.stuck && !org.closing && job.state !== 'Aborted') await pause(20);
  if (org.closing || ENDED.has(batch.state)) return;
  // A batch that was running when its job was aborted runs to its end, over a restart too.
  if (job.state === 'Aborted' && batch.state === 'Queued') return setBatchState(org, batch, 'NotProcessed');
  if (job.pkChunkSize !== null && !batch.range) return splitByKey(org, job, batch, job.pkChunkSize);
  setBatchState(org, batch, 'InProgress');
  try {
    if (job.operation.startsWith('query')) await runQueryBatch(org, job, batch);
    else {
      const rows = await readBatchRows(org, job, batch);
      batch.total = rows.length;
      await saveRows(org, job, batch, rows);
    }
    if (!org.closing && !ENDED.has(batch.state)) setBatchState(org, batch, 'Completed');
  } catch (fault) {
    if (!(fault instanceof BatchFault)) throw fault;
    setBatchState(org, batch, 'Failed', fault.message);
  }
}

/**
 * Runs a batch without anyone waiting for it. Batches of Serial jobs, whatever their job, run one after
 * another; what no rule foresees ends the batch, never the org.
 */
export function startBatch(org: Org, job: ClassicJob, batch: Batch): void {
  const run = (): Promise<void> =>
    runBatch(org, job, batch).catch((cause: unknown) =>
      setBatchState(
        org,
        batch,
        'Failed',
        `Unknown : ${cause instanceof Error ? cause.message : String(cause)}`,
      ),
    );
  if (job.concurrencyMode === 'Serial') org.serialTail = org.serialTail.then(run);
  else void run();
}
