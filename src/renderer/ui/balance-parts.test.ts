import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weigh, emptyCounts } from '../../core/reconcile/balance';
import { rowStates, type RowCounts } from '../../shared/domain/row-state';
import { countGap, listParts } from './balance-parts';

const counts = (some: Partial<RowCounts>): RowCounts => ({ ...emptyCounts(), ...some });
const filled = (parts: ReturnType<typeof listParts>): [string, number][] =>
  parts.filter(({ count }) => count > 0).map(({ state, count }) => [state, count]);

describe('listParts', () => {
  it('keeps the one fixed order, settled rows first', () => {
    const balance = weigh(
      60,
      counts({ held: 10, failed: 10, unchanged: 10, updated: 10, created: 10, ready: 10 }),
    );
    expect(filled(listParts(balance)).map(([state]) => state)).toEqual([
      'created',
      'updated',
      'unchanged',
      'ready',
      'failed',
      'held',
    ]);
  });

  it('splits rows on their way by what Salesforce has counted', () => {
    const balance = weigh(5000, counts({ created: 384, sent: 4500, failed: 47, held: 69 }));
    expect(filled(listParts(balance, { written: 1240, failed: 34 }))).toEqual([
      ['created', 384],
      ['written', 1240],
      ['sent', 3226],
      ['failed', 81],
      ['held', 69],
    ]);
  });

  it('shows a gap as a compartment of its own', () => {
    expect(filled(listParts(weigh(5000, counts({ created: 4988 }))))).toEqual([
      ['created', 4988],
      ['missing', 12],
    ]);
    expect(countGap(weigh(10, counts({ created: 12 })))).toBe(-2);
  });

  it('always adds up to the rows of the file, whatever Salesforce counts', () => {
    const anyCounts = fc.record(
      Object.fromEntries(rowStates.map((state) => [state, fc.nat(10_000)])) as Record<
        (typeof rowStates)[number],
        fc.Arbitrary<number>
      >,
    );
    fc.assert(
      fc.property(
        anyCounts,
        fc.nat(500),
        fc.nat(20_000),
        fc.nat(20_000),
        (some, missing, written, failed) => {
          const rows = rowStates.reduce((sum, state) => sum + some[state], 0) + missing;
          const parts = listParts(weigh(rows, some), { written, failed });
          expect(parts.every(({ count }) => count >= 0)).toBe(true);
          expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(rows);
        },
      ),
    );
  });
});
