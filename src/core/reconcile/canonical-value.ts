import type { FieldType } from '../../shared/domain/sobject';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const dateOnly = /^(\d{4}-\d{2}-\d{2})(Z|[T ]00:00:00(\.0+)?Z?|[+-]\d{2}:?\d{2})?$/;
const dateTime =
  /^\d{4}-\d{2}-\d{2}[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const clock = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/;
const identifier = /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/;

/** `-0` and `0` are one value; what is larger than any double is none. */
const canonicalDouble = (text: string): string => {
  const number = Number(text) + 0;
  return Number.isFinite(number) ? String(number) : text;
};

const canonicalInteger = (text: string): string => {
  const plain = /^([+-]?)0*(\d+)(?:\.0*)?$/.exec(text);
  if (plain === null) return canonicalDouble(text);
  const digits = plain[2] ?? '0';
  return plain[1] === '-' && digits !== '0' ? `-${digits}` : digits;
};

/** Days that every month has. */
const sureDay = '28';

const isDay = (date: string): boolean => {
  if (date.slice(8) <= sureDay) return true;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
};

/**
 * A moment that no calendar has, such as one on the 30th of February, is no value: JavaScript would take it for one in
 * March, which another row may mean.
 */
const canonicalMoment = (trimmed: string, text: string): string => {
  if (!isDay(trimmed.slice(0, 10))) return text;
  const time = Date.parse(trimmed.replace(' ', 'T'));
  return Number.isNaN(time) ? text : String(time);
};

const canonicalTime = (match: RegExpExecArray): string =>
  `${match[1]}:${match[2]}:${match[3] ?? '00'}.${(match[4] ?? '').padEnd(3, '0')}`;

/**
 * One spelling for all texts that mean the same value of a field, so that what was sent can be compared with
 * what Bulk API 2.0 echoes. Results are written from parsed values, not from the bytes sent: a currency
 * `912260031` comes back as `9.12260031E8`, an int stays as it was (Bulk API 2.0 guide, "Get Job Successful
 * Record Results"). Texts that are no value of the type keep their own spelling, with line breaks unified.
 */
export const canonicalValue = (type: FieldType, text: string): string => {
  if (text === '' || text === '#N/A') return text;
  const trimmed = text.trim();
  switch (type) {
    case 'double':
    case 'currency':
    case 'percent':
      return decimal.test(trimmed) ? canonicalDouble(trimmed) : text;
    case 'int':
    case 'long':
      return decimal.test(trimmed) ? canonicalInteger(trimmed) : text;
    case 'boolean': {
      const word = trimmed.toLowerCase();
      if (word === 'true' || word === '1') return 'true';
      return word === 'false' || word === '0' ? 'false' : text;
    }
    case 'date':
      return dateOnly.exec(trimmed)?.[1] ?? text;
    case 'datetime':
      return dateTime.test(trimmed) ? canonicalMoment(trimmed, text) : text;
    case 'time': {
      const match = clock.exec(trimmed);
      return match === null ? text : canonicalTime(match);
    }
    case 'id':
    case 'reference':
      return identifier.test(trimmed) ? trimmed.slice(0, 15) : text;
    default:
      return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
};
