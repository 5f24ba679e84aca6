import { describe, expect, it } from 'vitest';
import type { JobView } from '../../../shared/domain/load';
import { groupParts, phaseKey } from './part-words';

const part = (seq: number, change: Partial<JobView>): JobView => ({
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

describe('phaseKey', () => {
  it('tells what waits in the org from what it works on, in each API', () => {
    expect(phaseKey(part(1, { phase: 'running', orgState: 'Queued' }))).toBe('run.phase.queued');
    expect(phaseKey(part(1, { phase: 'running', orgState: 'InProgress' }))).toBe('run.phase.running');
    expect(phaseKey(part(1, { api: '2.0', phase: 'running', orgState: 'UploadComplete' }))).toBe(
      'run.phase.queued',
    );
    expect(phaseKey(part(1, { api: 'collections', phase: 'committing' }))).toBe('run.phase.running');
  });
});

describe('groupParts', () => {
  it('makes a few lines of 5,000 batches, with every batch and row in one of them', () => {
    const jobs = Array.from({ length: 5000 }, (_, at) =>
      part(at + 1, at < 4000 ? { phase: 'settled', failed: 1 } : at < 4003 ? { phase: 'running' } : {}),
    );
    const groups = groupParts(jobs);
    expect(groups.map(({ phase, parts, rows, failed }) => [phase, parts, rows, failed])).toEqual([
      ['run.phase.running', 3, 600, 0],
      ['run.phase.settled', 4000, 800_000, 4000],
      ['run.phase.planned', 997, 199_400, 0],
    ]);
  });
});
