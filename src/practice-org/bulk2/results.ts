import { isBroken } from '../breaks';
import { splitRecord, CsvFault } from '../csv/parse';
import { readRecord, type RecordIndex } from '../csv/index-records';
import { quoteCells, writeBareName } from '../csv/write';
import { requireTable, type Org } from '../org';
import type { FieldDef } from '../schema/types';
import { fieldOf } from '../store/table';
import { seedRandom, shuffleIndexes } from '../random';
import { echoCell } from '../values/echo';
import { DELIMITERS, type IngestJob } from './job';

/** Text handed to the socket at a time. */
const PART = 64 * 1024;

export type ResultKind = 'successful' | 'failed';

function headersOf(job: IngestJob): string[] {
  if (!job.data || !job.index || job.index.starts.length === 0) return [];
  try {
    return splitRecord(readRecord(job.data, job.index, 0), DELIMITERS[job.columnDelimiter]);
  } catch (fault) {
    if (fault instanceof CsvFault) return [];
    throw fault;
  }
}

/** The rows of one kind in the order this org gives them: shuffled by its seed and the job. */
function orderRows(org: Org, job: IngestJob, kind: ResultKind): Uint32Array {
  const wanted: number[] = [];
  for (const [i, outcome] of job.outcomes.entries())
    if (outcome.startsWith('!') === (kind === 'failed')) wanted.push(i);
  const order = Uint32Array.from(wanted);
  const shuffles = org.settings.shuffle && !isBroken(org, 32);
  return shuffles ? shuffleIndexes(order, seedRandom(`${org.seed} ${job.id} ${kind}`)) : order;
}

function leadingCells(outcome: string, kind: ResultKind, withFailedId: boolean): string[] {
  if (kind === 'successful') return [outcome.slice(1), outcome.startsWith('+') ? 'true' : 'false'];
  return withFailedId ? ['', outcome.slice(1)] : [outcome.slice(1)];
}

function echoRow(fields: readonly (FieldDef | null)[], cells: readonly string[]): string[] {
  return fields.map((field, i) => (field ? echoCell(field, cells[i] ?? '') : (cells[i] ?? '')));
}

/**
 * The lines of successfulResults or failedResults. Only the sf__ headers are quoted; every cell is. The
 * input is read again from the upload, so no second copy of it is held. Line ending and delimiter are
 * the job's.
 */
export function* writeResults(
  org: Org,
  job: IngestJob,
  kind: ResultKind,
  version: number,
): Generator<string> {
  const delimiter = DELIMITERS[job.columnDelimiter];
  const newline = job.lineEnding === 'CRLF' ? '\r\n' : '\n';
  const headers = headersOf(job);
  const withFailedId = version >= 53;
  const leading =
    kind === 'successful'
      ? ['sf__Id', 'sf__Created']
      : withFailedId
        ? ['sf__Id', 'sf__Error']
        : ['sf__Error'];
  const names = [
    ...leading.map((name) => `"${name}"`),
    ...headers.map((name) => writeBareName(name, delimiter)),
  ];
  let part = names.join(delimiter) + newline;
  const { data, index } = job;
  if (data && index && job.outcomes.length > 0) {
    const table = requireTable(org, job.object);
    const fields = headers.map((header) => fieldOf(table, header));
    for (const row of orderRows(org, job, kind)) {
      const cells = echoRow(fields, splitRecord(readRecord(data, index, row + 1), delimiter));
      part +=
        quoteCells([...leadingCells(job.outcomes[row] ?? '', kind, withFailedId), ...cells], delimiter) +
        newline;
      if (part.length < PART) continue;
      yield part;
      part = '';
    }
  }
  yield part;
}

function* sliceText(data: Buffer, from: number): Generator<string> {
  for (let at = from; at < data.length;) {
    let end = Math.min(at + PART, data.length);
    // Never cut inside a character: UTF-8 continuation bytes are 10xxxxxx.
    while (end < data.length && ((data[end] ?? 0) & 0xc0) === 0x80) end += 1;
    yield data.toString('utf8', at, end);
    at = end;
  }
}

function startOfUntried(job: IngestJob, index: RecordIndex): number {
  return index.starts[job.outcomes.length + 1] ?? job.data?.length ?? 0;
}

/** The lines that were never tried, exactly as they were sent, under the original header. */
export function* writeUnprocessed(job: IngestJob): Generator<string> {
  const { data, index } = job;
  const newline = job.lineEnding === 'CRLF' ? '\r\n' : '\n';
  if (!data || data.length === 0) return;
  if (!index || job.outcomes.length === 0) {
    yield* sliceText(data, 0);
    return;
  }
  yield data.toString('utf8', index.starts[0], index.ends[0]) + newline;
  yield* sliceText(data, startOfUntried(job, index));
}
