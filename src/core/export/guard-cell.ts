/** What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"). */
const risky = /^'*[=+\-@\t\r]/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A cell that no spreadsheet runs as a formula: one that begins like a formula and is no number gets a `'` in
 * front. So does one that begins with such a guard already, which is why `unguardCell` brings back every cell.
 */
export const guardCell = (cell: string): string =>
  risky.test(cell) && !number.test(cell) ? `'${cell}` : cell;

const isGuarded = (cell: string): boolean => cell.startsWith("'") && risky.test(cell);

/** The cell that was guarded. */
export const unguardCell = (cell: string): string => (isGuarded(cell) ? cell.slice(1) : cell);

/** Finds out from the cells of a file whether it was guarded as a whole. */
export type GuardWatch = {
  see: (cells: readonly string[]) => void;
  /** Guarded cells, as long as no cell of the file is one that a guard would have been put on; else 0. */
  count: () => number;
};

export const createGuardWatch = (): GuardWatch => {
  let guarded = 0;
  let bare = 0;
  return {
    see: (cells) => {
      for (const cell of cells) {
        if (!risky.test(cell)) continue;
        if (isGuarded(cell)) guarded += 1;
        else if (!number.test(cell)) bare += 1;
      }
    },
    count: () => (bare === 0 ? guarded : 0),
  };
};
