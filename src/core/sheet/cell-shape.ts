import { isDateWord } from './calendar-words';
import { isErrorCell, looksLikeEmail, readBoolean, readFormulaText, trimCell } from './cell-words';
import { hasInvisible } from './invisible';
import { readDate, type DateReading } from './parse-date';
import { currencyWords, formatNumber, readNumber, type NumberReading } from './parse-number';
import { readTime } from './parse-time';
import { shapeOfDecimal, shapeOfDigits, shapeOfGrouped, shapeOfMoment, shapeOfThree } from './plain-shapes';
import { isOneCase, restoreCase } from './record-id';
import { toPlainDigits } from './plain-digits';
import { nine, shape, zero } from './shape-bits';

/** The longest cell that is looked at as a number or a date. */
const longest = 100;

const isLetter = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code > 0xbf && code < 0x2000);

const isWhole = ({ fraction }: NumberReading): boolean => !/[1-9]/.test(fraction);

const scientificText = /^[+-]?\d(?:[.,](\d+))?[eE]\+?(\d{1,3})$/;

/** The short form in which spreadsheets show long numbers, where digits before the mark are not all written. */
const lacksDigits = (text: string): boolean => {
  const [, decimals = '', power] = scientificText.exec(text) ?? [];
  return power !== undefined && Number(power) > decimals.length;
};

const shapeOfNumber = (text: string): number => {
  const dot = readNumber(text, 'dot');
  const comma = readNumber(text, 'comma');
  let bits = 0;
  if (dot !== null) bits |= shape.numberDot | (isWhole(dot) ? 0 : shape.fractionDot);
  if (comma !== null) bits |= shape.numberComma | (isWhole(comma) ? 0 : shape.fractionComma);
  if (dot !== null && comma !== null && formatNumber(dot) !== formatNumber(comma)) bits |= shape.marksDiffer;
  const { whole = '', fraction = '' } = dot ?? comma ?? {};
  if (bits !== 0 && lacksDigits(text)) bits |= shape.scientific;
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
  if (some.offset !== null) bits |= shape.hasOffset;
  if (some.shortYear) bits |= shape.shortYear;
  return bits;
};

const firstWord = /\p{L}+/u;
const moneyWords = new Set([...currencyWords, ...'US CA AU NZ HK MX e E'.split(' ')]);
/** Of times (T, Z, h, a.m., p.m.), ordinals and exponents. */
const loneLetters = new Set('TtZzHhAaPpEeOoºª');
const moneyLetter = /[RAC]\p{Sc}/u;
const knownWords = new Map<string, boolean>();
const keptWords = 5000;

/** Whether the first word of a cell can belong to a number or a date; most text is told by it alone. */
const mayBeTyped = (text: string): boolean => {
  const [word = ''] = firstWord.exec(text) ?? [];
  // Keys such as C-1001 begin with a letter too; of those only some stand in numbers and dates.
  if (word.length === 1) return loneLetters.has(word) || moneyLetter.test(text);
  if (word.length > 12) return false;
  const known = knownWords.get(word);
  if (known !== undefined) return known;
  const fits = moneyWords.has(word) || isDateWord(word);
  // The word is a piece of a cell, which must not be kept for its sake.
  if (knownWords.size < keptWords) knownWords.set(` ${word}`.slice(1), fits);
  return fits;
};

const idText = /^(?=.*[A-Za-z])[0-9A-Za-z]{5}0[0-9A-Za-z]+$/;

const shapeOfId = (text: string): number => {
  if (text.length === 18) return shape.id18 | (restoreCase(text) === null ? 0 : shape.idLostCase);
  return shape.id15 | (isOneCase(text) ? shape.idOneCase : 0);
};

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
const seen = {
  digits: 0,
  letters: 0,
  others: 0,
  first: -1,
  second: -1,
  signs: 0,
  parted: false,
  foreign: false,
};

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
  let foreign = false;
  const { length } = text;
  for (let place = 0; place < length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= zero && code <= nine) {
      digits += 1;
      run += 1;
      continue;
    }
    if (grouped && run !== 0 && run !== 3) parted = true;
    foreign ||= code >= 0x660 || code === 0xb4 || code === 0x2bc;
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
  seen.foreign = foreign;
};

/** What only a cell just as it is written can be. */
const textShapes =
  shape.email | shape.id15 | shape.id18 | shape.idLostCase | shape.idOneCase | shape.formulaText;

/** The longest dash for zero behind a currency. */
const longestZero = 12;

/** The longest date in digits alone, with blanks behind its dots. */
const longestDay = 14;

const shapeOfMixed = (text: string): number => {
  const { letters, signs, parted } = seen;
  const { length } = text;
  let bits = 0;
  if (letters > 0) {
    if ((length === 15 || length === 18) && idText.test(text)) bits |= shapeOfId(text);
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
  if (seen.foreign) {
    const plain = toPlainDigits(text).trim();
    if (plain !== text) return shapeOf(plain) & ~textShapes;
  }
  const { digits, letters, others, first, second, signs } = seen;
  if (text.charCodeAt(0) === 61 && readFormulaText(text) !== null) return shape.formulaText;
  if ((signs & sign.at) !== 0) return looksLikeEmail(text) ? shape.email : 0;
  if (digits === 0) {
    const word = readBoolean(text) === null ? 0 : shape.boolean;
    if (length <= longestZero && text.charCodeAt(length - 1) === 45) return word | shapeOfNumber(text);
    return length < 18 && isErrorCell(text) ? word | shape.error : word;
  }
  if (digits === length) return shapeOfDigits(text);
  const start = text.charCodeAt(0);
  if ((signs & sign.colon) !== 0 && letters < 3 && second > 0) {
    const moment = shapeOfMoment(text, first, second);
    if (moment !== null) return moment;
  }
  if (letters > 0)
    return (start === 35 || letters < 6) && isErrorCell(text) ? shape.error : shapeOfMixed(text);
  const minus = start === 45 ? 1 : 0;
  const mark = minus === 0 ? first : second;
  if (others === 1 + minus && (text.charCodeAt(mark) === 46 || text.charCodeAt(mark) === 44))
    return shapeOfDecimal(text, mark, minus);
  const isGrouped = signs === sign.decimal || (minus === 1 && signs === (sign.decimal | sign.date));
  if (isGrouped && mark > 0) {
    const grouped = shapeOfGrouped(text, mark, minus);
    if (grouped !== null) return grouped;
  }
  return (others === 2 ? shapeOfThree(text, first, second) : null) ?? shapeOfMixed(text);
};

/** The shape of a cell as it is written. */
export const shapeOfCell = (cell: string): number =>
  hasInvisible(cell) ? shapeOf(trimCell(cell)) | shape.invisible : shapeOf(trimCell(cell));
