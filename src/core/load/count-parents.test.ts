import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createParentCounter } from './count-parents';

const countAll = (keys: Iterable<string>, most?: number) => {
  const counter = createParentCounter(most);
  for (const key of keys) counter.add(key);
  return counter.counts();
};

describe('createParentCounter', () => {
  it('counts exactly as long as the parents fit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (keys) => {
        const { rows, distinct, exact, biggest } = countAll(keys.map(String));
        const truth = new Map<number, number>();
        for (const key of keys) truth.set(key, (truth.get(key) ?? 0) + 1);
        expect({ rows, distinct, exact }).toEqual({ rows: keys.length, distinct: truth.size, exact: true });
        const sizes = [...truth.values()].sort((a, b) => b - a).slice(0, 5);
        expect(biggest.map(({ rows: size }) => size)).toEqual(sizes);
        for (const { value, rows: size } of biggest) expect(truth.get(Number(value))).toBe(size);
      }),
    );
  });

  it('says how likely two rows meet: never where each parent has one row, always where there is one parent', () => {
    expect(countAll(['a', 'b', 'c']).meeting).toBe(0);
    expect(countAll(['a', 'a', 'a']).meeting).toBe(1);
    expect(countAll(['a', 'a', 'b', 'b']).meeting).toBeCloseTo(1 / 3);
    expect(countAll(['a']).meeting).toBe(0);
  });

  it('finds the biggest of more parents than it can hold, and how many there are', () => {
    const rows = 200_000;
    const keys = function* all(): Generator<string> {
      for (let at = 0; at < rows; at += 1) yield at % 10 === 0 ? `big ${at % 30}` : `small ${at}`;
    };
    const { distinct, exact, biggest, heavy } = countAll(keys(), 5000);
    expect(exact).toBe(false);
    expect(Math.abs(distinct - (rows * 0.9 + 3))).toBeLessThan(rows / 100);
    expect(
      biggest
        .slice(0, 3)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(['big 0', 'big 10', 'big 20']);
    for (const { rows: size } of biggest.slice(0, 3))
      expect(Math.abs(size - rows / 30)).toBeLessThan((2 * rows) / 5000);
    expect(heavy.parents).toBe(3);
  });
});
