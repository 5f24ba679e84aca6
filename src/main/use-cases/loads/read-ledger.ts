import { normaliseRecordId } from '../../../core/sheet/record-id';
import { writeQuotedCells } from '../../../core/sheet/write-csv';
import { RowProblem } from '../../../shared/domain/problem';
import { RowState, type RowState as State } from '../../../shared/domain/row-state';
import type { LoadStore } from '../../store/load-store';
import { lineOf, toQuotedRecord } from '../../store/row-file';
import { readRows, type CurrentRow } from '../../store/source-rows';

/** What became of one row. */
export type LedgerRow = {
  row: number;
  /** 1-based line of the file on which it begins. */
  line: number;
  /** Its cells as they were last read, in CSV without an end, every one quoted. */
  cells: string;
  state: State;
  /** 18 characters, or null where the org named no record. */
  recordId: string | null;
  problem: RowProblem | null;
  attempts: number;
};

const toLongId = (id: string): string => (id.length === 18 ? id : (normaliseRecordId(id) ?? id));

/** Rows whose cells can't be taken from the file as they are written down: mended ones, and those with escapes. */
const readSome = async (store: LoadStore, numbers: readonly number[]): Promise<Map<number, CurrentRow>> => {
  const rows = numbers.length === 0 ? [] : await readRows(store, { rows: numbers });
  return new Map(rows.map((row) => [row.row, row]));
};

/** The rows between two numbers, both included, in order. */
export const readLedgerRows = async (store: LoadStore, from: number, to: number): Promise<LedgerRow[]> => {
  const between = `rn BETWEEN ${from} AND ${to}`;
  const [standings, mended, texts] = await Promise.all([
    store.database.all(`SELECT rn, state, record_id, attempts, problem FROM st WHERE ${between} ORDER BY rn`),
    store.database.all(`SELECT DISTINCT rn FROM cell WHERE ${between}`),
    store.rows().then(async (file) => file.texts(from, to)),
  ]);
  const changed = new Set(mended.map(([row]) => Number(row)));
  const quoted = texts.map((text, at) => (changed.has(from + at) ? null : toQuotedRecord(text)));
  const read = await readSome(
    store,
    quoted.flatMap((cells, at) => (cells === null ? [from + at] : [])),
  );
  return standings.map(([number, state, recordId, attempts, problem]): LedgerRow => {
    const row = Number(number);
    const text = texts[row - from] ?? '';
    return {
      row,
      line: lineOf(text),
      cells: quoted[row - from] ?? writeQuotedCells(read.get(row)?.cells ?? []),
      state: RowState.parse(state),
      recordId: typeof recordId === 'string' ? toLongId(recordId) : null,
      problem: typeof problem === 'string' ? RowProblem.parse(JSON.parse(problem)) : null,
      attempts: Number(attempts),
    };
  });
};

const stride = 8192;

/**
 * The ledger of a load in the order of the file, a few thousand rows at a time: each step looks at one range of
 * row numbers, so that neither time nor memory grows with the rows that are left.
 */
export async function* eachLedgerRow(store: LoadStore, rows: number): AsyncGenerator<LedgerRow[]> {
  for (let from = 1; from <= rows; from += stride)
    yield await readLedgerRows(store, from, Math.min(rows, from + stride - 1));
}
