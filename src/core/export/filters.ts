import type { ExportFilter, FilterOperator, QueryableField } from '../../shared/domain/export';
import type { FieldType } from '../../shared/domain/sobject';
import { quoteLike, quoteSoql } from '../soql/quote-soql';

/** What a condition on a field is about. */
export type FilterKind =
  | 'text'
  | 'picklist'
  | 'multipicklist'
  | 'number'
  | 'date'
  | 'datetime'
  | 'time'
  | 'boolean'
  | 'id';

const kinds: Partial<Record<FieldType, FilterKind>> = {
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  int: 'number',
  long: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  boolean: 'boolean',
  id: 'id',
  reference: 'id',
};

export const filterKindOf = (type: FieldType): FilterKind => kinds[type] ?? 'text';

const comparisons = ['equals', 'not-equals', 'greater', 'at-least', 'less', 'at-most'] as const;

/** Operators a person may choose for each kind of field, the usual one first. */
export const operatorsOf: Readonly<Record<FilterKind, readonly FilterOperator[]>> = {
  text: ['contains', 'equals', 'not-equals', 'starts-with', 'one-of', 'empty', 'not-empty'],
  picklist: ['one-of', 'not-equals', 'empty', 'not-empty'],
  multipicklist: ['includes', 'excludes', 'empty', 'not-empty'],
  number: [...comparisons, 'empty', 'not-empty'],
  date: ['at-least', 'at-most', 'equals', 'greater', 'less', 'last-days', 'empty', 'not-empty'],
  datetime: ['at-least', 'less', 'last-days', 'empty', 'not-empty'],
  time: ['at-least', 'at-most', 'equals', 'empty', 'not-empty'],
  boolean: ['equals'],
  id: ['equals', 'one-of', 'not-equals', 'empty', 'not-empty'],
};

/** Whether an operator stands alone. */
export const takesNoValue = (operator: FilterOperator): boolean =>
  operator === 'empty' || operator === 'not-empty';

/** Whether an operator takes a list. */
export const takesList = (operator: FilterOperator): boolean =>
  operator === 'one-of' || operator === 'includes' || operator === 'excludes';

/** Why a condition can't be asked; each has its sentence, `export.filter.<problem>`. */
export const filterProblems = [
  'field-missing',
  'operator-unfit',
  'value-missing',
  'bad-number',
  'bad-days',
  'bad-date',
  'bad-datetime',
  'bad-time',
  'bad-boolean',
  'bad-id',
] as const;
export type FilterProblem = (typeof filterProblems)[number];

/** A day of the calendar: 2026-02-30 is none. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

const forms: Readonly<Record<FilterKind, { fits: (text: string) => boolean; problem: FilterProblem }>> = {
  text: { fits: () => true, problem: 'value-missing' },
  picklist: { fits: () => true, problem: 'value-missing' },
  multipicklist: { fits: () => true, problem: 'value-missing' },
  number: { fits: (text) => /^[+-]?\d{1,30}(?:\.\d{1,30})?$/.test(text), problem: 'bad-number' },
  date: { fits: isDay, problem: 'bad-date' },
  datetime: {
    fits: (text) =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    problem: 'bad-datetime',
  },
  time: {
    fits: (text) => /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?$/.test(text),
    problem: 'bad-time',
  },
  boolean: { fits: (text) => text === 'true' || text === 'false', problem: 'bad-boolean' },
  id: { fits: (text) => /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text), problem: 'bad-id' },
};

const valuesOf = ({ operator, values }: ExportFilter, kind: FilterKind): string[] => {
  // Blanks count in texts: "a " is another value than "a". Elsewhere they come from typing.
  const texts = kind === 'text' || kind === 'picklist' ? values : values.map((value) => value.trim());
  const given = texts.filter((text) => text.trim() !== '');
  return takesList(operator) ? given : given.slice(0, 1);
};

/** Why a condition can't be asked; null where it can. `field` is what the object says about its field. */
export const checkFilter = (
  filter: ExportFilter,
  field: QueryableField | undefined,
): FilterProblem | null => {
  if (field === undefined || !field.filterable) return 'field-missing';
  const kind = filterKindOf(field.type);
  if (!operatorsOf[kind].includes(filter.operator)) return 'operator-unfit';
  if (takesNoValue(filter.operator)) return null;
  const values = valuesOf(filter, kind);
  if (values.length === 0) return 'value-missing';
  if (filter.operator === 'last-days') return /^[1-9]\d{0,3}$/.test(values[0] ?? '') ? null : 'bad-days';
  const { fits, problem } = forms[kind];
  return values.every(fits) ? null : problem;
};

/** SOQL times have milliseconds and stand in UTC, as Salesforce keeps them. */
const toTimeLiteral = (text: string): string => {
  const [clock = '', milliseconds = ''] = text.split('.');
  return `${clock.length === 5 ? `${clock}:00` : clock}.${milliseconds.padEnd(3, '0')}Z`;
};

const toLiteral = (kind: FilterKind, value: string): string => {
  switch (kind) {
    case 'number':
      return value.replace(/^\+/, '');
    case 'date':
    case 'boolean':
      return value;
    case 'datetime':
      return new Date(value).toISOString();
    case 'time':
      return toTimeLiteral(value);
    default:
      return quoteSoql(value);
  }
};

const symbols = {
  equals: '=',
  'not-equals': '!=',
  greater: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
} as const;

/** A condition that `checkFilter` let pass, as SOQL. */
export const writeFilter = (filter: ExportFilter, type: FieldType): string => {
  const { field, operator } = filter;
  const kind = filterKindOf(type);
  const values = valuesOf(filter, kind);
  const [first = ''] = values;
  const list = `(${values.map((value) => toLiteral(kind, value)).join(', ')})`;
  switch (operator) {
    case 'empty':
      return `${field} = null`;
    case 'not-empty':
      return `${field} != null`;
    case 'one-of':
      return `${field} IN ${list}`;
    case 'includes':
      return `${field} INCLUDES ${list}`;
    case 'excludes':
      return `${field} EXCLUDES ${list}`;
    case 'contains':
      return `${field} LIKE ${quoteLike(first, '%*%')}`;
    case 'starts-with':
      return `${field} LIKE ${quoteLike(first, '*%')}`;
    case 'last-days':
      return `${field} = LAST_N_DAYS:${first}`;
    default:
      return `${field} ${symbols[operator]} ${toLiteral(kind, first)}`;
  }
};
