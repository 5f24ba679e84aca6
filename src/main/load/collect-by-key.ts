import { createKeyTable, type KeyTable } from '../../core/reconcile/key-table';
import { isEchoedSurely, type WireColumn } from '../../core/reconcile/row-signature';
import { createRecordSkimmer, isWordByte, type RecordSkimmer } from '../../core/reconcile/skim-record';
import { cellMarks, type RecordScanner } from '../../core/sheet/scan-record';
import type { Job } from '../../core/load/state';
import { isDeletion, type FieldType, type Operation } from '../../shared/domain/sobject';
import { readCell, readCells } from '../files/read-cell';
import { readResultHeader, resultKinds, toOutcome, triedNothing } from './collect-results';
import { idBytes, savedStates, type KeyedVerdicts } from '../store/keyed-verdicts';
import type { BulkJobs, ResultKind } from './ports';
import { eachSpan, scanRecords } from './scan-records';
import type { SentPlaces } from '../store/outcomes';

type Input = {
  bulk: BulkJobs;
  job: Job;
  operation: Operation;
  columns: readonly WireColumn[];
  key: string | null;
  /** What the job sent, from disk: its CSV, and where each row stands in it. */
  sent: () => AsyncIterable<string | Uint8Array>;
  places: () => Promise<SentPlaces>;
  signal: AbortSignal;
};

/** Types whose values are sure to come back, though perhaps as other bytes. */
const otherwiseWritten: ReadonlySet<FieldType> = new Set(['int', 'long', 'reference']);

type ResultHeader = ReturnType<typeof readResultHeader>;

/** A key whose text can't be compared by its bytes. */
const unclear = -1;
type Place = { start: number; end: number };

/** Letters and digits alone. */
const isWord = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) if (!isWordByte(bytes[at] as number)) return false;
  return true;
};

const place: Place = { start: 0, end: 0 };

/** Where the text of a cell lies, without its quotes; overwritten by the next. */
const inQuotes = (scanner: RecordScanner, column: number): Place => {
  const inside = (scanner.marks()[column] as number) & cellMarks.quoted;
  place.start = (scanner.starts()[column] as number) + inside;
  place.end = (scanner.ends()[column] as number) - inside;
  return place;
};

const truth = [0x74, 0x72, 0x75, 0x65];

/** Whether a cell says `true`, in any case. */
const isTrue = (bytes: Uint8Array, scanner: RecordScanner, column: number): boolean => {
  if (column < 0) return false;
  const { start, end } = inQuotes(scanner, column);
  return end - start === 4 && truth.every((letter, at) => ((bytes[start + at] as number) | 0x20) === letter);
};

/**
 * Finds the bytes of a key among the cells of a record. For Ids these are the 15 characters that both their forms
 * begin with.
 */
const createKeyFinder = (isId: boolean) => {
  return (bytes: Uint8Array, scanner: RecordScanner, column: number): Place => {
    const mark = scanner.marks()[column] as number;
    const found = inQuotes(scanner, column);
    const size = found.end - found.start;
    if ((mark & (cellMarks.doubled | cellMarks.returns)) !== 0) found.start = unclear;
    else if (isId && size > 0) {
      const isPlain = (size === 15 || size === 18) && isWord(bytes, found.start, found.end);
      if (isPlain) found.end = found.start + 15;
      else found.start = unclear;
    }
    return found;
  };
};

async function* toBuffers(body: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  for await (const some of body)
    yield typeof some === 'string'
      ? Buffer.from(some)
      : Buffer.from(some.buffer, some.byteOffset, some.length);
}

/** The keys of all records that were sent; null where one of them can't be told by its bytes. */
const readKeys = async (
  body: AsyncIterable<string | Uint8Array>,
  { at, size }: SentPlaces,
  column: number,
  findKey: ReturnType<typeof createKeyFinder>,
): Promise<KeyTable | null> => {
  const table = createKeyTable(at.length);
  const cells = createRecordSkimmer();
  cells.lookAt(column + 1);
  let record = 0;
  const isClear = await eachSpan(toBuffers(body), at, size, (bytes, from, to) => {
    if (!cells.look(bytes, from, to)) return false;
    const { start, end } = findKey(bytes, cells, column);
    if (start === unclear) return false;
    table.add(bytes, start, end);
    record += 1;
    return true;
  });
  return isClear && record === at.length ? table : null;
};

