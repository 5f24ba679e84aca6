import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeKind } from './judge-kind';
import { kindsOf, prepareKind, sendKind, smallParts } from './kinds';
import { openWorld, type World } from './world';

let marks = 0;
const nextMark = (): string => `m${(marks += 1)}`;

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterAll(async () => world.end());

const counts = {
  insert: { created: 54, failed: 6 },
  'insert-unique': { created: 54, failed: 6 },
  'insert-shared': { created: 54, failed: 6 },
  upsert: { created: 24, updated: 30, failed: 6 },
  update: { updated: 54, failed: 6 },
  delete: { deleted: 54, failed: 6 },
  hardDelete: { deleted: 54, failed: 6 },
} as const;

describe('a load on a good day', () => {
  for (const api of ['2.0', '1.0', 'collections'] as const) {
    it.each(kindsOf(api))(`goes by ${api}: %s`, async (kind) => {
      const batchSize = api === '2.0' ? null : smallParts;
      const prepared = await prepareKind(world, kind, nextMark(), { api, batchSize });
      await sendKind(world, prepared);
      const view = await judgeKind(world, prepared);
      expect(view.balance.counts).toMatchObject({ ...counts[kind], no_verdict: 0, not_processed: 0 });
    });
  }
});
