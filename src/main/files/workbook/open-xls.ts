import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CellValue, Workbook } from 'hucre';
import type { SheetCell } from '../../../core/workbook/sheet-row';
import { toPlainNumber } from '../../../core/workbook/number-text';
import { AppError } from '../../../shared/errors/app-error';
import { toFileError } from '../to-file-error';
import { openOle, type OleFile } from './ole-file';
import { readXlsGlobals, type XlsGlobals } from './read-xls-globals';
import type { SheetBook } from './sheet-book';

/** An .xls is read whole, into about fifteen times its size of memory (docs/benchmarks.md). */
export const xlsLimit = 50 * 2 ** 20;
/** Where the globals end is not known beforehand; texts shared by the sheets come last in them. */
const globalsSize = 1 << 20;

const errorWord = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERR!)$/;
const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Dates come in UTC, whatever the zone of this computer; the year 1899 stands for times without a day. */
const writeDate = (at: Date): Pick<SheetCell, 'text' | 'kind'> => {
  const rest = at.getUTCMilliseconds();
  const clock = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}${rest === 0 ? '' : `.${pad(rest, 3)}`}`;
  if (at.getUTCFullYear() < 1900) return { text: clock, kind: 'time' };
  const day = `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  return clock === '00:00:00' ? { text: day, kind: 'date' } : { text: `${day}T${clock}`, kind: 'datetime' };
};

const toCell = (value: CellValue, column: number): SheetCell | null => {
  if (value === null || value === '') return null;
  if (typeof value === 'string')
    return { column, text: value, kind: errorWord.test(value) ? 'error' : 'text' };
  if (typeof value === 'boolean') return { column, text: String(value), kind: 'boolean' };
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : { column, ...writeDate(value) };
  }
  const plain = toPlainNumber(String(value));
  if (plain === null) return { column, text: String(value), kind: 'text' };
  return { column, text: plain.text, kind: plain.digits > 15 ? 'long' : 'number' };
};

const readGlobals = async (ole: OleFile, name: string): Promise<XlsGlobals> => {
  if (ole.names.includes('EncryptedPackage')) throw new AppError('file.password', { name });
  const stream = ole.names.find((candidate) => candidate === 'Workbook' || candidate === 'Book');
  if (stream === undefined) throw new AppError('file.not-workbook', { name });
  const globals = readXlsGlobals(await ole.readStart(stream, globalsSize));
  if (globals.isProtected) throw new AppError('file.password', { name });
  if (!globals.isBiff8) throw new AppError('file.old-workbook', { name });
  return globals;
};

const readWhole = async (path: string): Promise<Workbook> => {
  const { readXls } = await import('hucre/xlsx');
  const bytes = await readFile(path);
  return readXls(bytes);
};

/**
 * Opens an .xls of Excel 97 to 2003. Throws `file.password`, `file.old-workbook`, `file.not-workbook` for another
 * kind of compound file, `file.workbook-large` {megabytes, limit} and `file.workbook-damaged`.
 */
export const openXls = async (path: string): Promise<SheetBook> => {
  const name = basename(path);
  const damaged = (cause: unknown): unknown => {
    const known = toFileError(cause, path);
    if (known instanceof AppError) return known;
    const detail = cause instanceof Error ? cause.message : String(cause);
    return new AppError('file.workbook-damaged', { name }, { detail, cause });
  };
  try {
    const ole = await openOle(path);
    let globals: XlsGlobals;
    try {
      globals = await readGlobals(ole, name);
    } finally {
      await ole.close();
    }
    const { size } = await stat(path);
    if (size > xlsLimit) {
      const [megabytes, limit] = [size, xlsLimit].map((bytes) => Math.ceil(bytes / 2 ** 20));
      throw new AppError('file.workbook-large', { name, megabytes: megabytes ?? 0, limit: limit ?? 0 });
    }
    const book = await readWhole(path);
    return {
      kind: 'xls',
      hasHiddenZeros: globals.hasPadding,
      sheets: book.sheets.map(({ name: sheet }, at) => ({
        name: sheet,
        hidden: globals.hidden[at] ?? false,
      })),
      countRows: async () =>
        book.sheets.map(
          ({ rows }) => rows.filter((row) => row?.some((value) => value !== null && value !== '')).length,
        ),
      tablesOf: async () => [],
      readRows: async (at, { take, drain, signal }) => {
        const { rows = [], merges = [] } = book.sheets[at] ?? {};
        for (let index = 0; index < rows.length; index += 1) {
          const cells = (rows[index] ?? []).flatMap((value, column) => toCell(value, column) ?? []);
          if (cells.length > 0 && !take({ number: index + 1, cells, hidden: false })) break;
          if (index % 1000 === 999) {
            signal?.throwIfAborted();
            await drain?.(index / rows.length);
          }
        }
        return {
          merges: merges.map(({ startRow, endRow, startCol, endCol }) => ({
            top: startRow + 1,
            bottom: endRow + 1,
            left: startCol,
            right: endCol,
          })),
          filters: [],
          hiddenColumns: [],
        };
      },
      close: () => undefined,
    };
  } catch (cause) {
    throw damaged(cause);
  }
};