/**
 * What `collectResults` does, for the jobs nearly all are like: every result names its row by a key that was sent
 * once, and is written as Salesforce writes. Then nothing but bytes has to be compared. Null where anything about a
 * result or a key is otherwise: then all of it is to be collected with more care.
 */
export const collectByKey = async (input: Input): Promise<KeyedVerdicts | null> => {
  const { bulk, job, operation, columns, key, signal } = input;
  const keyName = key?.toLowerCase();
  const keyAt = columns.findIndex(({ name }) => name.toLowerCase() === keyName);
  const type = columns[keyAt]?.type;
  const isId = type === 'id';
  if (type === undefined || !(isId || (isEchoedSurely(type) && !otherwiseWritten.has(type)))) return null;
  const findKey = createKeyFinder(isId);
  const places = await input.places();
  const order = places.rows;
  const total = order.length;
  const keys = await readKeys(input.sent(), places, keyAt, findKey);
  if (keys === null) return null;

  const found: KeyedVerdicts = {
    count: 0,
    rows: new Int32Array(total),
    states: new Uint8Array(total),
    ids: Buffer.alloc(total * idBytes),
    others: [],
    missing: [],
  };
  const seen = new Uint8Array(total);

  /** Takes the records of one page of results; false where one of them needs more care. */
  const openPage = (kind: ResultKind, scanner: RecordSkimmer) => {
    let header: ResultHeader | null = null;
    let keyColumn = -1;
    let width = 0;
    return (bytes: Buffer): boolean => {
      if (header === null) {
        const names = readCells(bytes, scanner);
        header = readResultHeader(names);
        width = names.length;
        keyColumn = names.findIndex((name) => name.toLowerCase() === keyName);
        scanner.lookAt(1 + Math.max(header.id, header.created, header.error, keyColumn));
        return width > 1 && keyColumn !== -1;
      }
      if (scanner.width() !== width) return false;
      const { start, end } = findKey(bytes, scanner, keyColumn);
      const record = start === unclear ? -1 : keys.find(bytes, start, end);
      if (record < 0 || seen[record] === 1) return false;
      seen[record] = 1;
      take(kind, record, header, bytes, scanner);
      return true;
    };
  };

  /** What Salesforce saved, with its Id in the usual form: most results, and no text is made of them. */
  const takeSaved = (
    row: number,
    id: number,
    created: number,
    bytes: Buffer,
    scanner: RecordScanner,
  ): boolean => {
    const { start, end } = inQuotes(scanner, id);
    if (end - start !== idBytes || !isWord(bytes, start, end)) return false;
    found.rows[found.count] = row;
    const state = isDeletion(operation) ? 'deleted' : isTrue(bytes, scanner, created) ? 'created' : 'updated';
    found.states[found.count] = savedStates.indexOf(state);
    let to = found.count * idBytes;
    for (let at = start; at < end; at += 1) {
      found.ids[to] = bytes[at] as number;
      to += 1;
    }
    found.count += 1;
    return true;
  };

  const take = (
    kind: ResultKind,
    record: number,
    header: ResultHeader,
    bytes: Buffer,
    scanner: RecordScanner,
  ): void => {
    const row = order[record] as number;
    const { id, created, error } = header;
    if (kind === 'successfulResults' && id >= 0 && takeSaved(row, id, created, bytes, scanner)) return;
    const cell = (at: number): string => (at < 0 ? '' : readCell(bytes, scanner, at));
    const verdict = {
      kind,
      recordId: cell(id) === '' ? null : cell(id),
      created: cell(created).toLowerCase() === 'true',
      error: error < 0 ? null : cell(error),
    };
    found.others.push(toOutcome(row, verdict, 'key', operation));
  };

  for (const kind of resultKinds)
    for await (const page of bulk.resultPages(job.id ?? '', kind, signal)) {
      const scanner = createRecordSkimmer();
      if (!(await scanRecords(page, scanner, openPage(kind, scanner)))) return null;
    }

  for (let record = 0; record < total; record += 1) {
    if (seen[record] === 1) continue;
    const row = order[record] as number;
    if (!triedNothing(job)) found.missing.push(row);
    else
      found.others.push({
        row,
        state: 'not_processed',
        recordId: null,
        code: null,
        text: null,
        certainty: 'job',
      });
  }
  return found;
};
