import type { LoadOptions } from '../../shared/domain/load';
import type { ColumnRepair, MappingEntry } from '../../shared/domain/mapping';
import type { RowProblem } from '../../shared/domain/problem';
import { isDeletion, type LoadableField, type LoadableObject } from '../../shared/domain/sobject';
import { keyFieldOf, slotOf, type MappingTarget } from '../mapping/offered-fields';
import { isCause, makeProblem } from '../problems/causes';
import { isBlankCell, isErrorCell } from '../sheet/cell-words';
import { shortenValue, toWire, type WireValue } from '../sheet/parse-value';
import { findBytesTest, type BytesTest } from '../sheet/plain-bytes';
import { repairCell } from '../sheet/repair-cell';
import { findRecord, nameRecord, type RecordName, type RowMatch } from './name-record';
import type { RowDamage } from '../sheet/row-damage';
import { toTypedWire } from '../sheet/wire-form';

/** What a cleared field is called in the CSV of the Bulk API; as text it can't be sent. */
const nullWord = '#N/A';

export type RowVerdict = {
  problem: RowProblem | null;
  /** Cells as they go to Salesforce, in the order of the checker's header; empty where there is a problem. */
  wire: string[];
  /**
   * What the row is told apart by: the upsert key or the Id in the form in which it is sent, trimmed and in
   * lower case where it is text; for a row that is found by another field, the Id of its record. Null where the
   * operation has none, the cell can't be read, or no one record was found.
   */
  key: string | null;
};

export type RowChecker = {
  /** Names of the mapped fields, in column order; for a delete the Id alone. `Id` stands for a field to find by. */
  header: string[];
  /** 0-based column of the file behind each name of the header. */
  columns: number[];
  /** For each of them what tells that a cell is in the form it goes in; null where every text is. */
  forms: (BytesTest | null)[];
  /** `match` is what is known of the record of a row that is found by another field than its Id. */
  check: (cells: readonly string[], damage: RowDamage | null, match?: RowMatch) => RowVerdict;
  /** The field by which rows find their records; null where they name them by Id or key. */
  findBy: LoadableField | null;
  /** How a row names its record by that field; null where it names none. */
  name: (cells: readonly string[]) => RecordName | null;
};

const unknown: RowMatch = { found: null, picked: null };

type CheckerInput = {
  object: LoadableObject;
  target: MappingTarget;
  mapping: readonly MappingEntry[];
  options: LoadOptions;
  /** Damage that is mended as cells are read. */
  repairs?: readonly ColumnRepair[];
};

type Column = {
  entry: MappingEntry;
  field: LoadableField;
  isKey: boolean;
  isRequired: boolean;
  repairs: readonly ColumnRepair[];
};
type CellVerdict = { wire: string; problem: RowProblem | null; blank: boolean };

const toDamageProblem = (damage: RowDamage): RowProblem => {
  const { line, column = 0, expected = 0, found = 0, value = '' } = damage;
  switch (damage.kind) {
    case 'cell-count':
      return makeProblem('row-cell-count', [], { line, expected, found });
    case 'nul':
      return makeProblem('row-nul', [], { line, column });
    case 'bad-bytes':
      return makeProblem('row-bad-bytes', [], { line, column });
    case 'no-value':
      return makeProblem('row-no-value', [], { line, column });
    case 'totals':
      return makeProblem('row-totals', [], { line });
    case 'text-after-quote':
      return makeProblem('row-text-after-quote', [], { line, column });
    case 'header-line':
      return makeProblem('header-line', [], { line, column });
    case 'total-line':
      return makeProblem('total-line', [], { line, column, value });
    default:
      return damage.kind satisfies never;
  }
};

/** Formulas without a result matter only in columns that are sent. */
const forColumns = (damage: RowDamage | null, columns: readonly Column[]): RowDamage | null => {
  if (damage?.kind !== 'no-value' || damage.withoutValue === undefined) return damage;
  const column = damage.withoutValue.find((place) => columns.some(({ entry }) => entry.column === place - 1));
  return column === undefined ? null : { ...damage, column };
};

