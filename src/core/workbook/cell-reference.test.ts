import { expect, test } from 'vitest';
import { nameColumn, parseCellReference, parseRange } from './cell-reference';

test('reads references with and without marks for absolute places', () => {
  expect(parseCellReference('A1')).toEqual({ row: 1, column: 0 });
  expect(parseCellReference('$AB$12')).toEqual({ row: 12, column: 27 });
  expect(parseCellReference('xfd1048576')).toEqual({ row: 1048576, column: 16383 });
});

test.each(['', 'A', '1', 'A0', 'A1048577', 'XFE1', 'A1B', '1A', '#REF!', 'A-1', 'A1.5'])(
  'refuses %s',
  (text) => {
    expect(parseCellReference(text)).toBeNull();
  },
);

test('reads ranges whichever corner comes first', () => {
  expect(parseRange('B3:D9')).toEqual({ top: 3, bottom: 9, left: 1, right: 3 });
  expect(parseRange('D9:B3')).toEqual({ top: 3, bottom: 9, left: 1, right: 3 });
  expect(parseRange('C5')).toEqual({ top: 5, bottom: 5, left: 2, right: 2 });
  expect(parseRange('A1:B2:C3')).toBeNull();
  expect(parseRange('A:B')).toBeNull();
});

test('names columns as a spreadsheet does, and every name is read back', () => {
  expect([0, 25, 26, 701, 702, 16383].map(nameColumn)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  for (let column = 0; column <= 16383; column += 7) {
    expect(parseCellReference(`${nameColumn(column)}1`)?.column).toBe(column);
  }
});
