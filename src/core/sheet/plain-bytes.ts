import type { ColumnFormat } from '../../shared/domain/mapping';
import type { LoadableField } from '../../shared/domain/sobject';
import { isRealDay } from './parse-date';
import { isDateField, isIdField, isNumberField } from './parse-value';
import { shape, widthAt } from './shape-bits';

const dot = 0x2e;
const dash = 0x2d;
const plus = 0x2b;
const colon = 0x3a;
const zulu = 0x5a;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** The number two digits make; -1 where one of them is none. */
const pair = (bytes: Uint8Array, at: number): number =>
  isDigit(bytes[at]) && isDigit(bytes[at + 1])
    ? (bytes[at] as number) * 10 + (bytes[at + 1] as number) - 528
    : -1;

/** Where digits that begin at a place end. */
const skipDigits = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && isDigit(bytes[at])) at += 1;
  return at;
};

const day = { year: 0, month: 0, day: 0 };

/** `yyyy-MM-dd` of a day there is, at a place behind which there are ten bytes at least. */
const isDayAt = (bytes: Uint8Array, at: number): boolean => {
  if (bytes[at + 4] !== dash || bytes[at + 7] !== dash) return false;
  const century = pair(bytes, at);
  const year = pair(bytes, at + 2);
  if (century < 0 || year < 0) return false;
  day.year = century * 100 + year;
  day.month = pair(bytes, at + 5);
  day.day = pair(bytes, at + 8);
  return isRealDay(day);
};

/** `HH:mm:ss` of a time there is, at a place behind which there are eight bytes at least. */
const isTimeAt = (bytes: Uint8Array, at: number): boolean => {
  if (bytes[at + 2] !== colon || bytes[at + 5] !== colon) return false;
  const hour = pair(bytes, at);
  const minute = pair(bytes, at + 3);
  const second = pair(bytes, at + 6);
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
};

/** Behind the seconds: where a fraction of up to so many digits ends; -1 where it has none or more. */
const skipFraction = (bytes: Uint8Array, at: number, end: number, most: number): number => {
  if (bytes[at] !== dot || at >= end) return at;
  const to = skipDigits(bytes, at + 1, end);
  return to === at + 1 || to - at - 1 > most ? -1 : to;
};

/** `Z`, `+hh:mm` or `+hhmm`, up to fourteen hours. */
const isOffset = (bytes: Uint8Array, at: number, end: number): boolean => {
  if (end - at === 1) return bytes[at] === zulu;
  if (bytes[at] !== plus && bytes[at] !== dash) return false;
  const size = end - at;
  if (size !== 5 && !(size === 6 && bytes[at + 3] === colon)) return false;
  const hours = pair(bytes, at + 1);
  const minutes = pair(bytes, end - 2);
  return hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60;
};

const isDate = (bytes: Uint8Array, start: number, end: number): boolean => {
  const size = end - start;
  return (size === 10 || (size === 11 && bytes[start + 10] === zulu)) && isDayAt(bytes, start);
};

const isDatetime = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < 20 || bytes[start + 10] !== 0x54) return false;
  if (!isDayAt(bytes, start) || !isTimeAt(bytes, start + 11)) return false;
  const at = skipFraction(bytes, start + 19, end, 9);
  return at > 0 && isOffset(bytes, at, end);
};

const isTime = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start < 8 || !isTimeAt(bytes, start)) return false;
  const at = skipFraction(bytes, start + 8, end, 3);
  return at === end || (at === end - 1 && bytes[at] === zulu);
};

const isSign = (byte: number | undefined): boolean => byte === plus || byte === dash;

