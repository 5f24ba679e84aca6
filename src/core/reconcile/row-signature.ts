import type { FieldType } from '../../shared/domain/sobject';
import { canonicalValue } from './canonical-value';

/** A column of the upload: its wire header and the type of the field behind it. */
export type WireColumn = { name: string; type: FieldType };

const separator = '\u001f';

/** Length-prefixed, so that no cell can pretend to be two. */
export const signature = (parts: readonly string[]): string =>
  parts.map((part) => `${part.length}${separator}${part}`).join(separator);

/** What is sure to come back of a canonical value of such a type; a cleared field may come back empty. */
export const toSure = (value: string): string => (value === '#N/A' ? '' : value.trim());

/**
 * A value of which is known how it comes back, whatever Salesforce makes of numbers, dates, times and checkboxes: text
 * as it was sent, blanks at its ends aside, and Ids with 15 or 18 characters.
 */
export const sureValue = (type: FieldType, text: string): string => toSure(canonicalValue(type, text));

/** Types whose values are sure to come back. */
export const isEchoedSurely = (type: FieldType): boolean =>
  !['double', 'currency', 'percent', 'boolean', 'date', 'datetime', 'time'].includes(type);

/** Digits every double keeps. */
const sureDigits = 15;

/** Whether a text may have more digits: told at a glance of most. */
export const mayBeLong = (text: string): boolean => text.length > sureDigits;

/** Types whose values come back as doubles. */
export const isDouble = (type: FieldType): boolean =>
  type === 'double' || type === 'currency' || type === 'percent';

/** Whether a value of such a type is a number of more digits than come back for sure. */
const isLongNumber = (type: FieldType, text: string): boolean =>
  mayBeLong(text) &&
  isDouble(type) &&
  text
    .replace(/e.*$/i, '')
    .replaceAll(/^[-+0.]+|\D/g, '')
    .replace(/0+$/, '').length > sureDigits;

/**
 * What tells a row apart from others as they were sent: like its canonical value, but long numbers stand for themselves,
 * since two of them can come back as one.
 */
export const sentValue = (type: FieldType, text: string): string =>
  isLongNumber(type, text) ? text.trim() : canonicalValue(type, text);
