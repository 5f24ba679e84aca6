/**
 * Damage that touches one row alone. `no-value` is a formula whose result the workbook does not hold, `totals` the
 * row of a workbook's table that adds up the others. Two kinds are not damaged, but no records either: a `total-line`
 * looks like a total or the foot of a report, `value` being what it begins with, and a `header-line` says the column
 * names once more. `line` is the 1-based line of the file on which the row begins, `column` the 1-based column of the
 * first damaged cell; `expected` and `found` count cells.
 *
 * `withoutValue` are the 1-based columns whose formulas have no result, whatever else is wrong with the row: they are
 * blank in it, and nobody knows whether they should be.
 */
export type RowDamage = {
  kind:
    | 'cell-count'
    | 'nul'
    | 'bad-bytes'
    | 'text-after-quote'
    | 'total-line'
    | 'header-line'
    | 'no-value'
    | 'totals';
  line: number;
  column?: number;
  expected?: number;
  found?: number;
  value?: string;
  withoutValue?: number[];
};
