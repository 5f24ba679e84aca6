import type { SheetView, WorkbookPart } from '../../../shared/domain/sheet';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error';
import { inspectFile, type Inspection, type WantedDialect } from '../../files/inspect-file';
import { dialectParts, workbookParts } from './workbook-wish';

type Read = (found: Inspection, chosen: SheetView['chosen']) => Promise<SheetView>;

/** What a sheet with a cover, a title or notes on it is refused for. */
const shapes: readonly ErrorCode[] = ['file.header-only', 'file.empty-header', 'file.repeated-header'];
const isNoTable = (cause: unknown): boolean => cause instanceof AppError && shapes.includes(cause.code);

/** Names are missing or used twice, as the words on a cover may well be. */
const asksAboutNames = ({ dialect: { headers } }: SheetView): boolean =>
  headers?.repeated === 'ask' || headers?.unnamed === 'ask';

/** The sheets to be seen behind the one that was looked at, as far as they have that many rows. */
const listLater = ({ sheet, sheets }: WorkbookPart, least: number): string[] => {
  const at = sheets.findIndex(({ name }) => name === sheet);
  return sheets
    .slice(at + 1)
    .filter(({ rows, hidden }) => rows >= least && !hidden)
    .map(({ name }) => name);
};

/**
 * Reads sheets, one after the other, until one is a table nothing has to be asked about; null where none is.
 * `asking` is the first of those of which something has to be.
 */
const readLater = async (
  sheets: readonly string[],
  readOf: (sheet: string) => Promise<SheetView>,
): Promise<{ view: SheetView | null; asking: string | null }> => {
  let asking: string | null = null;
  for (const sheet of sheets) {
    try {
      const view = await readOf(sheet);
      if (!asksAboutNames(view)) return { view, asking };
      asking ??= sheet;
    } catch (cause) {
      if (!isNoTable(cause)) throw cause;
    }
  }
  return { view: null, asking };
};

/**
 * Finds out how a file is to be read and has it read. Where nobody said which sheet of a workbook is meant, a cover
 * before the first table is passed over, or a person who may choose another sheet would never get to choose; a
 * command is told instead. A first sheet that is a table but for its names gives way only to a clean one that is no
 * smaller. Throws what `inspectFile` and `read` throw, of several sheets what the first was refused for.
 */
export const readFirst = async (path: string, wanted: WantedDialect, read: Read): Promise<SheetView> => {
  const found = await inspectFile(path, wanted);
  const { workbook } = found.dialect;
  const parts = workbook === undefined ? dialectParts : workbookParts;
  const chosen = parts.filter((part) => wanted[part] !== undefined);
  const mayPass = wanted.reading !== 'as-written' && wanted.sheet === undefined;
  const readOf = async (sheet: string): Promise<SheetView> =>
    read(await inspectFile(path, { ...wanted, sheet }), []);
  let first: SheetView;
  try {
    first = await read(found, chosen);
  } catch (cause) {
    if (workbook === undefined || !mayPass || !isNoTable(cause)) throw cause;
    const { view, asking } = await readLater(listLater(workbook, 2), readOf);
    if (view !== null) return view;
    if (asking !== null) return readOf(asking);
    throw cause;
  }
  if (workbook === undefined || !mayPass || !asksAboutNames(first)) return first;
  const later = listLater(workbook, workbook.sheets.find(({ name }) => name === workbook.sheet)?.rows ?? 0);
  if (later.length === 0) return first;
  // Only the last reading is kept, so the first is made again where it was the best.
  return (await readLater(later, readOf)).view ?? read(found, chosen);
};
