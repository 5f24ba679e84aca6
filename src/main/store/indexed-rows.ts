import { open } from 'node:fs/promises';
import { createRecordScanner } from '../../core/sheet/scan-record';
import { AppError } from '../../shared/errors/app-error';
import { readCells } from '../files/read-cell';
import type { RowFile, SourceRow, Stretch } from './row-file';
import { rowsPerBlock, type RowIndex, type RowSpans } from './row-index';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Rows that are read together when single ones are asked for and lie so close. */
const nearby = 64;

/** Bytes of rows that follow each other, with a line feed behind them that is none of theirs. */
type Bytes = { spans: RowSpans; bytes: Buffer; base: number };

const readSpan = async (path: string, from: number, to: number): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(to - from + 1);
    const { bytesRead } = await file.read(bytes, 0, to - from, from);
    if (bytesRead !== to - from) throw new AppError('store.damaged', { path });
    bytes[to - from] = lineFeed;
    return bytes;
  } finally {
    await file.close();
  }
};

/** Line breaks of any kind between two places. */
const countBreaks = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === lineFeed) count += 1;
    else if (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed) count += 1;
  }
  return count;
};

/**
 * The rows of a source that was indexed, read from its own bytes by what read them the first time (`indexSource`).
 *
 * @param source the frozen copy of the file
 */
export const openIndexedRows = (source: string, index: RowIndex): RowFile => {
  const scanner = createRecordScanner();

  const readBytes = async (from: number, to: number): Promise<Bytes> => {
    const spans = await index.read(from, to);
    const base = spans.starts[from - spans.first] ?? 0;
    const last = Math.min(to - spans.first + 1, spans.count);
    return { spans, base, bytes: await readSpan(source, base, spans.starts[last] ?? base) };
  };

  const endOf = (bytes: Buffer, from: number, to: number): number => {
    let end = to;
    while (end > from && (bytes[end - 1] === lineFeed || bytes[end - 1] === carriageReturn)) end -= 1;
    return end;
  };

  const readRow = (row: number, line: number, bytes: Buffer, from: number, to: number): SourceRow => {
    // A record without the line break it may end with is cut short, and needs one to be whole.
    const end = endOf(bytes, from, to);
    const after = bytes[end] ?? lineFeed;
    bytes[end] = lineFeed;
    if (scanner.scan(bytes, from, end + 1) < 0) throw new AppError('store.damaged', { path: source });
    bytes[end] = after;
    const found = readCells(bytes, scanner);
    const { width } = index;
    if (found.length === width) return { row, line, cells: found, damage: null };
    const cells = found.slice(0, width);
    while (cells.length < width) cells.push('');
    const extra = found.length > width ? { extra: found.slice(width) } : {};
    return {
      row,
      line,
      cells,
      ...extra,
      damage: { kind: 'cell-count', line, expected: width, found: found.length },
    };
  };

  /** `lineFrom`: the line of the row before which nothing was read. */
  const readRows = (
    { spans, bytes, base }: Bytes,
    from: number,
    to: number,
    lineFrom: number,
  ): SourceRow[] => {
    const rows: SourceRow[] = [];
    let line = lineFrom;
    for (let row = from; row <= Math.min(to, spans.first + spans.count - 1); row += 1) {
      const start = (spans.starts[row - spans.first] ?? 0) - base;
      const next = (spans.starts[row - spans.first + 1] ?? 0) - base;
      rows.push(readRow(row, line, bytes, start, next));
      line += countBreaks(bytes, start, next);
    }
    return rows;
  };

  const blockOf = (row: number): number => Math.floor((row - 1) / rowsPerBlock);

  const range = async (from: number, to: number): Promise<SourceRow[]> => {
    if (to < from || from > index.rows) return [];
    // A block says on which line it begins, so rows are read from there.
    const first = blockOf(from) * rowsPerBlock + 1;
    const read = await readBytes(first, Math.min(to, index.rows));
    const { spans, bytes, base } = read;
    const start = (spans.starts[from - spans.first] ?? 0) - base;
    return readRows(read, from, to, (spans.lines[0] ?? 1) + countBreaks(bytes, 0, start));
  };

  const stretch = async (from: number, to: number): Promise<Stretch> => {
    const { spans, bytes, base } = await readBytes(from, to);
    const count = Math.min(to, index.rows) - from + 1;
    const starts = new Int32Array(count);
    const ends = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      const place = from - spans.first + at;
      const start = (spans.starts[place] ?? 0) - base;
      starts[at] = spans.exact[place] === 1 ? start : -1;
      ends[at] = endOf(bytes, start, (spans.starts[place + 1] ?? 0) - base);
    }
    return { bytes, starts, ends };
  };

  return {
    range,
    stretch,
    some: async (rows) => {
      const wanted = [...new Set(rows)].filter((row) => row >= 1 && row <= index.rows).sort((a, b) => a - b);
      const found: SourceRow[] = [];
      for (let at = 0; at < wanted.length;) {
        const from = wanted[at] ?? 0;
        let next = at + 1;
        while (
          next < wanted.length &&
          blockOf(wanted[next] ?? 0) === blockOf(from) &&
          (wanted[next] ?? 0) - (wanted[next - 1] ?? 0) < nearby
        )
          next += 1;
        const some = new Set(wanted.slice(at, next));
        const read = await range(from, wanted[next - 1] ?? from);
        found.push(...read.filter(({ row }) => some.has(row)));
        at = next;
      }
      return found;
    },
    indexed: { path: source, index },
  };
};
