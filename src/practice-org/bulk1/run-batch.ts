import { pause, takeTurn } from '../clock';
import { nextOrgId, requireTable, type Org } from '../org';
import { pauseForAutomation } from '../save/automation-cost';
import { CLASSIC_RETRIES, countChunk, TIMED_OUT, type Attempts } from '../save/batch-attempts';
import { CHUNK_SIZE, saveChunk, type SaveRequest } from '../save/save-chunk';
import type { Operation } from '../save/record-input';
import { enterRun, keepStep, leaveRun, startRun, stepRun, type Run } from '../save/side-by-side';
import type { Table } from '../store/table';
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
    retries: 0,
    results: [],
    range,
  };
}

/** Ends an attempt that took too long: what is left of the batch goes on after a wait, or the batch fails. */
async function settleAttempt(org: Org, table: Table, batch: Batch, attempts: Attempts): Promise<void> {
  if (batch.outcomes.length >= batch.total) return;
  const next = countChunk(org, table, attempts);
  if (next === 'failed') throw new BatchFault(TIMED_OUT);
  if (next === 'goes on') return;
  batch.retries += 1;
  await pause(org.settings.queueMs);
}

async function saveRows(
  org: Org,
  job: ClassicJob,
  batch: Batch,
  rows: readonly BatchRow[],
  run: Run,
): Promise<void> {
  const request: SaveRequest = {
    table: requireTable(org, job.object),
    operation: job.operation as Operation,
    keyPosition: keyPositionOf(org, job),
    key: job.id,
    userId: job.createdById,
  };
  const attempts: Attempts = { left: job.batchRetry ? CLASSIC_RETRIES : 0, spentMs: 0 };
  while (batch.outcomes.length < rows.length) {
    await (org.settings.chunkMs > 0 ? pause(org.settings.chunkMs) : takeTurn());
    await pauseForAutomation(org, request.table, CHUNK_SIZE);
    await keepStep(org, run);
    if (org.closing || ENDED.has(batch.state)) return;
    const from = batch.outcomes.length;
    const started = performance.now();
    const options = {
      allowDuplicates: org.settings.bulkIgnoresAlerts,
      assignment: job.assignmentRuleId ?? 'none',
      lock: { run, batch: 0, step: run.start + Math.floor(from / CHUNK_SIZE) },
    };
    batch.outcomes.push(...saveChunk(org, { ...request, options }, rows.slice(from, from + CHUNK_SIZE)));
    batch.activeMs += performance.now() - started;
    stepRun(run);
    await settleAttempt(org, request.table, batch, attempts);
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

async function runBatch(org: Org, job: ClassicJob, batch: Batch, run: Run): Promise<void> {
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
      startRun(run);
      const rows = await readBatchRows(org, job, batch);
      batch.total = rows.length;
      await saveRows(org, job, batch, rows, run);
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
  const serial = job.concurrencyMode === 'Serial';
  const run = enterRun(org, batch.id, serial);
  const goThrough = (): Promise<void> =>
    runBatch(org, job, batch, run)
      .catch((cause: unknown) =>
        setBatchState(
          org,
          batch,
          'Failed',
          `Unknown : ${cause instanceof Error ? cause.message : String(cause)}`,
        ),
      )
      .finally(() => leaveRun(run));
  if (serial) org.serialTail = org.serialTail.then(goThrough);
  else void goThrough();
}
