import { describe, expect, it } from 'vitest';
import type { JobPhase } from '../../shared/domain/load';
import { findNextPart } from './next-part';
import { planAttempt } from './state';

/** Parts as `chain` and `phase`; answers the number of the part that goes next. */
const next = (...parts: readonly [number | null, JobPhase][]): number | undefined => {
  const way = { api: '2.0', mode: 'parallel', batchSize: null } as const;
  const { jobs } = planAttempt(
    1,
    way,
    parts.map(([chain]) => ({ rows: 1, chain })),
    0,
  );
  return findNextPart({ jobs: jobs.map((job, at) => ({ ...job, phase: parts[at]?.[1] ?? 'planned' })) })?.seq;
};

describe('findNextPart', () => {
  it('takes parts in their order where nothing keeps them apart', () => {
    expect(next([null, 'running'], [null, 'planned'], [null, 'planned'])).toBe(2);
    expect(next([null, 'settled'])).toBeUndefined();
  });

  it('starts no part while another of its chain is under way', () => {
    expect(next([1, 'running'], [1, 'planned'], [null, 'planned'])).toBe(3);
    for (const phase of ['creating', 'uploading', 'doubting', 'collecting', 'aborting'] as const)
      expect(next([1, phase], [1, 'planned'])).toBeUndefined();
    for (const phase of ['settled', 'abandoned'] as const) expect(next([1, phase], [1, 'planned'])).toBe(2);
  });

  it('begins long chains first', () => {
    expect(next([null, 'planned'], [1, 'planned'], [2, 'planned'], [2, 'planned'])).toBe(3);
    expect(next([null, 'planned'], [1, 'planned'], [2, 'running'], [2, 'planned'])).toBe(2);
  });
});
