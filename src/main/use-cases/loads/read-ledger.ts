import { normaliseRecordId } from '../../../core/sheet/record-id';
import { writeQuotedCells } from '../../../core/sheet/write-csv';
import { RowProblem } from '../../../shared/domain/problem';
import { rowStates, type RowState } from '../../../shared/domain/row-state';
import { AppError } from '../../../shared/errors/app-error';
import type { LoadStore, RowRange } from '../../store/load-store';
import type { Stretch } from '../../store/row-file';
import { readRows } from '../../store/source-rows';

/** What has to be said about a row that did not simply go in. */
export type RowRemark = {
  row: number;
  /** 1-based line of the file on which it begins, where our own words say what is wrong; else 0. */
  line: number;
  state: RowState;
  /** 18 characters, or null where the org named no record. */
  recordId: string | null;
  problem: RowProblem | null;
  attempts: number;
};

/** Rows of the ledger that follow each other, as records of CSV with LF at their ends. */
export type LedgerPart = RowRange & {
  /** How high `rowChanges` was when they were read: what was changed since then may not be in here. */
  changes: number;
  records: Buffer;
  /** Where the record of each row ends, its line feed included; the first begins at 0. */
  ends: Int32Array;
  /** State of each row, as its place among `rowStates`. */
  states: Uint8Array;
};

/** What is said of a row that needs words: the columns that `writeOutcome` writes. */
export type Tell = (remark: RowRemark) => string;

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

/** What the standings of a stretch of rows say: a letter for the state, and the outcome unless something is to be told. */
const standingLine = `CASE WHEN ${isPlain} THEN concat(chr(65 + ${stateNumber}), ${plainOutcome}) ELSE chr(65 + ${stateNumber}) END`;

/** Lines of the file on which rows begin, of those whose own words would name it. */
const readLines = async (store: LoadStore, rows: readonly number[]): Promise<Map<number, number>> => {
  if (rows.length === 0) return new Map();
  const found = await (await store.rows()).some(rows);
  return new Map(found.map(({ row, line }) => [row, line]));
};

/** Remarks on the rows between two numbers, both included, that have one. */
export const readRemarks = async (
  store: LoadStore,
  from: number,
  to: number,
): Promise<Map<number, RowRemark>> => {
  const found = await store.database.all(
    `SELECT rn, ${stateNumber}, record_id, attempts, problem FROM st
     WHERE rn BETWEEN ${from} AND ${to} AND NOT (${isPlain}) ORDER BY rn`,
  );
  const remarks = found.map(([row, state, recordId, attempts, problem]): RowRemark => ({
    row: Number(row),
    line: 0,
    state: rowStates[Number(state)] ?? 'held',
    recordId: typeof recordId === 'string' ? toLongId(recordId) : null,
    problem: typeof problem === 'string' ? RowProblem.parse(JSON.parse(problem)) : null,
    attempts: Number(attempts),
  }));
  // Salesforce's words stand for themselves; ours say where to look.
  const own = remarks.filter(({ problem }) => problem !== null && problem.text === undefined);
  const lines = await readLines(
    store,
    own.map(({ row }) => row),
  );
  return new Map(remarks.map((remark) => [remark.row, { ...remark, line: lines.get(remark.row) ?? 0 }]));
};

/** Rows of a stretch whose cells can't be taken as they are written down, as records without an end. */
const readCells = async (
  store: LoadStore,
  stretch: Stretch,
  from: number,
  to: number,
): Promise<Map<number, Buffer>> => {
  const mended = await store.database.all(`SELECT DISTINCT rn FROM cell WHERE rn BETWEEN ${from} AND ${to}`);
  const wanted = new Set(mended.map(([row]) => Number(row)));
  stretch.starts.forEach((start, at) => {
    if (start === -1) wanted.add(from + at);
  });
  if (wanted.size === 0) return new Map();
  const rows = await readRows(store, { rows: [...wanted] });
  return new Map(rows.map(({ row, cells }) => [row, Buffer.from(writeQuotedCells(cells))]));
};

const lineFeed = 0x0a;
const comma = 0x2c;
const quote = 0x22;

/**
 * Copies the cells of a record, every one in quotes whether it was or not; returns where what was written ends.
 * Quotes must be around whole cells alone.
 */
