import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeySet } from './key-set';

describe('createKeySet', () => {
  it('never overlooks a key that repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 200 }), (keys) => {
        const set = createKeySet(1);
        const exact = new Set<string>();
        for (const key of keys) {
          const seen = set.add(key);
          expect(seen || !exact.has(key)).toBe(true);
          exact.add(key);
        }
      }),
    );
  });

  it('tells a million keys of one pattern apart', () => {
    const set = createKeySet();
    let seen = 0;
    for (let at = 0; at < 1_000_000; at += 1) if (set.add(`L-${at}`)) seen += 1;
    expect(seen).toBe(0);
  });
});
