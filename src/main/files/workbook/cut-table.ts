import { isBlankCell } from '../../../core/sheet/cell-words';
import { repeatsHeader } from '../../../core/sheet/repeats-header';
import type { RowDamage } from '../../../core/sheet/row-damage';
import type { CellKind, SheetCell, SheetRow } from '../../../core/workbook/sheet-row';
import type { ColumnType, HeaderChoices } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import { holdTotalLines } from '../hold-total-lines';
import { longestTitle, type ReadOutcome, type RowSink } from '../read-table';
import { readHeader, type TableHeader, type TableReading } from '../table-header';
import type { SheetTable } from './sheet-book';

export type TableCut = {
  /** The sheet's own number of the row that names the columns. */
  headerRow: number;
  /** The sheet's column the table begins with, where it is known; else that of the first name. */
  left: number | undefined;
  /** Only this block is read; the whole sheet where it is null. */
  table: SheetTable | null;
  /** Rows of the sheet that add others up; they are no data. */
  totals: ReadonlySet<number>;
  reading: TableReading;
  /** What becomes of names that are missing or used twice. */
  headers: HeaderChoices | undefined;
};

/** What was seen while the rows were cut; rows by the sheet's own numbers. */
export type CutRecord = {
  header: string[];
  /** The sheet's column that is the table's first. */
  left: number;
  headerRow: number;
  lastRow: number;
  hiddenRows: number[];
  filteredRows: number[];
  withoutValue: { count: number; line: number };
  /** Numbers of more digits than Excel keeps, for every column. */
  longNumbers: { count: number; line: number; sample: string }[];
  outside: { count: number; line: number };
  types: (ColumnType | undefined)[];
};

export type TableCutter = {
  /** Takes the next row of the sheet. */
  take: (row: SheetRow) => void;
  finish: () => { outcome: ReadOutcome; record: CutRecord; hasContent: boolean };
};

const kinds: readonly CellKind[] = [
  'text',
  'number',
  'percent',
  'long',
  'date',
  'datetime',
  'time',
  'boolean',
  'error',
  'no-value',
];
const bitOf = Object.fromEntries(kinds.map((kind, at) => [kind, 1 << at])) as Record<CellKind, number>;

/** The one type all filled cells of a column have, those without a value aside. */
const toType = (seen: number): ColumnType | undefined => {
  const typed = seen & ~(bitOf.error | bitOf['no-value']);
  if (typed === 0) return undefined;
  if ((typed & ~(bitOf.number | bitOf.percent | bitOf.long)) === 0) return 'number';
  if (typed === bitOf.date) return 'date';
  if (typed === bitOf.datetime) return 'datetime';
  return typed === bitOf.boolean ? 'boolean' : undefined;
};

const isInside = ({ column }: SheetCell, { range }: SheetTable): boolean =>
  column >= range.left && column <= range.right;

/** Names as dense as the header is wide; a wrong one is told by the sheet's own column. */
const nameColumns = (
  cells: SheetCell[],
  left: number,
  line: number,
  { reading, headers }: TableCut,
): TableHeader => {
  const names: string[] = [];
  for (const { column, text } of cells) {
    while (names.length < column - left) names.push('');
    names.push(text);
  }
  try {
    return readHeader(names, line, reading, headers);
  } catch (cause) {
    if (!(cause instanceof AppError) || typeof cause.params['column'] !== 'number') throw cause;
    throw new AppError(cause.code, { ...cause.params, column: cause.params['column'] + left });
  }
};

/**
 * Cuts a table out of the rows of a sheet and hands it on row by row: `line` is the sheet's own row number, and a
 * filled cell that stands beside the columns of the header damages its row rather than getting lost.
 */
