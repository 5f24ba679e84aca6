import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg } from '../../../src/practice-org/server';
import { faults, judge, prepare, routes, rows } from './inserts';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

/** One of each kind here; every call on every bad day is among the long tests. */
const examples = [
  ['create', 'drops after'],
  ['upload', 'drops after'],
  ['upload', 'says the session is over'],
  ['commit', 'answers 503 after acting'],
  ['look', 'shows a maintenance page'],
  ['successes', 'cuts the answer'],
] as const;

describe('a call of a load on a bad day', () => {
  it.each(examples)('%s %s: ends balanced, nothing sent twice', async (call, fault) => {
    const draft = await prepare(world);
    await world.control({ faults: [{ ...routes[call], ...faults[fault], times: 1 }] });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.phase).toBe('finished');
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
  });
});

describe('longer bad days', () => {
  it('a result file that is cut as if it were whole is fetched again', async () => {
    const draft = await prepare(world);
    await world.control({
      faults: [{ ...routes.successes, when: 'after', action: 'truncate', clean: true, times: 2 }],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
  });

  it('results that stay short leave the rows concerned without a verdict, which only a person settles', async () => {
    const draft = await prepare(world);
    await world.control({
      faults: [{ ...routes.successes, when: 'after', action: 'truncate', clean: true, times: 50 }],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    const open = view.balance.counts.no_verdict;
    expect(open).toBeGreaterThan(0);
    const { rows: doubtful } = await world.call['rows.page']({
      loadId: draft.id,
      filter: { states: ['no_verdict'] },
      offset: 0,
      limit: 1000,
    });
    const numbers = doubtful.map(({ row }) => row);
    await expect(world.call['rows.sendAgain']({ loadId: draft.id, rows: numbers })).rejects.toMatchObject({
      code: 'load.row-settled',
    });
    const settled = await world.call['rows.settle']({ loadId: draft.id, rows: numbers, as: 'created' });
    expect(settled.balance.counts).toMatchObject({ created: rows - 9, no_verdict: 0 });
  });

  it('an expired session is renewed without a word', async () => {
    const draft = await prepare(world);
    await world.control({ expireSessions: true });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts.created).toBe(rows - 9);
  });

  it('a daily limit pauses the load with its reason, and Resume goes on', async () => {
    const draft = await prepare(world);
    await world.control({
      faults: [
        {
          ...routes.commit,
          when: 'before',
          action: 'status',
          status: 403,
          errorCode: 'REQUEST_LIMIT_EXCEEDED',
          message: 'TotalRequests Limit exceeded.',
          times: 1,
        },
      ],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const paused = await world.settled(draft.id);
    expect(paused).toMatchObject({ phase: 'paused', pause: { code: 'org.limit' } });
    expect(paused.balance).toMatchObject({ balanced: true, counts: { sent: rows } });
    await world.call['loads.resume']({ loadId: draft.id });
    expect((await judge(world, draft.id)).balance.counts.created).toBe(rows - 9);
  });

  it('an org that goes away in the middle and comes back finds its load waiting', async () => {
    await world.end();
    const dataFolder = await mkdtemp(join(tmpdir(), 'bulkhead-org-'));
    world = await openWorld({ empty: true, dataFolder });
    const draft = await prepare(world);
    await world.control({ settings: { queueMs: 800 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { port, controlToken } = world.org;
    await world.org.close();
    await expect
      .poll(async () => (await world.call['loads.get']({ loadId: draft.id })).silentSince)
      .not.toBeNull();
    world.org = await startPracticeOrg({ port, controlToken, dataFolder });
    const view = await judge(world, draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('a job that fails half-way carries its reason down to every row it did not reach', async () => {
    const draft = await prepare(world);
    await world.control({ settings: { jobFault: { afterRows: 200 } } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts.not_processed).toBeGreaterThan(0);
    expect(view.balance.counts.created + view.balance.counts.failed + view.balance.counts.not_processed).toBe(
      rows,
    );
    const { groups } = await world.call['loads.problems']({ loadId: draft.id });
    const group = groups.find(({ state }) => state === 'not_processed');
    expect(group?.problem.text).toContain('TooManyLockFailure');
    await world.call['rows.sendAgain']({ loadId: draft.id, group: group?.key });
    await world.call['loads.send']({ loadId: draft.id, rows: view.balance.counts.not_processed });
    expect((await judge(world, draft.id)).balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
  });

  it('Stop settles what landed and leaves the rest not processed', async () => {
    const draft = await prepare(world);
    await world.control({ settings: { chunkMs: 1500 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const orgState = async () => (await world.call['loads.get']({ loadId: draft.id })).jobs[0]?.orgState;
    await expect.poll(orgState, { timeout: 20_000 }).toBe('InProgress');
    await world.call['loads.stop']({ loadId: draft.id });
    const view = await judge(world, draft.id);
    expect(view.phase).toBe('finished');
    expect(view.balance.counts.sent).toBe(0);
    expect(view.balance.counts.not_processed).toBeGreaterThan(0);
  });

  it('a program that ends in the middle takes its load up again at the next start', async () => {
    const draft = await prepare(world);
    await world.control({ settings: { queueMs: 600 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.restart();
    await world.program.running.adopt();
    expect((await judge(world, draft.id)).balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
  });
});
