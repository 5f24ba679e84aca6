import { isBlankCell } from '../../core/sheet/cell-words';
import { repeatsHeader } from '../../core/sheet/repeats-header';
import type { RowDamage } from '../../core/sheet/row-damage';
import { AppError } from '../../shared/errors/app-error';
import { hasBadBytes, showBadBytes } from './decode-text';
import type { CsvRecord } from './parse-records';
import type { TableHeader, TableReading } from './table-header';

/**
 * A data row. `row` counts from 1 after the header, `line` is the 1-based line on which it begins; `cells` has
 * one for each name of the header. `extra` holds filled cells beyond its width, so that nothing of the file is lost.
 */
export type TableRow = {
  row: number;
  line: number;
  cells: string[];
  extra?: string[];
  damage: RowDamage | null;
};

/** What is known about the bytes read so far; undamaged text needs no look at every cell. */
export type Doubts = { badBytes: boolean; nuls: boolean };

const findDamagedCell = (cells: string[], line: number, doubts: Doubts): RowDamage | null => {
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (doubts.badBytes && hasBadBytes(cell)) return { kind: 'bad-bytes', line, column: at + 1 };
    if (doubts.nuls && cell.includes('\u0000')) return { kind: 'nul', line, column: at + 1 };
  }
  return null;
};

export const countFilledWidth = (cells: readonly string[]): number => {
  let width = cells.length;
  while (width > 0 && isBlankCell(cells[width - 1] ?? '')) width -= 1;
  return width;
};

/** Cells under an empty column name have no place to go, until a person says so. */
const refuseUnnamed = (cells: string[], { closed }: TableHeader, line: number): void => {
  const column = closed.find((at) => !isBlankCell(cells[at] ?? ''));
  if (column !== undefined) throw new AppError('file.empty-header', { line, column: column + 1 });
};

/** Where text follows a closing quote the row ends for certain only if it has the cells it should have. */
const judgeStrayQuote = ({ strayQuote, line, cells }: CsvRecord, width: number): RowDamage | null => {
  if (strayQuote === undefined) return null;
  if (cells.length !== width) throw new AppError('file.text-after-quote', { line, column: strayQuote });
  return { kind: 'text-after-quote', line, column: strayQuote };
};

/** The row of a table a record is, with what is wrong with it. */
export const toRow = (
  record: CsvRecord,
  row: number,
  header: TableHeader,
  doubts: Doubts,
  reading: TableReading,
): TableRow => {
  const { line } = record;
  const { width, kept } = header;
  const found = record.cells.length;
  const trims = found > width && reading === 'forgiving';
  const filled = trims ? Math.max(width, countFilledWidth(record.cells)) : found;
  const inHeader = filled <= Math.max(width, header.writtenWidth);
  if (header.closed.length > 0 && found >= width && inHeader) refuseUnnamed(record.cells, header, line);
  const inCells =
    judgeStrayQuote(record, width) ??
    (doubts.badBytes || doubts.nuls ? findDamagedCell(record.cells, line, doubts) : null);
  const fits = filled === width;
  const isHeader = fits && repeatsHeader(record.cells, header.written);
  const inWidth: RowDamage | null = isHeader ? { kind: 'header-line', line, column: 1 } : inCells;
  const damage: RowDamage | null = fits
    ? inWidth
    : { kind: 'cell-count', line, expected: width, found: filled };
  const read = doubts.badBytes ? record.cells.map(showBadBytes) : record.cells;
  const whole = read.length > width ? read.slice(0, width) : read;
  while (whole.length < width) whole.push('');
  const cells = kept === null ? whole : kept.map((at) => whole[at] ?? '');
  return { row, line, cells, ...(filled > width ? { extra: read.slice(width, filled) } : {}), damage };
};
