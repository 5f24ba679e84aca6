import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signature } from './row-signature';

/** Texts that could pretend to be the seam between two others. */
const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '1', '\u001f'), maxLength: 4 }), {
  minLength: 2,
  maxLength: 3,
});

describe('signature', () => {
  it('is one for each list of texts, whatever is in them', () => {
    expect(signature(['a\u001fb', 'c'])).not.toBe(signature(['a', 'b\u001fc']));
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        expect(signature(one) === signature(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 1000 },
    );
  });
});
