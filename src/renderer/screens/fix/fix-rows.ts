import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { settledStates, type RowState } from '../../../shared/domain/row-state';
import { t } from '../../lib/text';
import type { DataGridCell, DataGridColumn } from '../../ui/DataGrid';
import { problemLine } from '../results/problem-words';

export type FixView = { kind: 'open' } | { kind: 'group'; key: string } | { kind: 'state'; state: RowState };

export const isSettled = (state: RowState): boolean => settledStates.some((settled) => settled === state);

/** Rows whose cells a person may change. A row without a verdict may already be in the org. */
export const isEditable = (state: RowState): boolean =>
  state === 'failed' || state === 'held' || state === 'not_processed' || state === 'ready';

/** Columns the grid adds before those of the file: row number, state, why. */
export const leadColumns = 3;

export type FixColumns = {
  grid: readonly DataGridColumn[];
  /** Column of the file behind each column of the grid; the lead columns have none. */
  sheetColumn: (gridColumn: number) => number | null;
  gridColumn: (sheetColumn: number) => number;
};

const widthFor = (longest: number): number => Math.min(260, Math.max(96, 28 + longest * 7.4));

/** The grid's columns: row, state and why (of settled rows the record Id), then the file's own, sent ones first. */
export const fixColumns = (load: LoadView, settled: boolean): FixColumns => {
  const isSent = (index: number): boolean =>
    load.mapping.some((entry) => entry.column === index && entry.field !== null);
  const ordered = [...load.sheet.columns].sort(
    (left, right) => Number(isSent(right.index)) - Number(isSent(left.index)) || left.index - right.index,
  );
  const grid: DataGridColumn[] = [
    { id: 'row', title: t('fix.column.row'), width: 72 },
    { id: 'state', title: t('fix.column.state'), width: 136 },
    { id: 'why', title: t(settled ? 'fix.column.id' : 'fix.column.why'), width: 240 },
    ...ordered.map((column) => ({
      id: `column-${column.index}`,
      title: column.header,
      width: widthFor(Math.max(column.header.length + 1, Math.min(column.longest, 34))),
      ...(isSent(column.index) ? {} : { faint: true }),
    })),
  ];
  return {
    grid,
    sheetColumn: (gridColumn) => ordered[gridColumn - leadColumns]?.index ?? null,
    gridColumn: (sheetColumn) => ordered.findIndex((column) => column.index === sheetColumn) + leadColumns,
  };
};

/** Columns of the file that carry the fields a problem is about. */
export const faultColumns = (load: LoadView, fields: readonly string[]): number[] =>
  load.mapping
    .filter((entry) => entry.field !== null && fields.includes(entry.field))
    .map((entry) => entry.column);

const toneOf = { failed: 'failed', held: 'held', not_processed: 'notproc', no_verdict: 'noverdict' } as const;

const isToned = (state: RowState): state is keyof typeof toneOf => Object.hasOwn(toneOf, state);

/** One cell of a row as the grid draws it: at fault, mended, or plain. */
export const fixCell = (
  row: GridRow,
  gridColumn: number,
  columns: FixColumns,
  load: LoadView,
): DataGridCell => {
  if (gridColumn === 0) return { text: String(row.row), locked: true, faint: true, align: 'right' };
  if (gridColumn === 1) return { text: t(`state.${row.state}`), locked: true, mark: row.state };
  if (gridColumn === 2)
    return {
      text: row.problem === null ? (row.recordId ?? '') : problemLine(row.problem),
      locked: true,
      faint: row.problem === null,
      mono: row.problem === null,
    };
  const column = columns.sheetColumn(gridColumn);
  const text = column === null ? '' : (row.cells[column] ?? '');
  const locked = !isEditable(row.state);
  const base = { text, emptyWord: t('fix.empty.cell'), locked };
  if (column === null) return base;
  if (isToned(row.state) && row.problem !== null && faultColumns(load, row.problem.fields).includes(column))
    return { ...base, tone: toneOf[row.state] };
  if (row.mended.some((cell) => cell.column === column)) return { ...base, tone: 'ready' };
  return base;
};

const sameFields = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((field) => right.includes(field));

/** The group of open rows a row belongs to: same cause, state and fields at fault, and the words most alike. */
export const groupOf = (row: GridRow, groups: readonly ProblemGroup[]): ProblemGroup | null => {
  const { problem } = row;
  if (problem === null) return null;
  const fitting = groups.filter(
    (group) =>
      group.state === row.state &&
      group.problem.cause === problem.cause &&
      sameFields(group.problem.fields, problem.fields),
  );
  const alike = (group: ProblemGroup): number =>
    Object.entries(problem.params).filter(([name, value]) => group.problem.params[name] === value).length;
  return fitting.toSorted((left, right) => alike(right) - alike(left))[0] ?? null;
};
