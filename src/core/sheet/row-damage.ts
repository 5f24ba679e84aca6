/**
 * Damage that touches one row alone. `line` is the 1-based line of the file on which the row begins, `column`
 * the 1-based column of the first damaged cell; `expected` and `found` count cells. A `total-line` is not damaged, but
 * looks like a total or the foot of a report: `value` is what it begins with.
 */
export type RowDamage = {
  kind: 'cell-count' | 'nul' | 'bad-bytes' | 'text-after-quote' | 'total-line';
  line: number;
  column?: number;
  expected?: number;
  found?: number;
  value?: string;
};
