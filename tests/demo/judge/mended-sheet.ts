import { readCsv } from './read-csv';

/** A sheet as the judge knows it: header to cell, by row number from 1. */
export type Sheet = ReadonlyMap<number, Map<string, string>>;

/** What the sample's own list says about a kind of bad rows. */
export type KnownDefect = {
  id: string;
  family: string;
  found: 'locally' | 'org';
  what: string;
  column: string | null;
  rows: number[];
  mend: {
    kind: string;
    column?: string;
    from?: string;
    find?: string;
    replace?: string;
    length?: number;
    reason?: string;
    values?: { from: string; to: string }[];
    cells?: { row: number; value: string }[];
  };
  ends: 'sent' | 'left out' | 'refused';
};
export type KnownSample = {
  sheet: string;
  rows: number;
  key: string;
  knownInOrg: number;
  badRows: number;
  defects: KnownDefect[];
};

export function readSheet(text: string, delimiter: string): Sheet {
  const [header = [], ...records] = readCsv(text, delimiter);
  return new Map(
    records.map((cells, at) => [at + 1, new Map(header.map((name, column) => [name, cells[column] ?? '']))]),
  );
}

function mendCell(mend: KnownDefect['mend'], row: number, cells: ReadonlyMap<string, string>): string | null {
  const before = cells.get(mend.column ?? '') ?? '';
  switch (mend.kind) {
    case 'type':
      return mend.cells?.find((cell) => cell.row === row)?.value ?? null;
    case 'map':
      return mend.values?.find(({ from }) => from === before.trim())?.to ?? null;
    case 'replace':
      return before.split(mend.find ?? '').join(mend.replace ?? '');
    case 'copy':
      return cells.get(mend.from ?? '') ?? '';
    case 'cut':
      return before.slice(0, mend.length);
    case 'clear':
      return '';
    default:
      return null;
  }
}

/** The sheet as it must have been when its rows were accepted: every known mend made, nothing else touched. */
export function mendSheet(sheet: Sheet, defects: readonly KnownDefect[]): Sheet {
  const mended = new Map([...sheet].map(([row, cells]) => [row, new Map(cells)]));
  for (const { rows, mend } of defects) {
    for (const row of rows) {
      const cells = mended.get(row);
      const value = cells === undefined ? null : mendCell(mend, row, cells);
      if (cells !== undefined && value !== null && mend.column !== undefined) cells.set(mend.column, value);
    }
  }
  return mended;
}
