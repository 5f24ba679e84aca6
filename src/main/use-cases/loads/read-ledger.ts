import { normaliseRecordId } from '../../../core/sheet/record-id';
import { RowProblem } from '../../../shared/domain/problem';
import type { RowState } from '../../../shared/domain/row-state';
import type { LoadStore } from '../../store/load-store';
import { readRows, standingColumns, toStanding } from '../../store/source-rows';

/** What became of one row, and its cells as they were last read. */
export type LedgerRow = {
  row: number;
  line: number;
  cells: string[];
  state: RowState;
  /** 18 characters, or null where the org named no record. */
  recordId: string | null;
  problem: RowProblem | null;
  attempts: number;
};

const stride = 4000;

const toLongId = (id: string | null): string | null =>
  id === null || id.length === 18 ? id : (normaliseRecordId(id) ?? id);

/** The rows between two numbers, both included, in order. */
export const readLedgerRows = async (store: LoadStore, from: number, to: number): Promise<LedgerRow[]> => {
  const found = await store.database.all(
    `SELECT ${standingColumns} FROM st WHERE rn BETWEEN ${from} AND ${to} ORDER BY rn`,
  );
  const standings = new Map(found.map(toStanding).map((standing) => [standing.row, standing]));
  const rows = await readRows(store, { from, to });
  return rows.flatMap(({ row, line, cells }): LedgerRow[] => {
    const standing = standings.get(row);
    if (standing === undefined) return [];
    const { state, recordId, problem, attempts } = standing;
    const words = problem === null ? null : RowProblem.parse(JSON.parse(problem));
    return [{ row, line, cells, state, recordId: toLongId(recordId), problem: words, attempts }];
  });
};

/**
 * The ledger of a load in the order of the file, a few thousand rows at a time: each step looks at one range of
 * row numbers, so that neither time nor memory grows with the rows that are left.
 */
export async function* eachLedgerRow(store: LoadStore, rows: number): AsyncGenerator<LedgerRow[]> {
  for (let from = 1; from <= rows; from += stride)
    yield await readLedgerRows(store, from, Math.min(rows, from + stride - 1));
}
