import { basename } from 'node:path';
import { isBlankCell } from '../../../core/sheet/cell-words';
import { guessHeaderRow } from '../../../core/sheet/guess-format';
import { nameColumn, type CellRange } from '../../../core/workbook/cell-reference';
import type { SheetRow } from '../../../core/workbook/sheet-row';
import type { Dialect, WorkbookPart } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import type { SheetBook, SheetTable } from './sheet-book';

/** Rows at the start of a sheet from which its header is guessed. */
const sampleRows = 40;

/**
 * What is wanted of a workbook: a sheet by name or number, or by the name of a table or block on it that no sheet
 * has; a table of it by name or none, its header row.
 */
export type WantedPart = {
  sheet?: string | undefined;
  /** Null: the whole sheet. */
  table?: string | null | undefined;
  headerRow?: number | undefined;
};

const writeRange = ({ top, bottom, left, right }: CellRange): string =>
  `${nameColumn(left)}${top}:${nameColumn(right)}${bottom}`;

const fold = (name: string): string => name.trim().toLowerCase();

/** By its name first, which may well be a number, then by its place among the tabs. */
export const findSheet = (sheets: readonly { name: string }[], wanted: string): number => {
  const exact = sheets.findIndex(({ name }) => name === wanted);
  if (exact !== -1) return exact;
  const named = sheets.findIndex(({ name }) => fold(name) === fold(wanted));
  if (named !== -1) return named;
  return /^\s*\d{1,5}\s*$/.test(wanted) && Number(wanted) <= sheets.length ? Number(wanted) - 1 : -1;
};

/** The first sheet that is to be seen and has rows; one that is hidden where all others are empty. */
const chooseSheet = (sheets: WorkbookPart['sheets']): number => {
  const filled = sheets.findIndex(({ rows, hidden }) => rows > 0 && !hidden);
  return filled === -1 ? sheets.findIndex(({ rows }) => rows > 0) : filled;
};

/** Nothing was found on any sheet; a sheet that breaks off before its first value is damaged rather than empty. */
const refuseEmpty = async (book: SheetBook, name: string, signal?: AbortSignal): Promise<never> => {
  for (let at = 0; at < book.sheets.length; at += 1) await book.readRows(at, { signal, take: () => true });
  throw new AppError('file.no-cells', { name });
};

/** The first rows of a sheet, those without cells left out. */
const readSample = async (book: SheetBook, sheet: number, signal?: AbortSignal): Promise<SheetRow[]> => {
  const rows: SheetRow[] = [];
  await book.readRows(sheet, {
    signal,
    take: (row) => {
      rows.push(row);
      return row.number - (rows[0]?.number ?? row.number) < sampleRows - 1;
    },
  });
  return rows;
};

/** Rows without cells count here, so that the guess is the row a person sees. */
const guessHeader = (sample: readonly SheetRow[]): number => {
  const first = sample[0]?.number ?? 1;
  const records = Array.from({ length: sampleRows }, (): string[] => []);
  for (const { number, cells } of sample) records[number - first] = cells.map(({ text }) => text);
  return first + guessHeaderRow(records) - 1;
};

/** Where a table begins whose first column may well have no name. */
const findLeft = (sample: readonly SheetRow[], headerRow: number): number | undefined => {
  const columns = sample
    .filter(({ number }) => number >= headerRow)
    .flatMap(({ cells }) => cells.find(({ text }) => !isBlankCell(text))?.column ?? []);
  return columns.length === 0 ? undefined : Math.min(...columns);
};

const chooseTable = (
  tables: readonly SheetTable[],
  headerRow: number,
  wanted: string | null | undefined,
): SheetTable | undefined => {
  if (wanted === null) return undefined;
  if (wanted !== undefined) return tables.find(({ name }) => name === wanted);
  // Where several stand on one sheet, they are no one table; the sheet as a whole would mix their rows.
  const marked = tables.filter(({ isNamed }) => !isNamed);
  return marked.length > 1 ? marked.find(({ range }) => range.top === headerRow) : undefined;
};

type TablePlace = { sheet: number; name: string };

/** The tables and blocks of all sheets. */
const listTables = async (book: SheetBook, signal?: AbortSignal): Promise<TablePlace[]> => {
  const places: TablePlace[] = [];
  for (const sheet of book.sheets.keys())
    for (const { name } of await book.tablesOf(sheet, signal)) places.push({ sheet, name });
  return places;
};

/** Where a table stands that no sheet is called like. Throws `file.no-sheet`, naming all there is to choose from. */
const findTable = async (
  book: SheetBook,
  file: string,
  wanted: string,
  signal?: AbortSignal,
): Promise<TablePlace> => {
  const places = await listTables(book, signal);
  const place =
    places.find(({ name }) => name === wanted) ?? places.find(({ name }) => fold(name) === fold(wanted));
  if (place !== undefined) return place;
  const listed = [...book.sheets, ...places].map(({ name }) => `“${name}”`).join(', ');
  throw new AppError('file.no-sheet', { name: file, sheet: wanted, sheets: listed });
};

/**
 * Finds out which part of a workbook is to be read and where its header stands. Throws `file.no-cells`, and
 * `file.no-sheet` {sheet, sheets} where the one that is wanted is not there.
 */
export const inspectWorkbook = async (
  book: SheetBook,
  path: string,
  wanted: WantedPart,
  signal?: AbortSignal,
): Promise<Dialect> => {
  const name = basename(path);
  const counts = await book.countRows(signal);
  const sheets = book.sheets.map((sheet, at) => ({ ...sheet, rows: counts[at] ?? 0 }));
  const found = wanted.sheet === undefined ? chooseSheet(sheets) : findSheet(sheets, wanted.sheet);
  if (found === -1 && wanted.sheet === undefined) return refuseEmpty(book, name, signal);
  const place = found === -1 ? await findTable(book, name, wanted.sheet ?? '', signal) : null;
  const at = place?.sheet ?? found;
  const sheet = sheets[at];
  if (sheet === undefined) return refuseEmpty(book, name, signal);
  const tables = await book.tablesOf(at, signal);
  const sample = await readSample(book, at, signal);
  const guessed = wanted.headerRow ?? guessHeader(sample);
  const table = chooseTable(tables, guessed, place?.name ?? wanted.table);
  const ofTable = table === undefined ? guessed : table.hasHeader ? table.range.top : table.range.top - 1;
  const headerRow = Math.max(1, wanted.headerRow ?? ofTable);
  const left = table === undefined ? findLeft(sample, headerRow) : table.range.left;
  return {
    encoding: 'utf-8',
    delimiter: 'comma',
    headerRow,
    workbook: {
      kind: book.kind,
      sheet: sheet.name,
      ...(book.is1904 ? { is1904: true } : {}),
      ...(table === undefined ? {} : { table: table.name }),
      ...(left === undefined ? {} : { left }),
      sheets,
      tables: tables.map(({ name: known, range, isNamed }) => ({
        name: known,
        range: writeRange(range),
        ...(isNamed ? { isNamed } : {}),
      })),
    },
  };
};
