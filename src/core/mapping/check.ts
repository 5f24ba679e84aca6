import type { LoadOptions } from '../../shared/domain/load';
import type { MappingEntry, MappingProblem } from '../../shared/domain/mapping';
import type { ColumnProfile } from '../../shared/domain/sheet';
import { isDeletion, type LoadableField, type LoadableObject } from '../../shared/domain/sobject';
import { findCentury } from '../sheet/century';
import { countZoneless } from '../sheet/find-format';
import { isDateField, isNumberField } from '../sheet/parse-value';
import { isOffered, keyFieldOf, slotOf, type MappingTarget } from './offered-fields';

type Mapped = { entry: MappingEntry; name: string; field: LoadableField | undefined };

const aboutField = (code: MappingProblem['code'], name: string, object: LoadableObject): MappingProblem => ({
  code,
  field: name,
  fieldLabel: object.fields.find((field) => field.name === name)?.label ?? name,
});

const aboutColumn = (code: MappingProblem['code'], { entry, name, field }: Mapped): MappingProblem => ({
  code,
  field: name,
  fieldLabel: field?.label ?? name,
  column: entry.column,
  header: entry.header,
});

const checkKey = (
  mapped: readonly Mapped[],
  object: LoadableObject,
  target: MappingTarget,
): MappingProblem[] => {
  const key = keyFieldOf(target);
  const problems: MappingProblem[] = [];
  if (target.operation === 'upsert' && key === null) problems.push({ code: 'key-unmatched' });
  if (key !== null && !mapped.some(({ name }) => name === key)) {
    problems.push(
      aboutField(
        key === 'Id' && target.operation !== 'upsert' ? 'id-unmatched' : 'key-unmatched',
        key,
        object,
      ),
    );
  }
  const id =
    target.operation === 'upsert' && key !== 'Id' ? mapped.find(({ name }) => name === 'Id') : undefined;
  if (id !== undefined) problems.push(aboutColumn('id-and-key', id));
  return problems;
};

/** Required fields without a column; a lookup is served by a key of its parent too. */
const checkRequired = (
  mapped: readonly Mapped[],
  object: LoadableObject,
  target: MappingTarget,
  values: LoadOptions['values'],
): MappingProblem[] => {
  if (target.operation !== 'insert' && (target.operation !== 'upsert' || values === 'as-is')) return [];
  const served = new Set(mapped.map(({ name, field }) => (field === undefined ? name : slotOf(field))));
  return object.fields
    .filter(
      ({ name, required, via }) =>
        required && via === undefined && name !== target.externalId && !served.has(name),
    )
    .map(({ name }) => aboutField('required-unmatched', name, object));
};

/** Two columns on one field, or on a lookup and a key of its parent, which Salesforce refuses for the whole job. */
const checkTwice = (mapped: readonly Mapped[]): MappingProblem[] => {
  const seen = new Set<string>();
  return mapped.flatMap((one) => {
    const slot = one.field === undefined ? one.name : slotOf(one.field);
    if (seen.has(slot)) return [aboutColumn('field-twice', one)];
    seen.add(slot);
    return [];
  });
};

/** What a person still has to say about how the values of a column are read. */
const findUndecided = (
  { entry: { format } }: Mapped,
  field: LoadableField,
  profile: ColumnProfile | undefined,
): MappingProblem['code'] | null => {
  if (isDateField(field) && format.dateOrder === undefined) return 'date-order-undecided';
  if (isNumberField(field) && format.decimalMark === undefined) return 'decimal-mark-undecided';
  if (isDateField(field) && format.centuryFrom === undefined && profile !== undefined) {
    if (findCentury(profile, field).undecided) return 'century-undecided';
  }
  const needsZone = field.type === 'datetime' && format.timeZone === undefined && profile !== undefined;
  return needsZone && countZoneless(profile) > 0 ? 'time-zone-undecided' : null;
};

const checkColumn = (
  one: Mapped,
  target: MappingTarget,
  columns: readonly ColumnProfile[],
): MappingProblem[] => {
  const { entry, field } = one;
  // The Id beside an upsert key has a problem of its own.
  if (target.operation === 'upsert' && one.name === 'Id' && target.externalId !== 'Id') return [];
  if (field === undefined || !isOffered(field, target)) return [aboutColumn('not-writable', one)];
  const undecided = findUndecided(
    one,
    field,
    columns.find(({ index }) => index === entry.column),
  );
  return undecided === null ? [] : [aboutColumn(undecided, one)];
};

/**
 * Why a mapping can't be used yet; empty when it can. A delete looks at the Id alone, whatever else is matched.
 * Required fields matter where records can be created: on insert, and on upsert unless cells go as they stand,
 * when the org alone judges them. `columns` are the profiles of the file, which tell whether a zone is needed.
 */
export const checkMapping = (
  entries: readonly MappingEntry[],
  object: LoadableObject,
  target: MappingTarget,
  values: LoadOptions['values'] = 'read',
  columns: readonly ColumnProfile[] = [],
): MappingProblem[] => {
  const mapped = entries.flatMap((entry): Mapped[] =>
    entry.field === null
      ? []
      : [{ entry, name: entry.field, field: object.fields.find(({ name }) => name === entry.field) }],
  );
  const key = keyFieldOf(target);
  if (isDeletion(target.operation)) {
    const ids = mapped.filter(({ name }) => name === key);
    return [...checkKey(ids, object, target), ...checkTwice(ids)];
  }
  const writes = target.operation === 'update' ? mapped.filter(({ name }) => name !== key) : mapped;
  return [
    ...(writes.length === 0 ? [{ code: 'nothing-matched' } as const] : []),
    ...checkKey(mapped, object, target),
    ...checkRequired(mapped, object, target, values),
    ...checkTwice(mapped),
    ...mapped.flatMap((one) => checkColumn(one, target, columns)),
  ];
};
