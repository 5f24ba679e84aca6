import type { DamageKind, FindingKind, HeldKind, RefusalKind } from './make/model';

/**
 * The corpus speaks words of its own, so that it can be read beside any program. These are the words the program
 * has for them: the one place to change when the program renames one of its own.
 */
export const refusalCodes: Readonly<Record<RefusalKind, readonly string[]>> = {
  empty: ['file.empty', 'file.no-cells'],
  'header-only': ['file.header-only'],
  'open-quote': ['file.unclosed-quote'],
  'text-after-quote': ['file.text-after-quote'],
  'cell-too-large': ['file.cell-too-long', 'file.huge-cell'],
  'encoding-doubt': ['file.encoding-doubt'],
  'repeated-header': ['file.repeated-header'],
  'empty-header': ['file.empty-header'],
  'not-a-table': ['file.not-text', 'file.not-workbook'],
  password: ['file.password'],
  html: ['file.html-table'],
  'xml-spreadsheet': ['file.xml-spreadsheet'],
  json: ['file.json'],
  'binary-workbook': ['file.binary-workbook'],
  'damaged-workbook': ['file.workbook-damaged', 'file.workbook-cut'],
  'cut-workbook': ['file.workbook-cut'],
  'zip-bomb': ['file.too-packed'],
  'no-sheet': ['file.no-sheet'],
  'unsafe-xml': ['file.entities'],
  'utf-32': ['file.utf-32'],
};

export const damageCauses: Readonly<Record<DamageKind, string>> = {
  'cell-count': 'row-cell-count',
  nul: 'row-nul',
  'bad-bytes': 'row-bad-bytes',
  'total-line': 'total-line',
  'header-line': 'header-line',
  'text-after-quote': 'row-text-after-quote',
  'no-value': 'row-no-value',
};

export const heldCauses: Readonly<Record<HeldKind, readonly string[]>> = {
  'error-cell': ['error-cell'],
  'date-unreadable': ['date-unreadable', 'datetime-unreadable'],
  'no-such-day': ['date-invalid'],
  'date-has-time': ['date-has-time'],
  'time-gap': ['datetime-gap'],
  'time-overlap': ['datetime-overlap'],
  'number-unreadable': ['number-unreadable'],
  'bad-id': ['bad-id'],
  'id-case': ['id-case'],
  damage: ['row-cell-count', 'row-nul', 'row-bad-bytes', 'row-no-value'],
};

/** Findings are called alike, but for these. */
const findingCodes: Partial<Record<FindingKind, string>> = { 'cut-values': 'cut-255' };

export const toFindingCode = (kind: FindingKind): string => findingCodes[kind] ?? kind;
