import { describe, expect, it } from 'vitest';
import type { GridRow } from '../../../shared/domain/grid';
import type { RowState } from '../../../shared/domain/row-state';
import { pasteRange, planClear, planFillDown, planPaste } from './cell-edits';
import type { FixColumns } from './fix-rows';

const row = (number: number, state: RowState, cells: string[]): GridRow => ({
  row: number,
  line: number + 1,
  state,
  cells,
  mended: [],
  problem: null,
  recordId: null,
  attempts: 1,
});

/** Two columns of a file behind three lead columns, shown in reverse. */
const columns: FixColumns = {
  grid: [],
  sheetColumn: (column) => ({ 3: 1, 4: 0 })[column] ?? null,
  gridColumn: (column) => (column === 1 ? 3 : 4),
};
const rows = [row(7, 'failed', ['a', 'b']), row(9, 'created', ['c', 'd']), row(12, 'ready', ['e', 'f'])];
const aim = { rows, columns };

describe('planPaste', () => {
  it('writes a block by row number and column of the file', () => {
    const range = pasteRange({ x: 3, y: 0, width: 1, height: 1 }, [['1', '2'], [], ['3']]);
    expect(range).toEqual({ x: 3, y: 0, width: 2, height: 3 });
    expect(planPaste(aim, range, [['1', '2'], [], ['3']]).edits).toEqual([
      { row: 7, column: 1, value: '1' },
      { row: 7, column: 0, value: '2' },
      { row: 12, column: 1, value: '3' },
    ]);
  });

  it('fills a selection with a single value and leaves settled rows alone', () => {
    const range = pasteRange({ x: 3, y: 0, width: 1, height: 3 }, [['x']]);
    const plan = planPaste(aim, range, [['x']]);
    expect(plan.edits.map((edit) => edit.row)).toEqual([7, 12]);
    expect(plan.locked).toBe(1);
  });

  it('counts what falls beyond the last row and column, and changes nothing that is so already', () => {
    const plan = planPaste(aim, { x: 4, y: 0, width: 2, height: 4 }, [['a', 'z'], ['n'], ['e'], ['q']]);
    expect(plan).toEqual({ edits: [], locked: 1, beyond: 2 });
  });
});

describe('planFillDown and planClear', () => {
  const range = { x: 3, y: 0, width: 2, height: 3 };
  it('copies the first row into the others', () => {
    expect(planFillDown(aim, range).edits).toEqual([
      { row: 12, column: 1, value: 'b' },
      { row: 12, column: 0, value: 'a' },
    ]);
  });
  it('empties every cell that may be changed', () => {
    expect(planClear(aim, range).edits.every(({ value }) => value === '')).toBe(true);
    expect(planClear(aim, range).edits).toHaveLength(4);
  });
});
