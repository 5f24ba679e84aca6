import type { ColumnFormat } from '../../shared/domain/mapping';
import type { DateOrder, DecimalMark } from '../../shared/domain/sheet';
import type { LoadableField } from '../../shared/domain/sobject';
import { countCharacters, readBoolean } from './cell-words';
import { formatDate, pivotOf, readDate, type DateReading } from './parse-date';
import { formatTime, isMidnight, readTime, type LocalTime } from './parse-time';
import { decimalMarksOf, formatNumber, readNumber, toFraction } from './parse-number';
import { normaliseRecordId, restoreCase } from './record-id';
import { findOffset, writeOffset } from './time-zone';

export { isErrorCell } from './cell-words';

export type WireValue =
  | { ok: true; wire: string }
  | { ok: false; cause: string; params: Record<string, string | number> };

const allOrders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy'];
const shownLength = 80;

const accept = (wire: string): WireValue => ({ ok: true, wire });

/** A value as it is shown in a sentence: whole while short, else its beginning. */
export const shortenValue = (text: string): string =>
  text.length <= shownLength ? text : `${[...text].slice(0, shownLength - 1).join('')}…`;

const refuse = (
  cause: string,
  text: string,
  field: LoadableField,
  more: Record<string, string | number> = {},
): WireValue => ({
  ok: false,
  cause,
  params: { field: field.label, value: shortenValue(text.trim()), ...more },
});

/** Reads a date of the column's order, or of the one order that makes sense where the column has none. */
const readLocalDate = (text: string, format: ColumnFormat): DateReading | string => {
  const pivot = pivotOf(format.centuryFrom);
  if (format.dateOrder !== undefined) {
    const reading = readDate(text, format.dateOrder, pivot);
    if (reading === 'no-date') return 'date-unreadable';
    return reading === 'no-such-day' ? 'date-invalid' : reading;
  }
  const readings = allOrders.map((order) => readDate(text, order, pivot));
  const dates = readings.filter((reading) => typeof reading !== 'string');
  const [first] = dates;
  if (first === undefined) return readings.includes('no-such-day') ? 'date-invalid' : 'date-unreadable';
  const agreed = dates.every(({ date }) => formatDate(date) === formatDate(first.date));
  return agreed ? first : 'date-order';
};

const toDate = (text: string, field: LoadableField, format: ColumnFormat): WireValue => {
  const reading = readLocalDate(text, format);
  if (typeof reading === 'string') return refuse(reading, text, field);
  if (reading.time !== null && !isMidnight(reading.time)) return refuse('date-has-time', text, field);
  return accept(formatDate(reading.date));
};

const midnight: LocalTime = { hour: 0, minute: 0, second: 0, milliseconds: 0 };

const toDatetime = (text: string, field: LoadableField, format: ColumnFormat): WireValue => {
  const reading = readLocalDate(text, format);
  if (typeof reading === 'string') {
    return refuse(reading === 'date-unreadable' ? 'datetime-unreadable' : reading, text, field);
  }
  const { date, time, offset } = reading;
  if (time !== null && offset !== null) return accept(`${formatDate(date)}T${formatTime(time)}${offset}`);
  const zone = format.timeZone;
  if (zone === undefined || offset !== null) return refuse('datetime-no-zone', text, field);
  const ahead = findOffset(date, time ?? midnight, zone);
  if (ahead === 'unknown-zone') return refuse('datetime-no-zone', text, field);
  if (typeof ahead === 'string') return refuse(`datetime-${ahead}`, text, field, { zone });
  const local = `${formatDate(date)}T${formatTime(time ?? midnight)}`;
  const written = writeOffset(ahead);
  if (written !== null) return accept(local + written);
  return accept(new Date(Date.parse(`${local}Z`) - ahead).toISOString());
};

const toTime = (text: string, field: LoadableField): WireValue => {
  const reading = readTime(text.trim());
  if (reading === null || (reading.offset !== null && reading.offset !== 'Z')) {
    return refuse('time-unreadable', text, field);
  }
  return accept(`${formatTime(reading.time)}Z`);
};

/** The mark of the column, or the one that makes sense where the column has none; null where two do. */
const chooseMark = (text: string, format: ColumnFormat): DecimalMark | null | undefined => {
  if (format.decimalMark !== undefined) return format.decimalMark;
  const found = decimalMarksOf(text);
  return found?.differs === true ? null : found?.marks[0];
};

