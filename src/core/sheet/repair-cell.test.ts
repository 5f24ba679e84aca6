import { describe, expect, it } from 'vitest';
import { readSerial, repairCell } from './repair-cell';

describe('readSerial', () => {
  it.each([
    ['45000', '2023-03-15'],
    ['36526', '2000-01-01'],
    ['45000.5', '2023-03-15 12:00:00'],
    ['45000,4375115741', '2023-03-15 10:30:01'],
    ['45000.999999999', '2023-03-16'],
    [' 46000 ', '2025-12-09'],
    ['1069', null],
    ['99999', null],
    ['2023-03-15', null],
  ])('%s is %s', (text, expected) => {
    expect(readSerial(text)).toBe(expected);
  });

  it.each([
    ['43538', '2023-03-15'],
    ['35064.5', '2000-01-01 12:00:00'],
    ['0', null],
  ])('%s counted from 1904 is %s', (text, expected) => {
    expect(readSerial(text, true)).toBe(expected);
  });
});

describe('repairCell', () => {
  const zeros = { column: 0, kind: 'lost-zeros', width: 5 } as const;
  const ids = { column: 0, kind: 'short-ids' } as const;
  const lost = { column: 0, kind: 'id-case' } as const;
  const serials = { column: 0, kind: 'serial-dates' } as const;

  it.each([
    ['1069', [zeros], '01069'],
    [' 7 ', [zeros], '00007'],
    ['80331', [zeros], '80331'],
    ['123456', [zeros], '123456'],
    ['D-1069', [zeros], 'D-1069'],
    ['0018c00002FInbo', [ids], '0018c00002FInboAAD'],
    ['0018c00002FInboAAD', [ids], '0018c00002FInboAAD'],
    ['0018C00002FINBOAAD', [lost], '0018c00002FInboAAD'],
    [' 0018c00002finboaad ', [lost, ids], '0018c00002FInboAAD'],
    ['0018C00002FINBO', [lost], '0018C00002FINBO'],
    ['43538', [{ column: 0, kind: 'days-1904' } as const], '2023-03-15'],
    ['="0""1"', [{ column: 0, kind: 'formula-text' } as const], '0"1'],
    ['Ac\u200bme', [{ column: 0, kind: 'invisible' } as const], 'Acme'],
    ['\ufeff 7', [{ column: 0, kind: 'invisible' } as const, zeros], '00007'],
    [' Acme ', [{ column: 0, kind: 'invisible' } as const], ' Acme '],
    ['45000', [serials], '2023-03-15'],
    ['03.04.2026', [serials], '03.04.2026'],
    [' as it was ', [zeros, ids, serials], ' as it was '],
    ['1069', [], '1069'],
  ])('%j with %j is %j', (cell, repairs, expected) => {
    expect(repairCell(cell, repairs)).toBe(expected);
  });
});
