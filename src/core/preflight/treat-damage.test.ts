import { expect, test } from 'vitest';
import type { RowDamage } from '../sheet/row-damage';
import { findLastingDamage } from './treat-damage';

const held = { damaged: {} };
const formulas: RowDamage = { kind: 'no-value', line: 4, column: 2, withoutValue: [2, 3] };
const wide: RowDamage = { kind: 'cell-count', line: 4, expected: 3, found: 4 };

test('damage lasts until the row is worked on, let go, or its kind is sent', () => {
  expect(findLastingDamage(held, { damage: null, mended: [] }, false)).toBeNull();
  expect(findLastingDamage(held, { damage: wide, mended: [] }, false)).toBe(wide);
  expect(findLastingDamage(held, { damage: wide, mended: [] }, true)).toBeNull();
  expect(findLastingDamage(held, { damage: wide, mended: [{ column: 0 }] }, false)).toBeNull();
  expect(findLastingDamage(held, { damage: wide, mended: [], picked: '0038c00002FInbo' }, false)).toBeNull();
  const sent = { damaged: { 'cell-count': 'send' as const } };
  expect(findLastingDamage(sent, { damage: wide, mended: [] }, false)).toBeNull();
});

test('a formula without a result holds its row until its own cell is typed or the row is let go', () => {
  const after = (...columns: number[]) =>
    findLastingDamage(held, { damage: formulas, mended: columns.map((column) => ({ column })) }, false);
  expect(after()).toBe(formulas);
  expect(after(0)).toEqual(formulas);
  expect(after(1)).toEqual({ kind: 'no-value', line: 4, column: 3, withoutValue: [3] });
  expect(after(1, 2)).toBeNull();
  expect(findLastingDamage(held, { damage: formulas, mended: [] }, true)).toBeNull();
});

test('sending all rows of another damage does not make a formula blank', () => {
  const sent = { damaged: { 'cell-count': 'send' as const } };
  const damage = { ...wide, withoutValue: [3] };
  expect(findLastingDamage(sent, { damage, mended: [] }, false)).toEqual({
    kind: 'no-value',
    line: 4,
    column: 3,
    withoutValue: [3],
  });
});
