import { WorkbookFindingCode, type SheetFinding } from '../domain/sheet';
import { text } from './format';

export type WorkbookFinding = { code: WorkbookFindingCode; isWarning: boolean; title: string; body: string };

/** What needs a thought before rows are sent; the rest is merely told. */
const warnings: ReadonlySet<WorkbookFindingCode> = new Set([
  'hidden-rows',
  'filtered-rows',
  'merged-cells',
  'formulas-without-value',
  'rounded-numbers',
  'outside-table',
]);

const mostNamed = 4;
const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });

const nameColumns = (findings: readonly SheetFinding[]): string => {
  const parts = findings
    .slice(0, mostNamed)
    .map(({ column = '', count, sample = '' }) =>
      sample !== '' ? text('workbook.finding.part', { column, count, sample }) : column,
    );
  const others = findings.length - parts.length;
  return list.format(others > 0 ? [...parts, text('file.finding.others', { count: others })] : parts);
};

/** All findings of one code in words, with a title and what it means for the rows. */
const describeFinding = (code: WorkbookFindingCode, findings: readonly SheetFinding[]): WorkbookFinding => {
  const words = {
    count: findings.reduce((sum, finding) => sum + finding.count, 0),
    line: findings.find((finding) => finding.line !== undefined)?.line ?? 1,
    sample: findings[0]?.sample ?? '',
    columns: nameColumns(findings),
  };
  return {
    code,
    isWarning: warnings.has(code),
    title: text(`workbook.finding.${code}`, words),
    body: text(`workbook.finding.${code}.why`, words),
  };
};

/** What was found in a workbook, one note a kind. */
export const describeWorkbookFindings = (findings: readonly SheetFinding[]): WorkbookFinding[] =>
  WorkbookFindingCode.options.flatMap((code) => {
    const ofCode = findings.filter((finding) => finding.code === code);
    return ofCode.length === 0 ? [] : [describeFinding(code, ofCode)];
  });
