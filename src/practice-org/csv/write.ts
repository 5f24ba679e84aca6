/** Every cell in quotes, quotes doubled: how results and query pages give their cells. */
export function quoteCells(cells: readonly string[], delimiter: string): string {
  let line = '';
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] ?? '';
    line += `${i === 0 ? '' : delimiter}"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
  }
  return line;
}

/** A header name stands bare unless it holds what would break the line. */
export function writeBareName(name: string, delimiter: string): string {
  return name.includes(delimiter) || /["\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
