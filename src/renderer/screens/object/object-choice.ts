import { compactName, compareWords, splitWords } from '../../../core/mapping/names';
import { canFindBy } from '../../../core/preflight/name-record';
import { looksLikeIds } from '../../../core/mapping/fits-column';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableObject, Operation, SObjectSummary } from '../../../shared/domain/sobject';

/** Objects people load most, in the order in which they do. */
const common = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'Case',
  'Task',
  'Event',
  'Campaign',
  'Product2',
  'User',
];

/** Objects shown at once; an org can have thousands, and typing narrows faster than scrolling. */
export const shownObjects = 80;

export type ObjectList = { common: SObjectSummary[]; others: SObjectSummary[]; total: number };

const isLoadable = (object: SObjectSummary): boolean =>
  object.createable || object.updateable || object.deletable;

const matches = (object: SObjectSummary, words: string): boolean =>
  [object.label, object.labelPlural, object.name].some((name) => name.toLowerCase().includes(words));

/** The objects that fit what was typed: those often loaded first, the rest by label. */
export const listObjects = (objects: readonly SObjectSummary[], typed: string): ObjectList => {
  const words = typed.trim().toLowerCase();
  const fitting = objects
    .filter((object) => isLoadable(object) && (words === '' || matches(object, words)))
    .sort((left, right) => left.label.localeCompare(right.label) || left.name.localeCompare(right.name));
  const often = common.flatMap((name) => fitting.filter((object) => object.name === name));
  const rest = fitting.filter((object) => !common.includes(object.name));
  return { common: often, others: rest.slice(0, shownObjects - often.length), total: fitting.length };
};

/** Whether the person may do this with the object. */
export const isAllowed = (object: SObjectSummary, operation: Operation): boolean => {
  switch (operation) {
    case 'insert':
      return object.createable;
    case 'update':
      return object.updateable;
    case 'upsert':
      return object.createable && object.updateable;
    case 'delete':
    case 'hardDelete':
      return object.deletable;
  }
};

export type KeyColumn = { column: ColumnProfile; likeness: number };

/** The column of the file that is called most like a key field, or null. */
export const findKeyColumn = (
  key: { name: string; label: string },
  columns: readonly ColumnProfile[],
): KeyColumn | null => {
  const names = [key.name, key.label];
  const likenessOf = (column: ColumnProfile): number => {
    const header = compactName(column.header);
    if (names.some((name) => compactName(name.replace(/__c$/i, '')) === header)) return 1;
    const words = splitWords(column.header);
    return Math.max(...names.map((name) => compareWords(words, splitWords(name)))) * 0.9;
  };
  const [best] = columns
    .filter((column) => column.filled > 0 && (key.name !== 'Id' || looksLikeIds(column)))
    .map((column) => ({ column, likeness: likenessOf(column) }))
    .sort((left, right) => right.likeness - left.likeness);
  return best !== undefined && best.likeness >= 0.5 ? best : null;
};

export type KeyChoice = { name: string; label: string; isExternalId: boolean; fit: KeyColumn | null };

const toChoice = (object: LoadableObject, name: string, columns: readonly ColumnProfile[]): KeyChoice => {
  const field = object.fields.find((candidate) => candidate.name === name);
  const label = field?.label ?? name;
  return {
    name,
    label,
    isExternalId: field?.externalId ?? false,
    fit: findKeyColumn({ name, label }, columns),
  };
};

const byFit = (left: KeyChoice, right: KeyChoice): number =>
  Number(right.fit !== null) - Number(left.fit !== null) ||
  Number(right.isExternalId) - Number(left.isExternalId) ||
  (right.fit?.likeness ?? 0) - (left.fit?.likeness ?? 0);

/** The fields by which an update or delete can find records in place of the Id, those the file has in front. */
export const listFindable = (object: LoadableObject, columns: readonly ColumnProfile[]): KeyChoice[] =>
  object.fields
    .filter(canFindBy)
    .map(({ name }) => toChoice(object, name, columns))
    .sort((left, right) => byFit(left, right) || left.label.localeCompare(right.label));

/**
 * The fields an upsert can match on, the one that suits the file best in front. A field made to be an external
 * ID goes before one Salesforce merely can look up, such as an e-mail address, which people share and change.
 */
export const listKeys = (object: LoadableObject, columns: readonly ColumnProfile[]): KeyChoice[] =>
  object.keys
    .map((name) => toChoice(object, name, columns))
    .sort((left, right) => byFit(left, right) || Number(left.name === 'Id') - Number(right.name === 'Id'));

/** Rows beyond the first of each key, where the number of distinct values is exact (up to 1,000). */
export const countRepeats = (column: ColumnProfile): number =>
  column.distinct > 1000 ? 0 : Math.max(0, column.filled - column.distinct);
