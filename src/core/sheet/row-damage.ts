/**
 * Damage that touches one row alone. `line` is the 1-based line of the file on which the row begins, `column`
 * the 1-based column of the first damaged cell; `expected` and `found` count cells.
 */
export type RowDamage = {
  kind: 'cell-count' | 'nul' | 'bad-bytes';
  line: number;
  column?: number;
  expected?: number;
  found?: number;
};
