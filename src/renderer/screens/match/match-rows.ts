import { keyFieldOf, toMappingTarget } from '../../../core/mapping/offered-fields';
import { endOfCentury, findCentury, usualCentury } from '../../../core/sheet/century';
import { isDateField, isIdField, isNumberField, toWire } from '../../../core/sheet/parse-value';
import { damageMendedBy } from '../../../core/sheet/repair-cell';
import type { LoadView } from '../../../shared/domain/load';
import type { ColumnFormat, MappingEntry, MappingProblem } from '../../../shared/domain/mapping';
import type { ColumnProfile, DamageKind } from '../../../shared/domain/sheet';
import type { LoadableField, LoadableObject, RecordTypePicklists } from '../../../shared/domain/sobject';
import { t, type MessageKey } from '../../lib/text';

export const matchSections = ['decide', 'check', 'matched', 'unsent'] as const;
export type MatchSection = (typeof matchSections)[number];

export type Fit = { words: string; warn: boolean };

export type MatchRow = {
  entry: MappingEntry;
  profile: ColumnProfile;
  field: LoadableField | null;
  problem: MappingProblem | null;
  isKey: boolean;
  fit: Fit;
  /** Values that are read only since their damage is mended. */
  mended: number;
  section: MatchSection;
};

/** How a header reads on screen; a column may have none. */
export const headerName = ({ header, column }: { header: string; column: number }): string =>
  header.trim() === '' ? t('match.untitled', { number: column + 1 }) : header;

/** The word beside a field: what it takes, or what makes it special. */
export const typeWord = (field: LoadableField): string =>
  t(field.required ? 'type.required' : field.externalId ? 'type.externalId' : `type.${field.type}`);

const isList = (field: LoadableField): boolean => field.picklist.length > 0;

export type ListedValue = {
  value: string;
  count: number;
  /** What is sent for it; null where it can't be sent. */
  wire: string | null;
  /** Whether all of what is sent stands on the list. */
  listed: boolean;
};

const isListed = (wire: string, field: LoadableField): boolean => {
  const parts = field.type === 'multipicklist' ? wire.split(';') : [wire];
  return parts.every((part) => field.picklist.some(({ value }) => value === part));
};

/** The values of a column beside the list of its field; those that can't be sent have no wire form. */
export const compareValues = (profile: ColumnProfile, field: LoadableField): ListedValue[] =>
  profile.values.map(({ value, count }) => {
    const sent = toWire(value, field, {});
    // A restricted list without a value, as of a record type that offers none, takes nothing.
    const isShut = field.restrictedPicklist && field.picklist.length === 0;
    const wire = sent.ok && !isShut ? sent.wire : null;
    return { value, count, wire, listed: wire !== null && isListed(wire, field) };
  });

/** The field with the values of one record type alone; null where the org says nothing of this field. */
export const narrowList = (field: LoadableField, { fields }: RecordTypePicklists): LoadableField | null => {
  const offered = fields[field.name];
  if (offered === undefined) return null;
  return { ...field, picklist: offered.values.map(({ value, label }) => ({ value, label })) };
};

const countDamage = ({ damage }: ColumnProfile, wanted: DamageKind): number =>
  damage?.find(({ kind }) => kind === wanted)?.count ?? 0;

const isMended = ({ index }: ColumnProfile, repairs: LoadView['repairs'], damage: DamageKind): boolean =>
  repairs.some(({ column, kind }) => column === index && damageMendedBy(kind) === damage);

/** Counts of days that are read as the dates they stand for. */
const countMended = (profile: ColumnProfile, repairs: LoadView['repairs']): number =>
  isMended(profile, repairs, 'serial-dates') ? countDamage(profile, 'serial-dates') : 0;

/** Whether something is to be said of the century of two-digit years, and it is known. */
const tellsYears = (profile: ColumnProfile, field: LoadableField, { centuryFrom }: ColumnFormat): boolean =>
  (profile.proof?.shortYears ?? 0) > 0 &&
  (centuryFrom !== undefined || !findCentury(profile, field).undecided);

