import { isDateWord } from './calendar-words';
import { isErrorCell, looksLikeEmail, readBoolean } from './cell-words';
import { isRealDay, readDate, type DateReading } from './parse-date';
import { currencyWords, formatNumber, readNumber, type NumberReading } from './parse-number';
import { readTime } from './parse-time';

/**
 * What a filled cell can be read as, as bits of one whole number, so that a column keeps a count for each shape
 * and nothing for each cell. `width` digits stand above them for cells of digits alone.
 */
export const shape = {
  numberDot: 1 << 0,
  numberComma: 1 << 1,
  /** The two decimal marks give different numbers. */
  marksDiffer: 1 << 2,
  /** Under this mark the number has decimals that are not all zero. */
  fractionDot: 1 << 3,
  fractionComma: 1 << 4,
  dateDmy: 1 << 5,
  dateMdy: 1 << 6,
  /** Every order reads the date alike: its year stands in front, or its month is named. */
  dateYmd: 1 << 7,
  /** The date has a time of day. */
  hasTime: 1 << 8,
  /** The date or time names its offset from UTC. */
  hasOffset: 1 << 9,
  shortYear: 1 << 10,
  /** A time of day without a date. */
  time: 1 << 11,
  boolean: 1 << 12,
  email: 1 << 13,
  error: 1 << 14,
  leadingZero: 1 << 15,
  scientific: 1 << 16,
  /** More than 15 digits, of which all beyond the fifteenth are zeros. */
  rounded: 1 << 17,
  /** Can be one of the numbers by which spreadsheets count days, from 1954 to 2099. */
  serial: 1 << 18,
  /** Fifteen or eighteen letters and digits, the sixth of which is the zero of record Ids. */
  id15: 1 << 19,
  id18: 1 << 20,
  digits: 1 << 21,
  /** Day and month are another day of the year the other way round. */
  ordersDiffer: 1 << 22,
} as const;

const widthAt = 23;
const widest = 63;

/** The number of digits of a cell of digits alone; 63 stands for more. */
export const widthOf = (bits: number): number => bits >>> widthAt;

/** The longest cell that is looked at as a number or a date. */
const longest = 100;
const zero = 48;
const nine = 57;

const isLetter = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code > 0xbf && code < 0x2000);

const shapeOfDigits = (text: string): number => {
  const { length } = text;
  let bits = shape.numberDot | shape.numberComma | shape.digits;
  bits |= (length > widest ? widest : length) << widthAt;
  if (length === 1) return text === '0' || text === '1' ? bits | shape.boolean : bits;
  const first = text.charCodeAt(0);
  if (first === zero) bits |= shape.leadingZero;
  else if (length === 5) {
    const days = Number(text);
    if (days >= 19_800 && days <= 73_050) bits |= shape.serial;
  } else if (length === 8 && first <= zero + 2 && typeof readDate(text, 'ymd') !== 'string') {
    bits |= shape.dateYmd;
  } else if (length > 15 && /^\d{15}0+$/.test(text)) bits |= shape.rounded;
  return bits;
};

const pair = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
};

/** Three groups of digits between two equal marks, none of them empty; the commonest dates. */
const shapeOfThree = (text: string, first: number, second: number): number | null => {
  const mark = text.charCodeAt(first);
  const { length } = text;
  const last = length - second - 1;
  const middle = second - first - 1;
  if (mark !== text.charCodeAt(second) || mark < 45 || mark > 47) return null;
  if (first === 0 || middle > 2 || middle < 1) return null;
  const one = pair(text, 0, first);
  const two = pair(text, first + 1, second);
  const three = pair(text, second + 1, length);
  if (first === 4 && (last === 1 || last === 2))
    return isRealDay({ year: one, month: two, day: three }) ? shape.dateYmd : 0;
  if (first > 2 || (last !== 4 && last !== 2)) return null;
  const year = last === 4 ? three : three < 70 ? 2000 + three : 1900 + three;
  let bits = isRealDay({ year, month: two, day: one }) ? shape.dateDmy : 0;
  if (mark !== 46 && isRealDay({ year, month: one, day: two })) {
    bits |= shape.dateMdy;
    if ((bits & shape.dateDmy) !== 0 && one !== two) bits |= shape.ordersDiffer;
  }
  return bits !== 0 && last === 2 ? bits | shape.shortYear : bits;
};

