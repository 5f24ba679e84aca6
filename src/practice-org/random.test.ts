import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedRandom, shuffleIndexes } from './random';

describe('shuffling', () => {
  it('keeps every index, is the same for a seed, and never leaves the order as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 300 }), (seed, length) => {
        const order = Uint32Array.from({ length }, (_, n) => n);
        const shuffled = shuffleIndexes(order.slice(), seedRandom(seed));
        expect([...shuffled]).toEqual([...shuffleIndexes(order.slice(), seedRandom(seed))]);
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...order]);
        expect([...shuffled]).not.toEqual([...order]);
      }),
    );
  });
});
