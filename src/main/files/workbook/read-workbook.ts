import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SheetFinding, WorkbookPart } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import type { ReadOptions, ReadOutcome, RowSink } from '../read-table';
import { createTableCutter } from './cut-table';
import { describeCut } from './describe-cut';
import { findSheet } from './inspect-workbook';
import { openBook } from './open-book';
import type { SheetBook } from './sheet-book';

const ofSheets = ({ sheets, sheet }: WorkbookPart): SheetFinding[] => {
  const hidden = sheets.filter(({ name, rows, hidden: isHidden }) => isHidden && rows > 0 && name !== sheet);
  const [first] = hidden;
  return first === undefined ? [] : [{ code: 'hidden-sheets', count: hidden.length, sample: first.name }];
};

const readPart = async (
  book: SheetBook,
  path: string,
  part: WorkbookPart,
  options: ReadOptions,
  sink: RowSink,
): Promise<ReadOutcome> => {
  const { dialect, reading = 'forgiving', signal, onProgress } = options;
  const name = basename(path);
  const at = findSheet(book.sheets, part.sheet);
  if (at === -1) throw new AppError('file.no-sheet', { name, sheet: part.sheet, sheets: '' });
  const tables = await book.tablesOf(at, signal);
  const table = tables.find((known) => known.name === part.table) ?? null;
  const totals = new Set(tables.filter(({ hasTotals }) => hasTotals).map(({ range }) => range.bottom));
  const cutter = createTableCutter(
    { headerRow: dialect.headerRow, left: part.left, table, totals, reading, headers: dialect.headers },
    sink,
  );
  const { size } = await stat(path);
  let rows = 0;
  const facts = await book.readRows(at, {
    signal,
    take: (row) => {
      rows += 1;
      cutter.take(row);
      return true;
    },
    drain: async (share) => {
      await sink.drain?.();
      onProgress?.(Math.round(share * size), rows);
    },
  });
  const { outcome, record, hasContent } = cutter.finish();
  await sink.drain?.();
  onProgress?.(size, outcome.rows);
  if (!hasContent) throw new AppError('file.no-cells', { name });
  if (outcome.rows === 0) throw new AppError('file.header-only', { name });
  return {
    ...outcome,
    types: record.types,
    findings: [...describeCut(record, facts, table), ...ofSheets(part)],
  };
};

/**
 * Reads one table of a workbook as a stream, as `readTable` does with a text file: every row below the header goes to
 * the sink once, in the order of the sheet. Throws what `openBook` throws, `file.no-sheet`, `file.no-cells`,
 * `file.header-only`, and of the header what `readHeader` throws.
 */
export const readWorkbook = async (
  path: string,
  part: WorkbookPart,
  options: ReadOptions,
  sink: RowSink,
): Promise<ReadOutcome> => {
  const book = await openBook(path, options.signal);
  if (book === null) throw new AppError('file.not-workbook', { name: basename(path) });
  try {
    return await readPart(book, path, part, options, sink);
  } finally {
    book.close();
  }
};
