import { describe, expect, it } from 'vitest';
import type { PartCount } from '../../../shared/domain/load';
import { phaseKey, toPartLines } from './part-words';

const count = (change: Partial<PartCount>): PartCount => ({
  phase: 'planned',
  queued: false,
  parts: 1,
  rows: 200,
  processed: 0,
  failed: 0,
  ...change,
});

describe('phaseKey', () => {
  it('tells what waits in the org from what it works on, in each API', () => {
    expect(phaseKey({ phase: 'running', queued: true }, '1.0')).toBe('run.phase.queued');
    expect(phaseKey({ phase: 'running', queued: false }, '2.0')).toBe('run.phase.running');
    expect(phaseKey({ phase: 'committing', queued: false }, '2.0')).toBe('run.phase.committing');
    expect(phaseKey({ phase: 'committing', queued: false }, 'collections')).toBe('run.phase.running');
  });
});

describe('toPartLines', () => {
  it('puts those at work first, and what is said in the same words in one line', () => {
    const lines = toPartLines(
      [
        count({ phase: 'settled', parts: 4000, rows: 800_000, failed: 7 }),
        count({ phase: 'planned', parts: 997, rows: 199_400 }),
        count({ phase: 'committing', parts: 1 }),
        count({ phase: 'running', parts: 2, rows: 400, failed: 1 }),
      ],
      'collections',
    );
    expect(lines.map(({ words, parts, rows, failed }) => [words, parts, rows, failed])).toEqual([
      ['run.phase.running', 3, 600, 1],
      ['run.phase.settled', 4000, 800_000, 7],
      ['run.phase.planned', 997, 199_400, 0],
    ]);
  });
});
