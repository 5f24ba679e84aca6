import { describe, expect, it } from 'vitest';
import { findRow } from './find-row';

const list = [3, 8, 9, 40, 41, 500];
const rowAt = (index: number): Promise<number | null> => Promise.resolve(list[index] ?? null);

describe('findRow', () => {
  it.each([
    [3, { index: 0, row: 3 }],
    [40, { index: 3, row: 40 }],
    [500, { index: 5, row: 500 }],
    [10, { index: 3, row: 40 }],
    [1, { index: 0, row: 3 }],
    [900, { index: 5, row: 500 }],
  ])('row %i', async (wanted, expected) => {
    expect(await findRow(wanted, list.length, rowAt)).toEqual(expected);
  });

  it('finds nothing in an empty list', async () => {
    expect(await findRow(1, 0, rowAt)).toBeNull();
  });

  it('asks some twenty times in a million rows', async () => {
    let asked = 0;
    const found = await findRow(765_432, 1_000_000, (index) => {
      asked += 1;
      return Promise.resolve(index + 1);
    });
    expect(found).toEqual({ index: 765_431, row: 765_432 });
    expect(asked).toBeLessThanOrEqual(22);
  });
});
