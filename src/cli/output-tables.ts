import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { writeQuotedCells } from '../core/sheet/write-csv';
import {
  eachLedgerPart,
  rowsPerLedgerPart,
  type LedgerPart,
  type RowRemark,
} from '../main/use-cases/loads/read-ledger';
import type { LoadStore, RowRange } from '../main/store/load-store';
import { rowStates, type RowState } from '../shared/domain/row-state';
import { ownColumns, toOutputHeader, writeRemark } from './ledger-columns';

/** Rows of which states stand in which file. */
const tables: readonly { name: string; states: readonly RowState[] }[] = [
  { name: 'ledger.csv', states: rowStates },
  { name: 'succeeded.csv', states: ['created', 'updated', 'unchanged', 'deleted'] },
  { name: 'failed.csv', states: ['failed'] },
  { name: 'not-processed.csv', states: ['not_processed'] },
];

export const tableNames: readonly string[] = tables.map(({ name }) => name);

export type OutputTables = {
  /** Writes the rows before the first one that waits for its verdict; breaks off between some thousand of them. */
  advance: (signal: AbortSignal) => Promise<void>;
  /** Writes what is left, all of it as the ledger has it now, to the disk; nothing can be written after that. */
  finish: (signal: AbortSignal) => Promise<void>;
  /** Lets go of the files as they are; safe to call twice. */
  close: () => Promise<void>;
};

/** `size`: bytes that are written. */
type Table = { wanted: Uint8Array | null; file: FileHandle; size: number };

/** Rows that are written, how they were read, and how large each file was before them. */
type Written = RowRange & Pick<LedgerPart, 'changes'> & { sizes: number[] };

/** The records of a part whose rows stand in one of some states, in order. */
const pick = ({ records, ends, states }: LedgerPart, wanted: Uint8Array): Buffer => {
  const picked: Buffer[] = [];
  let from = 0;
  let before = 0;
  for (let row = 0; row <= ends.length; row += 1) {
    const isWanted = row < ends.length && wanted[states[row] ?? 0] === 1;
    if (!isWanted && before > from) picked.push(records.subarray(from, before));
    before = ends[row] ?? before;
    if (!isWanted) from = before;
  }
  return picked.length === 1 ? (picked[0] ?? records) : Buffer.concat(picked);
};

/** The last of some rows that follow each other before the first one that waits for its verdict. */
const readFrontier = async ({ database }: LoadStore, { from, to }: RowRange): Promise<number> => {
  const [found] = await database.all(
    `SELECT min(rn) FROM st WHERE rn BETWEEN ${from} AND ${to} AND state IN ('ready', 'sent')`,
  );
  return found?.[0] == null ? to : Number(found[0]) - 1;
};

/** Rows that are looked at together for one that waits: not all there are, each time some have changed. */
const rowsPerLook = 8 * rowsPerLedgerPart;

/**
 * Writes the tables of a load, row after row in the order of the file, also while the load still runs. The ledger
 * alone says what belongs into them: rows that it has changed since they were written are taken back, with all behind
 * them, and written anew.
 *
 * @param pathOf where a table is written
 */
export const openOutputTables = async (
  store: LoadStore,
  folder: string,
  pathOf: (name: string) => string,
): Promise<OutputTables> => {
  const { sheet, mapping } = await store.readDoc();
  const names = [...sheet.columns.map(({ header }) => toOutputHeader(header)), ...ownColumns];
  const header = Buffer.from(`${writeQuotedCells(names)}\n`);
  const files: Table[] = [];
  const written: Written[] = [];
  /** Changes of the ledger up to this one are dealt with. */
  let heeded = store.rowChanges();

  const close = async (): Promise<void> => {
    for (const { file } of files.splice(0)) await file.close().catch(() => undefined);
  };
  const put = async (table: Table, bytes: Buffer): Promise<void> => {
    if (bytes.length === 0) return;
    await table.file.writeFile(bytes);
    table.size += bytes.length;
  };

  const nextRow = (): number => (written.at(-1)?.to ?? 0) + 1;

  const takeBack = async (): Promise<void> => {
    const now = store.rowChanges();
    const since = store.touchedSince(heeded);
    const isStale = (part: Written): boolean =>
      since.some(({ from, to }, at) => part.changes <= heeded + at && from <= part.to && to >= part.from);
    const first = written.findIndex(isStale);
    heeded = now;
    if (first === -1) return;
    const [stale] = written.splice(first);
    for (const [at, table] of files.entries()) {
      table.size = stale?.sizes[at] ?? 0;
      await table.file.truncate(table.size);
    }
  };

  const tell = (remark: RowRemark): string => writeRemark(remark, mapping);
  const writeTo = async (last: number, signal: AbortSignal): Promise<void> => {
    const rows = { from: nextRow(), to: last };
    for await (const part of eachLedgerPart(store, sheet.columns.length, rows, tell)) {
      if (signal.aborted) return;
      const { from, to, changes } = part;
      written.push({ from, to, changes, sizes: files.map(({ size }) => size) });
      await Promise.all(
        files.map(async (table) =>
          put(table, table.wanted === null ? part.records : pick(part, table.wanted)),
        ),
      );
    }
  };

  try {
    for (const { name, states } of tables) {
      const isAll = states.length === rowStates.length;
      const wanted = isAll ? null : Uint8Array.from(rowStates, (state) => (states.includes(state) ? 1 : 0));
      // Whatever is taken back, writing goes on at the end.
      const file = await open(join(folder, pathOf(name)), 'ax', 0o600);
      files.push({ wanted, file, size: 0 });
    }
    for (const table of files) await put(table, header);
  } catch (cause) {
    await close();
    throw cause;
  }

  return {
    advance: async (signal) => {
      await takeBack();
      for (let frontier = 0; frontier < sheet.rows && !signal.aborted;) {
        const from = nextRow();
        const to = Math.min(sheet.rows, from + rowsPerLook - 1);
        frontier = await readFrontier(store, { from, to });
        await writeTo(frontier === sheet.rows ? frontier : frontier - (frontier % rowsPerLedgerPart), signal);
        if (frontier < to) break;
      }
      // What is on its way to the disk now is not waited for at the end.
      for (const { file } of files) await file.datasync();
    },
    finish: async (signal) => {
      await takeBack();
      await writeTo(sheet.rows, signal);
      signal.throwIfAborted();
      for (const { file } of files) await file.sync();
      await close();
    },
    close,
  };
};
