import type { ColumnProfile } from '../../shared/domain/sheet';
import type { LoadableField } from '../../shared/domain/sobject';
import { findPicklistValue, isDateField, isNumberField } from '../sheet/parse-value';

const idShape = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;

/** Whether all samples of a column look like record Ids. */
export const looksLikeIds = (column: ColumnProfile): boolean =>
  column.samples.length > 0 && column.samples.every((sample) => idShape.test(sample.trim()));

/**
 * Whether the values of a column can be meant for a field, so that a likeness of names alone does not put
 * e-mail addresses into a checkbox. A column without values fits anything.
 */
export const fitsColumn = (column: ColumnProfile, field: LoadableField): boolean => {
  const values = column.filled - column.errorCells;
  if (values <= 0) return true;
  const most = (count: number): boolean => count >= values * 0.8;
  if (field.type === 'boolean') return most(column.booleans);
  if (isDateField(field)) return most(column.dates);
  if (isNumberField(field)) return most(column.numbers);
  if (field.type === 'time' && column.proof !== undefined) return most(column.proof.times);
  if (field.type === 'email') return column.emails >= values * 0.3;
  if (field.type === 'reference' || field.type === 'id') return looksLikeIds(column);
  return true;
};

/** Whether every value of a column, two or more, stands on a field's picklist. */
export const isOnPicklist = (column: ColumnProfile, field: LoadableField): boolean =>
  (field.type === 'picklist' || field.type === 'combobox') &&
  column.values.length >= 2 &&
  column.values.every(({ value }) => findPicklistValue(value, field) !== null);

/** Whether every filled cell of a column is an e-mail address. */
export const isAllEmails = (column: ColumnProfile): boolean =>
  column.filled > 0 && column.emails === column.filled;
