import { basename } from 'node:path';
import { isBlankCell } from '../../core/sheet/cell-words';
import { looksLikeText } from '../../core/sheet/guess-format';
import type { RowDamage } from '../../core/sheet/row-damage';
import type { ColumnType, Dialect, SheetFinding } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { createTextDecoder, hasBadBytes, showBadBytes } from './decode-text';
import { readChunks } from './open-file';
import { createRecordParser, type CsvRecord } from './parse-records';
import { readHeader, type TableHeader, type TableReading } from './table-header';

export { inspectFile } from './inspect-file';
export type { RowDamage };

/**
 * A data row. `row` counts from 1 after the header, `line` is the 1-based line on which it begins; `cells` has
 * the width of the header. `extra` holds filled cells beyond that width, so that nothing of the file is lost.
 */
export type TableRow = {
  row: number;
  line: number;
  cells: string[];
  extra?: string[];
  damage: RowDamage | null;
};

/** Takes the rows of a table; `drain` is awaited after each piece of the file, so a slow sink slows the reader. */
export type RowSink = {
  /** `line` is the 1-based line on which the header begins. */
  begin: (header: string[], line: number) => void;
  row: (row: TableRow) => void;
  drain?: () => Promise<void>;
};

export type ReadOptions = {
  dialect: Dialect;
  /** How strictly; `forgiving` where it is not said. */
  reading?: TableReading;
  signal?: AbortSignal;
  /** Bytes read and rows delivered so far. */
  onProgress?: (bytes: number, rows: number) => void;
};

/**
 * `rows` were delivered, `damaged` of them with damage; `blankLines` wholly empty lines were none. Of a workbook
 * also the type of each column, where its cells have one, and what was found in the sheet beside its rows.
 */
export type ReadOutcome = {
  rows: number;
  blankLines: number;
  damaged: number;
  types?: (ColumnType | undefined)[];
  findings?: SheetFinding[];
};

/** What is known about the bytes read so far; undamaged text needs no look at every cell. */
type Doubts = { badBytes: boolean; nuls: boolean };

const findDamagedCell = (cells: string[], line: number, doubts: Doubts): RowDamage | null => {
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (doubts.badBytes && hasBadBytes(cell)) return { kind: 'bad-bytes', line, column: at + 1 };
    if (doubts.nuls && cell.includes('\u0000')) return { kind: 'nul', line, column: at + 1 };
  }
  return null;
};

const countFilledWidth = (cells: string[]): number => {
  let width = cells.length;
  while (width > 0 && isBlankCell(cells[width - 1] ?? '')) width -= 1;
  return width;
};

/** Cells under an empty column name have no place to go, so the file can't be read on. */
const refuseUnnamed = (cells: string[], header: TableHeader): void => {
  const column = header.unnamed.find((at) => !isBlankCell(cells[at] ?? ''));
  if (column !== undefined) throw new AppError('file.empty-header', { column: column + 1 });
};

const toRow = (
  record: CsvRecord,
  row: number,
  header: TableHeader,
  doubts: Doubts,
  reading: TableReading,
): TableRow => {
  const { line } = record;
  const width = header.names.length;
  const found = record.cells.length;
  const trims = found > width && reading === 'forgiving';
  const filled = trims ? Math.max(width, countFilledWidth(record.cells)) : found;
  const inHeader = filled <= Math.max(width, header.writtenWidth);
  if (found >= width && inHeader) refuseUnnamed(record.cells, header);
  const inCells = doubts.badBytes || doubts.nuls ? findDamagedCell(record.cells, line, doubts) : null;
  const damage: RowDamage | null =
    filled === width ? inCells : { kind: 'cell-count', line, expected: width, found: filled };
  const read = doubts.badBytes ? record.cells.map(showBadBytes) : record.cells;
  const cells = read.length > width ? read.slice(0, width) : read;
  while (cells.length < width) cells.push('');
  return { row, line, cells, ...(filled > width ? { extra: read.slice(width, filled) } : {}), damage };
};

/**
 * A line without any character; one of blanks alone counts too, read forgivingly, where the table has more columns
 * than one.
 */
const isBlankLine = (cells: string[], width: number, reading: TableReading): boolean => {
  if (cells.length > 1) return false;
  const [only = ''] = cells;
  return only === '' || (reading === 'forgiving' && width > 1 && isBlankCell(only));
};

/**
 * Reads a CSV file as a stream: every record after the header goes to the sink exactly once, in file order.
 * Damage that touches one row alone is told with that row. Damage that makes rows or columns uncertain throws
 * `AppError`: `file.empty`, `file.header-only`, `file.not-text`, `file.unclosed-quote` {line, column},
 * `file.repeated-header` {header, column}, `file.empty-header` {column}, `file.too-wide` {columns, limit} and
 * those of `readChunks`. Throws the signal's reason when aborted.
 */
export const readTable = async (path: string, options: ReadOptions, sink: RowSink): Promise<ReadOutcome> => {
  const { dialect, reading = 'forgiving', signal, onProgress } = options;
  const decoder = createTextDecoder(dialect.encoding);
  const parser = createRecordParser(dialect.delimiter);
  const doubts: Doubts = { badBytes: false, nuls: false };
  const outcome: ReadOutcome = { rows: 0, blankLines: 0, damaged: 0 };
  let header: TableHeader | null = null;
  let records = 0;
  let bytes = 0;
  let hasContent = false;

  const parse = (text: string, last: boolean): CsvRecord[] => {
    doubts.badBytes ||= decoder.damaged();
    doubts.nuls ||= text.includes('\u0000');
    const parsed = parser.push(text);
    return last ? [...parsed, ...parser.finish()] : parsed;
  };

  const deliver = async (parsed: CsvRecord[]): Promise<void> => {
    for (const record of parsed) {
      records += 1;
      if (header === null) {
        hasContent ||= countFilledWidth(record.cells) > 0;
        // Blank lines stand for no names: the header is the first other line from there on.
        if (records < dialect.headerRow || isBlankLine(record.cells, 2, reading)) continue;
        header = readHeader(record.cells.map(showBadBytes), reading);
        sink.begin(header.names, record.line);
      } else if (isBlankLine(record.cells, header.names.length, reading)) {
        outcome.blankLines += 1;
      } else {
        outcome.rows += 1;
        const row = toRow(record, outcome.rows, header, doubts, reading);
        if (row.damage !== null) outcome.damaged += 1;
        sink.row(row);
      }
    }
  };

  for await (const chunk of readChunks(path, signal)) {
    if (bytes === 0 && !dialect.encoding.startsWith('utf-16') && !looksLikeText(chunk)) {
      throw new AppError('file.not-text', { name: basename(path) });
    }
    bytes += chunk.length;
    await deliver(parse(decoder.write(chunk), false));
    await sink.drain?.();
    onProgress?.(bytes, outcome.rows);
  }
  await deliver(parse(decoder.end(), true));
  await sink.drain?.();
  onProgress?.(bytes, outcome.rows);

  if (!hasContent) throw new AppError('file.empty', { name: basename(path) });
  if (outcome.rows === 0) throw new AppError('file.header-only', { name: basename(path) });
  return outcome;
};
