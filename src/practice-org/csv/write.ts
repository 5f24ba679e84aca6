/** A cell in quotes, quotes doubled: how results and query pages give their cells. */
export const quoteCell = (cell: string): string =>
  `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;

/** Every cell in quotes. */
export function quoteCells(cells: readonly string[], delimiter: string): string {
  let line = '';
  for (let i = 0; i < cells.length; i += 1) line += (i === 0 ? '' : delimiter) + quoteCell(cells[i] ?? '');
  return line;
}

/** A header name stands bare unless it holds what would break the line. */
export function writeBareName(name: string, delimiter: string): string {
  return name.includes(delimiter) || /["\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
