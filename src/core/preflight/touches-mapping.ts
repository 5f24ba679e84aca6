import type { MappingEntry } from '../../shared/domain/mapping';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { slotOf } from '../mapping/offered-fields';

/** What of a field decides how a cell is read, whether it holds its row, and what is sent. Labels are for people. */
const rulesOf = (field: LoadableField): unknown[] => [
  field.type,
  field.createable,
  field.updateable,
  field.required,
  field.externalId,
  field.idLookup,
  field.unique,
  field.length,
  field.precision,
  field.scale,
  field.restrictedPicklist,
  field.picklist.map(({ value, label }) => [value, label]),
  field.reference?.objects ?? [],
];

/** The rules of a field and of the lookup behind it, as one text; empty where there is no such field. */
const describe = ({ fields }: LoadableObject, name: string): string => {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) return '';
  const slot = fields.find((candidate) => candidate.name === slotOf(field));
  return JSON.stringify([rulesOf(field), slot === undefined ? [] : rulesOf(slot)]);
};

/** Whether an object is described differently by now in anything that a row of this mapping was checked by. */
export const touchesMapping = (
  before: LoadableObject,
  after: LoadableObject,
  mapping: readonly Pick<MappingEntry, 'field'>[],
): boolean =>
  mapping.some(({ field }) => field !== null && describe(before, field) !== describe(after, field));