export const createTableCutter = (cut: TableCut, sink: RowSink): TableCutter => {
  const { table, reading, totals } = cut;
  const outcome: ReadOutcome = { rows: 0, blankLines: 0, damaged: 0 };
  const record: CutRecord = {
    header: [],
    left: table?.range.left ?? 0,
    headerRow: cut.headerRow,
    lastRow: 0,
    hiddenRows: [],
    filteredRows: [],
    withoutValue: { count: 0, line: 0 },
    longNumbers: [],
    outside: { count: 0, line: 0 },
    types: [],
  };
  const tail = holdTotalLines((row) => {
    if (row.damage !== null) outcome.damaged += 1;
    sink.row(row);
  });
  let header: TableHeader | null = null;
  const titles: string[] = [];
  let seen: number[] = [];
  let hasContent = false;
  const isBlank = ({ text, kind }: SheetCell): boolean =>
    kind !== 'no-value' && (reading === 'forgiving' ? isBlankCell(text) : text === '');

  const begin = (found: TableHeader, left: number, line: number): void => {
    header = found;
    record.header = found.names;
    record.left = left;
    record.headerRow = line;
    record.lastRow = line;
    seen = found.names.map(() => 0);
    record.longNumbers = found.names.map(() => ({ count: 0, line: 0, sample: '' }));
    sink.begin(found, line, titles);
  };

  const countOutside = (cells: SheetCell[], line: number): void => {
    const count = cells.filter((cell) => !isBlank(cell)).length;
    if (count === 0) return;
    if (record.outside.count === 0) record.outside.line = line;
    record.outside.count += count;
  };

  const note = (cell: SheetCell, at: number, line: number): void => {
    // Columns that are left out need no type.
    if (at < 0) return;
    seen[at] = (seen[at] ?? 0) | bitOf[cell.kind];
    const noted = cell.kind === 'long' ? record.longNumbers[at] : undefined;
    if (noted === undefined) return;
    if (noted.count === 0) Object.assign(noted, { line, sample: cell.text });
    noted.count += 1;
  };

  const damageOf = (
    cells: SheetCell[],
    strays: SheetCell[],
    width: number,
    line: number,
  ): RowDamage | null => {
    const last = strays.at(-1);
    if (last !== undefined) {
      const found = Math.max(last.column - record.left + 1, width + strays.length);
      return { kind: 'cell-count', line, expected: width, found };
    }
    const nul = cells.find(({ text }) => text.includes('\u0000'));
    return nul === undefined ? null : { kind: 'nul', line, column: nul.column - record.left + 1 };
  };

  const isHeaderAgain = (inside: SheetCell[], { width, written }: TableHeader): boolean => {
    const isName = ({ column, text }: SheetCell): boolean =>
      text.trim() === written[column - record.left]?.trim();
    if (inside.some((cell) => !isBlank(cell) && !isName(cell))) return false;
    const cells = Array.from<string>({ length: width }).fill('');
    for (const cell of inside) if (!isBlank(cell)) cells[cell.column - record.left] = cell.text;
    return repeatsHeader(cells, written);
  };

  const deliver = (row: SheetRow, inside: SheetCell[], named: TableHeader): void => {
    const line = row.number;
    const { width, kept } = named;
    const repeats = isHeaderAgain(inside, named);
    const cells = Array.from<string>({ length: width }).fill('');
    const strays: SheetCell[] = [];
    const withoutValue: number[] = [];
    for (const cell of inside) {
      const at = cell.column - record.left;
      if (isBlank(cell)) {
        if (at >= 0 && at < width) cells[at] = cell.text;
        continue;
      }
      const isUnnamed = named.closed.includes(at) || (at < 0 && reading === 'forgiving');
      if (isUnnamed)
        throw new AppError('file.empty-header', { line: record.headerRow, column: cell.column + 1 });
      if (at < 0 || at >= width) {
        strays.push(cell);
        continue;
      }
      cells[at] = cell.text;
      const place = kept === null ? at : kept.indexOf(at);
      if (!repeats) note(cell, place, line);
      if (cell.kind === 'no-value' && place >= 0) withoutValue.push(place + 1);
    }
    const [column] = withoutValue;
    const inTotals: RowDamage | null = totals.has(line) ? { kind: 'totals', line } : null;
    const again: RowDamage | null = repeats ? { kind: 'header-line', line, column: 1 } : null;
    const found = inTotals ?? again ?? damageOf(inside, strays, width, line);
    const damage: RowDamage | null =
      column === undefined ? found : { ...(found ?? { kind: 'no-value', line, column }), withoutValue };
    outcome.rows += 1;
    outcome.blankLines += Math.max(0, line - record.lastRow - 1);
    record.lastRow = line;
    if (column !== undefined && inTotals === null) {
      if (record.withoutValue.count === 0) record.withoutValue.line = line;
      record.withoutValue.count += 1;
    }
    if (row.filtered === true) record.filteredRows.push(line);
    else if (row.hidden) record.hiddenRows.push(line);
    const extra = strays.map(({ text }) => text);
    const inTable = kept === null ? cells : kept.map((at) => cells[at] ?? '');
    tail.add({ row: outcome.rows, line, cells: inTable, ...(extra.length > 0 ? { extra } : {}), damage });
  };

  if (table !== null && !table.hasHeader) {
    const line = table.range.top - 1;
    begin(readHeader(table.columns, line, reading, cut.headers), table.range.left, line);
  }
  const readHeaderRow = (row: SheetRow, inside: SheetCell[]): void => {
    const named = inside.filter((cell) => !isBlankCell(cell.text));
    const [first] = named;
    // Blank rows stand for no names: the header is the first other one from there on.
    if (row.number < cut.headerRow || first === undefined) {
      if (first !== undefined && table === null) titles.push(first.text.trim().slice(0, longestTitle));
      return;
    }
    const left = table?.range.left ?? Math.min(cut.left ?? first.column, first.column);
    const right = named.at(-1)?.column ?? left;
    const cells = inside.filter(({ column }) => column >= left && column <= right);
    begin(nameColumns(cells, left, row.number, cut), left, row.number);
  };

  return {
    take: (row) => {
      hasContent ||= row.cells.some((cell) => !isBlank(cell));
      let inside = row.cells;
      // A block that only has a name may begin below its header, which then stands in its columns too.
      if (table !== null && row.number >= Math.min(table.range.top, cut.headerRow)) {
        const isBeside = row.number > table.range.bottom || (header !== null && row.number < table.range.top);
        inside = isBeside ? [] : row.cells.filter((cell) => isInside(cell, table));
        countOutside(isBeside ? row.cells : row.cells.filter((cell) => !isInside(cell, table)), row.number);
      }
      if (header === null) readHeaderRow(row, inside);
      else if (row.number > record.headerRow && inside.some((cell) => !isBlank(cell))) {
        if (table === null || !totals.has(row.number)) deliver(row, inside, header);
      }
    },
    finish: () => {
      tail.finish();
      record.types = seen.map(toType);
      return { outcome, record, hasContent };
    },
  };
};
