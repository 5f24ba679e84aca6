import type { Repair } from '../../shared/domain/grid';
import type { ColumnFormat, MappingEntry } from '../../shared/domain/mapping';
import type { RowProblem } from '../../shared/domain/problem';
import type { DateOrder } from '../../shared/domain/sheet';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { compareWords, splitWords } from '../mapping/names';
import { countCharacters, isBlankCell, looksLikeEmail } from '../sheet/cell-words';
import { formatDate, pivotOf, readDate } from '../sheet/parse-date';
import { findPicklistValue, isDateField } from '../sheet/parse-value';
import { restoreCase } from '../sheet/record-id';

/** Blanks of every kind at both ends, those without width too, which trimming alone leaves. */
const trimCell = (cell: string): string =>
  cell.replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/g, '');

const mendCell = (
  repair: Repair,
  cell: string,
  cells: readonly string[],
  { centuryFrom }: ColumnFormat,
): string | null => {
  switch (repair.kind) {
    case 'set':
      return repair.value;
    case 'clear':
      return '';
    case 'trim':
      return trimCell(cell);
    case 'replace':
      return cell.replaceAll(repair.find, () => repair.replace);
    case 'copy': {
      const source = cells[repair.from];
      return source === undefined || isBlankCell(source) ? null : source;
    }
    case 'map': {
      // A value that stands for nothing yet leaves its rows as they are.
      const target = repair.values.find(({ from }) => from.trim() === cell.trim())?.to ?? '';
      return target === '' ? null : target;
    }
    case 'cut':
      return countCharacters(cell) > repair.length ? [...cell].slice(0, repair.length).join('') : null;
    case 'date': {
      const reading = readDate(cell, repair.order, pivotOf(centuryFrom));
      return typeof reading === 'string' ? null : formatDate(reading.date);
    }
    case 'case':
      return restoreCase(cell.trim());
    default:
      return repair satisfies never;
  }
};

/**
 * The value a repair gives the cell of its column; null where it changes nothing or does not apply: no such
 * column, nothing to copy, a value not mapped yet, a date that can't be read in that order. `format` is the column's
 * own: it says of which century two-digit years are.
 */
export const applyRepair = (
  repair: Repair,
  cells: readonly string[],
  format: ColumnFormat = {},
): string | null => {
  const cell = cells[repair.column];
  if (cell === undefined) return null;
  const value = mendCell(repair, cell, cells, format);
  return value === cell ? null : value;
};

type Context = {
  column: number;
  field: LoadableField;
  problem: RowProblem;
  mapping: readonly MappingEntry[];
  object: LoadableObject;
  samples: readonly (readonly string[])[];
};

const cellsOf = ({ samples, column }: Context): string[] => samples.map((cells) => cells[column] ?? '');

const distinct = (cells: readonly string[]): string[] => [...new Set(cells.map((cell) => cell.trim()))];