const openColumns = ({ object, target, mapping, repairs = [] }: CheckerInput): Column[] => {
  const key = keyFieldOf(target);
  const isRequired = (field: LoadableField): boolean =>
    object.fields.some(({ name, required }) => name === slotOf(field) && required);
  return [...mapping]
    .sort((a, b) => a.column - b.column)
    .flatMap((entry) => {
      const field = object.fields.find(({ name }) => name === entry.field);
      if (field === undefined || (isDeletion(target.operation) && field.name !== key)) return [];
      const ofColumn = repairs.filter(({ column }) => column === entry.column);
      return [{ entry, field, isKey: field.name === key, isRequired: isRequired(field), repairs: ofColumn }];
    });
};

/** A field that can't be empty can't be cleared; a checkbox is never empty, and so is left as it is. */
const clearCell = (column: Column, target: MappingTarget): CellVerdict => {
  const keeps = target.operation === 'insert' || column.isKey || column.field.type === 'boolean';
  return { wire: keeps ? '' : nullWord, problem: null, blank: true };
};

const readCell = (cell: string, column: Column, { target, options }: CheckerInput): CellVerdict => {
  const { field, entry } = column;
  const kept: CellVerdict = { wire: '', problem: null, blank: true };
  const blank = options.blank === 'clear' ? clearCell(column, target) : kept;
  if (isBlankCell(cell)) return blank;
  if (isErrorCell(cell)) {
    const choice = entry.format.errorCells ?? options.errorCells;
    if (choice === 'blank') return blank;
    if (choice === 'clear') return clearCell(column, target);
    if (choice === 'hold') {
      const params = { field: field.label, value: shortenValue(cell.trim()) };
      return { wire: '', problem: makeProblem('error-cell', [field.name], params), blank: false };
    }
  }
  const text = column.repairs.length === 0 ? cell : repairCell(cell, column.repairs);
  if (text !== cell && isBlankCell(text)) return blank;
  const read = options.values === 'as-is' ? toTypedWire : toWire;
  const value: WireValue = read(text, field, entry.format);
  if (!value.ok) {
    const cause = isCause(value.cause) ? value.cause : 'unknown';
    return { wire: '', problem: makeProblem(cause, [field.name], value.params), blank: false };
  }
  // Salesforce would read the word as an order to clear the field, whatever a person meant by it.
  if (value.wire.trim().toUpperCase() === nullWord) {
    return {
      wire: '',
      problem: makeProblem('null-word', [field.name], { field: field.label }),
      blank: false,
    };
  }
  return { wire: value.wire, problem: null, blank: value.wire === '' };
};

/** Text keys are one to Salesforce whatever their case, unless a field says otherwise, which describe may not. */
const toKey = (wire: string, field: LoadableField): string =>
  field.type === 'id' || field.type === 'reference' ? wire : wire.trim().toLowerCase();

const findProblem = (
  columns: readonly Column[],
  verdicts: readonly CellVerdict[],
  { target: { operation }, options }: CheckerInput,
): RowProblem | null => {
  if (options.values === 'as-is') return verdicts.find(({ problem }) => problem !== null)?.problem ?? null;
  // An update may leave a required field out, but not clear it.
  const creates = operation === 'insert' || operation === 'upsert';
  if (verdicts.every(({ blank }) => blank)) return makeProblem('row-blank');
  const about = (cause: 'key-blank' | 'required-blank', has: (column: Column, wire: string) => boolean) => {
    const column = columns.find((candidate, at) => {
      const verdict = verdicts[at];
      return verdict?.blank === true && has(candidate, verdict.wire);
    });
    return column === undefined
      ? null
      : makeProblem(cause, [column.field.name], { field: column.field.label });
  };
  const keyAt = columns.findIndex(({ isKey }) => isKey);
  return (
    about('key-blank', ({ isKey }) => isKey) ??
    verdicts[keyAt]?.problem ??
    about('required-blank', ({ isRequired }, wire) => isRequired && (creates || wire === nullWord)) ??
    verdicts.find(({ problem }) => problem !== null)?.problem ??
    null
  );
};