const copyQuoted = (from: Buffer, start: number, end: number, to: Buffer, begin: number): number => {
  let at = start;
  let out = begin;
  for (;;) {
    to[out] = quote;
    out += 1;
    if (from[at] === quote && at < end) {
      at += 1;
      // A doubled quote closes and opens again: what lies between is copied either way.
      for (;;) {
        while (from[at] !== quote) {
          to[out] = from[at] as number;
          out += 1;
          at += 1;
        }
        at += 1;
        if (from[at] !== quote || at >= end) break;
        to[out] = quote;
        to[out + 1] = quote;
        out += 2;
        at += 1;
      }
    } else {
      while (at < end && from[at] !== comma) {
        to[out] = from[at] as number;
        out += 1;
        at += 1;
      }
    }
    to[out] = quote;
    out += 1;
    if (at >= end) return out;
    to[out] = comma;
    out += 1;
    at += 1;
  }
};

/** What is read of some rows before they are put together. */
type Read = RowRange & {
  changes: number;
  standings: Buffer;
  stretch: Stretch;
  cells: Map<number, Buffer>;
  remarks: Map<number, RowRemark>;
};

const readPart = async (store: LoadStore, from: number, to: number): Promise<Read> => {
  const changes = store.rowChanges();
  const file = await store.rows();
  const [[found], stretch, remarks] = await Promise.all([
    store.database.all(
      `SELECT string_agg(${standingLine}, chr(10) ORDER BY rn), count(*) FROM st WHERE rn BETWEEN ${from} AND ${to}`,
    ),
    file.stretch(from, to),
    readRemarks(store, from, to),
  ]);
  const [lines, count] = found ?? [];
  // Lines and rows are paired by their order: one too few would shift all that follow.
  if (Number(count) !== to - from + 1) throw new AppError('store.damaged', { path: store.folder.database });
  const cells = await readCells(store, stretch, from, to);
  return { from, to, changes, standings: Buffer.from(`${String(lines)}\n`), stretch, cells, remarks };
};

const putTogether = (
  { from, to, changes, standings, stretch, cells, remarks }: Read,
  width: number,
  tell: Tell,
): LedgerPart => {
  const { bytes, starts, ends: cellEnds } = stretch;
  const count = starts.length;
  const told = new Map([...remarks].map(([row, remark]) => [row, Buffer.from(tell(remark))]));
  let size = bytes.length + standings.length + (2 + 2 * width) * count;
  for (const extra of [...cells.values(), ...told.values()]) size += extra.length;
  const records = Buffer.allocUnsafe(size);
  const ends = new Int32Array(count);
  const states = new Uint8Array(count);
  let out = 0;
  let at = 0;
  for (let row = 0; row < count; row += 1) {
    const own = cells.get(from + row);
    if (own !== undefined) out += own.copy(records, out);
    else out = copyQuoted(bytes, starts[row] as number, cellEnds[row] as number, records, out);
    records[out] = comma;
    out += 1;
    states[row] = (standings[at] as number) - 65;
    at += 1;
    const outcome = told.get(from + row);
    if (outcome !== undefined) out += outcome.copy(records, out);
    for (let byte = standings[at] as number; byte !== lineFeed; byte = standings[at] as number) {
      records[out] = byte;
      out += 1;
      at += 1;
    }
    at += 1;
    records[out] = lineFeed;
    out += 1;
    ends[row] = out;
  }
  return { from, to, changes, records: records.subarray(0, out), ends, states };
};

/** Rows that are read and put together at a time. */
export const rowsPerLedgerPart = 8192;

/**
 * Some rows of the ledger of a load in the order of the file, a few thousand at a time: each step looks at one range
 * of row numbers, so that neither time nor memory grows with the rows that are left.
 */
export async function* eachLedgerPart(
  store: LoadStore,
  columns: number,
  rows: RowRange,
  tell: Tell,
): AsyncGenerator<LedgerPart> {
  const read = async (from: number): Promise<Read> =>
    readPart(store, from, Math.min(rows.to, from + rowsPerLedgerPart - 1));
  if (rows.to < rows.from) return;
  let next = read(rows.from);
  for (let from = rows.from; from <= rows.to; from += rowsPerLedgerPart) {
    const current = await next;
    // The next rows are read while these are dealt with.
    if (from + rowsPerLedgerPart <= rows.to) next = read(from + rowsPerLedgerPart);
    next.catch(() => undefined);
    yield putTogether(current, columns, tell);
  }
}
