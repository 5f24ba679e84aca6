import { open } from 'node:fs/promises';
import type { RowChecker } from '../../../core/preflight/check-row';
import { createRecordCopier, notCopied } from '../../../core/preflight/copy-record';
import { createRecordScanner } from '../../../core/sheet/scan-record';
import { AppError } from '../../../shared/errors/app-error';
import { readCells } from '../../files/read-cell';
import { giveWay } from '../../give-way';
import type { BulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import { rowsPerBlock, type RowIndex } from '../../store/row-index';
import { toHeldCells } from '../../store/row-states';
import type { FileOrderParts } from '../../store/sent-parts';
import { toHeld } from './check-rows';

const lineFeed = 0x0a;
/** Rows whose bytes are in memory at once. */
const stride = rowsPerBlock * 16;

export type IndexedSource = { path: string; index: RowIndex };

/**
 * Whether the rows of a load can be checked straight from the bytes of its file: every cell goes as it is written,
 * nothing is added to a row, and damaged rows are held.
 */
export const canCheckIndexed = ({ options, target, repairs }: LoadDoc): boolean =>
  options.values === 'as-is' &&
  options.traceField === null &&
  target?.findBy === undefined &&
  repairs.length === 0 &&
  Object.keys(options.damaged).length === 0;

/**
 * Checks the rows of an indexed source: what goes as it stands is copied byte by byte, what needs a closer look is
 * read and checked like any other row. `count` is told of the cells of rows that were read, and what they go as.
 *
 * @returns how often the copied rows set, keep and clear the field of each column of the checker's header
 */
export const checkIndexed = async (
  { path, index }: IndexedSource,
  checker: RowChecker,
  parts: FileOrderParts | null,
  held: BulkFile,
  count: (cells: readonly string[], wire: readonly string[]) => void,
): Promise<{ set: number; keep: number; clear: number }[]> => {
  const scanner = createRecordScanner();
  const copier = createRecordCopier(checker, scanner, index.width);
  const { width, rows } = index;
  let out = Buffer.alloc(1 << 12);
  let bytes = Buffer.alloc(0);

  const checkRead = async (row: number, line: number): Promise<void> => {
    const found = scanner.width();
    const damage = found === width ? null : { kind: 'cell-count' as const, line, expected: width, found };
    const cells = readCells(bytes, scanner);
    const { problem, wire } = checker.check(cells, damage);
    if (problem === null) {
      count(cells, wire);
      await parts?.add(row, wire);
    } else held.add(toHeldCells(toHeld(row, problem), null));
  };

  const source = await open(path, 'r');
  try {
    for (let from = 1; from <= rows; from += stride) {
      const to = Math.min(rows, from + stride - 1);
      const { starts, lines } = await index.read(from, to);
      const base = starts[0] ?? 0;
      const size = (starts[to - from + 1] ?? 0) - base;
      if (bytes.length < size + 2) bytes = Buffer.allocUnsafe(size + (size >> 2) + 2);
      const { bytesRead } = await source.read(bytes, 0, size, base);
      if (bytesRead !== size) throw new AppError('store.damaged', { path });
      // The last record of the file may have no end of its own.
      bytes[size] = lineFeed;
      bytes[size + 1] = lineFeed;
      let line = 0;
      for (let row = from; row <= to; row += 1) {
        const place = row - from;
        if (place % rowsPerBlock === 0) {
          await giveWay();
          line = lines[place / rowsPerBlock] ?? 1;
        }
        const at = (starts[place] as number) - base;
        const next = scanner.scan(bytes, at, size + 1);
        if (next < 0) throw new AppError('store.damaged', { path });
        if (scanner.width() !== width) await checkRead(row, line);
        else if (copier.isSame(bytes, next)) parts?.addRecord(row, bytes, at, next - at, true);
        else {
          if (out.length < copier.room(next - at)) out = Buffer.alloc(copier.room(next - at) * 2);
          const end = copier.copy(bytes, out, 0);
          if (end === notCopied) await checkRead(row, line);
          else parts?.addRecord(row, out, 0, end);
        }
        line += 1 + scanner.breaks();
        // Blank lines stand between rows, and belong to none.
        if (next - at < (starts[place + 1] as number) - (starts[place] as number))
          line += countLines(bytes, next, (starts[place + 1] as number) - base);
      }
      await parts?.rest();
    }
  } finally {
    await source.close();
  }
  const { set, keep, clear } = copier.effects;
  return checker.header.map((_name, at) => ({
    set: set[at] ?? 0,
    keep: keep[at] ?? 0,
    clear: clear[at] ?? 0,
  }));
};

const countLines = (bytes: Buffer, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === lineFeed) count += 1;
  return count;
};
