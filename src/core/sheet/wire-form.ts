import type { ColumnFormat } from '../../shared/domain/mapping';
import type { LoadableField } from '../../shared/domain/sobject';
import { readDate } from './parse-date';
import { readTime } from './parse-time';
import { isDateField, isNumberField, isIdField, toWire, type WireValue } from './parse-value';
import { restoreCase } from './record-id';

const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const date = /^\d{4}-\d{2}-\d{2}Z?$/;
const datetime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;
const time = /^\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z?$/;

const isDay = (text: string): boolean => typeof readDate(text, 'ymd') !== 'string';

/**
 * Whether a text is in the form in which Salesforce takes the values of a field (CSV rules of the Bulk API). A dot
 * is no decimal mark in a column that has commas for it.
 */
export const isWireForm = (text: string, { type }: LoadableField, format: ColumnFormat): boolean => {
  switch (type) {
    case 'int':
    case 'long':
    case 'double':
    case 'currency':
    case 'percent':
      return number.test(text) && !(format.decimalMark === 'comma' && text.includes('.'));
    case 'date':
      return date.test(text) && isDay(text);
    case 'datetime':
      return datetime.test(text) && isDay(text);
    case 'time':
      return time.test(text) && readTime(text) !== null;
    default:
      return true;
  }
};

/** Whether the cells of a field are read by its type where the org alone judges what fits; others go as they stand. */
export const isReadByType = (field: LoadableField): boolean =>
  isDateField(field) || isNumberField(field) || field.type === 'time';

/** What a field takes at most is for the org to judge, so the limits of its digits are left out. */
const withoutLimits = (field: LoadableField): LoadableField =>
  isNumberField(field)
    ? { ...field, type: field.type === 'percent' ? 'percent' : 'double', precision: 0, scale: 0 }
    : field;

/**
 * The form in which a cell goes where the org alone judges what fits: byte for byte as it stands where it is text or
 * in Salesforce's own form already, else read as a date, time or number of its column. Refused is what can't be read
 * as that, for as it stands it would be nothing the field takes, and an Id that provably lost its case.
 */
export const toTypedWire = (cell: string, field: LoadableField, format: ColumnFormat): WireValue => {
  if (isIdField(field) && restoreCase(cell.trim()) !== null) return toWire(cell, field, format);
  if (!isReadByType(field) || isWireForm(cell, field, format)) return { ok: true, wire: cell };
  return toWire(cell, withoutLimits(field), format);
};
