import type { CellFormat } from './number-format';
import { padNumber } from './number-format';
import { toPlainNumber, writePercent } from './number-text';
import { readSerial } from './serial-date';

/**
 * What a workbook says a value is. `long`: a number of more than 15 digits, of which Excel keeps only 15.
 * `percent`: a number that is shown as hundredths, and read as it is shown, `5%` for 0.05.
 * `no-value`: a formula whose result was not saved with it.
 */
export type CellKind =
  | 'text'
  | 'number'
  | 'percent'
  | 'long'
  | 'date'
  | 'datetime'
  | 'time'
  | 'boolean'
  | 'error'
  | 'no-value';

/** `column` counts from 0. */
export type SheetCell = { column: number; text: string; kind: CellKind };

/** A row of a sheet by its own number; empty cells don't occur in it. */
export type SheetRow = { number: number; cells: SheetCell[]; hidden: boolean; filtered?: boolean };

const mostExactDigits = 15;

/**
 * The value of a numeric cell as text: a plain number, a date in ISO form where the format makes it one, with its
 * leading zeros or as a percentage where the format shows it so. What is no number stays the text it is.
 */
export const readNumericCell = (
  raw: string,
  format: CellFormat,
  is1904: boolean,
): { text: string; kind: CellKind } => {
  const number = toPlainNumber(raw);
  if (number === null) return { text: raw, kind: 'text' };
  const { text, digits } = number;
  if (format.kind === 'padded') {
    if (/^\d+$/.test(text)) {
      return { text: padNumber(text, format.pattern), kind: digits > mostExactDigits ? 'long' : 'text' };
    }
  } else if (format.kind !== 'general' && format.kind !== 'percent') {
    const found = readSerial(Number(text), format.kind, is1904);
    if (found !== null) return found;
  }
  const isPercent = format.kind === 'percent';
  const shown = isPercent ? writePercent(text) : text;
  if (digits > mostExactDigits) return { text: shown, kind: 'long' };
  return { text: shown, kind: isPercent ? 'percent' : 'number' };
};
