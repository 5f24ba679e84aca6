import type { Dialect, SheetView } from '../../../shared/domain/sheet';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error';
import { inspectFile, type Inspection, type WantedDialect } from '../../files/inspect-file';
import { dialectParts, workbookParts } from './workbook-wish';

type Read = (found: Inspection, chosen: SheetView['chosen']) => Promise<SheetView>;

/** What a sheet with a cover, a title or notes on it is refused for. */
const shapes: readonly ErrorCode[] = ['file.header-only', 'file.empty-header', 'file.repeated-header'];
const isNoTable = (cause: unknown): boolean => cause instanceof AppError && shapes.includes(cause.code);

/** Reads the next sheets to be seen, one after the other, until one is a table; null where none is. */
const readLater = async (
  path: string,
  { workbook }: Dialect,
  wanted: WantedDialect,
  read: Read,
): Promise<SheetView | null> => {
  const sheets = workbook?.sheets ?? [];
  const at = sheets.findIndex(({ name }) => name === workbook?.sheet);
  for (const { name } of sheets.slice(at + 1).filter(({ rows, hidden }) => rows > 1 && !hidden)) {
    try {
      return await read(await inspectFile(path, { ...wanted, sheet: name }), []);
    } catch (cause) {
      if (!isNoTable(cause)) throw cause;
    }
  }
  return null;
};

/**
 * Finds out how a file is to be read and has it read. Where nobody said which sheet of a workbook is meant, a cover
 * before the first table is passed over, or a person who may choose another sheet would never get to choose; a
 * command is told instead. Throws what `inspectFile` and `read` throw, of several sheets what the first was refused
 * for.
 */
export const readFirst = async (path: string, wanted: WantedDialect, read: Read): Promise<SheetView> => {
  const found = await inspectFile(path, wanted);
  const { dialect } = found;
  const parts = dialect.workbook === undefined ? dialectParts : workbookParts;
  const chosen = parts.filter((part) => wanted[part] !== undefined);
  try {
    return await read(found, chosen);
  } catch (cause) {
    const mayPass = wanted.reading !== 'as-written' && wanted.sheet === undefined && isNoTable(cause);
    const later = mayPass ? await readLater(path, dialect, wanted, read) : null;
    if (later === null) throw cause;
    return later;
  }
};
