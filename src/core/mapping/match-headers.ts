import type { MappingEntry } from '../../shared/domain/mapping';
import { isDeletion, type LoadableField, type LoadableObject } from '../../shared/domain/sobject';
import { offeredFields, type MappingTarget } from './offered-fields';

/** `Account.Ext__c`, or `Owner:User.Username` where several objects can be the parent. */
const relationshipHeader = /^([A-Za-z]\w*)(:[A-Za-z]\w*)?\.([A-Za-z]\w*)$/;

/** The lookup a relationship is the other name of: `Account` of `AccountId`, `Parent__r` of `Parent__c`. */
const findLookup = (relationship: string, fields: readonly LoadableField[]): LoadableField | undefined => {
  const wanted = relationship.toLowerCase();
  const names = [`${wanted}id`, wanted.replace(/__r$/, '__c')];
  return fields.find(({ name, via }) => via === undefined && names.includes(name.toLowerCase()));
};

/**
 * A field for a relationship header that the description of the object does not offer by itself, as where the
 * parent could not be described. Null where the header names no relationship of the object.
 */
const toRelationshipField = (header: string, object: LoadableObject): LoadableField | null => {
  const name = header.trim();
  const [, relationship = ''] = relationshipHeader.exec(name) ?? [];
  const prefix = `${relationship}.`.toLowerCase();
  const known = object.fields.find(
    ({ via, name: field }) => via !== undefined && field.toLowerCase().startsWith(prefix),
  );
  const lookup = known?.via?.lookup ?? findLookup(relationship, object.fields)?.name;
  const field = object.fields.find((candidate) => candidate.name === lookup);
  if (relationship === '' || field === undefined) return null;
  return {
    ...field,
    name,
    label: name,
    type: 'string',
    required: false,
    externalId: false,
    idLookup: false,
    unique: false,
    length: 0,
    precision: 0,
    scale: 0,
    picklist: [],
    restrictedPicklist: false,
    via: {
      lookup: field.name,
      lookupLabel: field.label,
      parentObject: relationship,
      parentLabel: relationship,
    },
  };
};

const withField = (object: LoadableObject, field: LoadableField): LoadableObject =>
  object.fields.some(({ name }) => name === field.name)
    ? object
    : { ...object, fields: [...object.fields, field] };

/** An object described anew, with the relationship headers a mapping took as they stand. */
export const keepRelationships = (
  object: LoadableObject,
  mapping: readonly Pick<MappingEntry, 'field'>[],
): LoadableObject => {
  let described = object;
  for (const { field } of mapping) {
    const taken = field === null ? null : toRelationshipField(field, object);
    if (taken !== null) described = withField(described, taken);
  }
  return described;
};

const fold = (text: string): string => text.trim().toLowerCase();

/** The one field with this name; else the one with this label. Null where there is none or several. */
const findByHeader = (header: string, fields: readonly LoadableField[]): LoadableField | null => {
  const wanted = fold(header);
  if (wanted === '') return null;
  const named = fields.find(({ name }) => fold(name) === wanted);
  if (named !== undefined) return named;
  const labelled = fields.filter(({ label, via }) => via === undefined && fold(label) === wanted);
  return labelled.length === 1 ? (labelled[0] ?? null) : null;
};

export type HeaderMatches = {
  /** One per column, in order. */
  entries: MappingEntry[];
  /** The object with the relationship headers that were accepted as they stand. */
  object: LoadableObject;
};

/** Cells go as they stand, so the format of dates and numbers is Salesforce's own. */
const toEntry = (
  column: number,
  header: string,
  field: string | null,
  confidence: MappingEntry['confidence'],
): MappingEntry => ({
  column,
  header,
  field,
  confidence: field === null ? 'none' : confidence,
  format: {},
});

/**
 * Matches headers to fields the way a command without a person does: by API name, then by label, blanks around
 * and case aside, and never by likeness. Relationship headers are taken as they stand. Two columns may match one
 * field: that is for `checkMapping` to refuse.
 */
export const matchHeaders = (
  headers: readonly string[],
  object: LoadableObject,
  target: MappingTarget,
): HeaderMatches => {
  const offered = offeredFields(object, target);
  let described = object;
  const entries = headers.map((header, column) => {
    const field =
      findByHeader(header, offered) ??
      (isDeletion(target.operation) ? null : toRelationshipField(header, object));
    if (field !== null) described = withField(described, field);
    return toEntry(column, header, field?.name ?? null, 'exact');
  });
  return { entries, object: described };
};

/** Why a mapping that was given can't be used: a column the file lacks, or a field the object lacks. */
export type GivenProblem = { code: 'column-missing' | 'field-unknown'; column: string; field: string };

/**
 * Lays a given mapping, column name to field name or null, over the headers of a file. Columns are found by their
 * name exactly, or else with blanks around and case aside; columns that are not listed are not sent.
 */
export const layMapping = (
  given: Readonly<Record<string, string | null>>,
  headers: readonly string[],
  object: LoadableObject,
): HeaderMatches & { problems: GivenProblem[] } => {
  const problems: GivenProblem[] = [];
  let described = object;
  const entries = headers.map((header, column) => toEntry(column, header, null, 'none'));
  for (const [column, name] of Object.entries(given)) {
    const same = headers.map((header, at) => ({ header, at })).filter(({ header }) => header === column);
    const alike = headers
      .map((header, at) => ({ header, at }))
      .filter(({ header }) => fold(header) === fold(column));
    const found = same.length > 0 ? same : alike;
    if (found.length === 0) problems.push({ code: 'column-missing', column, field: name ?? '' });
    if (name === null) continue;
    const field =
      object.fields.find((candidate) => fold(candidate.name) === fold(name)) ??
      toRelationshipField(name, object);
    if (field === null) {
      problems.push({ code: 'field-unknown', column, field: name });
      continue;
    }
    described = withField(described, field);
    for (const { header, at } of found) entries[at] = toEntry(at, header, field.name, 'chosen');
  }
  return { entries, object: described, problems };
};
