import type { CellFormat } from './number-format';

export type DateText = { text: string; kind: 'date' | 'datetime' | 'time' };

const dayLength = 86_400_000;
/** 1 January 10000, the first day Excel has no number for. */
const endOf1900 = 2_958_466;
const endOf1904 = 2_957_004;
const start1900 = Date.UTC(1899, 11, 31);
const start1904 = Date.UTC(1904, 0, 1);

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

const writeTime = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds % 1000;
  const clock = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return rest === 0 ? clock : `${clock}.${pad(rest, 3)}`;
};

/**
 * The day of a serial number. Lotus 1-2-3 took 1900 for a leap year and Excel keeps to it: 60 is the 29 February
 * that never was, given as it is shown so that it is refused where a date is wanted, and days after it count one less.
 */
const writeDay = (day: number, is1904: boolean): string => {
  if (!is1904 && day === 60) return '1900-02-29';
  const at = new Date(
    is1904 ? start1904 + day * dayLength : start1900 + (day < 60 ? day : day - 1) * dayLength,
  );
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
};

/**
 * A number of days under a date or time format as `2026-03-04`, `2026-03-04T05:06:07` or `05:06:07`, to the
 * millisecond and without any time zone. The time of day counts even where the format hides it, for the cell
 * holds it. Null where the number is no day of that date system, as 0 is in the one of 1900.
 */
export const readSerial = (
  days: number,
  format: Exclude<CellFormat['kind'], 'general' | 'percent' | 'padded'>,
  is1904: boolean,
): DateText | null => {
  if (!(days >= 0 && days < (is1904 ? endOf1904 : endOf1900))) return null;
  let day = Math.floor(days);
  let milliseconds = Math.round((days - day) * dayLength);
  if (milliseconds >= dayLength) {
    day += 1;
    milliseconds = 0;
  }
  if (format === 'duration') return { text: writeTime(day * dayLength + milliseconds), kind: 'time' };
  const isTimeAlone = day === 0 && (format === 'time' || !is1904);
  if (isTimeAlone) {
    // Midnight alone is a time; as a date it would be the day before the first one.
    return format === 'date' && milliseconds === 0 ? null : { text: writeTime(milliseconds), kind: 'time' };
  }
  const text = writeDay(day, is1904);
  if (format === 'date' && milliseconds === 0) return { text, kind: 'date' };
  return { text: `${text}T${writeTime(milliseconds)}`, kind: 'datetime' };
};

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A date written out in a workbook (cells of type `d`, OpenDocument). Midnight under a format without a time of day
 * is a date; an offset stays where it is. Null where the text has another shape.
 */
export const readIsoDate = (raw: string, isDateOnly: boolean): DateText | null => {
  const text = raw.trim();
  const match = isoDate.exec(text);
  if (match === null) return /^\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(text) ? { text, kind: 'time' } : null;
  const [, day = '', clock, zone = ''] = match;
  if (clock === undefined) return { text: day, kind: 'date' };
  const full = (clock.length === 5 ? `${clock}:00` : clock).replace(/[.,](\d*?)0*$/, (_, rest: string) =>
    rest === '' ? '' : `.${rest}`,
  );
  if (isDateOnly && zone === '' && full === '00:00:00') return { text: day, kind: 'date' };
  return { text: `${day}T${full}${zone}`, kind: 'datetime' };
};
