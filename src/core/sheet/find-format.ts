import type { ColumnFormat } from '../../shared/domain/mapping';
import type { ColumnProfile, DecimalMark } from '../../shared/domain/sheet';
import type { LoadableField } from '../../shared/domain/sobject';
import { findCentury } from './century';
import { decimalMarksOf } from './parse-number';
import { isDateField, isNumberField } from './parse-value';

export type Undecided = 'date-order' | 'decimal-mark' | 'century' | 'time-zone';
export type FoundFormat = { format: ColumnFormat; undecided: Undecided | null };

/** How many values of a column say a day or time without saying in which zone. */
export const countZoneless = ({ proof }: ColumnProfile): number => proof?.zoneless ?? 0;

const findDateFormat = (profile: ColumnProfile): FoundFormat => {
  if (profile.dates === 0 || profile.typed !== undefined)
    return { format: { dateOrder: 'ymd' }, undecided: null };
  const [order, ...others] = profile.dateOrders;
  // Where every day has the number of its month, as 05/05, all orders come to the same.
  const differ = profile.proof === undefined || profile.proof.dateOfTwo !== null;
  if (order === undefined || (others.length > 0 && differ)) return { format: {}, undecided: 'date-order' };
  return { format: { dateOrder: order }, undecided: null };
};

/** A whole number can't have decimals, so a mark that gives some number decimals parts thousands. */
const marksFor = ({ decimalMarks, proof }: ColumnProfile, field: LoadableField): readonly DecimalMark[] => {
  const whole = field.type === 'int' || field.type === 'long' ? (proof?.wholeMarks ?? []) : [];
  return whole.length > 0 ? whole : decimalMarks;
};

/** The profiler keeps among its samples a cell that reads differently under the two marks, if there is one. */
const readsTwoWays = ({ proof, samples }: ColumnProfile): boolean =>
  proof === undefined
    ? samples.some((cell) => decimalMarksOf(cell)?.differs === true)
    : proof.numberOfTwo !== null;

const findNumberFormat = (profile: ColumnProfile, field: LoadableField): FoundFormat => {
  if (profile.numbers === 0 || profile.typed !== undefined)
    return { format: { decimalMark: 'dot' }, undecided: null };
  const [mark, ...others] = marksFor(profile, field);
  if (mark === undefined || (others.length > 0 && readsTwoWays(profile)))
    return { format: {}, undecided: 'decimal-mark' };
  return { format: { decimalMark: mark }, undecided: null };
};

/**
 * How a column's cells are to be read for a field, as far as all its rows prove it. Where they leave two
 * readings, or contradict each other, the format stays open and `undecided` says what a person must choose.
 *
 * @param timeZone the zone of date-times that name none: the org user's own, or null where it is not known
 */
export const findFormats = (
  profile: ColumnProfile,
  field: LoadableField,
  timeZone: string | null = null,
): FoundFormat => {
  if (isNumberField(field)) return findNumberFormat(profile, field);
  if (!isDateField(field)) return { format: {}, undecided: null };
  const found = findDateFormat(profile);
  const century = findCentury(profile, field);
  const hasZone = field.type === 'datetime' && timeZone !== null;
  const format = {
    ...found.format,
    ...(century.from === undefined ? {} : { centuryFrom: century.from }),
    ...(hasZone ? { timeZone } : {}),
  };
  const lacksZone = field.type === 'datetime' && timeZone === null && countZoneless(profile) > 0;
  const open = century.undecided ? 'century' : lacksZone ? 'time-zone' : null;
  return { format, undecided: found.undecided ?? open };
};
