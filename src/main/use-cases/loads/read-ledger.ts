import { normaliseRecordId } from '../../../core/sheet/record-id';
import { writeQuotedCells } from '../../../core/sheet/write-csv';
import { RowProblem } from '../../../shared/domain/problem';
import { rowStates, type RowState } from '../../../shared/domain/row-state';
import type { LoadStore } from '../../store/load-store';
import { lineOf, toQuotedRecord } from '../../store/row-file';
import { readRows, type CurrentRow } from '../../store/source-rows';

/** What has to be said about a row that did not simply go in. */
export type RowRemark = {
  row: number;
  /** 1-based line of the file on which it begins. */
  line: number;
  state: RowState;
  /** 18 characters, or null where the org named no record. */
  recordId: string | null;
  problem: RowProblem | null;
  attempts: number;
};

/** A row of the ledger in CSV, in two parts, every cell quoted and without an end. */
export type LedgerRow = {
  state: RowState;
  /** Its cells as they were last read. */
  cells: string;
  /** What became of it, as `writeOutcome` writes it; or what has to be said first. */
  outcome: string | RowRemark;
};

/**
 * Number, state, record, whether it was created, code and text of an error, attempts: what became of a row, in the
 * order in which every output tells it.
 */
export const writeOutcome = (
  { row, state, recordId, attempts }: Omit<RowRemark, 'problem' | 'line'>,
  error: { code: string; text: string },
): string => {
  const created = state === 'created' ? 'true' : toldSettled.includes(state) ? 'false' : '';
  return writeQuotedCells([
    String(row),
    state,
    recordId ?? '',
    created,
    error.code,
    error.text,
    String(attempts),
  ]);
};

const toldSettled: readonly RowState[] = ['updated', 'unchanged', 'deleted'];

/** The same in SQL over `st`, for rows without any remark: most of a ledger, and none of it holds a quote. */
const plainOutcome = `concat('"', rn, '","', state, '","', record_id, '","', CASE state WHEN 'created' THEN 'true'
  ${toldSettled.map((state) => `WHEN '${state}' THEN 'false'`).join(' ')} ELSE '' END, '","","","', attempts, '"')`;

const isPlain = 'problem IS NULL AND (record_id IS NULL OR length(record_id) = 18)';

/** Numbers are read faster than words. */
const stateNumber = `CASE state ${rowStates.map((state, at) => `WHEN '${state}' THEN ${at}`).join(' ')} END`;

const toLongId = (id: string): string => (id.length === 18 ? id : (normaliseRecordId(id) ?? id));

/** Rows whose cells can't be taken from the file as they are written down: mended ones, and those with escapes. */
const readSome = async (store: LoadStore, numbers: readonly number[]): Promise<Map<number, CurrentRow>> => {
  const rows = numbers.length === 0 ? [] : await readRows(store, { rows: numbers });
  return new Map(rows.map((row) => [row.row, row]));
};

/** Remarks on the rows of a stretch that have one; `texts` are the rows as they are written down, from `from` on. */
const readRemarks = async (
  { database }: LoadStore,
  between: string,
  texts: readonly string[],
  from: number,
): Promise<Map<number, RowRemark>> => {
  const found = await database.all(
    `SELECT rn, ${stateNumber}, record_id, attempts, problem FROM st WHERE ${between} AND NOT (${isPlain})`,
  );
  return new Map(
    found.map(([number, state, recordId, attempts, problem]): [number, RowRemark] => {
      const row = Number(number);
      return [
        row,
        {
          row,
          line: lineOf(texts[row - from] ?? ''),
          state: rowStates[Number(state)] ?? 'held',
          recordId: typeof recordId === 'string' ? toLongId(recordId) : null,
          problem: typeof problem === 'string' ? RowProblem.parse(JSON.parse(problem)) : null,
          attempts: Number(attempts),
        },
      ];
    }),
  );
};

/** The rows between two numbers, both included, in order. */
export const readLedgerRows = async (store: LoadStore, from: number, to: number): Promise<LedgerRow[]> => {
  const between = `rn BETWEEN ${from} AND ${to}`;
  const [standings, mended, texts] = await Promise.all([
    store.database.all(
      `SELECT rn, ${stateNumber}, CASE WHEN ${isPlain} THEN ${plainOutcome} END FROM st WHERE ${between} ORDER BY rn`,
    ),
    store.database.all(`SELECT DISTINCT rn FROM cell WHERE ${between}`),
    store.rows().then(async (file) => file.texts(from, to)),
  ]);
  const changed = new Set(mended.map(([row]) => Number(row)));
  const quoted = texts.map((text, at) => (changed.has(from + at) ? null : toQuotedRecord(text)));
  const read = await readSome(
    store,
    quoted.flatMap((cells, at) => (cells === null ? [from + at] : [])),
  );
  const hasRemarks = standings.some(([, , outcome]) => outcome === null);
  const remarks = hasRemarks ? await readRemarks(store, between, texts, from) : new Map<number, RowRemark>();
  return standings.flatMap(([number, state, plain]): LedgerRow[] => {
    const row = Number(number);
    const outcome = typeof plain === 'string' ? plain : remarks.get(row);
    const cells = quoted[row - from] ?? writeQuotedCells(read.get(row)?.cells ?? []);
    return outcome === undefined ? [] : [{ state: rowStates[Number(state)] ?? 'held', cells, outcome }];
  });
};

const stride = 8192;

/**
 * The ledger of a load in the order of the file, a few thousand rows at a time: each step looks at one range of
 * row numbers, so that neither time nor memory grows with the rows that are left.
 */
export async function* eachLedgerRow(store: LoadStore, rows: number): AsyncGenerator<LedgerRow[]> {
  const read = async (from: number): Promise<LedgerRow[]> =>
    readLedgerRows(store, from, Math.min(rows, from + stride - 1));
  let next = read(1);
  for (let from = 1; from <= rows; from += stride) {
    const current = await next;
    // The next rows are read while these are dealt with.
    next = from + stride <= rows ? read(from + stride) : Promise.resolve([]);
    next.catch(() => undefined);
    yield current;
  }
}