/** Digits with one mark between or before them, and perhaps a minus in front. */
const shapeOfDecimal = (text: string, at: number, start: number): number => {
  const isDot = text.charCodeAt(at) === 46;
  const whole = at - start;
  const decimals = text.length - at - 1;
  if (decimals === 0) return 0;
  let fraction = false;
  for (let place = at + 1; place < text.length; place += 1) fraction ||= text.charCodeAt(place) !== zero;
  const own = isDot ? shape.numberDot : shape.numberComma;
  let bits = own | (fraction ? (isDot ? shape.fractionDot : shape.fractionComma) : 0);
  if (whole >= 1 && whole <= 3 && decimals === 3 && text.charCodeAt(start) !== zero)
    bits |= (isDot ? shape.numberComma : shape.numberDot) | shape.marksDiffer;
  else if (whole === 5 && start === 0) {
    const days = Number(text.slice(0, at));
    if (days >= 19_800 && days <= 73_050) bits |= shape.serial;
  }
  return bits;
};

const isWhole = ({ fraction }: NumberReading): boolean => !/[1-9]/.test(fraction);

/** How many significant digits a number in the short form of a spreadsheet can have lost. */
const scientificText = /^[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}$/;

const shapeOfNumber = (text: string): number => {
  const dot = readNumber(text, 'dot');
  const comma = readNumber(text, 'comma');
  let bits = 0;
  if (dot !== null) bits |= shape.numberDot | (isWhole(dot) ? 0 : shape.fractionDot);
  if (comma !== null) bits |= shape.numberComma | (isWhole(comma) ? 0 : shape.fractionComma);
  if (dot !== null && comma !== null && formatNumber(dot) !== formatNumber(comma)) bits |= shape.marksDiffer;
  const { whole = '', fraction = '' } = dot ?? comma ?? {};
  if (bits !== 0 && scientificText.test(text)) bits |= shape.scientific;
  else if (fraction === '' && /^[1-9]\d{14}0+$/.test(whole)) bits |= shape.rounded;
  return bits;
};

const isReading = (reading: ReturnType<typeof readDate>): reading is DateReading =>
  typeof reading !== 'string';

const shapeOfDate = (text: string): number => {
  const ymd = readDate(text, 'ymd');
  const dmy = isReading(ymd) ? ymd : readDate(text, 'dmy');
  const mdy = isReading(ymd) ? ymd : readDate(text, 'mdy');
  const some = [ymd, dmy, mdy].find(isReading);
  if (some === undefined) return readTime(text) === null ? 0 : shape.time;
  let bits = isReading(ymd)
    ? shape.dateYmd
    : (isReading(dmy) ? shape.dateDmy : 0) | (isReading(mdy) ? shape.dateMdy : 0);
  if (isReading(dmy) && isReading(mdy) && dmy.date.month !== mdy.date.month) bits |= shape.ordersDiffer;
  if (some.time !== null) bits |= shape.hasTime;
  if (some.offset !== null) bits |= shape.hasOffset;
  if (some.shortYear) bits |= shape.shortYear;
  return bits;
};

const firstWord = /\p{L}+/u;
const moneyWords = new Set([...currencyWords, ...'US CA AU NZ HK MX e E'.split(' ')]);
const knownWords = new Map<string, boolean>();
const keptWords = 5000;

/** Whether the first word of a cell can belong to a number or a date; most text is told by it alone. */
const mayBeTyped = (text: string): boolean => {
  const [word = ''] = firstWord.exec(text) ?? [];
  if (word.length === 1 || word.length > 12) return word.length === 1;
  const known = knownWords.get(word);
  if (known !== undefined) return known;
  const fits = moneyWords.has(word) || isDateWord(word);
  // The word is a piece of a cell, which must not be kept for its sake.
  if (knownWords.size < keptWords) knownWords.set(` ${word}`.slice(1), fits);
  return fits;
};

const idText = /^(?=.*[A-Za-z])[0-9A-Za-z]{5}0[0-9A-Za-z]+$/;

