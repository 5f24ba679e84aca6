import type { FieldType } from '../../shared/domain/sobject';
import { readDigits, toExactNumber } from '../sheet/exact-number';

/** What goes into a cell of a workbook. */
export type WorkbookCell = string | number | boolean | Date | null;

/** Most characters of a cell (Excel specifications and limits). */
export const maxCellCharacters = 32_767;

/** Digits Excel keeps of a number. */
const keptDigits = 15;

const toNumber = (text: string): number | string => {
  const digits = readDigits(text)?.digits.length ?? Number.POSITIVE_INFINITY;
  return digits <= keptDigits ? (toExactNumber(text) ?? text) : text;
};

/** Excel counts days from 1900, and takes that year for a leap year: dates before March are a day off. */
const toDate = (text: string): Date | string => {
  const time =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '1900-03-01' ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(time) ? text : new Date(time);
};

/**
 * A text as a workbook holds it: Excel would take `_x0041_` for the letter A, and no file may hold two of the
 * characters Unicode leaves out.
 */
const toText = (text: string): string =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[\ufffe\uffff]/g, '\ufffd');

/** The longest beginning of a text that a cell holds, without half a character at its end. */
const cut = (text: string): string => text.slice(0, maxCellCharacters).replace(/[\ud800-\udbff]$/, '');

/**
 * A value as an export's workbook shows it. Numbers, dates and check boxes are what they are to Excel; Ids, keys,
 * and numbers with more digits than Excel keeps are texts; date-times are ISO texts, which name their zone. A text
 * that is too long is cut, and `isTooLong` says so before.
 */
export const toWorkbookCell = (type: FieldType, text: string): WorkbookCell => {
  if (text === '') return null;
  switch (type) {
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return toNumber(text);
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : toText(text);
    case 'date':
      return toDate(text);
    default:
      return toText(isTooLong(text) ? cut(text) : text);
  }
};

export const isTooLong = (text: string): boolean => text.length > maxCellCharacters;
