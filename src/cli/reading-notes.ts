import type { WantedDialect } from '../main/files/inspect-file';
import type { SheetFinding, SheetView } from '../shared/domain/sheet';
import { text } from '../shared/messages/format';
import { describeWorkbookFindings } from '../shared/messages/workbook-finding';

/** Where cells are not as the file writes them, or lines of it are no rows, nobody must find out later. */
const describeChange = (
  { code, count, sample = '' }: SheetFinding,
  { headerLine = 1 }: SheetView,
): string[] => {
  if (code === 'title-lines') return [text('cli.titles', { line: headerLine, sample, count })];
  return code === 'guarded-cells' ? [text('cli.guards', { count })] : [];
};

/** Options that say how text is to be read, where the file is a workbook: they are not obeyed, and that is told. */
export const describeUnused = ({ encoding, delimiter }: WantedDialect, isWorkbook: boolean): string[] => {
  const given = [
    ...(encoding === undefined ? [] : ['--encoding']),
    ...(delimiter === undefined ? [] : ['--delimiter']),
  ];
  if (!isWorkbook || given.length === 0) return [];
  return [text('cli.workbook.unused', { options: given.join(' and '), count: given.length })];
};

/** What a command says of the workbook it reads: the sheet where there was a choice, and what a person can't see. */
const describeWorkbook = ({ dialect, chosen, findings }: SheetView): string[] => {
  const { workbook } = dialect;
  if (workbook === undefined) return [];
  const { sheet, sheets, table, tables } = workbook;
  const filled = sheets.filter(({ rows }) => rows > 0).length;
  return [
    ...(chosen.includes('sheet') || filled < 2 ? [] : [text('cli.sheet.chosen', { sheet, count: filled })]),
    ...(table === undefined ? [] : [text('cli.sheet.table', { table, count: tables.length })]),
    ...describeWorkbookFindings(findings).map(({ title, body }) => `${title}. ${body}`),
  ];
};

/** What a command says of the file it reads: what was passed over or taken off, and what only workbooks have. */
export const describeReading = (sheet: SheetView): string[] => [
  ...sheet.findings.flatMap((finding) => describeChange(finding, sheet)),
  ...describeWorkbook(sheet),
];
