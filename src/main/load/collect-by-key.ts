import { createKeyTable, type KeyTable } from '../../core/reconcile/key-table';
import { isEchoedSurely, type WireColumn } from '../../core/reconcile/row-signature';
import { cellMarks, createRecordScanner, type RecordScanner } from '../../core/sheet/scan-record';
import type { Job } from '../../core/load/state';
import { isDeletion, type FieldType, type Operation } from '../../shared/domain/sobject';
import { readCell, readCells } from '../files/read-cell';
import { readResultHeader, resultKinds, toOutcome, triedNothing } from './collect-results';
import { idBytes, savedStates, type KeyedVerdicts } from '../store/keyed-verdicts';
import type { BulkJobs, ResultKind } from './ports';
import { scanResults } from './scan-results';

/** What a part sent: its whole file with a byte to spare at the end, and the row of each record. */
export type SentPart = { bytes: Buffer; rows: Int32Array };

type Input = {
  bulk: BulkJobs;
  job: Job;
  operation: Operation;
  columns: readonly WireColumn[];
  key: string | null;
  /** Null where the part is too large to be held in memory. */
  sent: () => Promise<SentPart | null>;
  signal: AbortSignal;
};

const lineFeed = 0x0a;
/** Types whose values are sure to come back, though perhaps as other bytes. */
const otherwiseWritten: ReadonlySet<FieldType> = new Set(['int', 'long', 'reference']);

/** A key whose text can't be compared by its bytes. */
const unclear = -1;
type Place = { start: number; end: number };

/** Letters and digits alone. */
const isWord = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end; at += 1) {
    const byte = (bytes[at] as number) | 0x20;
    const isLetter = byte >= 0x61 && byte <= 0x7a;
    const isDigit = (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39;
    if (!isLetter && !isDigit) return false;
  }
  return true;
};

/**
 * Finds the bytes of a key among the cells of a record. For Ids these are the 15 characters that both their forms
 * begin with.
 */
const createKeyFinder = (isId: boolean) => {
  const place: Place = { start: 0, end: 0 };
  return (bytes: Uint8Array, scanner: RecordScanner, column: number): Place => {
    const mark = scanner.marks()[column] as number;
    place.start = scanner.starts()[column] as number;
    place.end = scanner.ends()[column] as number;
    if ((mark & cellMarks.quoted) !== 0) {
      place.start += 1;
      place.end -= 1;
    }
    if ((mark & (cellMarks.doubled | cellMarks.returns)) !== 0) place.start = unclear;
    else if (isId && place.end > place.start) {
      const size = place.end - place.start;
      const isPlain = (size === 15 || size === 18) && isWord(bytes, place.start, place.end);
      if (isPlain) place.end = place.start + 15;
      else place.start = unclear;
    }
    return place;
  };
};

/** The keys of all records of a part; null where one of them can't be told by its bytes. */
const readKeys = (
  { bytes, rows }: SentPart,
  column: number,
  width: number,
  findKey: ReturnType<typeof createKeyFinder>,
): KeyTable | null => {
  const scanner = createRecordScanner();
  const end = bytes.length - 1;
  bytes[end] = lineFeed;
  const table = createKeyTable(bytes, rows.length);
  let at = scanner.scan(bytes, 0, end);
  for (let record = 0; record < rows.length; record += 1) {
    at = at < 0 ? at : scanner.scan(bytes, at, end);
    if (at < 0 || scanner.width() !== width) return null;
    const { start, end: until } = findKey(bytes, scanner, column);
    if (start === unclear) return null;
    table.add(start, until);
  }
  return at === end ? table : null;
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
  const part = await input.sent();
  if (part === null) return null;
  const findKey = createKeyFinder(isId);
  const keys = readKeys(part, keyAt, columns.length, findKey);
  if (keys === null) return null;

  const total = part.rows.length;
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
  const openPage = (kind: ResultKind) => {
    let header: ReturnType<typeof readResultHeader> | null = null;
    let keyColumn = -1;
    let width = 0;
    return (bytes: Buffer, scanner: RecordScanner): boolean => {
      if (header === null) {
        const names = readCells(bytes, scanner);
        header = readResultHeader(names);
        width = names.length;
        keyColumn = names.findIndex((name) => name.toLowerCase() === keyName);
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

  const take = (
    kind: ResultKind,
    record: number,
    header: ReturnType<typeof readResultHeader>,
    bytes: Buffer,
    scanner: RecordScanner,
  ): void => {
    const row = part.rows[record] as number;
    const cell = (at: number): string => (at < 0 ? '' : readCell(bytes, scanner, at));
    const created = cell(header.created).toLowerCase() === 'true';
    const id = cell(header.id);
    if (kind !== 'successfulResults' || id.length !== idBytes || !isWord(Buffer.from(id), 0, idBytes)) {
      const error = header.error < 0 ? null : cell(header.error);
      const verdict = { kind, recordId: id === '' ? null : id, created, error };
      found.others.push(toOutcome(row, verdict, 'key', operation));
      return;
    }
    found.rows[found.count] = row;
    found.states[found.count] = savedStates.indexOf(
      isDeletion(operation) ? 'deleted' : created ? 'created' : 'updated',
    );
    found.ids.write(id, found.count * idBytes, 'latin1');
    found.count += 1;
  };

  for (const kind of resultKinds)
    for await (const page of bulk.resultPages(job.id ?? '', kind, signal))
      if (!(await scanResults(page, openPage(kind)))) return null;

  for (let record = 0; record < total; record += 1) {
    if (seen[record] === 1) continue;
    const row = part.rows[record] as number;
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