const toNumber = (text: string, field: LoadableField, format: ColumnFormat): WireValue => {
  const mark = chooseMark(text, format);
  if (mark === null) return refuse('decimal-mark', text, field);
  const found = mark === undefined ? null : readNumber(text, mark);
  if (found === null) return refuse('number-unreadable', text, field);
  // A percent field counts in hundredths (5 is five percent), every other one in units.
  const reading = field.type === 'percent' ? found : toFraction(found);
  if (field.type === 'int' || field.type === 'long') {
    if (/[1-9]/.test(reading.fraction)) return refuse('number-not-whole', text, field);
    const limit = field.type === 'int' ? 2_147_483_647n : 9_223_372_036_854_775_807n;
    // Describe gives the digits of an int; it comes here as the precision.
    const tooLong = field.precision > 0 && reading.whole.length > field.precision;
    if (tooLong || BigInt(reading.whole) > limit) return refuse('number-too-large', text, field);
    return accept(formatNumber({ ...reading, fraction: '' }));
  }
  // Digits left of the mark are `precision - scale` (describe); further decimals are rounded by Salesforce.
  const room = field.precision - field.scale;
  if (field.precision > 0 && reading.whole !== '0' && reading.whole.length > room) {
    return refuse('number-too-large', text, field);
  }
  return accept(formatNumber(reading));
};

/** The API value a text stands for: itself, or the one value that equals it by case or by label. */
export const findPicklistValue = (text: string, field: LoadableField): string | null => {
  const wanted = text.trim();
  if (field.picklist.some(({ value }) => value === wanted)) return wanted;
  const folded = wanted.toLowerCase();
  const fitting = field.picklist.filter(
    ({ value, label }) => value.toLowerCase() === folded || label.trim().toLowerCase() === folded,
  );
  const [only] = fitting;
  return only !== undefined && fitting.length === 1 ? only.value : null;
};

const toPicklist = (text: string, field: LoadableField): WireValue => {
  const wanted = text.trim();
  const value = findPicklistValue(wanted, field);
  if (value !== null) return accept(value);
  if (field.restrictedPicklist && field.picklist.length > 0) return refuse('picklist-unknown', wanted, field);
  return toText(wanted, field);
};

const toMultipicklist = (text: string, field: LoadableField): WireValue => {
  const wires: string[] = [];
  for (const part of text.split(';')) {
    if (part.trim() === '') continue;
    const value = toPicklist(part, { ...field, length: 0 });
    if (!value.ok) return value;
    if (!wires.includes(value.wire)) wires.push(value.wire);
  }
  return accept(wires.join(';'));
};

/** Length is compared in code points: Salesforce counts characters, and so one emoji is one. */
const toText = (text: string, field: LoadableField): WireValue => {
  const found = field.length > 0 && text.length > field.length ? countCharacters(text) : 0;
  if (found > field.length) return refuse('too-long', text, field, { max: field.length, length: found });
  return accept(text);
};

const toRecordId = (text: string, field: LoadableField): WireValue => {
  const id = normaliseRecordId(text.trim());
  if (id !== null) return accept(id);
  return refuse(restoreCase(text.trim()) === null ? 'bad-id' : 'id-case', text, field);
};

/**
 * The form in which a filled cell goes to Salesforce (CSV rules of the Bulk API), or why it can't go. Plain
 * text goes as it stands; typed values are trimmed. Dates never pass through a time zone; a date-time without an
 * offset of its own gets the one its local time has in the zone of the column, and a day alone is its midnight
 * there; a time that the clocks left out or went through twice is refused. E-mail addresses, phones and web addresses are judged by the org, not here.
 * `params` hold `field` (its label) and `value`; `too-long` adds `max` and `length`, a clock change its `zone`.
 */
export const toWire = (text: string, field: LoadableField, format: ColumnFormat): WireValue => {
  switch (field.type) {
    case 'boolean': {
      const value = readBoolean(text);
      return value === null ? refuse('boolean-unreadable', text, field) : accept(String(value));
    }
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return toNumber(text, field, format);
    case 'date':
      return toDate(text, field, format);
    case 'datetime':
      return toDatetime(text, field, format);
    case 'time':
      return toTime(text, field);
    case 'picklist':
    case 'combobox':
      return toPicklist(text, field);
    case 'multipicklist':
      return toMultipicklist(text, field);
    case 'id':
    case 'reference':
      return toRecordId(text, field);
    case 'email':
    case 'phone':
    case 'url':
      return toText(text.trim(), field);
    case 'string':
    case 'textarea':
    case 'encryptedstring':
    case 'base64':
    case 'address':
    case 'location':
    case 'anyType':
    case 'complexvalue':
      return toText(text, field);
    default:
      return field.type satisfies never;
  }
};

export const isDateField = (field: LoadableField): boolean =>
  field.type === 'date' || field.type === 'datetime';

export const isIdField = (field: LoadableField): boolean => field.type === 'id' || field.type === 'reference';

export const isNumberField = (field: LoadableField): boolean =>
  field.type === 'int' ||
  field.type === 'long' ||
  field.type === 'double' ||
  field.type === 'currency' ||
  field.type === 'percent';
