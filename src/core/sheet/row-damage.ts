/**
/**
 * Damage that touches one row alone. `no-value` is a formula whose result the workbook does not hold, `totals` the
 * row of a workbook's table that adds up the others. A `total-line` is not damaged, but looks like a total or the foot
 * of a report: `value` is what it begins with. `line` is the 1-based line of the file on which the row begins, `column`
 * the 1-based column of the first damaged cell; `expected` and `found` count cells.
 *
 * `withoutValue` are the 1-based columns whose formulas have no result, whatever else is wrong with the row: they are
 * blank in it, and nobody knows whether they should be.
 */
export type RowDamage = {
  kind: 'cell-count' | 'nul' | 'bad-bytes' | 'text-after-quote' | 'total-line' | 'no-value' | 'totals';
  line: number;
  column?: number;
  expected?: number;
  found?: number;
  value?: string;
  withoutValue?: number[];
};
