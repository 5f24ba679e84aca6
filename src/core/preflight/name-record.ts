import type { FoundRecords } from '../../shared/domain/grid';
import type { RowProblem } from '../../shared/domain/problem';
import type { FieldType, LoadableField } from '../../shared/domain/sobject';
import { makeProblem } from '../problems/causes';
import { canonicalValue } from '../reconcile/canonical-value';
import { shortenValue } from '../sheet/parse-value';

/** What a value is asked for and compared by: `literal` is for SOQL, `key` one spelling of all that means the same. */
export type RecordName = { key: string; literal: string };

/** What is known of the record a row names: what the org holds under its value, and what a person picked of it. */
export type RowMatch = { found: FoundRecords | null; picked: string | null };

const numeric: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent', 'int', 'long']);

/** Types by which no record is told from another, or that SOQL can't compare with a text. */
const never: ReadonlySet<FieldType> = new Set([
  'boolean',
  'time',
  'multipicklist',
  'encryptedstring',
  'base64',
  'address',
  'location',
  'anyType',
  'complexvalue',
]);

/** SOQL compares no text of more characters than a short text area holds. */
const longestText = 255;

/**
 * Whether records can be found by a field. What the org does not say of it is judged by its type: long text areas
 * and encrypted texts can't be filtered by.
 */
export const canFindBy = (field: LoadableField): boolean =>
  field.via === undefined &&
  field.name !== 'Id' &&
  field.filterable !== false &&
  !never.has(field.type) &&
  !(field.type === 'textarea' && field.length > longestText);

const shapes: Partial<Record<FieldType, RegExp>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^-?\d+$/,
  reference: /^[A-Za-z0-9]{15}$/,
  id: /^[A-Za-z0-9]{15}$/,
};

/**
 * How a cell, as it would go on the wire, names a record by a field; null for what no record can have there. Case
 * makes no difference to Salesforce in texts, unless the field says so; nor do blanks around them.
 */
export const nameRecord = (field: LoadableField, wire: string): RecordName | null => {
  const value = canonicalValue(field.type, wire.trim()).trim();
  // Half a character has no place in a URI, nor in any record.
  if (value === '' || /\p{Surrogate}/u.test(value)) return null;
  if (numeric.has(field.type))
    return /^[+-]?\d+(\.\d+)?$/.test(value) ? { key: value, literal: value } : null;
  const shape = shapes[field.type];
  if (shape !== undefined) {
    if (!shape.test(value)) return null;
    return { key: value, literal: field.type === 'datetime' ? new Date(Number(value)).toISOString() : value };
  }
  if (value.length > (field.length > 0 ? Math.min(field.length, longestText) : longestText)) return null;
  return { key: field.caseSensitive === true ? value : value.toLowerCase(), literal: value };
};

/** Whether SOQL wants a value of a field in quotes. */
export const isQuoted = (type: FieldType): boolean =>
  !numeric.has(type) && type !== 'date' && type !== 'datetime';

/** Records a sentence names; all that are known are told where one is picked. */
const toldRecords = 3;

const sameId = (one: string, other: string): boolean => one.slice(0, 15) === other.slice(0, 15);

type Naming = { object: string; field: LoadableField; value: string };

/**
 * The one record a row names, or why there is none: the org was not asked for the value yet, holds nothing under it,
 * or several records of which nobody has picked one.
 */
export const findRecord = (
  naming: Naming,
  name: RecordName | null,
  { found, picked }: RowMatch,
): { id: string } | { problem: RowProblem } => {
  const { object, field } = naming;
  const words = { object, field: field.label, value: shortenValue(naming.value.trim()) };
  const about = (cause: 'record-unasked' | 'record-not-found' | 'record-several', more = {}) => ({
    problem: makeProblem(cause, [field.name], { ...words, ...more }),
  });
  if (name === null) return about('record-not-found');
  if (found === null) return about('record-unasked');
  const [first] = found.records;
  if (first === undefined) return about('record-not-found');
  if (found.count === 1) return { id: first.id };
  const chosen = picked === null ? undefined : found.records.find(({ id }) => sameId(id, picked));
  if (chosen !== undefined) return { id: chosen.id };
  const named = found.records.slice(0, toldRecords);
  const records = named.map(({ id, name: called }) =>
    called === '' ? id : `${shortenValue(called)} (${id})`,
  );
  const more = found.count > named.length ? ' …' : '';
  return about('record-several', { count: found.count, records: records.join(', ') + more });
};

const listedRows = 10;

/** The problem of a row whose record other rows of the file name, too: the later one would undo the other. */
export const sharedRecordProblem = (
  field: Pick<LoadableField, 'name' | 'label'>,
  record: string,
  rows: readonly number[],
): RowProblem =>
  makeProblem('record-shared', [field.name], {
    field: field.label,
    record,
    rows: rows.slice(0, listedRows).join(', ') + (rows.length > listedRows ? ' …' : ''),
    count: rows.length,
  });
