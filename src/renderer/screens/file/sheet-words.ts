import type { DamageChoices } from '../../../shared/domain/load';
import type {
  HeaderChoices,
  SheetFinding,
  SheetPreview,
  SheetView,
  WorkbookFindingCode,
} from '../../../shared/domain/sheet';
import { describeWorkbookFindings } from '../../../shared/messages/workbook-finding';
import { formatList, t } from '../../lib/text';

const countOf = (sheet: SheetView, code: SheetFinding['code']): number =>
  sheet.findings.reduce((sum, finding) => (finding.code === code ? sum + finding.count : sum), 0);

/** Some letters beyond ASCII that the words hold, as a sentence. */
const nameLetters = (words: readonly string[]): string => {
  const seen = new Set<string>();
  for (const word of words) {
    for (const letter of word.match(/[^\p{ASCII}\p{Lm}]/gu) ?? []) {
      if (/\p{L}/u.test(letter)) seen.add(letter.toLowerCase());
    }
  }
  return seen.size === 0
    ? t('file.letters.plain')
    : t('file.letters.seen', { letters: formatList([...seen].slice(0, 3)) });
};

const letters = (sheet: SheetView): string => {
  const bad = countOf(sheet, 'bad-bytes');
  if (bad > 0) return t('file.letters.bad', { count: bad });
  if ((sheet.doubt ?? []).length > 0) return t('file.letters.doubt');
  return nameLetters(sheet.columns.flatMap(({ header: name, samples }) => [name, ...samples]));
};

const delimiter = (sheet: SheetView): string => {
  const ragged = countOf(sheet, 'ragged-rows');
  return ragged > 0
    ? t('file.delimiter.ragged', { count: ragged })
    : t('file.delimiter.even', { columns: sheet.columns.length });
};

const header = ({ dialect }: Pick<SheetView, 'dialect'>): string =>
  dialect.headerRow === 1
    ? t('file.header.first')
    : t('file.header.skipped', { count: dialect.headerRow - 1 });

export type DialectEvidence = Record<'encoding' | 'delimiter' | 'headerRow', string>;

/** What speaks for how a file is read of which only the beginning was seen. */
export const describePreview = ({ dialect, header: names, rows }: SheetPreview): DialectEvidence => ({
  encoding: nameLetters([...names, ...rows.flatMap(({ cells }) => cells)]),
  delimiter: t('file.delimiter.so-far', { columns: names.length }),
  headerRow: header({ dialect }),
});

/** What speaks for each part of how the file is read, in one short line. */
export const describeDialect = (sheet: SheetView): DialectEvidence => {
  const evidence = { encoding: letters(sheet), delimiter: delimiter(sheet), headerRow: header(sheet) };
  for (const part of sheet.chosen) {
    if (part === 'sheet' || part === 'table') continue;
    evidence[part] = t('file.chosen', { evidence: evidence[part] });
  }
  return evidence;
};

type TextFindingCode = Exclude<SheetFinding['code'], WorkbookFindingCode>;

/** What a person can decide about a finding: rows damaged in one way, or columns without a clear name. */
export type Decision =
  | { about: 'rows'; damage: keyof DamageChoices }
  | { about: 'names'; which: keyof HeaderChoices };

export type FindingNote = {
  code: SheetFinding['code'];
  isWarning: boolean;
  title: string;
  body: string;
  decision?: Decision;
};

