import type { CallInput } from '../../../shared/contract';
import type { WorkbookPart } from '../../../shared/domain/sheet';
import type { WantedDialect } from '../../files/inspect-file';

/** What a person can change about how a text is read, and about what is read of a workbook. */
export const dialectParts = ['encoding', 'delimiter', 'headerRow'] as const;
export const workbookParts = ['sheet', 'table', 'headerRow'] as const;

type WorkbookParts = Pick<CallInput<'loads.reread'>, (typeof workbookParts)[number]>;

/** Whether another part of the workbook is asked for than was read. */
export const changesWorkbook = (wanted: WorkbookParts): boolean =>
  workbookParts.some((part) => wanted[part] !== undefined);

/** What of a workbook is to be read, after what was and what a person changed: a choice undoes those below it. */
export const toWorkbookWish = (
  before: WorkbookPart | undefined,
  { sheet, table, headerRow }: WorkbookParts,
): WantedDialect => {
  const kept = sheet === undefined ? (before?.table ?? null) : undefined;
  return { sheet: sheet ?? before?.sheet, table: table === '' ? null : (table ?? kept), headerRow };
};