/**
 * Checks rows against a complete mapping, without asking the org. A row has one problem at a time: damage
 * first, then an empty row, its key, required fields, and then its cells in column order. Required fields hold
 * a row on insert, and on upsert too, since the row may turn out to be new.
 *
 * On the wire '' leaves a field as it is and `#N/A` clears it (Bulk API 2.0, CSV rules); nothing is ever cleared
 * on insert or in the key, and checkboxes are not.
 */
export const createRowChecker = (input: CheckerInput): RowChecker => {
  const columns = openColumns(input);
  const keyAt = columns.findIndex(({ isKey }) => isKey);
  const keyColumn = columns[keyAt];
  const findBy = input.target.findBy === undefined ? null : (keyColumn?.field ?? null);
  const readKey = (cells: readonly string[]): CellVerdict | null =>
    keyColumn === undefined ? null : readCell(cells[keyColumn.entry.column] ?? '', keyColumn, input);

  /** The Id of the one record a row names in place of the value that names it; held where there is none. */
  const nameById = (
    field: LoadableField,
    verdict: RowVerdict,
    value: string,
    match: RowMatch,
  ): RowVerdict => {
    if (value === '') {
      const blank = makeProblem('key-blank', [field.name], { field: field.label });
      return { problem: verdict.problem ?? blank, wire: [], key: null };
    }
    const record = findRecord({ object: input.object.label, field, value }, nameRecord(field, value), match);
    if ('problem' in record) return { problem: verdict.problem ?? record.problem, wire: [], key: null };
    const wire = verdict.wire.map((cell, at) => (at === keyAt ? record.id : cell));
    return { problem: verdict.problem, wire, key: record.id };
  };

  return {
    findBy,
    name: (cells) => {
      const cell = findBy === null ? null : readKey(cells);
      return findBy === null || cell === null || cell.problem !== null ? null : nameRecord(findBy, cell.wire);
    },
    header: columns.map(({ field }) => (field === findBy ? 'Id' : field.name)),
    columns: columns.map(({ entry }) => entry.column),
    forms: columns.map(({ entry, field }) => findBytesTest(field, entry.format)),
    check: (cells, damage, match = unknown) => {
      const held = forColumns(damage, columns);
      if (held !== null) return { problem: toDamageProblem(held), wire: [], key: null };
      const verdicts = columns.map((column) => readCell(cells[column.entry.column] ?? '', column, input));
      const problem = findProblem(columns, verdicts, input);
      const keyField = keyColumn?.field;
      const keyCell = verdicts[keyAt];
      const hasKey =
        keyField !== undefined && keyCell !== undefined && !keyCell.blank && keyCell.problem === null;
      const wire = problem === null ? verdicts.map((verdict) => verdict.wire) : [];
      if (findBy !== null)
        return nameById(findBy, { problem, wire, key: null }, hasKey ? keyCell.wire : '', match);
      return {
        problem,
        wire,
        key: hasKey && input.options.values === 'read' ? toKey(keyCell.wire, keyField) : null,
      };
    },
  };
};

const listedRows = 10;

/**
 * The problem of a row whose key other rows of the file have too. `field` is the key's field or its label,
 * `rows` the numbers of all rows with that key, of which the first ten are named.
 */
export const repeatedKeyProblem = (
  key: string,
  field: string | Pick<LoadableField, 'name' | 'label'>,
  rows: readonly number[],
): RowProblem => {
  const named = rows.slice(0, listedRows).join(', ') + (rows.length > listedRows ? ' …' : '');
  const params = {
    field: typeof field === 'string' ? field : field.label,
    value: shortenValue(key),
    rows: named,
    count: rows.length,
  };
  return makeProblem('key-repeated', typeof field === 'string' ? [] : [field.name], params);
};
