import type { DateOrder } from '../../shared/domain/sheet';
import { foldWord, isWeekday, monthOf } from './calendar-words';
import { toPlainDigits } from './plain-digits';
import { readTime, type LocalTime } from './parse-time';

export type LocalDate = { year: number; month: number; day: number };

/** A cell read as a date; `offset` is `Z` or `±hh:mm` where the cell names one. */
export type DateReading = {
  date: LocalDate;
  time: LocalTime | null;
  offset: string | null;
  /** The year is written in two digits. */
  shortYear: boolean;
};

type ReadDay = { date: LocalDate; shortYear: boolean };

/** Two-digit years below this are of this century, the others of the last one. */
const usualPivot = 70;

/** The two digits from which on years are of the last century, where a hundred years begin with `centuryFrom`. */
export const pivotOf = (centuryFrom: number | undefined): number =>
  centuryFrom === undefined ? usualPivot : centuryFrom % 100;

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
/** `20260403`, as older systems export it. */
const compact = /^((?:19|20|21)\d{2})(\d{2})(\d{2})$/;
/** `20260304T050607Z`: the basic form of ISO 8601. */
const compactMoment = /^(\d{8})[tT](\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(?=$|[zZ+-])/;
const numericDate = /^([\d./-]{6,10}?)(?:(?:[tT]|,? +)(\d{1,2}[:hH].*)|([zZ]))?$/;
const timeBehind = /^(.*?\d)(?:,? +(?:at +|um +)?)(\d{1,2}(?:[:hH]\d{2}.*| ?[ap]\.?m\.?))$/i;
const wideBlanks = /[\u00a0\u2007\u2009\u202f]/g;

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Whether the day exists; Salesforce keeps dates of the years 1700 to 4000 only. */
export const isRealDay = ({ year, month, day }: LocalDate): boolean =>
  year >= 1700 && year <= 4000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

const fullYear = (digits: string, pivot: number): number => {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < pivot ? 2000 + year : 1900 + year;
};

type DateParts = { head: string; tail: { time: LocalTime | null; offset: string | null } };

const splitNumeric = (text: string): DateParts | null => {
  const match = numericDate.exec(text.replace(/(\d\.) +(?=\d{1,4}(?:\.|$| ))/g, '$1'));
  if (match === null) return null;
  const [, head = '', rest, zulu] = match;
  if (rest === undefined) return { head, tail: { time: null, offset: zulu === undefined ? null : 'Z' } };
  const tail = readTime(rest);
  return tail === null ? null : { head, tail };
};

/** A date in digits with its year in front: it reads the same under every order. */
const readYearFirst = (head: string): ReadDay | null => {
  const [, year, , month, day] = yearFirst.exec(head) ?? [];
  const [, fullYearDigits, twoDigits, lastDigits] = year === undefined ? (compact.exec(head) ?? []) : [];
  const digits = [year ?? fullYearDigits, month ?? twoDigits, day ?? lastDigits];
  if (digits[0] === undefined) return null;
  return {
    date: { year: Number(digits[0]), month: Number(digits[1]), day: Number(digits[2]) },
    shortYear: false,
  };
};

/** Day-month-year or month-day-year text under one order; dots are never used with the month first. */
const readYearLast = (match: RegExpExecArray, order: 'dmy' | 'mdy', pivot: number): ReadDay | null => {
  const [, first = '', mark, second = '', year = ''] = match;
  if (order === 'mdy' && mark === '.') return null;
  return {
    date: {
      year: fullYear(year, pivot),
      month: Number(order === 'dmy' ? second : first),
      day: Number(order === 'dmy' ? first : second),
    },
    shortYear: year.length === 2,
  };
};

const wordParts = /\d+|\p{L}[\p{L}-]*\p{L}|\p{L}/gu;
/** What may part the words of a written date; ordinal marks are dropped with it. */
const betweenWords = /^[\s.,/'’ºª°-]*$/;
const fillWords = new Set(['st', 'nd', 'rd', 'th', 'er', 'de', 'del', 'of', 'o']);

/** The words and digits of a written date that mean something, or null where anything else stands in it. */
const listWords = (text: string): string[] | null => {
  if (!betweenWords.test(text.replace(wordParts, ''))) return null;
  const [first, ...rest] = (text.match(wordParts) ?? [])
    .flatMap((part) => part.split('-'))
    .map(foldWord)
    .filter((word) => !fillWords.has(word) && word !== 'feira');
  if (first === undefined) return null;
  return isWeekday(first) && rest.length === 3 ? rest : [first, ...rest];
};

/** `4. März 2026`, `March 4, 2026`, `4-Mar-26`, `2026 March 4`: the name leaves no doubt about the order. */
const readWritten = (text: string, pivot: number): ReadDay | null => {
  const words = listWords(text);
  if (words === null || words.length !== 3) return null;
  const at = words.findIndex((word) => monthOf(word) !== null);
  const month = monthOf(words[at] ?? '');
  const digits = words.filter((_, index) => index !== at);
  const [first = '', second = ''] = digits;
  if (month === null || at === 2 || !digits.every((word) => /^\d{1,4}$/.test(word))) return null;
  const [day, year] = at === 1 && first.length === 4 ? [second, first] : [first, second];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return {
    date: { year: fullYear(year, pivot), month, day: Number(day) },
    shortYear: year.length === 2,
  };
};

const hasLetter = /\p{L}{2}/u;

const readWords = (text: string, pivot: number): DateReading | 'no-date' | 'no-such-day' => {
  if (!hasLetter.test(text)) return 'no-date';
  const split = timeBehind.exec(text);
  const tail = split === null ? { time: null, offset: null } : readTime(split[2] ?? '');
  const day = tail === null ? null : readWritten(split?.[1] ?? text, pivot);
  if (tail === null || day === null) return 'no-date';
  return isRealDay(day.date) ? { ...day, ...tail } : 'no-such-day';
};

/** The longest text that can be a date, with the name of its weekday and a time behind it. */
const longest = 64;

const spellOut = (
  _all: string,
  day: string,
  hour: string,
  minute: string,
  second = '00',
  part = '',
): string => `${day}T${hour}:${minute}:${second}${part === '' ? '' : `.${part}`}`;

/**
 * Reads a cell as a date of the given order. A date with its four-digit year in front, and one that names its
 * month, reads the same under every order. `no-date`: the text has not the shape; `no-such-day`: it has, and the
 * day does not exist. No time zone is ever applied. Two-digit years below `pivot` are of this century.
 */
export const readDate = (
  text: string,
  order: DateOrder,
  pivot = usualPivot,
): DateReading | 'no-date' | 'no-such-day' => {
  if (text.length > longest) return 'no-date';
  const clean = toPlainDigits(text).replace(wideBlanks, ' ').trim().replace(compactMoment, spellOut);
  const parts = splitNumeric(clean);
  if (parts === null) return readWords(clean, pivot);
  let day = readYearFirst(parts.head);
  if (day === null && order !== 'ymd') {
    const trailing = yearLast.exec(parts.head);
    if (trailing !== null) day = readYearLast(trailing, order, pivot);
  }
  if (day === null) return 'no-date';
  return isRealDay(day.date) ? { ...day, ...parts.tail } : 'no-such-day';
};

const shortNumeric = /^\d{1,2}([-/.])\d{1,2}\1(\d{2})(?!\d)/;

/** The two digits of the year of a cell that is a date with such a year; null for any other. */
export const shortYearOf = (text: string): number | null => {
  const plain = shortNumeric.exec(toPlainDigits(text))?.[2];
  if (plain !== undefined) return Number(plain);
  const reading = [readDate(text, 'dmy', 0), readDate(text, 'mdy', 0)].find(
    (one) => typeof one !== 'string' && one.shortYear,
  );
  return reading === undefined || typeof reading === 'string' ? null : reading.date.year % 100;
};

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `yyyy-MM-dd`, the form Salesforce takes for a date. */
export const formatDate = ({ year, month, day }: LocalDate): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
