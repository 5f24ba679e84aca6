import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeyBook } from './key-book';

const keys = fc.constantFrom('a', 'b', null);

describe('a key book', () => {
  it('knows all rows of each key in order and once, whatever order they came and went in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), keys, fc.integer({ min: 1, max: 12 }))), (acts) => {
        const book = openKeyBook();
        const known = new Map<string, Set<number>>([
          ['a', new Set()],
          ['b', new Set()],
        ]);
        for (const [adds, key, row] of acts) {
          if (adds) book.add(key, row);
          else book.remove(key, row);
          const rows = known.get(key ?? '');
          if (adds) rows?.add(row);
          else rows?.delete(row);
        }
        for (const [key, rows] of known) expect(book.rows(key)).toEqual([...rows].sort((a, b) => a - b));
        expect(book.rows(null)).toEqual([]);
      }),
    );
  });
});
