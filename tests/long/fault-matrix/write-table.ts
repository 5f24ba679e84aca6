/** A table in Markdown with a head for its columns; cells stand by the names of row and column. */
export const writeTable = (
  corner: string,
  columns: readonly string[],
  rows: readonly string[],
  cells: ReadonlyMap<string, string>,
): string => {
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  return [
    line([corner, ...columns]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...rows.map((row) => line([row, ...columns.map((column) => cells.get(`${row}/${column}`) ?? '')])),
  ].join('\n');
};
