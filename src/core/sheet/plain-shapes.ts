import { isRealDay, readDate } from './parse-date';
import { nine, shape, widest, widthAt, zero } from './shape-bits';

/** Digits alone: a number under both marks, and perhaps a code, a day without marks or a count of days. */
export const shapeOfDigits = (text: string): number => {
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
export const shapeOfThree = (text: string, first: number, second: number): number | null => {
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
export const shapeOfDecimal = (text: string, at: number, start: number): number => {
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

/** Digits in groups of three under one mark, and decimals behind the other; null where they are not just so. */
export const shapeOfGrouped = (text: string, first: number, start: number): number | null => {
  const group = text.charCodeAt(first);
  const decimal = group === 46 ? 44 : 46;
  if (first - start < 1 || first - start > 3 || text.charCodeAt(start) === zero) return null;
  let run = 0;
  let place = first + 1;
  for (; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= zero && code <= nine) run += 1;
    else if (run === 3 && code === group) run = 0;
    else break;
  }
  if (run !== 3 || text.charCodeAt(place) !== decimal || place === text.length - 1) return null;
  let fraction = false;
  for (place += 1; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < zero || code > nine) return null;
    fraction ||= code !== zero;
  }
  if (decimal === 46) return shape.numberDot | (fraction ? shape.fractionDot : 0);
  return shape.numberComma | (fraction ? shape.fractionComma : 0);
};

const isDigitAt = (text: string, place: number): boolean => {
  const code = text.charCodeAt(place);
  return code >= zero && code <= nine;
};

/** Where `8:30` or `08:30:15` ends that begins at a place; -1 where it is no such time. */
const endOfTime = (text: string, from: number): number => {
  const colon = isDigitAt(text, from + 1) ? from + 2 : from + 1;
  if (!isDigitAt(text, from) || text.charCodeAt(colon) !== 58 || pair(text, from, colon) > 23) return -1;
  let at = colon;
  for (let part = 0; part < 2 && text.charCodeAt(at) === 58; part += 1) {
    if (!isDigitAt(text, at + 1) || !isDigitAt(text, at + 2) || pair(text, at + 1, at + 3) > 59) return -1;
    at += 3;
  }
  if (at !== colon + 6 || text.charCodeAt(at) !== 46) return at;
  let end = at + 1;
  while (isDigitAt(text, end)) end += 1;
  return end > at + 1 && end <= at + 10 ? end : -1;
};

/** Whether `Z`, `+02:00` or `-0330` is all that stands from a place on; other offsets are for the reader of times. */
const isPlainOffset = (text: string, from: number): boolean => {
  const sign = text.charCodeAt(from);
  const { length } = text;
  if (sign === 90) return length === from + 1;
  if (sign !== 43 && sign !== 45) return false;
  const minutes = text.charCodeAt(from + 3) === 58 ? from + 4 : from + 3;
  if (length !== minutes + 2) return false;
  for (const at of [from + 1, from + 2, minutes, minutes + 1]) if (!isDigitAt(text, at)) return false;
  return pair(text, from + 1, from + 3) <= 14 && pair(text, minutes, minutes + 2) <= 59;
};

/** A date in digits with a plain time behind it, and perhaps its offset; null where that is not all there is. */
export const shapeOfMoment = (text: string, first: number, second: number): number | null => {
  let cut = second + 1;
  while (isDigitAt(text, cut)) cut += 1;
  const between = text.charCodeAt(cut);
  if (between !== 32 && between !== 84) return null;
  const end = endOfTime(text, cut + 1);
  if (end === -1) return null;
  const isWhole = end === text.length;
  if (!isWhole && !isPlainOffset(text, end)) return null;
  const bits = shapeOfThree(text.slice(0, cut), first, second);
  return isWhole || bits === null || bits === 0 ? bits : bits | shape.hasOffset;
};
