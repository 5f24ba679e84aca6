import { describe, expect, it } from 'vitest';
import { maxJobBytes } from '../load/split';
import { estimateNeeds } from './estimate-needs';

describe('estimateNeeds', () => {
  it.each([
    [0, 0, { batches: 0, jobs: 0 }],
    [1, 20, { batches: 1, jobs: 1 }],
    [10_000, 1_000_000, { batches: 1, jobs: 1 }],
    [10_001, 1_000_000, { batches: 2, jobs: 1 }],
    [3, 2 * maxJobBytes + 1, { batches: 3, jobs: 3 }],
    [1_000_000, maxJobBytes, { batches: 100, jobs: 1 }],
  ])('%i rows in %i bytes', (rows, bytes, { batches, jobs }) => {
    const one = estimateNeeds(1, 1).calls;
    expect(estimateNeeds(rows, bytes)).toEqual({ batches, calls: jobs * one });
  });
});
