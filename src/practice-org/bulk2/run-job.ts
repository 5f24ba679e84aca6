import { isBroken } from '../breaks';
import { pause, takeTurn } from '../clock';
import { CsvFault, splitRecord, UNESCAPED_QUOTE } from '../csv/parse';
import { countCells, indexRecords, readRecord } from '../csv/index-records';
import { requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { automationCost, pauseForAutomation } from '../save/automation-cost';
import type { LockPlace } from '../save/save-options';
import { CHUNK_SIZE, saveChunk, type SaveRequest } from '../save/save-chunk';
import { formatRowError, isRowError } from '../save/row-error';
import { positionOf } from '../store/table';
import { HeaderFault, resolveColumns, type Column } from './columns';
import { DELIMITERS, setState, TERMINAL, type IngestJob } from './job';
import { readRow } from './read-row';

function findLineEndingFault(job: IngestJob): string | null {
  if (!job.index?.otherLineEnding) return null;
  return `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.lineEnding}`;
}

async function checkRecords(job: IngestJob, columns: readonly Column[]): Promise<void> {
  const { data, index } = job;
  if (!data || !index) return;
  const delimiter = DELIMITERS[job.columnDelimiter];
  for (let at = 1; at < index.starts.length; at += 1) {
    const width =
      countCells(data, index, at, delimiter) ?? splitRecord(readRecord(data, index, at), delimiter).length;
    // The words for a row of another width are the practice org's own.
    if (width !== columns.length)
      throw new CsvFault(
        `Failed to parse CSV. Row ${at} has ${width} columns, the header has ${columns.length}`,
      );
    if (at % 5000 === 0) await takeTurn();
  }
}

/** Reads the whole file before any row is tried. Answers the columns, or fails the job. */
async function prepare(org: Org, job: IngestJob): Promise<Column[] | null> {
  const fail = (message: string): null => {
    setState(org, job, 'Failed', message);
    return null;
  };
  if (!job.data || job.data.length === 0) return fail('InvalidBatch : Records not found');
  job.index ??= await indexRecords(job.data, job.lineEnding);
  const lineEndingFault = findLineEndingFault(job);
  if (lineEndingFault) return fail(lineEndingFault);
  if (job.index.openQuote) return fail(`InvalidBatch : ${UNESCAPED_QUOTE}`);
  if (job.index.starts.length === 0) return fail('InvalidBatch : Records not found');
  try {
    const headers = splitRecord(readRecord(job.data, job.index, 0), DELIMITERS[job.columnDelimiter]);
    const columns = resolveColumns(org, requireTable(org, job.object), headers, job.operation);
    if (job.index.starts.length === 1) return fail('InvalidBatch : Records not found');
    await checkRecords(job, columns);
    return columns;
  } catch (fault) {
    if (fault instanceof HeaderFault) return fail(fault.message);
    if (fault instanceof CsvFault) return fail(`InvalidBatch : ${fault.message}`);
    throw fault;
  }
}

/** Where the key of an upsert stands in a row. */
function keyPositionOf(org: Org, job: IngestJob): number {
  if (job.operation !== 'upsert' || job.externalIdFieldName === null) return POSITION.Id;
  return positionOf(requireTable(org, job.object), job.externalIdFieldName);
}

const claimsOf = new WeakMap<IngestJob, Map<string, number>>();

/** Internal batches run side by side: chunks with the same number are saved at the same time. */
function lockPlaceOf(org: Org, job: IngestJob, from: number): LockPlace {
  const { batchRows } = org.settings;
  const claims = claimsOf.get(job) ?? new Map<string, number>();
  claimsOf.set(job, claims);
  return { claims, batch: Math.floor(from / batchRows), chunk: Math.floor((from % batchRows) / CHUNK_SIZE) };
}

function runChunk(org: Org, job: IngestJob, columns: readonly Column[], from: number): void {
  const { data, index } = job;
  if (!data || !index) return;
  const keyPosition = keyPositionOf(org, job);
  const delimiter = DELIMITERS[job.columnDelimiter];
  const to = Math.min(from + CHUNK_SIZE, index.starts.length - 1);
  const rows = [];
  for (let row = from; row < to; row += 1) {
    rows.push(
      readRow(
        columns,
        splitRecord(readRecord(data, index, row + 1), delimiter),
        keyPosition,
        job.operation,
        isBroken(org, 27),
      ),
    );
  }
  const request: SaveRequest = {
    table: requireTable(org, job.object),
    operation: job.operation,
    keyPosition,
    key: job.id,
    userId: job.createdById,
    options: {
      allowDuplicates: org.settings.bulkIgnoresAlerts,
      assignment: job.assignmentRuleId ?? 'none',
      lock: lockPlaceOf(org, job, from),
    },
  };
  for (const outcome of saveChunk(org, request, rows)) {
    if (isRowError(outcome)) {
      job.failed += 1;
      job.outcomes.push(`!${formatRowError(outcome)}`);
    } else job.outcomes.push(`${outcome.created ? '+' : '='}${outcome.id}`);
  }
  const { batchRows } = org.settings;
  if (Math.floor(from / batchRows) !== Math.floor((from - CHUNK_SIZE) / batchRows))
    org.usage.bulkBatches += 1;
}

function strikeJob(org: Org, job: IngestJob): boolean {
  const fault = org.settings.jobFault;
  if (!fault || fault.times <= 0) return false;
  const total = (job.index?.starts.length ?? 1) - 1;
  const limit = typeof fault.share === 'number' ? Math.floor(total * fault.share) : fault.afterRows;
  if (job.outcomes.length < limit) return false;
  fault.times -= 1;
  setState(org, job, 'Failed', fault.message);
  return true;
}

const isRunning = (org: Org, job: IngestJob): boolean => job.state === 'InProgress' && !org.closing;

/** A stuck job stays where it is until it is let go, aborted, or the org ends. */
async function waitWhileStuck(org: Org, job: IngestJob): Promise<void> {
  while (org.settings.stuck && !org.closing && !TERMINAL.has(job.state)) await pause(20);
}

async function runRows(org: Org, job: IngestJob, columns: readonly Column[]): Promise<void> {
  const total = (job.index?.starts.length ?? 1) - 1;
  const table = requireTable(org, job.object);
  while (job.outcomes.length < total) {
    await (org.settings.chunkMs > 0 ? pause(org.settings.chunkMs) : takeTurn());
    await pauseForAutomation(org, table, CHUNK_SIZE);
    await waitWhileStuck(org, job);
    if (!isRunning(org, job) || strikeJob(org, job)) return;
    const started = performance.now();
    runChunk(org, job, columns, job.outcomes.length);
    job.apiActiveProcessingTime += performance.now() - started;
    job.apexProcessingTime += automationCost(org, table, CHUNK_SIZE);
    job.changedAt = org.clock.now();
  }
  if (!isRunning(org, job) || strikeJob(org, job)) return;
  setState(org, job, 'JobComplete');
}

/**
 * Takes a job from UploadComplete to its end: a wait in the queue, a strict reading of the file, then
 * chunk after chunk, each in a turn of its own. A job that was InProgress when the org stopped goes on
 * where it was.
 */
export async function runJob(org: Org, job: IngestJob): Promise<void> {
  if (job.state === 'UploadComplete') {
    await pause(org.settings.queueMs);
    await waitWhileStuck(org, job);
    if (job.state !== 'UploadComplete' || org.closing) return;
    setState(org, job, 'InProgress');
  }
  const started = performance.now();
  const columns = await prepare(org, job);
  if (columns && isRunning(org, job)) await runRows(org, job, columns);
  job.totalProcessingTime += performance.now() - started;
}
