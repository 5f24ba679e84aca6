/** What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"). */
const risky = /^'*[=+\-@\t\r]/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A cell that no spreadsheet runs as a formula: one that begins like a formula and is no number gets a `'` in
 * front. So does one that begins with such a guard already, which is why `unguardCell` brings back every cell.
 */
export const guardCell = (cell: string): string =>
  risky.test(cell) && !number.test(cell) ? `'${cell}` : cell;

/** The cell that was guarded. */
export const unguardCell = (cell: string): string =>
  cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell;
