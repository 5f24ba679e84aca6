import type { FieldDef } from '../schema/types';
import { formatZuluDateTime, parseDate, parseDateTime } from './date';
import { formatJavaDouble, parseDouble } from './number';

/**
 * A cell as Bulk API 2.0 gives it back: parsed and written anew, so not always the text that was sent.
 * Doubles take Java's form. Dates lose a trailing `Z`, date-times move to UTC and booleans come back as
 * words, which is how this org settles what the documentation leaves open. Text that could not be
 * parsed comes back as it was.
 */
export function echoCell(field: FieldDef, text: string): string {
  switch (field.type) {
    case 'double':
    case 'currency':
    case 'percent': {
      const value = parseDouble(text);
      return value === null ? text : formatJavaDouble(value);
    }
    case 'date':
      return parseDate(text) ?? text;
    case 'datetime': {
      const moment = parseDateTime(text);
      return moment === null ? text : formatZuluDateTime(moment);
    }
    case 'boolean':
      return text === '1' ? 'true' : text === '0' ? 'false' : text;
    default:
      return text;
  }
}
