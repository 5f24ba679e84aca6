import { takeTurn } from '../clock';

export type LineEnding = 'LF' | 'CRLF';

/** Where each record lies in the bytes of an upload: `starts[i]` to `ends[i]`, without its line break. */
export type RecordIndex = { starts: number[]; ends: number[]; otherLineEnding: boolean; openQuote: boolean };

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** Bytes looked at before others get their turn: about 10 ms. */
const SLICE = 4 * 1024 * 1024;

/** The records of a file without quotes and carriage returns: every line that is not empty. */
async function indexLines(bytes: Buffer): Promise<RecordIndex> {
  const index: RecordIndex = { starts: [], ends: [], otherLineEnding: false, openQuote: false };
  let nextTurn = SLICE;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) {
      index.starts.push(start);
      index.ends.push(end);
    }
    start = end + 1;
    if (start < nextTurn) continue;
    nextTurn += SLICE;
    await takeTurn();
  }
  return index;
}

/**
 * Finds the records of a CSV file in UTF-8 bytes. Line breaks inside quotes belong to the cell; wholly
 * empty lines are no records. `otherLineEnding` tells that a break of the other kind than the job's
 * stands anywhere, inside quotes too.
 */
export async function indexRecords(bytes: Buffer, lineEnding: LineEnding): Promise<RecordIndex> {
  if (lineEnding === 'LF' && !bytes.includes(QUOTE) && !bytes.includes(CR)) return indexLines(bytes);
  const index: RecordIndex = { starts: [], ends: [], otherLineEnding: false, openQuote: false };
  let start = 0;
  let quoted = false;
  let nextTurn = SLICE;
  const close = (end: number): void => {
    if (end > start) {
      index.starts.push(start);
      index.ends.push(end);
    }
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF) {
      const afterReturn = at > 0 && bytes[at - 1] === CR;
      if (afterReturn !== (lineEnding === 'CRLF')) index.otherLineEnding = true;
      if (!quoted) {
        close(afterReturn ? at - 1 : at);
        start = at + 1;
      }
    } else if (byte === CR && !quoted && bytes[at + 1] !== LF) index.otherLineEnding = true;
    if (at >= nextTurn) {
      nextTurn += SLICE;
      await takeTurn();
    }
  }
  close(bytes.length);
  index.openQuote = quoted;
  return index;
}

/**
 * The texts of the records from `from` to `to`. Where all of them are ASCII they are cut from one text, which
 * spares reading each by itself.
 */
export function readRecords(bytes: Buffer, index: RecordIndex, from: number, to: number): string[] {
  const first = index.starts[from] ?? 0;
  const last = index.ends[to - 1] ?? first;
  const whole = bytes.toString('utf8', first, last);
  const records: string[] = [];
  const isAscii = whole.length === last - first;
  for (let at = from; at < to; at += 1)
    records.push(
      isAscii
        ? whole.slice((index.starts[at] ?? 0) - first, (index.ends[at] ?? 0) - first)
        : readRecord(bytes, index, at),
    );
  return records;
}

/** The text of one record. */
export function readRecord(bytes: Buffer, index: RecordIndex, at: number): string {
  return bytes.toString('utf8', index.starts[at] ?? 0, index.ends[at] ?? 0);
}

/**
 * How many cells a record has, told from its bytes alone; null where quotes make it worth a closer look.
 * The delimiter is one ASCII character.
 */
export function countCells(bytes: Buffer, index: RecordIndex, at: number, delimiter: string): number | null {
  const end = index.ends[at] ?? 0;
  const mark = delimiter.charCodeAt(0);
  let count = 1;
  for (let i = index.starts[at] ?? 0; i < end; i += 1) {
    const byte = bytes[i];
    if (byte === QUOTE) return null;
    if (byte === mark) count += 1;
  }
  return count;
}
