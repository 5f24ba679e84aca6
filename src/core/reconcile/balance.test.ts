import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowStates, type RowCounts } from '../../shared/domain/row-state';
import { emptyCounts, weigh } from './balance';
import { isOpenToWork, mayCommit } from './send-again';

const counts = fc
  .tuple(...rowStates.map(() => fc.nat(1000)))
  .map(
    (numbers) => Object.fromEntries(rowStates.map((state, index) => [state, numbers[index]])) as RowCounts,
  );

describe('weigh', () => {
  it('is balanced exactly when the states sum to the file', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: -2, max: 2 }), (some, off) => {
        const sum = rowStates.reduce((total, state) => total + some[state], 0);
        const balance = weigh(sum + off, some);
        expect(balance.balanced).toBe(off === 0);
        expect(balance.settled + balance.open + balance.underWay).toBe(sum);
      }),
    );
  });

  it('balances an empty file', () => {
    expect(weigh(0, emptyCounts())).toMatchObject({ balanced: true, settled: 0, open: 0, underWay: 0 });
  });
});

describe('mayCommit', () => {
  it('frees a row only by a verdict of failed or not processed, or none at all', () => {
    expect(rowStates.filter((state) => mayCommit(state))).toEqual(['failed', 'not_processed']);
    expect(mayCommit(null)).toBe(true);
  });

  it('never opens a settled row to work', () => {
    for (const state of [
      'created',
      'updated',
      'deleted',
      'unchanged',
      'excluded',
      'sent',
      'no_verdict',
    ] as const) {
      expect(isOpenToWork(state, state)).toBe(false);
    }
    expect(isOpenToWork('ready', 'created')).toBe(false);
    expect(isOpenToWork('held', null)).toBe(true);
  });
});
