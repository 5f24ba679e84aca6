import type { ColumnFormat, Confidence, MappingEntry } from '../../shared/domain/mapping';
import type { ColumnProfile } from '../../shared/domain/sheet';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { findFormats } from '../sheet/find-format';
import { fitsColumn, isAllEmails, isOnPicklist, looksLikeIds } from './fits-column';
import { compactName, compareWords, splitWords } from './names';
import { keyFieldOf, offeredFields, slotOf, type MappingTarget } from './offered-fields';
import { findSynonyms } from './synonyms';

/** A person's choice for a column; a null field means that the column is not sent. */
export type MappingChoice = { column: number; field: string | null; format?: ColumnFormat | undefined };

type Match = { field: LoadableField; confidence: Confidence };

/** Finds the field a column names under one rule, or null; never more than one. */
type Rule = (
  column: ColumnProfile,
  fields: readonly LoadableField[],
  object: LoadableObject,
) => LoadableField | null;

/** Below this likeness of words a match is chance. */
const likeness = 0.6;

const onlyOne = (fields: readonly LoadableField[]): LoadableField | null =>
  fields.length === 1 ? (fields[0] ?? null) : null;

const matchName: Rule = (column, fields) => {
  const header = column.header.trim().toLowerCase();
  return fields.find(({ name }) => name.toLowerCase() === header) ?? null;
};

/** A lookup named by its label takes Ids only; other values are meant for a key of the parent. */
const takesValues = (column: ColumnProfile, field: LoadableField): boolean =>
  field.type !== 'reference' || column.filled === 0 || looksLikeIds(column);

const matchLabel: Rule = (column, fields) => {
  const header = compactName(column.header);
  if (header === '') return null;
  return onlyOne(fields.filter((field) => compactName(field.label) === header && takesValues(column, field)));
};

const matchSynonym: Rule = (column, fields, object) => {
  const header = compactName(column.header);
  const ownId = [`${object.label} id`, `${object.name} id`].some((name) => compactName(name) === header);
  const names = ownId ? ['Id', ...findSynonyms(column.header)] : findSynonyms(column.header);
  for (const name of names) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field !== undefined && fitsColumn(column, field)) return field;
  }
  return null;
};

/** The words by which a parent is called, without the "ID" of a lookup's label. */
const parentWords = (field: LoadableField): string[][] =>
  [field.via?.lookupLabel, field.via?.parentLabel, field.via?.parentObject]
    .filter((name) => name !== undefined)
    .map((name) => splitWords(name).filter((word) => word !== 'id'));

/** Words of the parent's key: of its API name and of its label, which may stand behind the lookup's label. */
const keyWords = (field: LoadableField): string[][] => [
  splitWords(field.name.slice(field.name.indexOf('.') + 1)),
  splitWords(field.label.slice(field.label.indexOf(':') + 1)),
];

/** `Account No` names a key of the parent when it says both the parent and the key, and nothing else. */
const namesParentKey = (header: readonly string[], field: LoadableField): boolean =>
  parentWords(field).some(
    (parent) =>
      parent.length > 0 &&
      parent.every((word) => header.includes(word)) &&
      keyWords(field).some(
        (key) =>
          key.every((word) => header.includes(word)) &&
          header.every((word) => parent.includes(word) || key.includes(word)),
      ),
  );

const matchParent: Rule = (column, fields) => {
  const header = splitWords(column.header);
  return onlyOne(
    fields.filter(
      (field) => field.via !== undefined && namesParentKey(header, field) && fitsColumn(column, field),
    ),
  );
};

/** A column named like a lookup, without Ids in it, can only mean the one key the parent has. */
const matchLookup: Rule = (column, fields) => {
  const header = splitWords(column.header).join(' ');
  if (column.filled === 0 || looksLikeIds(column)) return null;
  return onlyOne(
    fields.filter((field) =>
      parentWords(field).some((parent) => parent.length > 0 && parent.join(' ') === header),
    ),
  );
};

const matchValues: Rule = (column, fields) => {
  if (isAllEmails(column)) {
    const emails = fields.filter(({ type, via }) => type === 'email' && via === undefined);
    return emails.find(({ name }) => name === 'Email') ?? onlyOne(emails);
  }
  return onlyOne(fields.filter((field) => field.via === undefined && isOnPicklist(column, field)));
};

const scoreWords = (column: ColumnProfile, field: LoadableField): number => {
  if (field.via !== undefined || !fitsColumn(column, field)) return 0;
  const header = splitWords(column.header);
  return Math.max(
    compareWords(header, splitWords(field.label)),
    compareWords(header, splitWords(field.name)),
  );
};

