import type { FieldType } from '../../shared/domain/sobject';
import { toExactNumber } from '../sheet/exact-number';

/** A value of the JSON that REST takes; a nested record names a parent by its key. */
export type CollectionValue = string | number | boolean | null | CollectionRecord;
export type CollectionRecord = { [name: string]: CollectionValue };

/**
 * A column as it would stand in the header of a CSV upload: a field (`LastName`), the key of a parent
 * (`Account.Legacy_Id__c`), or that of one of several possible kinds of parent (`Contact:Who.Email`).
 */
export type CollectionColumn = {
  header: string;
  /** Type of the field, or of the parent's key. */
  type: FieldType;
  /** API name of the lookup behind a parent's key, where it is known. */
  lookup?: string;
};

/** The text by which the wire clears a field (Bulk API guide, "Valid CSV record rows"). */
const clears = '#N/A';

/**
 * A JSON number where JSON writes exactly the digits of the text, so that nothing is rounded on the way; else
 * the text itself. That REST takes numbers as texts is known of its JSON reader in general, but not documented
 * for collections (unconfirmed); it concerns numbers of 16 and more digits.
 */
const toNumber = (text: string): number | string => toExactNumber(text) ?? text;

const toBoolean = (text: string): boolean | string => {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : text;
};

const toValue = (type: FieldType, text: string): number | boolean | string => {
  switch (type) {
    case 'double':
    case 'currency':
    case 'percent':
    case 'int':
    case 'long':
      return toNumber(text);
    case 'boolean':
      return toBoolean(text);
    default:
      // As in CSV uploads, so that a value does not depend on the API it goes by.
      return text.replace(/\r\n?/g, '\n');
  }
};

/** Salesforce's own rule for the names of relationships and their lookups: `Site__r` and `Account`. */
const lookupOf = (relationship: string): string =>
  relationship.endsWith('__r') ? relationship.replace(/r$/, 'c') : `${relationship}Id`;

const parentHeader = /^(?:([^:.]+):)?([^:.]+)\.(.+)$/;

/**
 * Makes a record for composite collections of the texts that a CSV upload would carry: an empty text is left
 * out, `#N/A` is null, and a parent's key becomes a nested record.
 *
 * @param values one per column
 */
export const toCollectionRecord = (
  object: string,
  columns: readonly CollectionColumn[],
  values: readonly string[],
): CollectionRecord => {
  const record: CollectionRecord = { attributes: { type: object } };
  columns.forEach(({ header, type, lookup }, at) => {
    const text = values[at] ?? '';
    if (text === '') return;
    const parent = parentHeader.exec(header);
    if (parent === null) {
      record[header] = text === clears ? null : toValue(type, text);
      return;
    }
    const [, kind, relationship = '', key = ''] = parent;
    if (text !== clears) {
      const attributes = kind === undefined ? {} : { attributes: { type: kind } };
      record[relationship] = { ...attributes, [key]: toValue(type, text) };
      return;
    }
    // A relationship can't be set to nothing, only the lookup behind it.
    record[lookup ?? lookupOf(relationship)] = null;
  });
  return record;
};
