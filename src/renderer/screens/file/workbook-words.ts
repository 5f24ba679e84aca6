import type { SheetView, WorkbookPart } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';

const ofSheet = ({ sheet, sheets }: WorkbookPart, isChosen: boolean): string => {
  if (sheets.length === 1) return t('workbook.sheet.only');
  const filled = sheets.filter(({ rows }) => rows > 0).length;
  const first = sheets.find(({ rows, hidden }) => rows > 0 && !hidden);
  if (!isChosen && first !== undefined && first.name !== sheet) return t('workbook.sheet.passed');
  return isChosen || filled < 2
    ? t('workbook.sheet.one', { count: sheets.length })
    : t('workbook.sheet.first', { count: filled });
};

const ofTable = ({ table, tables }: WorkbookPart): string => {
  const read = tables.find(({ name }) => name === table);
  if (read !== undefined) return t('workbook.table.block', { range: read.range });
  const named = tables.filter(({ isNamed }) => isNamed === true).length;
  const marked = tables.length - named;
  if (marked + named === 0) return t('workbook.table.none');
  return named === 0
    ? t('workbook.table.some', { count: marked })
    : t('workbook.table.named', { count: named, tables: marked });
};

const topOf = (range: string): number => Number(/\d+/.exec(range)?.[0] ?? 1);

const ofHeader = ({ dialect: { headerRow } }: SheetView, { table, tables }: WorkbookPart): string => {
  const read = tables.find(({ name }) => name === table);
  if (read?.isNamed === true)
    return headerRow === topOf(read.range)
      ? t('workbook.header.named')
      : t('workbook.header.apart', { row: headerRow });
  if (table !== undefined) return t('workbook.header.table');
  return headerRow === 1
    ? t('workbook.header.first')
    : t('workbook.header.skipped', { count: headerRow - 1 });
};

/** What speaks for each part of a workbook that is read, in one short line. */
export const describeWorkbookParts = (
  sheet: SheetView,
  part: WorkbookPart,
): Record<'sheet' | 'table' | 'headerRow', string> => {
  const evidence = {
    sheet: ofSheet(part, sheet.chosen.includes('sheet')),
    table: ofTable(part),
    headerRow: ofHeader(sheet, part),
  };
  for (const one of ['sheet', 'table', 'headerRow'] as const) {
    if (sheet.chosen.includes(one)) evidence[one] = t('file.chosen', { evidence: evidence[one] });
  }
  return evidence;
};
