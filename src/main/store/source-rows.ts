import type { RowDamage } from '../../core/sheet/row-damage';
import { RowState, type RowState as State } from '../../shared/domain/row-state';
import type { Database, Value } from './database';

/** A row as it is now: the cells of the file with the mended ones laid over. */
export type CurrentRow = {
  row: number;
  line: number;
  damage: RowDamage | null;
  cells: string[];
  /** Columns that were mended, with their text in the file. */
  mended: { column: number; source: string }[];
};

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

/** Rows by ascending number, between two numbers (both included), with mended cells laid over. */
export const readRows = async (
  database: Pick<Database, 'all'>,
  where: { from: number; to: number } | { rows: readonly number[] },
): Promise<CurrentRow[]> => {
  const condition =
    'rows' in where
      ? `rn IN (${where.rows.map(Number).join(',') || 'NULL'})`
      : `rn BETWEEN ${where.from} AND ${where.to}`;
  const found = await database.all(`SELECT * FROM src WHERE ${condition} ORDER BY rn`);
  const rows = found.map((values): CurrentRow => {
    const damage = nullable(values[2]);
    return {
      row: Number(values[0]),
      line: Number(values[1]),
      damage: damage === null ? null : (JSON.parse(damage) as RowDamage),
      cells: values.slice(4).map(text),
      mended: [],
    };
  });
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  for (const [rn, col, value] of await database.all(
    `SELECT rn, col, value FROM cell WHERE ${condition} ORDER BY rn, col`,
  )) {
    const row = byNumber.get(Number(rn));
    const column = Number(col);
    const source = row?.cells[column];
    if (row === undefined || source === undefined || source === value) continue;
    row.mended.push({ column, source });
    row.cells[column] = text(value);
  }
  return rows;
};

const stride = 4000;

/** Every row of the file in order, a few thousand at a time: the file is never in memory as a whole. */
export async function* eachRow(database: Pick<Database, 'all'>, rows: number): AsyncGenerator<CurrentRow[]> {
  for (let from = 1; from <= rows; from += stride) {
    yield await readRows(database, { from, to: Math.min(rows, from + stride - 1) });
  }
}

/** A row that goes with the next attempt. */
export type ReadyRow = CurrentRow & { accepted: boolean };

/** Every row that is to be sent, in the order of the file, a few thousand at a time; `condition` is SQL over `st`. */
export async function* eachReadyRow(
  database: Pick<Database, 'all'>,
  rows: number,
  condition: string,
): AsyncGenerator<ReadyRow[]> {
  for (let from = 1; from <= rows; from += stride) {
    const to = Math.min(rows, from + stride - 1);
    const ready = await database.all(
      `SELECT rn, accepted FROM st WHERE ${condition} AND rn BETWEEN ${from} AND ${to}`,
    );
    if (ready.length === 0) continue;
    const accepted = new Map(ready.map(([row, mark]) => [Number(row), mark === true]));
    yield (await readRows(database, { from, to })).flatMap((row) => {
      const mark = accepted.get(row.row);
      return mark === undefined ? [] : [{ ...row, accepted: mark }];
    });
  }
}

/** Standings of rows that fulfil a condition in SQL over `st`, in order, a few thousand at a time. */
export async function* eachStanding(
  database: Pick<Database, 'all'>,
  condition: string,
  values: readonly Value[] = [],
): AsyncGenerator<RowStanding[]> {
  let after = 0;
  for (;;) {
    const found = await database.all(
      `SELECT ${standingColumns} FROM st WHERE rn > ${after} AND (${condition}) ORDER BY rn LIMIT ${stride}`,
      values,
    );
    const last = found.at(-1);
    if (last === undefined) return;
    yield found.map(toStanding);
    after = Number(last[0]);
  }
}
