import { describe, expect, it } from 'vitest';
import type { JobView } from '../../shared/domain/load';
import { chooseParts, countParts } from './part-counts';

const part = (seq: number, change: Partial<JobView> = {}): JobView => ({
  seq,
  attempt: 1,
  id: null,
  api: '1.0',
  boxId: null,
  rows: 200,
  committed: true,
  phase: 'planned',
  orgState: null,
  processed: 0,
  failed: 0,
  error: null,
  ...change,
});

const many = Array.from({ length: 5000 }, (_, at) =>
  part(at + 1, {
    ...(at < 4000 ? { phase: 'settled', processed: 200, failed: 1 } : {}),
    ...(at >= 4000 && at < 4003 ? { phase: 'running', orgState: at === 4000 ? 'InProgress' : 'Queued' } : {}),
    ...(at === 10 ? { error: 'InvalidBatch' } : {}),
  }),
);

describe('countParts', () => {
  it('has every part and row once, told apart by what is being done', () => {
    expect(countParts(many)).toEqual([
      { phase: 'settled', queued: false, parts: 4000, rows: 800_000, processed: 800_000, failed: 4000 },
      { phase: 'running', queued: false, parts: 1, rows: 200, processed: 0, failed: 0 },
      { phase: 'running', queued: true, parts: 2, rows: 400, processed: 0, failed: 0 },
      { phase: 'planned', queued: false, parts: 997, rows: 199_400, processed: 0, failed: 0 },
    ]);
  });
});

describe('chooseParts', () => {
  it('keeps those at work, those that went wrong, and the newest', () => {
    expect(chooseParts(many, 8).map(({ seq }) => seq)).toEqual([
      11, 3997, 3998, 3999, 4000, 4001, 4002, 4003,
    ]);
  });

  it('goes on with those that are next once nothing else is left', () => {
    const fresh = Array.from({ length: 60 }, (_, at) => part(at + 1, at === 0 ? { phase: 'uploading' } : {}));
    expect(chooseParts(fresh, 3).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('keeps all where they are few', () => {
    expect(chooseParts(many.slice(0, 50))).toHaveLength(50);
  });
});
