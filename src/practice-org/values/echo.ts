import type { FieldDef } from '../schema/types';
import { formatZuluDateTime, parseDate, parseDateTime } from './date';
import { formatJavaDouble, parseDouble } from './number';

/** Plain numbers that Java writes as they are: from 0.1 on, with decimals that end in no needless zero. */
const PLAIN = /^-?(?:0|[1-9]\d{0,6})\.(?:\d{0,6}[1-9]|0)$/;

function echoDouble(text: string): string {
  if (PLAIN.test(text) && !text.startsWith('0.0') && !text.startsWith('-0.0')) return text;
  const value = parseDouble(text);
  return value === null ? text : formatJavaDouble(value);
}

function echoDateTime(text: string): string {
  const moment = parseDateTime(text);
  return moment === null ? text : formatZuluDateTime(moment);
}

/**
 * How Bulk API 2.0 gives the cells of a column back: parsed and written anew, so not always the text that was
 * sent. Doubles take Java's form. Dates lose a trailing `Z`, date-times move to UTC and booleans come back as
 * words, which is how this org settles what the documentation leaves open. Text that could not be parsed comes
 * back as it was; null stands for columns that all come back so.
 */
export function echoOf(field: FieldDef | null): ((text: string) => string) | null {
  switch (field?.type) {
    case 'double':
    case 'currency':
    case 'percent':
      return echoDouble;
    case 'date':
      return (text) => (text.length === 10 ? text : (parseDate(text) ?? text));
    case 'datetime':
      return echoDateTime;
    case 'boolean':
      return (text) => (text === '1' ? 'true' : text === '0' ? 'false' : text);
    default:
      return null;
  }
}
