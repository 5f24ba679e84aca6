import type { ColumnProfile } from '../../shared/domain/sheet';
import { isBlankCell } from './cell-words';

type Column = Pick<ColumnProfile, 'header' | 'filled'>;

/** A table has as many columns with a name at least; one alone is a remark beside it. */
const fewestNamed = 2;

const isGap = ({ header, filled }: Column): boolean => isBlankCell(header) && filled === 0;

/**
 * The first column of what looks like another table beside the first: behind a column without name and value, with
 * named columns on both sides. Null where all columns look like one table. Counted from 0.
 */
export const findSideTable = (columns: readonly Column[]): number | null => {
  const countNamed = (from: number, to: number): number =>
    columns.slice(from, to).filter(({ header }) => !isBlankCell(header)).length;
  for (const [at, column] of columns.entries()) {
    const next = columns[at + 1];
    if (!isGap(column) || next === undefined || isGap(next)) continue;
    if (countNamed(0, at) >= fewestNamed && countNamed(at + 1, columns.length) >= fewestNamed) return at + 1;
  }
  return null;
};