/** An address as it was meant: `name at firma.de.` is name@firma.de; null where no address comes of it. */
const mendEmail = (text: string): string | null => {
  const mended = trimCell(text)
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]+)>\s*$/, '$1')
    .replace(/\s*[([]\s*at\s*[)\]]\s*|\s+at\s+/i, '@')
    .replace(/\s*@\s*/, '@')
    .replace(/^[<"'(]+|[.,;:>"')]+$/g, '')
    .replace(/,(?=[a-z]{2,}$)/i, '.');
  return looksLikeEmail(mended) ? mended : null;
};

const repairEmail = (context: Context): Repair[] => {
  const values = distinct(cellsOf(context)).flatMap((from) => {
    const to = mendEmail(from);
    return to === null || to === from ? [] : [{ from, to }];
  });
  const { column } = context;
  return [
    ...(values.length > 0 ? [{ kind: 'map', column, values } as const] : []),
    { kind: 'replace', column, find: ' at ', replace: '@' },
    { kind: 'trim', column },
    { kind: 'clear', column },
  ];
};

/** Columns from which a blank cell may be filled: of the same kind, and filled in rows at hand; likest first. */
const repairBlank = (context: Context): Repair[] => {
  const { column, field, mapping, object, samples } = context;
  const words = splitWords(field.label);
  return mapping
    .flatMap((entry) => {
      const other = object.fields.find(({ name }) => name === entry.field);
      if (entry.column === column || other === undefined) return [];
      const alike = compareWords(words, splitWords(other.label));
      const isTyped = field.type !== 'string' && field.type !== 'textarea' && field.type === other.type;
      const fills = samples.filter(
        (cells) => isBlankCell(cells[column] ?? '') && !isBlankCell(cells[entry.column] ?? ''),
      ).length;
      if (fills === 0 || (!isTyped && alike < 0.5)) return [];
      return [{ from: entry.column, fills, alike }];
    })
    .sort((a, b) => b.fills - a.fills || b.alike - a.alike || a.from - b.from)
    .map(({ from }) => ({ kind: 'copy', column, from }) as const);
};

const nearestValue = (text: string, field: LoadableField): string => {
  const words = splitWords(text);
  const scored = field.picklist
    .map(({ value, label }) => ({
      value,
      score: Math.max(compareWords(words, splitWords(value)), compareWords(words, splitWords(label))),
    }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  return best !== undefined && best.score >= 0.6 && best.score > (second?.score ?? 0) ? best.value : '';
};

/** All values that are not on the list, each with the one it may stand for, or open. */
const repairPicklist = (context: Context): Repair[] => {
  const { column, field } = context;
  const values = distinct(cellsOf(context))
    .filter((from) => from !== '' && findPicklistValue(from, field) === null)
    .map((from) => ({ from, to: nearestValue(from, field) }));
  return values.length === 0 ? [] : [{ kind: 'map', column, values }];
};

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** Orders in which cells at hand are dates, the one that reads most of them first. */
const repairDate = (context: Context): Repair[] => {
  const cells = cellsOf(context);
  return orders
    .map((order) => ({
      order,
      read: cells.filter((cell) => typeof readDate(cell, order) !== 'string').length,
    }))
    .filter(({ read }) => read > 0)
    .sort((a, b) => b.read - a.read)
    .map(({ order }) => ({ kind: 'date', column: context.column, order }) as const);
};

const repairLength = ({ column, field, problem }: Context): Repair[] => {
  const length = Number(problem.params.max) || field.length;
  return length > 0
    ? [
        { kind: 'trim', column },
        { kind: 'cut', column, length },
      ]
    : [{ kind: 'trim', column }];
};

const repairColumn = (context: Context): Repair[] => {
  const { column, field, problem } = context;
  const clear: Repair = { kind: 'clear', column };
  switch (problem.cause) {
    case 'bad-email':
      return repairEmail(context);
    case 'required-blank':
    case 'key-blank':
      return repairBlank(context);
    case 'rule':
    case 'value-refused':
      return repairBlank(context);
    case 'picklist-unknown':
      return [...repairPicklist(context), clear];
    case 'too-long':
      return repairLength(context);
    case 'error-cell':
    case 'null-word':
      return [clear, ...repairBlank(context)];
    case 'id-case':
      return [{ kind: 'case', column }, clear];
    case 'bad-id':
    case 'number-unreadable':
    case 'boolean-unreadable':
    case 'parent-not-found':
    case 'id-of-other-object':
      return [{ kind: 'trim', column }, clear];
    default:
      return field.type === 'date' ? [...repairDate(context), clear] : isDateField(field) ? [clear] : [];
  }
};

/** Columns a problem is about: those of its fields, else of a field whose label the rule's message says. */
const findColumns = (
  problem: RowProblem,
  mapping: readonly MappingEntry[],
  object: LoadableObject,
): number[] => {
  const named = mapping.filter(({ field }) => field !== null && problem.fields.includes(field));
  if (named.length > 0 || problem.fields.length > 0) return named.map(({ column }) => column);
  const said = splitWords(String(problem.params.message ?? ''));
  return mapping
    .filter(({ field }) => {
      const label = splitWords(object.fields.find(({ name }) => name === field)?.label ?? '');
      return label.length > 0 && label.every((word) => said.includes(word));
    })
    .map(({ column }) => column);
};

type RepairInput = {
  problem: RowProblem;
  mapping: readonly MappingEntry[];
  object: LoadableObject;
  /** Cells of rows of the group; the more there are, the more values a mapping of values knows. */
  samples: readonly (readonly string[])[];
};

/**
 * Repairs that may mend a group of rows, best first. Each changes at least one of the rows at hand, except a
 * mapping of values that a person has yet to complete.
 */
export const suggestRepairs = ({ problem, mapping, object, samples }: RepairInput): Repair[] =>
  findColumns(problem, mapping, object)
    .flatMap((column) => {
      const name = mapping.find((entry) => entry.column === column)?.field;
      const field = object.fields.find((candidate) => candidate.name === name);
      return field === undefined ? [] : repairColumn({ column, field, problem, mapping, object, samples });
    })
    .filter(
      (repair) => repair.kind === 'map' || samples.some((cells) => applyRepair(repair, cells) !== null),
    );
