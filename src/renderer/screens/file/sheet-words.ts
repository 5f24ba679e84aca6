import type { SheetFinding, SheetView, WorkbookFindingCode } from '../../../shared/domain/sheet';
import { describeWorkbookFindings } from '../../../shared/messages/workbook-finding';
import { formatList, t } from '../../lib/text';

const countOf = (sheet: SheetView, code: SheetFinding['code']): number =>
  sheet.findings.reduce((sum, finding) => (finding.code === code ? sum + finding.count : sum), 0);

const letters = (sheet: SheetView): string => {
  const bad = countOf(sheet, 'bad-bytes');
  if (bad > 0) return t('file.letters.bad', { count: bad });
  const seen = new Set<string>();
  for (const column of sheet.columns) {
    for (const word of [column.header, ...column.samples]) {
      for (const letter of word.match(/[^\p{ASCII}\p{Lm}]/gu) ?? []) {
        if (/\p{L}/u.test(letter)) seen.add(letter.toLowerCase());
      }
    }
  }
  return seen.size === 0
    ? t('file.letters.plain')
    : t('file.letters.seen', { letters: formatList([...seen].slice(0, 3)) });
};

const delimiter = (sheet: SheetView): string => {
  const ragged = countOf(sheet, 'ragged-rows');
  return ragged > 0
    ? t('file.delimiter.ragged', { count: ragged })
    : t('file.delimiter.even', { columns: sheet.columns.length });
};

const header = (sheet: SheetView): string =>
  sheet.dialect.headerRow === 1
    ? t('file.header.first')
    : t('file.header.skipped', { count: sheet.dialect.headerRow - 1 });

/** What speaks for each part of how the file is read, in one short line. */
export const describeDialect = (sheet: SheetView): Record<'encoding' | 'delimiter' | 'headerRow', string> => {
  const evidence = { encoding: letters(sheet), delimiter: delimiter(sheet), headerRow: header(sheet) };
  for (const part of sheet.chosen) {
    if (part === 'sheet' || part === 'table') continue;
    evidence[part] = t('file.chosen', { evidence: evidence[part] });
  }
  return evidence;
};

type TextFindingCode = Exclude<SheetFinding['code'], WorkbookFindingCode>;

export type FindingNote = { code: SheetFinding['code']; isWarning: boolean; title: string; body: string };

const codes = [
  'leading-zeros',
  'long-numbers',
  'guarded-cells',
  'error-cells',
  'ragged-rows',
  'nul-bytes',
  'bad-bytes',
  'blank-lines',
] as const satisfies readonly TextFindingCode[];

const mostNamed = 4;

/** Columns of one kind of finding, the fullest first; those past the fourth are counted. */
const nameColumns = (
  findings: readonly SheetFinding[],
  code: 'leading-zeros' | 'long-numbers' | 'error-cells',
): string => {
  const sorted = [...findings].sort((a, b) => b.count - a.count);
  const parts = sorted
    .slice(0, mostNamed)
    .map(({ column = '', count }) => t(`file.finding.${code}.part`, { column, count }));
  const others = sorted.length - parts.length;
  return formatList(others > 0 ? [...parts, t('file.finding.others', { count: others })] : parts);
};

const describe = (code: TextFindingCode, findings: readonly SheetFinding[]): FindingNote => {
  const count = findings.reduce((sum, finding) => sum + finding.count, 0);
  const line = findings.find((finding) => finding.line !== undefined)?.line;
  switch (code) {
    case 'leading-zeros':
    case 'long-numbers':
      return {
        code,
        isWarning: false,
        title: t(`file.finding.${code}`),
        body: t('file.finding.columns', { columns: nameColumns(findings, code) }),
      };
    case 'error-cells':
      return {
        code,
        isWarning: true,
        title: t('file.finding.error-cells'),
        body: `${t('file.finding.columns', { columns: nameColumns(findings, code) })} ${t('file.finding.error-cells.why')}`,
      };
    case 'ragged-rows':
      return {
        code,
        isWarning: true,
        title: t('file.finding.ragged-rows', { count }),
        body:
          line === undefined
            ? t('file.finding.ragged-rows.why.plain')
            : t('file.finding.ragged-rows.why', { line }),
      };
    case 'nul-bytes':
    case 'bad-bytes':
      return {
        code,
        isWarning: true,
        title: t(`file.finding.${code}`, { count }),
        body: t(`file.finding.${code}.why`),
      };
    case 'guarded-cells':
    case 'blank-lines':
      return {
        code,
        isWarning: false,
        title: t(`file.finding.${code}`, { count }),
        body: t(`file.finding.${code}.why`),
      };
  }
};

/** What was found in the file, one note a kind: what is merely told first, then what needs a thought. */
export const describeFindings = (sheet: SheetView): FindingNote[] =>
  [
    ...codes.flatMap((code) => {
      const findings = sheet.findings.filter((finding) => finding.code === code);
      return findings.length === 0 ? [] : [describe(code, findings)];
    }),
    ...describeWorkbookFindings(sheet.findings),
  ].sort((a, b) => Number(a.isWarning) - Number(b.isWarning));
