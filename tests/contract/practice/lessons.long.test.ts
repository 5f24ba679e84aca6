import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BadDay } from '../../../src/shared/domain/practice';
import type { LoadView } from '../../../src/shared/domain/load';
import { judge, prepare, rows } from '../loads/inserts';
import { openWorld, type World } from '../loads/world';

// What the conditions say a person can learn from a day is what happens on that day.

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const everyRow = { created: rows - 9, failed: 9, no_verdict: 0, not_processed: 0 };

const sendOn = async (day: BadDay): Promise<LoadView> => {
  const draft = await prepare(world);
  await world.call['practice.setDay']({ day });
  return world.call['loads.send']({ loadId: draft.id, rows });
};

it.each(['slow', 'flaky', 'truncated'] as const)('on a %s day a load ends whole', async (day) => {
  const { id } = await sendOn(day);
  const view = await judge(world, id);
  expect(view.phase).toBe('finished');
  expect(view.balance.counts).toMatchObject(everyRow);
});

it('a load pauses when the limit is used up, says why, and goes on once it is not', async () => {
  const { id } = await sendOn('quota');
  const paused = await world.settled(id);
  expect(paused).toMatchObject({ phase: 'paused', pause: { code: 'org.limit' } });
  await world.call['practice.setDay']({ day: 'clear' });
  await world.call['loads.resume']({ loadId: id });
  expect((await judge(world, id)).balance.counts).toMatchObject(everyRow);
});

it.each(['stuck', 'maintenance'] as const)(
  'a load waits through a %s day and goes on after it',
  async (day) => {
    const { id } = await sendOn(day);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await world.call['loads.get']({ loadId: id })).phase).toBe('running');
    expect(await world.records('Contact')).toEqual([]);
    await world.call['practice.setDay']({ day: 'clear' });
    expect((await judge(world, id)).balance.counts).toMatchObject(everyRow);
  },
);

it('a job that fails half-way leaves rows that were never reached, and keeps them apart', async () => {
  const { id } = await sendOn('half-way');
  const { counts } = (await judge(world, id)).balance;
  expect(counts.not_processed).toBeGreaterThan(0);
  expect(counts.failed).toBeGreaterThan(0);
  expect(counts.created + counts.failed + counts.not_processed).toBe(rows);
  expect(counts.no_verdict).toBe(0);
});

it('rows whose account was locked are fine when they are sent again', async () => {
  await world.end();
  world = await openWorld();
  const lines = Array.from({ length: 20 }, (_, at) => `Locked ${at},A-${10_001 + at}`);
  const path = await world.file('locked.csv', `LastName,Account.Account_No__c\n${lines.join('\n')}\n`);
  const { id } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId: id, object: 'Contact', operation: 'insert' });
  await world.call['loads.review']({ loadId: id });
  await world.call['practice.setDay']({ day: 'locked' });
  await world.call['loads.send']({ loadId: id, rows: 20 });
  const { counts } = (await world.settled(id)).balance;
  // A-10001 and A-10011 were locked, whoever sends their rows a second time.
  expect(world.org.org.firstTouch.size).toBe(2);
  expect(counts.created + counts.failed).toBe(20);
  if (counts.failed > 0) {
    await world.call['rows.sendAgain']({ loadId: id, rows: [1, 11] });
    await world.call['loads.send']({ loadId: id, rows: counts.failed });
  }
  expect((await world.settled(id)).balance.counts).toMatchObject({ created: 20, failed: 0 });
});
