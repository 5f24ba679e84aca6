import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuardWatch, guardCell, unguardCell } from './guard-cell';

describe('guardCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 123', "'+49 30 123"],
    ['-', "'-"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1", "''=1"],
    ['-5', '-5'],
    ['+1.5e3', '+1.5e3'],
    ['-5-3', "'-5-3"],
    ["O'Neil", "O'Neil"],
    ["'quoted'", "'quoted'"],
    [' =1', ' =1'],
    ['', ''],
  ])('%j is %j', (cell, guarded) => {
    expect(guardCell(cell)).toBe(guarded);
    expect(unguardCell(guarded)).toBe(cell);
  });

  it('brings back every cell, and leaves none that a spreadsheet would run', () => {
    const start = fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', "'=", '-1', '+.5');
    fc.assert(
      fc.property(start, fc.string(), (beginning, rest) => {
        const cell = beginning + rest;
        const guarded = guardCell(cell);
        expect(unguardCell(guarded)).toBe(cell);
        if (/^[=+\-@\t\r]/.test(guarded)) expect(Number.isFinite(Number(guarded))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('createGuardWatch', () => {
  const count = (...cells: string[]): number => {
    const watch = createGuardWatch();
    for (const cell of cells) watch.see([cell]);
    return watch.count();
  };

  it.each([
    [['a', "'=1", '-5', "''@x"], 2],
    [["'=1", '+49 30'], 0],
    [["O'Neil", "'quoted'", '-5'], 0],
    [[], 0],
  ])('%j: %i', (cells, expected) => {
    expect(count(...cells)).toBe(expected);
  });

  it('knows every file that was guarded', () => {
    const cell = fc.oneof(fc.constantFrom('=1', '+49 30', '-5', "'=x", 'a', ''), fc.string());
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const changed = cells.filter((one) => guardCell(one) !== one).length;
        expect(count(...cells.map(guardCell))).toBe(changed);
      }),
    );
  });
});
