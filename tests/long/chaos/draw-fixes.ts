import type { Dice } from './dice';
import { writeCsvLine } from './csv';
import type { DrawnLoad, SourceRow } from './draw-load';
import type { OrgHand } from './org-hand';
import type { Told } from './read-output';
import { holds } from './values';

export type Fixes = {
  rows: number[];
  text: string;
  words: string[];
  /** Gives the rows of the load what the fixed file said. */
  apply: () => void;
};

const retriable: ReadonlySet<string> = new Set(['failed', 'not_processed', 'held']);

const fixCell = (field: string, cell: string, row: number, mark: string): string => {
  if (field === 'Email' && cell.includes('no address')) return `${mark}f${row}@a.example`;
  return cell === '#REF!' ? `${mark}r${row} mended` : cell;
};

/** Rows that did not go in, mended in part, as a person would send them again; null where there are none. */
export const drawFixes = async (
  load: DrawnLoad,
  ledger: Told,
  dice: Dice,
  org: OrgHand,
): Promise<Fixes | null> => {
  const fields = Object.keys(load.rows[0]?.values ?? {});
  const open = ledger.rows.filter(({ state }) => state === 'no_verdict');
  const words: string[] = [];
  const settled: number[] = [];
  // A person looks into the org; only what can't be taken for another row's is settled here.
  if (open.length > 0 && load.operation === 'insert' && dice.chance(0.5)) {
    const records = await org.records(load.object);
    for (const { row } of open) {
      const source = load.rows[row - 1];
      if (source === undefined) continue;
      const alike = load.rows.filter(
        (other) => JSON.stringify(other.values) === JSON.stringify(source.values),
      );
      if (alike.length > 1) continue;
      const isThere = records.some((record) => holds(record, source.values, new Map()));
      words.push('--settle', `${row}=${isThere ? 'created' : 'not-created'}`);
      if (!isThere) settled.push(row);
    }
  }
  const rows = ledger.rows
    .filter(({ state, row }) => (retriable.has(state) && dice.chance(0.8)) || settled.includes(row))
    .map(({ row }) => row);
  if (rows.length === 0) return null;
  const fixed = rows.flatMap((row): SourceRow[] => {
    const source = load.rows[row - 1];
    if (source === undefined) return [];
    const values = Object.fromEntries(
      fields.map((field, at) => [field, fixCell(field, source.cells[at] ?? '', row, load.mark)]),
    );
    const cells = fields.map((field) => values[field] ?? '');
    return [{ row, values, cells: [...cells, source.cells.at(-1) ?? ''], damaged: false }];
  });
  if (load.operation === 'delete') words.push('--confirm-rows', String(fixed.length));
  const lines = fixed.map(({ row, cells }) => writeCsvLine([String(row), ...cells]));
  return {
    rows,
    text: `${[writeCsvLine(['_row', ...load.header]), ...lines].join('\n')}\n`,
    words,
    apply: () => {
      for (const row of fixed) load.mended.set(row.row, row);
      for (const row of settled) load.foundOut.add(row);
    },
  };
};
