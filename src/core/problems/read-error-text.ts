import type { LoadableObject } from '../../shared/domain/sobject';

/** The parts of `CODE:message:Field1,Field2 --`, the form of a row error in Bulk API results. */
export type ErrorText = { code: string; message: string; fields: string[] };

const fieldList = /^[A-Za-z][\w.]*(?:\s*,\s*[A-Za-z][\w.]*)*$/;

/**
 * Takes a row error apart. The field list stands between the last colon and `--`; without `--` there is none. A
 * text without a code in front is all message.
 */
export const splitErrorText = (text: string): ErrorText => {
  const start = /^\s*([A-Z][A-Z0-9_]*)(?::|$)/.exec(text);
  const code = start?.[1] ?? '';
  let message = (start === null ? text : text.slice(start[0].length)).trim();
  const end = /\s*--$/.exec(message);
  if (end === null) return { code, message, fields: [] };
  message = message.slice(0, end.index);
  const colon = message.lastIndexOf(':');
  const list = message.slice(colon + 1).trim();
  if (colon === -1 || (list !== '' && !fieldList.test(list))) return { code, message, fields: [] };
  return {
    code,
    message: message.slice(0, colon).trim(),
    fields: list === '' ? [] : list.split(',').map((name) => name.trim()),
  };
};

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Salesforce escapes some messages for HTML (`Macy&#39;s`); people read them without. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole: string, ...groups: unknown[]) => {
    const [decimal, hex, name] = groups;
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

/** A name of an API name's own making, for a field the object does not list: `Legacy_Id__c` is Legacy Id. */
const spellOut = (name: string): string =>
  name
    .replace(/__(?:c|r|pc)\b/g, '')
    .replace(/_+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .trim();

/** How people know a field. */
export const labelOf = (name: string, object: LoadableObject | null): string =>
  object?.fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.label ?? spellOut(name);

/** A field's API name as the object writes it. */
export const nameOf = (name: string, object: LoadableObject | null): string =>
  object?.fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.name ?? name;

/** The field whose label begins the message, as in `Rating: bad value …`; null where none does. */
export const findFieldByLabel = (message: string, object: LoadableObject | null): string | null => {
  const label = /^([^:\n]{1,120}):/.exec(message)?.[1]?.trim().toLowerCase();
  if (label === undefined) return null;
  return (
    object?.fields.find((field) => field.via === undefined && field.label.toLowerCase() === label)?.name ??
    null
  );
};
