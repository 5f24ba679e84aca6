import { expect, it } from 'vitest';
import { measureProgress } from './progress';
import { planAttempt } from './state';

const way = { api: '2.0', mode: 'parallel', batchSize: null } as const;
const parts = [
  { rows: 1000, chain: null },
  { rows: 500, chain: null },
];
const report = { id: '750', state: 'InProgress', processed: 200, failed: 10, error: null } as const;

it('says how many rows a second were answered for, once that means something', () => {
  const start = planAttempt(1, way, parts, 50_000);
  const [one, two] = start.jobs;
  if (one === undefined || two === undefined) throw new Error('no parts');
  const running = {
    ...start,
    jobs: [
      { ...one, phase: 'settled' as const },
      { ...two, report },
    ],
  };
  expect(measureProgress(running, 59_999)).toBeNull();
  expect(measureProgress(running, 62_000)).toBe(100);
  expect(measureProgress({ ...running, endedAt: 70_000 }, 999_000)).toBe(60);
  expect(measureProgress(start, 999_000)).toBeNull();
});
