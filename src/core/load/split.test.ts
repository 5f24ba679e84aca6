import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchLimits, callLimits, createSplitter, jobLimits, limitRows } from './split';

describe('createSplitter', () => {
  it('keeps every part within its limits, and the records in their order', () => {
    const records = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 200 });
    const limits = fc.record({
      rows: fc.integer({ min: 1, max: 20 }),
      bytes: fc.integer({ min: 30, max: 100 }),
    });
    fc.assert(
      fc.property(records, limits, fc.nat(20), (sizes, most, header) => {
        const splitter = createSplitter(header, most);
        const places = sizes.map((size) => splitter.place(size));
        const parts = splitter.jobs();
        expect(places[0]).toBe(1);
        places.forEach((place, at) => expect([0, 1]).toContain(place - (places[at - 1] ?? 1)));
        expect(parts.reduce((sum, rows) => sum + rows, 0)).toBe(sizes.length);
        parts.forEach((rows, at) => {
          const own = sizes.filter((_size, index) => places[index] === at + 1);
          expect(own).toHaveLength(rows);
          expect(rows).toBeLessThanOrEqual(most.rows);
          const bytes = own.reduce((sum, size) => sum + size, header);
          if (rows > 1) expect(bytes).toBeLessThanOrEqual(most.bytes);
          // No part is closed as long as the next record fits.
          const next = sizes[places.lastIndexOf(at + 1) + 1];
          if (next !== undefined) expect(rows >= most.rows || bytes + next > most.bytes).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('knows the limits of each way', () => {
    const count = (rows: number, limits = jobLimits): number[] => {
      const splitter = createSplitter(0, limits);
      for (let row = 0; row < rows; row += 1) splitter.place(10);
      return splitter.jobs();
    };
    expect(count(20_001)).toEqual([20_001]);
    expect(count(20_001, batchLimits)).toEqual([10_000, 10_000, 1]);
    expect(count(401, callLimits)).toEqual([200, 200, 1]);
    expect(count(401, limitRows(callLimits, 150))).toEqual([150, 150, 101]);
    expect(count(401, limitRows(callLimits, 500))).toEqual([200, 200, 1]);
    expect(count(401, limitRows(callLimits, null))).toEqual([200, 200, 1]);
  });
});
