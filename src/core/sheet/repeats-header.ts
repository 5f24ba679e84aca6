const quoted = /^"([^]*)"$/;

/** A byte-order mark within a file makes the quotes behind it part of the cell; blanks, as which it counts, go too. */
const toBareName = (cell: string): string => {
  const trimmed = cell.trim();
  if (!cell.startsWith('\u{feff}')) return trimmed;
  return (quoted.exec(trimmed)?.[1] ?? trimmed).replaceAll('""', '"').trim();
};

/**
 * Whether a row says nothing but the column names once more, as where exports were put behind one another or a
 * spreadsheet repeats its header on every page. Blanks around the cells and a byte-order mark aside.
 *
 * @param names the cells of the header, as wide as it is
 */
export const repeatsHeader = (cells: readonly string[], names: readonly string[]): boolean => {
  if (cells.length < names.length || names.length === 0) return false;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    const name = names[at] ?? '';
    if (cell !== name && toBareName(cell) !== name.trim()) return false;
  }
  return true;
};
