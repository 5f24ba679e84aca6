import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGroupPlacer, rowsPerOwnBatch, type Group } from './place-groups';
import { batchLimits, callLimits } from './split';

type Placed = { group: number; part: number; rows: number; bytes: number };

/** Places groups list by list, as they come from disk; large ones last. */
const placeAll = (
  lists: readonly Group[][],
  ...how: Parameters<typeof createGroupPlacer>
): { placed: Placed[]; parts: ReturnType<ReturnType<typeof createGroupPlacer>['parts']> } => {
  const placer = createGroupPlacer(...how);
  const placed: Placed[] = [];
  const large: { group: number; size: Group }[] = [];
  let first = 0;
  for (const list of lists) {
    const small = list.map((size, at) => ({ group: first + at, size }));
    large.push(...small.filter(({ size }) => placer.isLarge(size)));
    const whole = small.filter(({ size }) => !placer.isLarge(size));
    for (const { group, part } of placer.place(whole.map(({ size }) => size))) {
      const one = whole[group];
      if (one !== undefined) placed.push({ group: one.group, part, ...one.size });
    }
    first += list.length;
  }
  for (const { group, size } of large) {
    const next = placer.placeLarge();
    const bytes = Math.floor(size.bytes / size.rows);
    for (let row = 0; row < size.rows; row += 1) placed.push({ group, part: next(bytes), rows: 1, bytes });
  }
  return { placed, parts: placer.parts() };
};

describe('createGroupPlacer', () => {
  const group = fc
    .record({ rows: fc.integer({ min: 1, max: 40 }), width: fc.integer({ min: 1, max: 6 }) })
    .map(({ rows, width }): Group => ({ rows, bytes: rows * width }));
  const lists = fc.array(fc.array(group, { maxLength: 40 }), { minLength: 1, maxLength: 4 });
  const limits = fc.record({
    rows: fc.integer({ min: 1, max: 60 }),
    bytes: fc.integer({ min: 20, max: 200 }),
  });
  const windows = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 30 }));

  it('places each row once, keeps groups whole and every part within its limits', () => {
    fc.assert(
      fc.property(lists, limits, windows, fc.nat(10), (some, most, window, header) => {
        const { placed, parts } = placeAll(some, header, most, window);
        const all = some.flat();
        const rowsOf = (of: (one: Placed) => boolean): number =>
          placed.filter(of).reduce((sum, { rows }) => sum + rows, 0);
        all.forEach(({ rows }, at) => expect(rowsOf(({ group: one }) => one === at)).toBe(rows));
        const partsOf = all.map(
          (_, at) => new Set(placed.filter((one) => one.group === at).map(({ part }) => part)),
        );
        parts.forEach(({ rows, chain }, at) => {
          expect(rowsOf(({ part }) => part === at + 1)).toBe(rows);
          expect(rows).toBeGreaterThan(0);
          expect(rows).toBeLessThanOrEqual(chain === null ? most.rows : Math.min(most.rows, window));
          const bytes = placed
            .filter(({ part }) => part === at + 1)
            .reduce((sum, one) => sum + one.bytes, header);
          if (rows > 1) expect(bytes).toBeLessThanOrEqual(most.bytes);
        });
        partsOf.forEach((own, at) => {
          const size = all[at] ?? { rows: 0, bytes: 0 };
          const isLarge = size.rows > Math.min(most.rows, window) || header + size.bytes > most.bytes;
          const chains = new Set([...own].map((part) => parts[part - 1]?.chain));
          // A parent in two parts is one that exceeds a part, and its parts are in one chain of their own.
          expect(chains.size).toBe(1);
          expect(chains.has(null)).toBe(!isLarge);
          if (!isLarge) expect(own.size).toBe(1);
        });
        // Nothing is ever put behind a part that was left, so that parts can be written one after the other.
        placed.forEach(({ part }, at) => expect(part).toBeGreaterThanOrEqual(placed[at - 1]?.part ?? 1));
      }),
      { numRuns: 200 },
    );
  });

  it('fills parts as far as whole groups go', () => {
    const calls = placeAll([[150, 120, 80, 50, 1].map((rows) => ({ rows, bytes: rows }))], 0, callLimits);
    expect(calls.parts.map(({ rows }) => rows)).toEqual([200, 200, 1]);
    const batches = placeAll(
      [
        [
          { rows: 9000, bytes: 9 },
          { rows: 2000, bytes: 2 },
        ],
      ],
      0,
      batchLimits,
    );
    expect(batches.parts.map(({ rows }) => rows)).toEqual([9000, 2000]);
  });

  it('lays no group that fits across the cuts the org makes by itself', () => {
    const sizes = [6000, 6000, 4000, 4000, 3000, 1, 1];
    const { placed } = placeAll(
      [sizes.map((rows) => ({ rows, bytes: rows }))],
      0,
      { rows: 100_000, bytes: 1e9 },
      rowsPerOwnBatch,
    );
    let at = 0;
    const torn = placed.filter(({ rows }) => {
      const from = at;
      at += rows;
      return Math.floor(from / rowsPerOwnBatch) !== Math.floor((at - 1) / rowsPerOwnBatch);
    });
    expect(torn).toEqual([]);
  });
});
