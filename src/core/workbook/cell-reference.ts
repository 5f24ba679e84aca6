/** A cell by its sheet's own count: `row` from 1, `column` from 0. */
export type CellPlace = { row: number; column: number };
/** A block of cells, both corners included. */
export type CellRange = { top: number; bottom: number; left: number; right: number };

/** Excel's own bounds of a sheet. */
export const lastRow = 1_048_576;
export const lastColumn = 16_383;

/** Reads `AB12` or `$AB$12`; null where the text is no reference or lies outside of a sheet. */
export const parseCellReference = (text: string): CellPlace | null => {
  let at = 0;
  let column = 0;
  let row = 0;
  if (text.charCodeAt(at) === 36) at += 1;
  const letters = at;
  for (; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90 || text.charCodeAt(at) < 65) break;
    column = column * 26 + letter - 64;
  }
  if (at === letters || column > lastColumn + 1) return null;
  if (text.charCodeAt(at) === 36) at += 1;
  const digits = at;
  for (; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  return at === digits || row < 1 || row > lastRow ? null : { row, column: column - 1 };
};

/** Reads `A1:D5`, or `A1` for a block of one cell. */
export const parseRange = (text: string): CellRange | null => {
  const [first = '', second = first, ...rest] = text.split(':');
  const from = parseCellReference(first);
  const to = parseCellReference(second);
  if (from === null || to === null || rest.length > 0) return null;
  return {
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  };
};

/** The letters a spreadsheet shows above a column: `A` for 0, `AB` for 27. */
export const nameColumn = (column: number): string => {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
};
