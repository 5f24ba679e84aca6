import type { CellEdit, GridRow } from '../../../shared/domain/grid';
import type { GridRange } from '../../ui/DataGrid';
import { isEditable, type FixColumns } from './fix-rows';

/** The most cells one call may change, as the contract has it. */
export const mostEdits = 200_000;

export type EditPlan = {
  edits: CellEdit[];
  /** Cells of rows that are settled or have no verdict. */
  locked: number;
  /** Cells of the block that fall beyond the last row or column. */
  beyond: number;
};

type Aim = { rows: readonly GridRow[]; columns: FixColumns };

const plan = (
  { rows, columns }: Aim,
  range: GridRange,
  valueAt: (row: number, column: number) => string | undefined,
): EditPlan => {
  const result: EditPlan = { edits: [], locked: 0, beyond: 0 };
  for (let down = 0; down < range.height; down += 1) {
    const row = rows[down];
    for (let right = 0; right < range.width; right += 1) {
      const value = valueAt(down, right);
      if (value === undefined) continue;
      const column = columns.sheetColumn(range.x + right);
      if (row === undefined || column === null) result.beyond += 1;
      else if (!isEditable(row.state)) result.locked += 1;
      else if (row.cells[column] !== value) result.edits.push({ row: row.row, column, value });
    }
  }
  return result;
};

/** The cells a block from the clipboard reaches; a single value fills the whole selection, as in a spreadsheet. */
export const pasteRange = (range: GridRange, values: readonly (readonly string[])[]): GridRange => {
  const isSingle = values.length === 1 && values[0]?.length === 1;
  if (isSingle) return range;
  return { ...range, height: values.length, width: Math.max(0, ...values.map((line) => line.length)) };
};

/** Edits that write a block. `rows` are those of `range`, from its first on; missing ones are past the end. */
export const planPaste = (aim: Aim, range: GridRange, values: readonly (readonly string[])[]): EditPlan => {
  const single = values.length === 1 && values[0]?.length === 1 ? values[0][0] : undefined;
  return plan(aim, range, (row, column) => single ?? values[row]?.[column]);
};

/** Edits that empty every cell of a range. */
export const planClear = (aim: Aim, range: GridRange): EditPlan => plan(aim, range, () => '');

/** Edits that copy the first row of a range into its other rows. */
export const planFillDown = (aim: Aim, range: GridRange): EditPlan => {
  const source = aim.rows[0];
  return plan(aim, range, (row, column) => {
    const from = aim.columns.sheetColumn(range.x + column);
    return row === 0 || from === null ? undefined : source?.cells[from];
  });
};
