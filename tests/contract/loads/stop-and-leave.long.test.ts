import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadView } from '../../../src/shared/domain/load';
import { judgeKind } from './judge-kind';
import { type Prepared, prepareKind, rowsOfKind, sendKind, smallParts } from './kinds';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const apis = ['2.0', '1.0', 'collections'] as const;
type Api = (typeof apis)[number];

const start = async (api: Api, settings: object): Promise<Prepared> => {
  const batchSize = api === '2.0' ? null : smallParts;
  const prepared = await prepareKind(world, 'insert', 'x', { api, batchSize });
  await world.control({ settings });
  await sendKind(world, prepared);
  return prepared;
};

const until = async (loadId: string, isSo: (view: LoadView) => boolean): Promise<void> =>
  expect
    .poll(async () => isSo(await world.call['loads.get']({ loadId })), { timeout: 20_000, interval: 10 })
    .toBe(true);

describe('Stop', () => {
  it('aborts a job of 2.0 that waits, and gives all of its rows back', async () => {
    const prepared = await start('2.0', { queueMs: 30_000 });
    await until(prepared.loadId, ({ jobs }) => jobs[0]?.phase === 'running');
    await world.call['loads.stop']({ loadId: prepared.loadId });
    const { balance } = await judgeKind(world, prepared);
    expect(balance.counts).toMatchObject({ not_processed: rowsOfKind });
  });

  it('aborts a job of 1.0: what waits is given back, what runs is settled', async () => {
    const prepared = await start('1.0', { queueMs: 0, chunkMs: 1500 });
    await until(prepared.loadId, ({ jobs }) => jobs[0]?.orgState === 'InProgress');
    await world.control({ settings: { queueMs: 30_000 } });
    await world.call['loads.stop']({ loadId: prepared.loadId });
    const { balance, jobs } = await judgeKind(world, prepared);
    expect(balance.counts.created).toBeGreaterThan(0);
    expect(balance.counts.created + balance.counts.failed + balance.counts.not_processed).toBe(rowsOfKind);
    expect(jobs.every(({ phase }) => phase === 'settled' || phase === 'abandoned')).toBe(true);
  });

  it('waits for the call of collections that is being made, and makes no other', async () => {
    const prepared = await start('collections', { automationMs: 5000 });
    await until(prepared.loadId, ({ jobs }) => jobs[0]?.phase === 'committing');
    await world.call['loads.stop']({ loadId: prepared.loadId });
    const { balance } = await judgeKind(world, prepared);
    expect(balance.counts).toMatchObject({ created: 18, failed: 2, not_processed: 40, no_verdict: 0 });
  });

  it.each(apis)('at any moment settles what landed and keeps the rest not processed: %s', async (api) => {
    for (const [at, wait] of [0, 60, 200, 450].entries()) {
      const batchSize = api === '2.0' ? null : smallParts;
      const prepared = await prepareKind(world, 'insert', `t${at}`, { api, batchSize });
      await world.control({ settings: { queueMs: 60, chunkMs: 60, automationMs: 300 } });
      await sendKind(world, prepared);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await world.call['loads.stop']({ loadId: prepared.loadId });
      const { balance } = await judgeKind(world, prepared);
      expect(balance.counts.no_verdict).toBe(0);
    }
  });

  it.each(apis)('of a load that was left stops it all the same: %s', async (api) => {
    const prepared = await start(api, { queueMs: 300, chunkMs: 300, automationMs: 2000 });
    await until(prepared.loadId, ({ jobs }) => jobs.some(({ committed }) => committed));
    await world.program.running.leave(prepared.loadId);
    expect(await world.call['loads.get']({ loadId: prepared.loadId })).toMatchObject({
      phase: 'paused',
      pause: { code: 'load.left' },
    });
    await world.call['loads.stop']({ loadId: prepared.loadId });
    const { balance } = await judgeKind(world, prepared);
    expect(balance.counts.no_verdict).toBe(0);
  });
});

describe('a program that is asked to end', () => {
  it.each(apis)('leaves nothing in doubt, and the next start goes on: %s', async (api) => {
    for (const [at, wait] of [0, 100, 300].entries()) {
      const batchSize = api === '2.0' ? null : smallParts;
      const prepared = await prepareKind(world, 'insert', `l${at}`, { api, batchSize });
      await world.control({ settings: { queueMs: 100, chunkMs: 60, automationMs: 300 } });
      await sendKind(world, prepared);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await world.restart();
      await world.program.running.adopt();
      const { balance } = await judgeKind(world, prepared);
      expect(balance.counts).toMatchObject({ created: 54, failed: 6 });
    }
  });
});