const fitOf = (
  profile: ColumnProfile,
  field: LoadableField | null,
  format: ColumnFormat,
  repairs: LoadView['repairs'],
): Fit => {
  const count = profile.filled;
  const good = (words: string): Fit => ({ words, warn: false });
  const bad = (key: MessageKey, off: number): Fit => ({ words: t(key, { count: off }), warn: true });
  if (count === 0) return good(t('match.fit.blank'));
  if (field === null) return good(t('match.fit.filled', { count }));
  if (isList(field) && profile.values.length > 0) {
    const off = compareValues(profile, field).filter(({ wire }) => wire === null).length;
    return off > 0 ? bad('match.fit.off.list', off) : good(t('match.fit.list'));
  }
  const values = count - profile.errorCells;
  if (isDateField(field)) {
    const dates = profile.dates + countMended(profile, repairs);
    const off = values - dates;
    if (off > 0) return bad('match.fit.off.dates', off);
    if (!tellsYears(profile, field, format)) return good(t('match.fit.dates', { count: dates }));
    const from = format.centuryFrom ?? usualCentury;
    const years = { from: String(from), to: String(endOfCentury(from)) };
    return good(t('match.fit.dates.years', { count: dates, ...years }));
  }
  if (isNumberField(field)) {
    const off = values - profile.numbers;
    return off > 0
      ? bad('match.fit.off.numbers', off)
      : good(t('match.fit.numbers', { count: profile.numbers }));
  }
  if (isIdField(field) && !isMended(profile, repairs, 'id-case')) {
    const off = countDamage(profile, 'id-case');
    if (off > 0) return bad('match.fit.off.ids', off);
  }
  if (field.type === 'email' && profile.emails === count) return good(t('match.fit.emails', { count }));
  return good(t('match.fit.filled', { count }));
};

const sectionOf = (entry: MappingEntry, problem: MappingProblem | null, fit: Fit): MatchSection => {
  if (problem !== null) return 'decide';
  if (entry.field === null) return 'unsent';
  const isGuess = entry.confidence === 'similar' || entry.confidence === 'guessed';
  return isGuess || fit.warn ? 'check' : 'matched';
};

/** Every column of the file with its field, what speaks for the match and where it stands in the list. */
export const matchRows = (load: LoadView, object: LoadableObject): MatchRow[] => {
  const fields = new Map(object.fields.map((field) => [field.name, field]));
  const { target } = load;
  const key = target === null ? null : keyFieldOf(toMappingTarget(target));
  return load.mapping.flatMap((entry) => {
    const profile = load.sheet.columns[entry.column];
    if (profile === undefined) return [];
    const field = entry.field === null ? null : (fields.get(entry.field) ?? null);
    const problem = load.mappingProblems.find(({ column }) => column === entry.column) ?? null;
    const fit = fitOf(profile, field, entry.format, load.repairs);
    return [
      {
        entry,
        profile,
        field,
        problem,
        isKey: key !== null && entry.field === key,
        fit,
        mended: countMended(profile, load.repairs),
        section: sectionOf(entry, problem, fit),
      },
    ];
  });
};

/** Problems that no column has: a required field or key that nothing is matched to. */
export const loneProblems = (load: LoadView): MappingProblem[] =>
  load.mappingProblems.filter(({ column }) => column === undefined);

export type FieldChoice = { value: string; label: string; field: LoadableField };
export type FieldGroup = { group: string; items: FieldChoice[] };

/** The fields a column can go to: the object's own first, then those of each parent. */
export const fieldChoices = (fields: readonly LoadableField[]): FieldGroup[] => {
  const groups = new Map<string, FieldChoice[]>();
  for (const field of fields) {
    const { via } = field;
    const name =
      via === undefined
        ? t('match.select.fields')
        : t('match.select.parents', { parent: via.parentLabel, lookup: via.lookupLabel });
    const items = groups.get(name) ?? [];
    items.push({ value: field.name, label: field.label, field });
    groups.set(name, items);
  }
  const own = t('match.select.fields');
  return [...groups]
    .map(([group, items]) => ({
      group,
      items: items.sort((left, right) => left.label.localeCompare(right.label)),
    }))
    .sort((left, right) => Number(right.group === own) - Number(left.group === own));
};
