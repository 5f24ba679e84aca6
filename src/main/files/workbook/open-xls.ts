import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { toFileError } from '../to-file-error';
import { openOle } from './ole-file';
import { parseXlsSheet, readXlsGlobals } from './parse-xls';
import type { SheetBook } from './sheet-book';

/**
 * An .xls is read whole, for its parts refer to each other all over it. A full sheet of this format has 65,536 rows, so
 * larger files are many sheets or pictures; see docs/benchmarks.md for the memory this takes.
 */
const xlsLimit = 100 * 2 ** 20;

const refuseLarge = async (path: string): Promise<void> => {
  const { size } = await stat(path);
  if (size <= xlsLimit) return;
  const megabytes = Math.ceil(size / 2 ** 20);
  throw new AppError('file.workbook-large', { name: basename(path), megabytes, limit: xlsLimit / 2 ** 20 });
};

const readWorkbookStream = async (path: string): Promise<Buffer> => {
  const name = basename(path);
  const ole = await openOle(path);
  try {
    if (ole.names.includes('EncryptedPackage')) throw new AppError('file.password', { name });
    // Files for both old and older programs hold the workbook twice.
    const stream = ['Workbook', 'Book'].find((candidate) => ole.names.includes(candidate));
    if (stream === undefined) throw new AppError('file.not-workbook', { name });
    await refuseLarge(path);
    return await ole.read(stream);
  } finally {
    await ole.close();
  }
};

/** Puts what goes wrong with the bytes into words; they are read by offsets, which must lie inside of them. */
const refuseDamage = (cause: unknown, path: string): never => {
  if (!(cause instanceof RangeError)) throw toFileError(cause, path);
  const { message: detail } = cause;
  throw new AppError('file.workbook-damaged', { name: basename(path) }, { detail, cause });
};

/**
 * Opens an .xls of Excel 97 to 2003. Throws `file.password`, `file.old-workbook`, `file.not-workbook` for another
 * kind of compound file, `file.workbook-large` {megabytes, limit} and `file.workbook-damaged`.
 */
export const openXls = async (path: string): Promise<SheetBook> => {
  const name = basename(path);
  try {
    const bytes = await readWorkbookStream(path);
    const globals = readXlsGlobals(bytes);
    if (!globals.isBiff8) throw new AppError('file.old-workbook', { name });
    if (globals.isProtected) throw new AppError('file.password', { name });
    let latest: { sheet: number; parsed: ReturnType<typeof parseXlsSheet> } | null = null;
    const parse = (sheet: number): ReturnType<typeof parseXlsSheet> => {
      if (latest?.sheet === sheet) return latest.parsed;
      latest = null;
      try {
        const parsed = parseXlsSheet(bytes, globals.sheets[sheet]?.offset ?? bytes.length, globals);
        latest = { sheet, parsed };
        return parsed;
      } catch (cause) {
        return refuseDamage(cause, path);
      }
    };
    return {
      kind: 'xls',
      is1904: globals.is1904,
      sheets: globals.sheets.map(({ name: sheet, hidden }) => ({ name: sheet, hidden })),
      countRows: async () => globals.sheets.map((_, at) => parse(at).rows.length),
      tablesOf: async () => [],
      readRows: async (sheet, { take, drain, signal }) => {
        const { rows, facts } = parse(sheet);
        for (let at = 0; at < rows.length; at += 1) {
          const row = rows[at];
          if (row !== undefined && !take(row)) break;
          if (at % 1000 === 999) {
            signal?.throwIfAborted();
            await drain?.(at / rows.length);
          }
        }
        return facts;
      },
      close: () => undefined,
    };
  } catch (cause) {
    return refuseDamage(cause, path);
  }
};
