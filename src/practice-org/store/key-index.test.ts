import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addKey, findKey, makeKeyIndex, removeKey } from './key-index';

const idsOf = (held: string | Set<string> | undefined): string[] =>
  held === undefined ? [] : typeof held === 'string' ? [held] : [...held].sort();

describe('an index of keys', () => {
  it('finds what a map of sets finds, whatever is added and removed', () => {
    const step = fc.record({
      adds: fc.boolean(),
      key: fc.oneof(fc.string(), fc.nat(40).map(String), fc.constantFrom('', 'é', '🧱')),
      id: fc.nat(5).map(String),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const index = makeKeyIndex();
        const model = new Map<string, Set<string>>();
        for (const { adds, key, id } of steps) {
          const held = model.get(key) ?? new Set();
          if (adds) held.add(id);
          else held.delete(id);
          model.set(key, held);
          if (adds) addKey(index, key, id);
          else removeKey(index, key, id);
        }
        for (const [key, held] of model) expect(idsOf(findKey(index, key))).toEqual([...held].sort());
        expect(findKey(index, 'never added, and longer than the others')).toBeUndefined();
      }),
    );
  });

  it('does not grow with keys that come and go', () => {
    const index = makeKeyIndex();
    for (let n = 0; n < 50_000; n += 1) {
      addKey(index, `key ${n}`, 'id');
      removeKey(index, `key ${n}`, 'id');
    }
    expect(index.places.length).toBeLessThan(200);
    expect(index.keys.length).toBe(1);
    for (let n = 0; n < 5000; n += 1) addKey(index, `key ${n}`, String(n));
    expect([0, 77, 4999].map((n) => findKey(index, `key ${n}`))).toEqual(['0', '77', '4999']);
  });
});
