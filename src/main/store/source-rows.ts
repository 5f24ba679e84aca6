import type { RowDamage } from '../../core/sheet/row-damage';
import { RowState, type RowState as State } from '../../shared/domain/row-state';
import type { Database, Value } from './database';
import type { LoadStore, RowRange } from './load-store';
import type { SourceRow } from './row-file';

/** A row as it is now: the cells of the file with the mended ones laid over. */
export type CurrentRow = {
  row: number;
  line: number;
  damage: RowDamage | null;
  cells: string[];
  /** Columns that were mended, with their text in the file. */
  mended: { column: number; source: string }[];
  /** Id of the record a person picked for the row, of several that its value names. */
  picked?: string;
};

/** Where the record a person picked is laid over a row: beside its cells, so that it is undone like a mended cell. */
export const pickColumn = -1;

export type RowStanding = {
  row: number;
  state: State;
  verdict: State | null;
  group: string | null;
  problem: string | null;
  recordId: string | null;
  attempts: number;
  /** A person let a damaged row go as it was read. */
  accepted: boolean;
  /** Normalised upsert key or Id, null where the row has none. */
  key: string | null;
};

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const nullable = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

export const toStanding = (values: Value[]): RowStanding => ({
  row: Number(values[0]),
  state: RowState.parse(values[1]),
  verdict: values[2] === null ? null : RowState.parse(values[2]),
  group: nullable(values[3]),
  problem: nullable(values[4]),
  recordId: nullable(values[5]),
  attempts: Number(values[6]),
  accepted: values[7] === true,
  key: nullable(values[8]),
});

export const standingColumns = 'rn, state, verdict, grp, problem, record_id, attempts, accepted, k';

/** What rows are read from: the rows of the file, and the cells that were mended. */
export type RowSource = Pick<LoadStore, 'database' | 'rows'>;

const toCurrent = ({ row, line, cells, damage }: SourceRow): CurrentRow => ({
  row,
  line,
  damage,
  cells,
  mended: [],
});

/** Rows by ascending number, those named or all between two numbers (both included), with mended cells laid over. */
export const readRows = async (
  { database, rows: file }: RowSource,
  where: { from: number; to: number } | { rows: readonly number[] },
): Promise<CurrentRow[]> => {
  const current = await file();
  const found = 'rows' in where ? await current.some(where.rows) : await current.range(where.from, where.to);
  const rows = found.map(toCurrent);
  if (rows.length === 0) return rows;
  const between = `rn BETWEEN ${rows[0]?.row ?? 0} AND ${rows.at(-1)?.row ?? 0}`;
  const isFew = 'rows' in where && rows.length <= stride;
  const condition = isFew ? `${between} AND rn IN (${rows.map(({ row }) => row).join(',')})` : between;
  const mended = await database.all(`SELECT rn, col, value FROM cell WHERE ${condition} ORDER BY rn, col`);
  if (mended.length === 0) return rows;
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  for (const [rn, col, value] of mended) {
    const row = byNumber.get(Number(rn));
    const column = Number(col);
    if (row !== undefined && column === pickColumn && value !== '') row.picked = text(value);
    const source = row?.cells[column];
    if (row === undefined || source === undefined || source === value) continue;
    row.mended.push({ column, source });
    row.cells[column] = text(value);
  }
  return rows;
};

const stride = 4096;

/** Every row of the file in order, a few thousand at a time: the file is never in memory as a whole. */
export async function* eachRow(source: RowSource, rows: number): AsyncGenerator<CurrentRow[]> {
  for (let from = 1; from <= rows; from += stride) {
    yield await readRows(source, { from, to: Math.min(rows, from + stride - 1) });
  }
}

/** A row that goes with the next attempt. */
export type ReadyRow = CurrentRow & {
  accepted: boolean;
  /** What the row is told apart by (`st.k`). */
  key: string | null;
};

/** Every row that is to be sent, in the order of the file, a few thousand at a time; `condition` is SQL over `st`. */
export async function* eachReadyRow(
  source: RowSource,
  rows: number,
  condition: string,
): AsyncGenerator<ReadyRow[]> {
  for (let from = 1; from <= rows; from += stride) {
    const to = Math.min(rows, from + stride - 1);
    const ready = await source.database.all(
      `SELECT rn, accepted, k FROM st WHERE ${condition} AND rn BETWEEN ${from} AND ${to}`,
    );
    if (ready.length === 0) continue;
    const marks = new Map(
      ready.map(([row, mark, key]) => [Number(row), { accepted: mark === true, key: nullable(key) }]),
    );
    const some =
      ready.length * 8 < to - from
        ? await readRows(source, { rows: [...marks.keys()] })
        : await readRows(source, { from, to });
    yield some.flatMap((row) => {
      const mark = marks.get(row.row);
      return mark === undefined ? [] : [{ ...row, ...mark }];
    });
  }
}

/**
 * Where rows that fulfil a condition in SQL over `st` lie, in stretches that hold a few thousand of them at most: asked
 * for by what comes after the last one, every piece would look through all rows that are left.
 */
export const findStretches = async (
  database: Pick<Database, 'all'>,
  condition: string,
  values: readonly Value[] = [],
): Promise<RowRange[]> => {
  const found = await database.all(`SELECT count(*), min(rn), max(rn) FROM st WHERE ${condition}`, values);
  const [count = 0, first = 0, last = 0] = (found[0] ?? []).map(Number);
  if (count === 0) return [];
  if (count <= stride) return [{ from: first, to: last }];
  const stretches: RowRange[] = [];
  for (let from = first; from <= last; from += stride)
    stretches.push({ from, to: Math.min(last, from + stride - 1) });
  return stretches;
};

/** Standings of rows that fulfil a condition in SQL over `st`, in order, a few thousand at a time. */
export async function* eachStanding(
  database: Pick<Database, 'all'>,
  condition: string,
  values: readonly Value[] = [],
): AsyncGenerator<RowStanding[]> {
  for (const { from, to } of await findStretches(database, condition, values)) {
    const found = await database.all(
      `SELECT ${standingColumns} FROM st WHERE rn BETWEEN ${from} AND ${to} AND (${condition}) ORDER BY rn`,
      values,
    );
    if (found.length > 0) yield found.map(toStanding);
  }
}
