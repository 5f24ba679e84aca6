import type { Org } from '../org';
import { readId } from '../ids';
import type { FieldDef, Value } from '../schema/types';
import type { Row, Table } from '../store/table';
import { parseDate, parseDateTime } from '../values/date';
import { readDateWord, type Span } from './date-words';
import type { Condition, Literal } from './query';
import { readPath, resolvePath } from './resolve-path';
import { unfilterable, wrongLiteral } from './soql-fault';

export type Test = (row: Row) => boolean;

/** The values a semi-join's inner query gives. */
export type RunSubquery = (condition: Extract<Condition, { kind: 'compare' }>) => Value[];

type Operand = { value: Value } | { span: Span };

const NUMERIC: ReadonlySet<string> = new Set(['int', 'double', 'currency', 'percent']);

function readLiteral(org: Org, field: FieldDef, literal: Literal, soql: string): Operand {
  const { kind, value } = literal;
  const wrong = (expected: string): Error => wrongLiteral(soql, literal.at, field.name, expected);
  if (kind === 'word' && value.toLowerCase() === 'null') return { value: null };
  const typed = field.type;
  if (NUMERIC.has(typed)) {
    if (kind !== 'number') throw wrong(`${typed} and should not be enclosed in quotes`);
    return { value: Number(value) };
  }
  if (typed === 'boolean') {
    const word = value.toLowerCase();
    if (kind !== 'word' || (word !== 'true' && word !== 'false'))
      throw wrong('boolean and should not be enclosed in quotes');
    return { value: word === 'true' };
  }
  if (typed === 'date' || typed === 'datetime') {
    const span = kind === 'word' ? readDateWord(value, org.clock.now()) : null;
    if (span) return { span };
    const read =
      typed === 'date'
        ? kind === 'date'
          ? parseDate(value)
          : null
        : kind === 'datetime'
          ? parseDateTime(value)
          : null;
    if (read === null)
      throw wrong(`${typed === 'date' ? 'date' : 'dateTime'} and should not be enclosed in quotes`);
    return { value: read };
  }
  if (kind !== 'text') throw wrong('string and should be enclosed in quotes');
  return { value: typed === 'reference' || typed === 'id' ? (readId(value) ?? value) : value };
}

const isKey = (field: FieldDef): boolean =>
  field.caseSensitive || field.type === 'reference' || field.type === 'id';

function foldText(field: FieldDef, value: Value): Value {
  if (value === '') return null;
  return typeof value === 'string' && !isKey(field) ? value.toLowerCase() : value;
}

/** A LIKE pattern as an expression over the whole text: `%` is any run, `_` any one character. */
function compileLike(pattern: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '[^]*')
    .replace(/_/g, '[^]');
  return new RegExp(`^${source}$`, 'iu');
}

function compareToSpan(field: FieldDef, sign: string, span: Span): (value: Value) => boolean {
  const momentOf = (value: Value): number | null =>
    value === null ? null : field.type === 'date' ? Date.parse(`${String(value)}T00:00:00Z`) : Number(value);
  const tests: Record<string, (moment: number) => boolean> = {
    '=': (moment) => moment >= span.from && moment < span.to,
    '!=': (moment) => moment < span.from || moment >= span.to,
    '<': (moment) => moment < span.from,
    '<=': (moment) => moment < span.to,
    '>': (moment) => moment >= span.to,
    '>=': (moment) => moment >= span.from,
  };
  return (value) => {
    const moment = momentOf(value);
    return moment === null ? sign === '!=' : (tests[sign]?.(moment) ?? false);
  };
}

function compareToValue(field: FieldDef, sign: string, wanted: Value): (value: Value) => boolean {
  const other = foldText(field, wanted);
  const ordered = (test: (value: string | number, other: string | number) => boolean) => (value: Value) => {
    const folded = foldText(field, value);
    return (
      typeof folded === typeof other &&
      (typeof folded === 'string' || typeof folded === 'number') &&
      test(folded, other as string | number)
    );
  };
  switch (sign) {
    case '=':
      return (value) => foldText(field, value) === other;
    case '!=':
      return (value) => foldText(field, value) !== other;
    case '<':
      return ordered((a, b) => a < b);
    case '<=':
      return ordered((a, b) => a <= b);
    case '>':
      return ordered((a, b) => a > b);
    default:
      return ordered((a, b) => a >= b);
  }
}

function compileList(field: FieldDef, sign: string, wanted: readonly Value[]): (value: Value) => boolean {
  const set = new Set(wanted.map((value) => foldText(field, value)));
  if (sign === 'IN') return (value) => set.has(foldText(field, value));
  if (sign === 'NOT IN') return (value) => !set.has(foldText(field, value));
  const groups = wanted.map((value) => String(value).toLowerCase().split(';'));
  const includes = (value: Value): boolean => {
    const held = new Set(
      String(value ?? '')
        .toLowerCase()
        .split(';'),
    );
    return groups.some((group) => group.every((one) => held.has(one)));
  };
  return sign === 'INCLUDES' ? includes : (value) => !includes(value);
}

function compileComparison(
  org: Org,
  table: Table,
  condition: Extract<Condition, { kind: 'compare' }>,
  soql: string,
  run: RunSubquery,
): Test {
  const path = resolvePath(org, table, condition.path, soql);
  const { field } = path;
  if (!field.filterable || field.type === 'complexvalue')
    throw unfilterable(soql, condition.path.at, field.name);
  const read = (row: Row): Value => readPath(org, table, row, path);
  if (condition.subquery) {
    const test = compileList(field, condition.sign, run(condition));
    return (row) => test(read(row));
  }
  const operands = condition.literals.map((literal) => readLiteral(org, field, literal, soql));
  const [first] = operands;
  let test: (value: Value) => boolean;
  if (condition.sign === 'LIKE') {
    const pattern = compileLike(String(first && 'value' in first ? first.value : ''));
    test = (value) => typeof value === 'string' && pattern.test(value);
  } else if (condition.literals.length > 1 || /IN|CLUDES/.test(condition.sign)) {
    test = compileList(
      field,
      condition.sign,
      operands.map((operand) => ('value' in operand ? operand.value : null)),
    );
  } else if (first && 'span' in first) test = compareToSpan(field, condition.sign, first.span);
  else test = compareToValue(field, condition.sign, first?.value ?? null);
  return (row) => test(read(row));
}

/** Turns a WHERE clause into a test on rows of a table. */
export function compileCondition(
  org: Org,
  table: Table,
  condition: Condition,
  soql: string,
  run: RunSubquery,
): Test {
  if (condition.kind === 'compare') return compileComparison(org, table, condition, soql, run);
  if (condition.kind === 'not') {
    const part = compileCondition(org, table, condition.part, soql, run);
    return (row) => !part(row);
  }
  const parts = condition.parts.map((part) => compileCondition(org, table, part, soql, run));
  return condition.kind === 'and'
    ? (row) => parts.every((part) => part(row))
    : (row) => parts.some((part) => part(row));
}
