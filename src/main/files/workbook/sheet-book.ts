import type { CellRange } from '../../../core/workbook/cell-reference';
import type { SheetRow } from '../../../core/workbook/sheet-row';

export type WorkbookKind = 'xlsx' | 'xls' | 'ods';

/**
 * A table within a sheet; `columns` are named where it has no header row of its own. `isNamed`: a block of cells that
 * only has a name, so that nothing in the file says whether it begins with a header.
 */
export type SheetTable = {
  name: string;
  range: CellRange;
  hasHeader: boolean;
  /** The last row of the range adds the others up. */
  hasTotals: boolean;
  columns: string[];
  isFiltered: boolean;
  isNamed: boolean;
};

/** A block of cells by its name; null where it is too small for a header and a row. */
export const toNamedTable = (name: string, range: CellRange): SheetTable | null =>
  range.bottom === range.top
    ? null
    : { name, range, hasHeader: true, hasTotals: false, columns: [], isFiltered: false, isNamed: true };

/** Tables first, then blocks with a name; of two with one name, or one block, only the first can be chosen. */
export const mergeTables = (tables: readonly SheetTable[], named: readonly SheetTable[]): SheetTable[] => {
  const byPlace = (a: SheetTable, b: SheetTable): number =>
    a.range.top - b.range.top || a.range.left - b.range.left;
  const all: SheetTable[] = [];
  for (const table of [...[...tables].sort(byPlace), ...[...named].sort(byPlace)]) {
    const { top, bottom, left, right } = table.range;
    const isKnown = all.some(
      ({ name, range }) =>
        name === table.name ||
        (table.isNamed &&
          range.top === top &&
          range.bottom === bottom &&
          range.left === left &&
          range.right === right),
    );
    if (!isKnown) all.push(table);
  }
  return all;
};

/** What stands in a sheet beside its rows, known once all of them were read. */
export type SheetFacts = {
  merges: CellRange[];
  /** Blocks in which a filter is set, so that hidden rows are those it leaves out. */
  filters: CellRange[];
  /** Hidden columns, first and last of each run, counted from 0. */
  hiddenColumns: { first: number; last: number }[];
};

export type RowTaking = {
  /** Rows in the order of the sheet. False: no more are wanted. */
  take: (row: SheetRow) => boolean;
  /** Awaited now and then; `share` of the sheet has been read, from 0 to 1. */
  drain?: (share: number) => Promise<void> | void;
  signal?: AbortSignal | undefined;
};

/** A workbook of any kind, opened. Sheets are named by their place among those with cells, counted from 0. */
export type SheetBook = {
  kind: WorkbookKind;
  /** Days count from 1904. */
  is1904: boolean;
  sheets: { name: string; hidden: boolean }[];
  /** Rows with any value, of every sheet. */
  countRows: (signal?: AbortSignal) => Promise<number[]>;
  tablesOf: (sheet: number, signal?: AbortSignal) => Promise<SheetTable[]>;
  readRows: (sheet: number, taking: RowTaking) => Promise<SheetFacts>;
  close: () => void;
};