const codes = [
  'repeated-header',
  'empty-header',
  'side-table',
  'title-lines',
  'leading-zeros',
  'long-numbers',
  'guarded-cells',
  'error-cells',
  'total-lines',
  'header-lines',
  'ragged-rows',
  'text-after-quote',
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

const damages = {
  'total-lines': 'total-line',
  'header-lines': 'header-line',
  'ragged-rows': 'cell-count',
  'text-after-quote': 'text-after-quote',
  'nul-bytes': 'nul',
  'bad-bytes': 'bad-bytes',
} as const satisfies Partial<Record<SheetFinding['code'], keyof DamageChoices>>;

const workbookDamages: Partial<Record<WorkbookFindingCode, keyof DamageChoices>> = {
  'formulas-without-value': 'no-value',
  'totals-row': 'totals',
};

const describe = (
  code: TextFindingCode,
  findings: readonly SheetFinding[],
  headers: HeaderChoices,
): FindingNote[] => {
  const decideFirst = (which: keyof HeaderChoices, why: string): string =>
    headers[which] === 'ask' ? `${why} ${t('file.finding.decide')}` : why;
  const count = findings.reduce((sum, finding) => sum + finding.count, 0);
  const { line, at = 1, sample = '' } = findings[0] ?? {};
  const words = { count, line: line ?? 0, at, sample };
  switch (code) {
    case 'repeated-header': {
      const names = formatList(findings.slice(0, mostNamed).map(({ column = '' }) => `“${column}”`));
      return [
        {
          code,
          isWarning: headers.repeated === 'ask',
          title: t(`file.finding.${code}`, { count: findings.length, names }),
          body: decideFirst('repeated', t(`file.finding.${code}.why`, words)),
          decision: { about: 'names', which: 'repeated' },
        },
      ];
    }
    case 'empty-header':
      return [
        {
          code,
          isWarning: headers.unnamed === 'ask',
          title: t(`file.finding.${code}`, words),
          body: decideFirst('unnamed', t(`file.finding.${code}.why`, words)),
          decision: { about: 'names', which: 'unnamed' },
        },
      ];
    case 'leading-zeros':
    case 'long-numbers':
      return [
        {
          code,
          isWarning: false,
          title: t(`file.finding.${code}`),
          body: t('file.finding.columns', { columns: nameColumns(findings, code) }),
        },
      ];
    case 'error-cells':
      return [
        {
          code,
          isWarning: true,
          title: t('file.finding.error-cells'),
          body: `${t('file.finding.columns', { columns: nameColumns(findings, code) })} ${t('file.finding.error-cells.why')}`,
        },
      ];
    case 'total-lines':
    case 'header-lines':
    case 'ragged-rows':
    case 'text-after-quote':
    case 'nul-bytes':
    case 'bad-bytes':
      return [
        {
          code,
          isWarning: true,
          title: t(`file.finding.${code}`, words),
          body: t(line === undefined ? 'file.finding.rows.plain' : `file.finding.${code}.why`, words),
          decision: { about: 'rows', damage: damages[code] },
        },
      ];
    case 'side-table':
      return [
        {
          code,
          isWarning: true,
          title: t('file.finding.side-table'),
          body: t('file.finding.side-table.why', { column: findings[0]?.column ?? '' }),
        },
      ];
    case 'title-lines':
    case 'guarded-cells':
    case 'blank-lines':
      return [
        {
          code,
          isWarning: false,
          title: t(`file.finding.${code}`, words),
          body: t(`file.finding.${code}.why`, words),
        },
      ];
  }
};

/** What was found in the file: what is merely told first, then what needs a thought. */
export const describeFindings = (sheet: SheetView): FindingNote[] =>
  [
    ...codes.flatMap((code) => {
      const findings = sheet.findings.filter((finding) => finding.code === code);
      return findings.length === 0 ? [] : describe(code, findings, sheet.dialect.headers ?? {});
    }),
    ...describeWorkbookFindings(sheet.findings).map((note): FindingNote => {
      const damage = workbookDamages[note.code];
      return damage === undefined ? note : { ...note, decision: { about: 'rows', damage } };
    }),
  ].sort((a, b) => Number(a.isWarning) - Number(b.isWarning));

/** Whether nothing goes on until a person has decided this. */
export const isUrgent = ({ decision, isWarning }: FindingNote): boolean =>
  isWarning && decision?.about === 'names';
