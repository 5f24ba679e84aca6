import { readId } from '../ids';
import type { FieldDef, FieldType, Value } from '../schema/types';
import { parseDate, parseDateTime, parseTime } from './date';
import { parseDouble, parseInt32 } from './number';

/** A value read from text, or the xsd type the text was supposed to be. */
export type Parsed = { value: Value } | { notA: string };

const XSD: Partial<Record<FieldType, string>> = {
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
};

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function parseTyped(type: FieldType, text: string): Value {
  switch (type) {
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null;
    case 'int':
      return parseInt32(text);
    case 'double':
    case 'currency':
    case 'percent':
      return parseDouble(text);
    case 'date':
      return parseDate(text);
    case 'datetime':
      return parseDateTime(text);
    case 'time':
      return parseTime(text);
    case 'base64':
      return text.length % 4 === 0 && BASE64.test(text) ? text : null;
    default:
      return text;
  }
}

/** Reads a CSV cell that is neither empty nor `#N/A`. Text stays as it is, blanks and all. */
export function parseText(field: FieldDef, text: string): Parsed {
  if (field.type === 'reference') return { value: readId(text) ?? text };
  const value = parseTyped(field.type, text);
  return value === null ? { notA: XSD[field.type] ?? 'xsd:string' } : { value };
}
