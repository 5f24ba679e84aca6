import type { DateOrder } from '../../shared/domain/sheet';

export type LocalDate = { year: number; month: number; day: number };
export type LocalTime = { hour: number; minute: number; second: number; milliseconds: number };

/** A cell read as a date; `offset` is `Z` or `±hh:mm` where the cell names one. */
export type DateReading = { date: LocalDate; time: LocalTime | null; offset: string | null };

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const timeOfDay =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap]m))?(?: ?(z|[+-]\d{2}(?::?\d{2})?))?$/i;
const dateAndRest = /^([\d./-]{6,10}?)(?:(?:[tT]| +)(\d{1,2}:.*)|([zZ]))?$/;

/** Two-digit years from 70 on are of the last century, as in Excel's usual window for old data. */
const pivot = 70;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Whether the day exists; Salesforce keeps dates of the years 1700 to 4000 only. */
const isRealDay = ({ year, month, day }: LocalDate): boolean =>
  year >= 1700 && year <= 4000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < pivot ? 2000 + year : 1900 + year;
};

/** A time of day with its optional offset; null where the text is none or no such time exists. */
export const readTime = (text: string): { time: LocalTime; offset: string | null } | null => {
  const match = timeOfDay.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  const minute = Number(minutes);
  const second = Number(seconds);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = zone === undefined ? null : readOffset(zone);
  if (zone !== undefined && offset === null) return null;
  return {
    time: { hour, minute, second, milliseconds: Number(fraction.padEnd(3, '0').slice(0, 3)) },
    offset,
  };
};

const readOffset = (zone: string): string | null => {
  if (zone === 'Z' || zone === 'z') return 'Z';
  const hours = zone.slice(1, 3);
  const minutes = zone.slice(3).replace(':', '') || '00';
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${zone.slice(0, 1)}${hours}:${minutes}`;
};

type DateParts = { head: string; tail: { time: LocalTime | null; offset: string | null } };

const splitDate = (text: string): DateParts | null => {
  const match = dateAndRest.exec(text.trim());
  if (match === null) return null;
  const [, head = '', rest, zulu] = match;
  if (rest === undefined) return { head, tail: { time: null, offset: zulu === undefined ? null : 'Z' } };
  const tail = readTime(rest);
  return tail === null ? null : { head, tail };
};

/** Day-month-year or month-day-year text under one order; dots are never used with the month first. */
const readYearLast = (match: RegExpExecArray, order: 'dmy' | 'mdy'): LocalDate | null => {
  const [, first = '', mark, second = '', year = ''] = match;
  if (order === 'mdy' && mark === '.') return null;
  return {
    year: fullYear(year),
    month: Number(order === 'dmy' ? second : first),
    day: Number(order === 'dmy' ? first : second),
  };
};

/**
 * Reads a cell as a date of the given order. A date with its four-digit year in front reads the same under
 * every order. `no-date`: the text has not the shape; `no-such-day`: it has, and the day does not exist.
 * No time zone is ever applied.
 */
export const readDate = (text: string, order: DateOrder): DateReading | 'no-date' | 'no-such-day' => {
  const parts = splitDate(text);
  if (parts === null) return 'no-date';
  let date: LocalDate | null = null;
  const leading = yearFirst.exec(parts.head);
  if (leading !== null) {
    date = { year: Number(leading[1]), month: Number(leading[3]), day: Number(leading[4]) };
  } else if (order !== 'ymd') {
    const trailing = yearLast.exec(parts.head);
    if (trailing !== null) date = readYearLast(trailing, order);
  }
  if (date === null) return 'no-date';
  return isRealDay(date) ? { date, ...parts.tail } : 'no-such-day';
};

/** The orders under which a cell is a real date: `ymd` alone for year-first text, null where it is no date. */
export const dateOrdersOf = (text: string): readonly DateOrder[] | null => {
  const parts = splitDate(text);
  if (parts === null) return null;
  if (yearFirst.test(parts.head)) return typeof readDate(text, 'ymd') === 'string' ? null : ['ymd'];
  const trailing = yearLast.exec(parts.head);
  if (trailing === null) return null;
  const orders = (['dmy', 'mdy'] as const).filter((order) => {
    const date = readYearLast(trailing, order);
    return date !== null && isRealDay(date);
  });
  return orders.length === 0 ? null : orders;
};

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `yyyy-MM-dd`, the form Salesforce takes for a date. */
export const formatDate = ({ year, month, day }: LocalDate): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** `HH:mm:ss.SSS`. */
export const formatTime = ({ hour, minute, second, milliseconds }: LocalTime): string =>
  `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(milliseconds, 3)}`;

export const isMidnight = (time: LocalTime): boolean =>
  time.hour === 0 && time.minute === 0 && time.second === 0 && time.milliseconds === 0;
