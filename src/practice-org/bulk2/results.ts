import { isBroken } from '../breaks';
import { splitRecord, CsvFault } from '../csv/parse';
import { readRecord, type RecordIndex } from '../csv/index-records';
import { quoteCell, writeBareName } from '../csv/write';
import { requireTable, type Org } from '../org';
import { fieldOf } from '../store/table';
import { seedRandom, shuffleIndexes } from '../random';
import { echoOf } from '../values/echo';
import { DELIMITERS, type IngestJob } from './job';
import { CREATED, LOST, REFUSED, type RowOutcomes } from './outcomes';

/** Text handed to the socket at a time. */
const PART = 256 * 1024;

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
  const { kinds } = job.outcomes;
  const order = new Uint32Array(kinds.length);
  let count = 0;
  for (let row = 0; row < kinds.length; row += 1) {
    const outcome = kinds[row];
    if (outcome === LOST || (outcome === REFUSED) !== (kind === 'failed')) continue;
    order[count] = row;
    count += 1;
  }
  const rows = order.subarray(0, count);
  const shuffles = org.settings.shuffle && !isBroken(org, 32);
  return shuffles ? shuffleIndexes(rows, seedRandom(`${org.seed} ${job.id} ${kind}`)) : rows;
}

/** What stands before the cells of a row, with the delimiter behind it. */
function writeLeading(
  { kinds, texts }: RowOutcomes,
  row: number,
  kind: ResultKind,
  delimiter: string,
  withFailedId: boolean,
): string {
  const text = texts[row] ?? '';
  if (kind === 'successful')
    return `"${text}"${delimiter}"${kinds[row] === CREATED ? 'true' : 'false'}"${delimiter}`;
  return `${withFailedId ? `""${delimiter}` : ''}${quoteCell(text)}${delimiter}`;
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
  if (data && index && job.outcomes.kinds.length > 0) {
    const table = requireTable(org, job.object);
    const echoes = headers.map((header) => echoOf(fieldOf(table, header)));
    for (const row of orderRows(org, job, kind)) {
      const cells = splitRecord(readRecord(data, index, row + 1), delimiter);
      part += writeLeading(job.outcomes, row, kind, delimiter, withFailedId);
      for (let i = 0; i < echoes.length; i += 1) {
        const echo = echoes[i];
        const cell = cells[i] ?? '';
        part += (i === 0 ? '' : delimiter) + quoteCell(echo ? echo(cell) : cell);
      }
      part += newline;
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
  return index.starts[job.outcomes.kinds.length + 1] ?? job.data?.length ?? 0;
}

/** The lines that were never tried, exactly as they were sent, under the original header. */
export function* writeUnprocessed(job: IngestJob): Generator<string> {
  const { data, index } = job;
  const newline = job.lineEnding === 'CRLF' ? '\r\n' : '\n';
  if (!data || data.length === 0) return;
  if (!index || job.outcomes.kinds.length === 0) {
    yield* sliceText(data, 0);
    return;
  }
  yield data.toString('utf8', index.starts[0], index.ends[0]) + newline;
  yield* sliceText(data, startOfUntried(job, index));
}
