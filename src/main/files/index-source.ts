import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { isBlankCell } from '../../core/sheet/cell-words';
import { repeatsHeader } from '../../core/sheet/repeats-header';
import {
  cellMarks,
  createRecordScanner,
  irregular,
  unfinished,
  type RecordScanner,
} from '../../core/sheet/scan-record';
import { bytesPerTurn, giveWay } from '../give-way';
import { readCell, readCells } from './read-cell';
import { readHeader } from './table-header';
import { toFileError } from './to-file-error';

/** Bytes read at a time; a record may be as long. */
const readSize = 1 << 20;
const lineFeed = 0x0a;
const quoteMark = 0x22;
const apostrophe = 0x27;

/** Takes the rows of a source: where each begins, on which line, and its cells, unread. */
export type IndexSink = {
  /** The column names as they are written, and the line they stand on. */
  begin: (header: string[], line: number) => void;
  /** `exact`: the bytes are a record of the table as they stand. The scanner has just found the cells in `bytes`. */
  row: (at: number, line: number, exact: boolean, bytes: Buffer, scanner: RecordScanner) => void;
  drain: () => Promise<void>;
};

/** `end`: how many bytes there are. */
export type Indexed = { rows: number; blankLines: number; end: number };

/**
 * Finds the rows of a file of comma-separated UTF-8 that is written in the strict form, without reading its cells:
 * the same rows in the same order as `readTable` finds as they are written, or null where anything speaks for a
 * closer look (other line breaks, stray quotes, NUL, bytes that are no UTF-8, very long records, the column names once
 * more; in a file with a mark also cells that may carry a guard). `sink` has then been told of rows that don't count.
 *
 * Throws `file.too-wide`, what reading a file throws, and the signal's reason once it is aborted.
 */
export const indexSource = async (
  path: string,
  sink: IndexSink,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (bytes: number, rows: number) => void } = {},
): Promise<Indexed | null> => {
  const scanner = createRecordScanner();
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw toFileError(cause, path);
  });
  const bytes = Buffer.allocUnsafe(readSize * 2 + 2);
  const outcome: Indexed = { rows: 0, blankLines: 0, end: 0 };
  let header: string[] = [];
  let width = 0;
  let line = 1;
  let marked = false;

  /** Whether the record just scanned can be copied; `null` where it can't be read for sure. */
  const isExact = (): boolean => {
    if (scanner.width() !== width) return false;
    const marks = scanner.marks();
    for (let at = 0; at < width; at += 1) if (((marks[at] ?? 0) & cellMarks.bareQuote) !== 0) return false;
    return true;
  };
  /** Whether a cell begins with an apostrophe, as guarded ones do. */
  const mayBeGuarded = (): boolean => {
    const starts = scanner.starts();
    for (let at = 0; at < scanner.width(); at += 1) {
      const start = starts[at] ?? 0;
      if (bytes[bytes[start] === quoteMark ? start + 1 : start] === apostrophe) return true;
    }
    return false;
  };
  /** Whether the record says the column names once more; told of most by the size of their first cell. */
  const isHeader = (): boolean => {
    const first = header[0]?.trim() ?? '';
    const start = scanner.starts()[0] ?? 0;
    const size = (scanner.ends()[0] ?? 0) - start;
    if (scanner.width() < width || size < first.length) return false;
    const initial = bytes[bytes[start] === quoteMark ? start + 1 : start] ?? 0;
    const mayPrecede = initial <= 0x20 || initial >= 0x80;
    if (size > 0 && !mayPrecede && initial !== first.charCodeAt(0)) return false;
    return readCell(bytes, scanner, 0).includes(first) && repeatsHeader(readCells(bytes, scanner), header);
  };
  /** Tells the sink of the record between two places; false where it has to be read more closely. */
  const take = (place: number): boolean => {
    if (scanner.isBlank()) {
      // An empty value in quotes on a line of its own is left to those who read more closely.
      if (scanner.marks()[0] !== 0) return false;
      if (width > 0) outcome.blankLines += 1;
    } else if (width === 0) {
      const { names } = readHeader(readCells(bytes, scanner), line, 'as-written');
      if (names.every(isBlankCell)) return false;
      header = names;
      width = names.length;
      sink.begin(names, line);
    } else {
      if ((marked && mayBeGuarded()) || isHeader()) return false;
      outcome.rows += 1;
      sink.row(place, line, isExact(), bytes, scanner);
    }
    line += 1 + scanner.breaks();
    return true;
  };

  try {
    let held = 0;
    let skip = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(bytes, held, readSize, outcome.end).catch((cause: unknown) => {
        throw toFileError(cause, path);
      });
      const last = bytesRead === 0;
      if (outcome.end === 0 && bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) {
        marked = true;
        skip = 3;
      }
      const base = outcome.end - held;
      outcome.end += bytesRead;
      let end = held + bytesRead;
      // The last record may end without a line break.
      if (last && end > 0 && bytes[end - 1] !== lineFeed) {
        bytes[end] = lineFeed;
        end += 1;
      }
      bytes[end] = lineFeed;
      let at = skip;
      let stop = bytesPerTurn;
      skip = 0;
      for (;;) {
        const next = scanner.scan(bytes, at, end);
        if (next === irregular) return null;
        if (next === unfinished) break;
        if (!take(base + at)) return null;
        at = next;
        if (at < stop) continue;
        stop = at + bytesPerTurn;
        await giveWay();
      }
      const read = bytes.subarray(0, at);
      if (read.includes(0) || !isUtf8(read)) return null;
      held = end - at;
      if (last) return held === 0 && outcome.rows > 0 ? outcome : null;
      if (held >= readSize) return null;
      bytes.copyWithin(0, at, end);
      await sink.drain();
      onProgress?.(outcome.end, outcome.rows);
    }
  } finally {
    await file.close();
  }
};