/** Matches found so far; a field, or the lookup it belongs to, is never given out twice. */
const startMatches = (columns: readonly ColumnProfile[], object: LoadableObject, target: MappingTarget) => {
  const offered = offeredFields(object, target);
  const found = new Map<number, Match>();
  const taken = new Set<string>();
  const freeColumns = (): ColumnProfile[] => columns.filter(({ index }) => !found.has(index));
  const freeFields = (): LoadableField[] => offered.filter((field) => !taken.has(slotOf(field)));
  const assign = (column: ColumnProfile, field: LoadableField, confidence: Confidence): void => {
    found.set(column.index, { field, confidence });
    taken.add(slotOf(field));
  };
  return {
    found,
    apply: (rule: Rule, confidence: Confidence, only?: string): void => {
      for (const column of freeColumns()) {
        const field = rule(column, freeFields(), object);
        if (field !== null && (only === undefined || field.name === only)) assign(column, field, confidence);
      }
    },
    /** Pairs of like names, the likest first; a column that two fields fit equally well is left alone. */
    applyLikeness: (only?: string): void => {
      const pairs = freeColumns().flatMap((column) =>
        freeFields()
          .filter(({ name }) => only === undefined || name === only)
          .map((field) => ({ column, field, score: scoreWords(column, field) }))
          .filter(({ score }) => score >= likeness),
      );
      pairs.sort((a, b) => b.score - a.score || a.column.index - b.column.index);
      for (const { column, field, score } of pairs) {
        if (found.has(column.index) || taken.has(slotOf(field))) continue;
        const rivals = pairs.filter(
          (pair) => pair.column === column && pair.score === score && !taken.has(slotOf(pair.field)),
        );
        if (rivals.length === 1) assign(column, field, 'similar');
      }
    },
  };
};

const toEntry = (column: ColumnProfile, match: Match | undefined, timeZone: string | null): MappingEntry => ({
  column: column.index,
  header: column.header,
  field: match?.field.name ?? null,
  confidence: match?.confidence ?? 'none',
  format: match === undefined ? {} : findFormats(column, match.field, timeZone).format,
});

/**
 * Proposes a field for each column, surest rules first, so that a weak match never robs a strong one: API name,
 * label, common words for the field, keys of parents, likeness of words, and last what the values are. The
 * upsert key, or the Id, is matched before other fields are matched by anything weaker than their label.
 *
 * @param timeZone the zone of date-times that name none
 */
export const suggestMapping = (
  columns: ColumnProfile[],
  object: LoadableObject,
  target: MappingTarget,
  timeZone: string | null = null,
): MappingEntry[] => {
  const matches = startMatches(columns, object, target);
  const key = keyFieldOf(target);
  matches.apply(matchName, 'exact');
  matches.apply(matchLabel, 'exact');
  if (key !== null) {
    matches.apply(matchSynonym, 'similar', key);
    matches.applyLikeness(key);
  }
  matches.apply(matchSynonym, 'similar');
  matches.apply(matchParent, 'similar');
  matches.applyLikeness();
  matches.apply(matchLookup, 'guessed');
  matches.apply(matchValues, 'guessed');
  return columns.map((column) => toEntry(column, matches.found.get(column.index), timeZone));
};

/**
 * The mapping with a person's choices. A field chosen for one column is taken from the column that had it. A
 * format that was not chosen is found anew from the values of the column.
 */
export const applyChoices = (
  entries: readonly MappingEntry[],
  choices: readonly MappingChoice[],
  columns: readonly ColumnProfile[],
  object: LoadableObject,
  target: MappingTarget,
  timeZone: string | null = null,
): MappingEntry[] => {
  const offered = offeredFields(object, target);
  const result = entries.map((entry) => ({ ...entry }));
  for (const { column, field: name, format } of choices) {
    const at = result.findIndex((entry) => entry.column === column);
    const entry = result[at];
    if (entry === undefined) continue;
    for (const other of result) {
      if (other === entry || name === null || other.field !== name) continue;
      Object.assign(other, { field: null, confidence: 'none', format: {} } satisfies Partial<MappingEntry>);
    }
    const field = offered.find((candidate) => candidate.name === name);
    const profile = columns.find(({ index }) => index === column);
    const { errorCells } = entry.format;
    // What becomes of error cells is about the column, whatever field it goes to.
    const kept = entry.field === name ? entry.format : errorCells === undefined ? {} : { errorCells };
    const found =
      field === undefined || profile === undefined ? {} : findFormats(profile, field, timeZone).format;
    result[at] = {
      ...entry,
      field: name,
      confidence: 'chosen',
      format: field === undefined ? {} : { ...found, ...kept, ...format },
    };
  }
  return result;
};
