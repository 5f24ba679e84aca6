import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badDays } from '../../../src/shared/domain/practice';
import { judge, prepare, rows } from '../loads/inserts';
import { openWorld, type World } from '../loads/world';

// The conditions as the window asks for them, against what the practice org itself says.

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const jobs = '/services/data/v67.0/jobs/ingest';
const week = 7 * 86_400_000;

const countJobs = async (): Promise<number> =>
  ((await world.ask(jobs)) as { records: unknown[] }).records.length;

const load = async (): Promise<string> => {
  const draft = await prepare(world);
  await world.call['loads.send']({ loadId: draft.id, rows });
  await judge(world, draft.id);
  return draft.id;
};

describe('a day', () => {
  it('is a good one at first', async () => {
    expect(await world.call['practice.conditions'](undefined)).toMatchObject({
      day: 'clear',
      struck: false,
      schema: 'company',
      jobs: { underWay: 0, ended: 0 },
    });
  });

  it.each(badDays)('can be %s, stays it, and can be a good one again', async (day) => {
    expect((await world.call['practice.setDay']({ day })).day).toBe(day);
    expect(world.org.org.preset).toBe(day);
    await world.restart().catch(() => undefined);
    expect((await world.call['practice.conditions'](undefined)).day).toBe(day);
    expect((await world.call['practice.setDay']({ day: 'clear' })).day).toBe('clear');
    expect(world.org.org.preset).toBeNull();
  });

  it('takes the place of the one before', async () => {
    await world.call['practice.setDay']({ day: 'maintenance' });
    await world.call['practice.setDay']({ day: 'slow' });
    expect(world.org.org.settings).toMatchObject({ maintenance: false, slowMs: 800 });
  });

  it('that was made by hand is called so, unless it is but a setting of the org', async () => {
    await world.control({ settings: { hardDelete: true } });
    expect((await world.call['practice.conditions'](undefined)).day).toBe('clear');
    await world.control({ settings: { slowMs: 5 } });
    expect((await world.call['practice.conditions'](undefined)).day).toBe('other');
    expect((await world.call['practice.setDay']({ day: 'clear' })).day).toBe('clear');
    await world.control({ addFaults: [{ action: 'drop' }] });
    expect((await world.call['practice.conditions'](undefined)).day).toBe('other');
  });

  it.each(['half-way', 'truncated'] as const)('%s says once it has struck', async (day) => {
    expect((await world.call['practice.setDay']({ day })).struck).toBe(false);
    await load();
    const after = await world.call['practice.conditions'](undefined);
    expect(after).toMatchObject({ day, struck: true });
    expect((await world.call['practice.setDay']({ day })).struck).toBe(false);
  });

  it('expired strikes at once, and a load goes on', async () => {
    expect((await world.call['practice.setDay']({ day: 'expired' })).struck).toBe(true);
    const loadId = await load();
    expect((await world.call['loads.get']({ loadId })).phase).toBe('finished');
  });
});

describe('the clock', () => {
  it('makes jobs vanish after a week, and comes back', async () => {
    await load();
    expect((await world.call['practice.conditions'](undefined)).jobs.ended).toBe(1);
    expect(await countJobs()).toBe(1);
    await world.call['practice.moveClock']({ days: 1 });
    const later = await world.call['practice.moveClock']({ days: 7 });
    expect(later.clock.ahead).toBe(week + week / 7);
    expect(later.clock.now - Date.now()).toBeGreaterThan(week);
    expect(await countJobs()).toBe(0);
    const back = await world.call['practice.moveClock']({ days: null });
    expect(back.clock.ahead).toBe(0);
  });
});

describe('a reset', () => {
  it('puts records, jobs, clock and day back, and keeps loads and the sign-in', async () => {
    const loadId = await load();
    expect(await world.records('Contact')).not.toEqual([]);
    await world.call['practice.setDay']({ day: 'slow' });
    await world.call['practice.moveClock']({ days: 7 });
    const view = await world.call['practice.reset'](undefined);
    expect(view).toMatchObject({ day: 'clear', clock: { ahead: 0 }, jobs: { underWay: 0, ended: 0 } });
    expect(view.objects.find(({ name }) => name === 'Contact')?.records).toBe(0);
    expect(await world.records('Contact')).toEqual([]);
    expect((await world.call['loads.list'](undefined)).map(({ id }) => id)).toEqual([loadId]);
    expect((await world.call['orgs.list'](undefined)).map(({ connected }) => connected)).toEqual([true]);
    expect(await world.call['orgs.objects']({ orgId: world.orgId })).not.toEqual([]);
  });
});

it('says so when the practice org does not answer', async () => {
  await world.org.close();
  await expect(world.call['practice.conditions'](undefined)).rejects.toMatchObject({
    code: 'practice.silent',
  });
});
