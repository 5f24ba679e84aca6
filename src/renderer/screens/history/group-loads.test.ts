import { expect, test } from 'vitest';
import type { LoadSummary } from '../../../shared/domain/load';
import { openStates, rowStates, settledStates, type RowState } from '../../../shared/domain/row-state';
import { describeOutcome, groupLoads, isOpen } from './group-loads';

const summary = (
  id: string,
  createdAt: number,
  given: Partial<Record<RowState, number>> = {},
  rest: Partial<LoadSummary> = {},
): LoadSummary => {
  const counts = Object.fromEntries(rowStates.map((state) => [state, given[state] ?? 0])) as Record<
    RowState,
    number
  >;
  const sum = (states: readonly RowState[]): number =>
    states.reduce((total, state) => total + counts[state], 0);
  return {
    id,
    createdAt,
    updatedAt: createdAt,
    phase: 'finished',
    fileName: `${id}.csv`,
    org: { id: 'o', name: 'Org', type: 'practice', username: 'u' },
    target: null,
    balance: {
      rows: sum(rowStates),
      counts,
      settled: sum(settledStates),
      open: sum(openStates),
      underWay: counts.sent + counts.ready,
      balanced: true,
    },
    attempts: 1,
    ...rest,
  };
};

test('loads stand by calendar day, newest first, and days without loads are left out', () => {
  const now = new Date(2026, 10, 23, 9).getTime();
  const on = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();
  const groups = groupLoads(
    [
      summary('old', on(2, 9)),
      summary('early', on(23, 1)),
      summary('late', on(23, 8)),
      summary('older', on(1, 9)),
    ],
    now,
  );
  expect(groups.map((group) => [group.key, group.loads.map((load) => load.id)])).toEqual([
    ['today', ['late', 'early']],
    ['earlier', ['old', 'older']],
  ]);
});

test.each<[LoadSummary, string, string | null, boolean]>([
  [summary('a', 0, { created: 4719, failed: 212, held: 69 }), '281 of 5,000 open', 'failed', true],
  [summary('b', 0, { created: 180, not_processed: 9820 }), '9,820 of 10,000 open', 'not_processed', true],
  [summary('c', 0, { created: 640, excluded: 12 }), '640 settled, 12 left out', 'done', false],
  [summary('d', 0, { updated: 412 }), '412 settled', 'done', false],
  [summary('e', 0, { created: 7, ready: 3 }), '3 ready to send', 'ready', true],
  [summary('f', 0, { ready: 9 }, { attempts: 0, phase: 'draft' }), 'Not sent yet', null, false],
  [summary('g', 0, { sent: 9, failed: 1 }, { phase: 'running' }), 'Running', 'sent', true],
  [summary('h', 0, { sent: 9 }, { phase: 'paused' }), 'Paused', 'sent', true],
])('an outcome in a few words (%#)', (load, words, mark, open) => {
  expect(describeOutcome(load)).toEqual({ words, mark });
  expect(isOpen(load)).toBe(open);
});
