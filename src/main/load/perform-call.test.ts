import { expect, it } from 'vitest';
import { planAttempt } from '../../core/load/state';
import type { Outcome } from '../store/outcomes';
import type { AttemptLedger } from './ledger-port';
import { performCallEffect, type CallPorts } from './perform-call';

const way = { api: 'collections', mode: 'parallel', batchSize: null } as const;

it('an upsert that was made again says created of what it made, not of what another row had just made', async () => {
  const [planned] = planAttempt(1, way, [{ rows: 3, chain: null }], 0).jobs;
  if (planned === undefined) throw new Error('there is one part');
  const settled: Outcome[] = [];
  const ledger = {
    isAnswered: async () => false,
    rows: async function* each() {
      yield [11, 12, 13].map((row) => ({ row, values: [`k-${row}`] }));
    },
    // Row 4 of an earlier call has the key of row 12.
    ownersOf: async () => new Map([['id-12', 4]]),
    settle: async (_job: unknown, outcomes: readonly Outcome[]) => void settled.push(...outcomes),
  } as unknown as AttemptLedger;
  const ports: CallPorts = {
    collections: {
      send: async () =>
        [11, 12, 13].map((row) => ({
          id: `id-${row}`,
          success: true,
          created: false,
          code: null,
          text: null,
          fields: [],
        })),
    },
    options: { object: 'Contact', allOrNone: false, autoAssign: false, duplicateSave: false },
    operation: 'upsert',
    externalId: 'Key__c',
    columns: [{ header: 'Key__c', type: 'string' }],
    ask: { key: null, findMade: async () => [] },
    findMadeAmong: async () => new Set(['id-11', 'id-12']),
  };
  const { signal } = new AbortController();
  const doubted = { ...planned, phase: 'doubting', committedAt: 1, sentAfter: 1 } as const;
  await performCallEffect({ type: 'call', seq: 1, after: 0 }, doubted, ledger, ports, signal);
  expect(settled.map(({ row, state }) => `${row} ${state}`)).toEqual([
    '11 created',
    '12 updated',
    '13 updated',
  ]);
});
