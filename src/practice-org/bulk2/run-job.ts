import { isBroken } from '../breaks';
import { pause, takeTurn } from '../clock';
import { CsvFault, splitRecord, UNESCAPED_QUOTE } from '../csv/parse';
import { countCells, indexRecords, readRecord, readRecords } from '../csv/index-records';
import { requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { automationCost, pauseForAutomation } from '../save/automation-cost';
import { countChunk, INGEST_RETRIES, TIMED_OUT, type Attempts } from '../save/batch-attempts';
import { CHUNK_SIZE, saveChunk } from '../save/save-chunk';
import { enterRun, keepStep, leaveRun, startRun, stepRun, type Run } from '../save/side-by-side';
import { isRowError } from '../save/row-error';
import { positionOf, type Table } from '../store/table';
import { HeaderFault, resolveColumns, type Column } from './columns';
import { DELIMITERS, setState, TERMINAL, type IngestJob } from './job';
import { addOutcome, loseRows } from './outcomes';
import { makeRowReader } from './read-row';

/** Characters a header line may have; the words for a longer one are the practice org's own. */
const LONGEST_HEADER = 32_000;

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
    if ((job.index.ends[0] ?? 0) - (job.index.starts[0] ?? 0) > LONGEST_HEADER)
      return fail(`InvalidBatch : The header line is longer than ${LONGEST_HEADER} characters`);
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

/** How the chunks of one job are saved: a function that saves the rows from one on. */
function makeChunkRunner(
  org: Org,
  job: IngestJob,
  columns: readonly Column[],
  run: Run,
): (from: number) => void {
  const keyPosition = keyPositionOf(org, job);
  const read = makeRowReader(columns, keyPosition, job.operation, isBroken(org, 27));
  const delimiter = DELIMITERS[job.columnDelimiter];
  const request = {
    table: requireTable(org, job.object),
    operation: job.operation,
    keyPosition,
    key: job.id,
    userId: job.createdById,
  };
  return (from) => {
    const { data, index } = job;
    const { batchRows } = org.settings;
    if (!data || !index) return;
    const to = Math.min(from + CHUNK_SIZE, index.starts.length - 1);
    const rows = readRecords(data, index, from + 1, to + 1).map((record) =>
      read(splitRecord(record, delimiter)),
    );
    const options = {
      allowDuplicates: org.settings.bulkIgnoresAlerts,
      assignment: job.assignmentRuleId ?? 'none',
      // Internal batches run side by side: chunks with the same number are saved at the same time.
      lock: { run, batch: Math.floor(from / batchRows), step: Math.floor((from % batchRows) / CHUNK_SIZE) },
    };
    for (const outcome of saveChunk(org, { ...request, options }, rows)) {
      if (isRowError(outcome)) job.failed += 1;
      addOutcome(job.outcomes, outcome);
    }
  };
}

/** Whether an internal batch begins with this row. */
const beginsBatch = (org: Org, from: number): boolean =>
  Math.floor(from / org.settings.batchRows) !== Math.floor((from - CHUNK_SIZE) / org.settings.batchRows);

/**
 * Counts an internal batch that begins with this row. Batches over the daily allocation are not tried, and their
 * rows turn up in no result (Bulk API and Bulk API 2.0 Limits and Allocations). Answers how many rows that are.
 */
function passOver(org: Org, job: IngestJob, from: number): number {
  const { batchRows, dailyBulkBatches } = org.settings;
  if (!beginsBatch(org, from)) return 0;
  if (org.usage.bulkBatches < dailyBulkBatches) {
    org.usage.bulkBatches += 1;
    return 0;
  }
  const total = (job.index?.starts.length ?? 1) - 1;
  const end = Math.min((Math.floor(from / batchRows) + 1) * batchRows, total);
  return end - from;
}

function strikeJob(org: Org, job: IngestJob): boolean {
  const fault = org.settings.jobFault;
  if (!fault || fault.times <= 0) return false;
  const total = (job.index?.starts.length ?? 1) - 1;
  const limit = typeof fault.share === 'number' ? Math.floor(total * fault.share) : fault.afterRows;
  if (job.outcomes.kinds.length < limit) return false;
  fault.times -= 1;
  setState(org, job, 'Failed', fault.message);
  return true;
}

const isRunning = (org: Org, job: IngestJob): boolean => job.state === 'InProgress' && !org.closing;

/** A stuck job stays where it is until it is let go, aborted, or the org ends. */
async function waitWhileStuck(org: Org, job: IngestJob): Promise<void> {
  while (org.settings.stuck && !org.closing && !TERMINAL.has(job.state)) await pause(20);
}

/** Ends an attempt at an internal batch that took too long; the rest of it goes on after a wait, or the job fails. */
async function settleAttempt(org: Org, job: IngestJob, table: Table, attempts: Attempts): Promise<void> {
  const at = job.outcomes.kinds.length;
  if (at >= (job.index?.starts.length ?? 1) - 1 || beginsBatch(org, at)) return;
  const next = countChunk(org, table, attempts);
  if (next === 'failed') return setState(org, job, 'Failed', TIMED_OUT);
  if (next === 'goes on') return;
  job.retries += 1;
  await pause(org.settings.queueMs);
}

async function runRows(org: Org, job: IngestJob, columns: readonly Column[], run: Run): Promise<void> {
  const total = (job.index?.starts.length ?? 1) - 1;
  const table = requireTable(org, job.object);
  const runChunk = makeChunkRunner(org, job, columns, run);
  let attempts: Attempts = { left: INGEST_RETRIES, spentMs: 0 };
  while (job.outcomes.kinds.length < total) {
    await (org.settings.chunkMs > 0 ? pause(org.settings.chunkMs) : takeTurn());
    await pauseForAutomation(org, table, CHUNK_SIZE);
    await keepStep(org, run);
    await waitWhileStuck(org, job);
    if (!isRunning(org, job) || strikeJob(org, job)) return;
    const started = performance.now();
    const from = job.outcomes.kinds.length;
    if (beginsBatch(org, from)) attempts = { left: INGEST_RETRIES, spentMs: 0 };
    const lost = passOver(org, job, from);
    if (lost > 0) {
      loseRows(job.outcomes, lost);
      job.lost += lost;
      org.noteChange();
    } else runChunk(from);
    job.apiActiveProcessingTime += performance.now() - started;
    job.apexProcessingTime += automationCost(org, table, CHUNK_SIZE);
    job.changedAt = org.clock.now();
    stepRun(run);
    await settleAttempt(org, job, table, attempts);
  }
  if (!isRunning(org, job) || strikeJob(org, job)) return;
  setState(org, job, 'JobComplete');
}

async function runToEnd(org: Org, job: IngestJob, run: Run): Promise<void> {
  if (job.state === 'UploadComplete') {
    await pause(org.settings.queueMs);
    await waitWhileStuck(org, job);
    if (job.state !== 'UploadComplete' || org.closing) return;
    setState(org, job, 'InProgress');
  }
  startRun(run);
  const started = performance.now();
  const columns = await prepare(org, job);
  if (columns && isRunning(org, job)) await runRows(org, job, columns, run);
  job.totalProcessingTime += performance.now() - started;
}

/**
 * Takes a job from UploadComplete to its end: a wait in the queue, a strict reading of the file, then
 * chunk after chunk, each in a turn of its own. A job that was InProgress when the org stopped goes on
 * where it was.
 */
export async function runJob(org: Org, job: IngestJob): Promise<void> {
  const run = enterRun(org, job.id);
  try {
    await runToEnd(org, job, run);
  } finally {
    leaveRun(run);
  }
}
