import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchByPosition } from './by-position';

describe('matchByPosition', () => {
  it('gives each answer to the row at its place, and none to any while one could be missing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.constantFrom('whole', 'cut', 'doubled'),
        fc.nat(),
        (numbers, fate, at) => {
          const rows = numbers.map((_, index) => index + 1);
          const answers = rows.map((row) => ({ of: row }));
          const place = rows.length === 0 ? 0 : at % rows.length;
          if (fate === 'cut') answers.splice(place, 1);
          const [again] = answers;
          if (fate === 'doubled' && again !== undefined) answers.splice(place, 0, again);
          const matched = matchByPosition(rows, answers);
          if (answers.length !== rows.length) expect(matched).toBeNull();
          else expect(matched).toEqual(rows.map((row) => ({ row, answer: { of: row } })));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
