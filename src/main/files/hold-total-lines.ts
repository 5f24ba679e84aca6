import { isBlankCell } from '../../core/sheet/cell-words';
import { findTotalLines } from '../../core/sheet/find-total-lines';
import type { RowDamage } from '../../core/sheet/row-damage';
import type { TableRow } from './to-row';

/** A report of Salesforce ends with five lines of its own; a total and empty rows may stand before them. */
export const totalsTail = 10;
const shownLength = 60;

const markTotal = (row: TableRow): TableRow => {
  const at = row.cells.findIndex((cell) => !isBlankCell(cell));
  const value = (row.cells[at] ?? '').trim().slice(0, shownLength);
  const withoutValue = row.damage?.withoutValue;
  const damage: RowDamage = { kind: 'total-line', line: row.line, column: at + 1, value };
  return { ...row, damage: withoutValue === undefined ? damage : { ...damage, withoutValue } };
};

/**
 * Lets rows through a few rows late, so that at the end of the file the last ones can be looked at together: those
 * that look like totals or the foot of a report get that as their damage.
 */
export const holdTotalLines = (
  deliver: (row: TableRow) => void,
): { add: (row: TableRow) => void; finish: () => void } => {
  const tail: TableRow[] = [];
  let oldest = 0;
  const before = { rows: 0, firstBlank: 0 };
  return {
    add: (row) => {
      if (tail.length < totalsTail) {
        tail.push(row);
        return;
      }
      const leaving = tail[oldest] as TableRow;
      tail[oldest] = row;
      oldest = (oldest + 1) % totalsTail;
      before.rows += 1;
      if (isBlankCell(leaving.cells[0] ?? '')) before.firstBlank += 1;
      deliver(leaving);
    },
    finish: () => {
      const rows = [...tail.slice(oldest), ...tail.slice(0, oldest)];
      const marks = findTotalLines(
        rows.map(({ cells }) => cells),
        before,
      );
      for (const [at, row] of rows.entries()) deliver(marks[at] === true ? markTotal(row) : row);
    },
  };
};