/** Signs beside digits and letters, as bits. */
const sign = {
  date: 1 << 0,
  colon: 1 << 1,
  at: 1 << 2,
  blank: 1 << 3,
  decimal: 1 << 4,
  other: 1 << 5,
} as const;

const kinds = new Uint8Array(128).fill(sign.other);
for (const mark of '-/') kinds[mark.charCodeAt(0)] = sign.date;
for (const mark of '.,') kinds[mark.charCodeAt(0)] = sign.decimal;
for (const mark of " '") kinds[mark.charCodeAt(0)] = sign.blank;
kinds[58] = sign.colon;
kinds[64] = sign.at;

const kindOf = (code: number): number =>
  code < 128
    ? (kinds[code] ?? sign.other)
    : code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x2007 || code === 0x2019
      ? sign.blank
      : sign.other;

/** What one look at each character of a cell says; kept in one place, so that no cell allocates anything. */
const seen = { digits: 0, letters: 0, others: 0, first: -1, second: -1, signs: 0, parted: false };

/** Groups of digits behind a blank have three of them in any number; a dash within digits is in none. */
const look = (text: string): void => {
  let digits = 0;
  let letters = 0;
  let first = -1;
  let second = -1;
  let signs = 0;
  let parted = false;
  let run = 0;
  let grouped = false;
  const { length } = text;
  for (let place = 0; place < length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= zero && code <= nine) {
      digits += 1;
      run += 1;
      continue;
    }
    if (grouped && run !== 0 && run !== 3) parted = true;
    if (isLetter(code)) {
      letters += 1;
      grouped = false;
    } else {
      const kind = kindOf(code);
      signs |= kind;
      grouped = kind === sign.blank && run > 0;
      const next = text.charCodeAt(place + 1);
      if (kind === sign.date && run > 0 && next >= zero && next <= nine) parted = true;
      if (first === -1) first = place;
      else if (second === -1) second = place;
    }
    run = 0;
  }
  if (grouped && run !== 0 && run !== 3) parted = true;
  seen.digits = digits;
  seen.letters = letters;
  seen.others = length - digits - letters;
  seen.first = first;
  seen.second = second;
  seen.signs = signs;
  seen.parted = parted;
};

/** The longest date in digits alone, with blanks behind its dots. */
const longestDay = 14;

const shapeOfMixed = (text: string): number => {
  const { letters, signs, parted } = seen;
  const { length } = text;
  let bits = 0;
  if (letters > 0) {
    if ((length === 15 || length === 18) && idText.test(text))
      bits |= length === 15 ? shape.id15 : shape.id18;
    return mayBeTyped(text) ? bits | shapeOfNumber(text) | shapeOfDate(text) : bits;
  }
  if ((signs & sign.colon) === 0 && !parted) bits |= shapeOfNumber(text);
  const isDay = length <= longestDay && (signs & sign.other) === 0;
  return isDay || (signs & sign.colon) !== 0 ? bits | shapeOfDate(text) : bits;
};

/**
 * The shape of a cell without blanks around it. The commonest cells are read character by character; the others by
 * the readers of numbers and dates, with which it always agrees.
 */
export const shapeOf = (text: string): number => {
  const { length } = text;
  if (length > longest) return length <= 400 && looksLikeEmail(text) ? shape.email : 0;
  look(text);
  const { digits, letters, others, first, second, signs } = seen;
  if ((signs & sign.at) !== 0) return looksLikeEmail(text) ? shape.email : 0;
  if (digits === 0) {
    const word = readBoolean(text) === null ? 0 : shape.boolean;
    return length < 18 && isErrorCell(text) ? word | shape.error : word;
  }
  if (digits === length) return shapeOfDigits(text);
  const start = text.charCodeAt(0);
  if (letters > 0)
    return (start === 35 || letters < 6) && isErrorCell(text) ? shape.error : shapeOfMixed(text);
  const minus = start === 45 ? 1 : 0;
  const mark = minus === 0 ? first : second;
  if (others === 1 + minus && (text.charCodeAt(mark) === 46 || text.charCodeAt(mark) === 44))
    return shapeOfDecimal(text, mark, minus);
  return (others === 2 ? shapeOfThree(text, first, second) : null) ?? shapeOfMixed(text);
};