const isNumber = (bytes: Uint8Array, start: number, end: number, hasDots: boolean): boolean => {
  const from = isSign(bytes[start]) ? start + 1 : start;
  let at = skipDigits(bytes, from, end);
  let digits = at - from;
  if (at < end && bytes[at] === dot) {
    if (!hasDots) return false;
    const behind = at + 1;
    at = skipDigits(bytes, behind, end);
    digits += at - behind;
  }
  if (digits === 0) return false;
  if (at === end) return true;
  if (((bytes[at] as number) | 0x20) !== 0x65) return false;
  at += 1;
  if (at < end && isSign(bytes[at])) at += 1;
  return at < end && skipDigits(bytes, at, end) === end;
};

const suffixFrom = 15;

/** The five bits a check character stands for; -1 for one that is none. */
const bitsOf = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x35) return byte - 0x30 + 26;
  const letter = (byte | 0x20) - 0x61;
  return letter >= 0 && letter < 26 ? letter : -1;
};

/** Anything but 18 characters whose check characters disagree: those may be an Id that lost its case. */
const isUnharmedId = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start !== suffixFrom + 3) return end - start < suffixFrom + 3;
  for (let at = 0; at < suffixFrom; at += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      const byte = bytes[start + at + place] as number;
      if (byte >= 0x41 && byte <= 0x5a) bits |= 1 << place;
    }
    if (bits !== bitsOf(bytes[start + suffixFrom + at / 5] as number)) return false;
  }
  return true;
};

/** Tells of the text between two places whether it is a value in Salesforce's own form. */
export type BytesTest = (bytes: Uint8Array, start: number, end: number) => boolean;

/**
 * Whether a cell of a field that is read by its type is in the form in which it goes, or an Id beyond doubt, told by
 * its bytes; what is not has to be looked at as text. Null where cells go as they stand, whatever they are.
 */
export const findBytesTest = (field: LoadableField, format: ColumnFormat): BytesTest | null => {
  if (isNumberField(field)) {
    const hasDots = format.decimalMark !== 'comma';
    return (bytes, start, end) => isNumber(bytes, start, end, hasDots);
  }
  if (field.type === 'time') return isTime;
  if (isIdField(field)) return isUnharmedId;
  if (!isDateField(field)) return null;
  return field.type === 'date' ? isDate : isDatetime;
};

/** Numbers longer than this are rare, and looked at more closely. */
const longestNumber = 15;

/** The shape of digits with a dot between them, and perhaps a minus in front; 0 where it isn't told so easily. */
const shapeOfDecimal = (bytes: Uint8Array, start: number, at: number, end: number): number => {
  const from = bytes[start] === dash ? start + 1 : start;
  const whole = at - from;
  const decimals = end - at - 1;
  // Three digits behind the mark could be a group, five before it a count of days.
  if (whole === 0 || whole === 5 || decimals === 0 || decimals === 3) return 0;
  if (skipDigits(bytes, at + 1, end) !== end) return 0;
  let hasFraction = false;
  for (let place = at + 1; place < end; place += 1) hasFraction ||= bytes[place] !== 0x30;
  return shape.numberDot | (hasFraction ? shape.fractionDot : 0);
};

/**
 * What `shapeOf` says of the commonest cells that are written as Salesforce writes them: plain numbers, days, and
 * moments with their offset. 0 for all others, which have to be looked at as text.
 */
export const shapeOfBytes = (bytes: Uint8Array, start: number, end: number): number => {
  const size = end - start;
  if (size >= 20) return isDatetime(bytes, start, end) ? shape.dateYmd | shape.hasOffset : 0;
  if (size === 10 && bytes[start + 4] === dash) return isDayAt(bytes, start) ? shape.dateYmd : 0;
  if (size > longestNumber) return 0;
  const from = bytes[start] === dash ? start + 1 : start;
  const at = skipDigits(bytes, from, end);
  if (at < end) return bytes[at] === dot ? shapeOfDecimal(bytes, start, at, end) : 0;
  // Short ones may be a yes or no, and those of five or eight digits a day; a zero in front makes a code.
  if (from !== start || size < 2 || size === 5 || size === 8 || bytes[start] === 0x30) return 0;
  return shape.numberDot | shape.numberComma | shape.digits | (size << widthAt);
};
