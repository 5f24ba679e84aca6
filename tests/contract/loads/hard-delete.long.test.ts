import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/errors/app-error';
import { classicRoutes, faults, routes } from './inserts';
import { judgeKind } from './judge-kind';
import { prepareKind, rowsOfKind, sendKind } from './kinds';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.control({ faults: [], settings: { hardDelete: true } }));
afterAll(async () => world.end());

let marks = 0;
const prepare = async (api: '2.0' | '1.0' | 'auto' | 'collections') =>
  prepareKind(world, 'hardDelete', `h${(marks += 1)}`, { api });

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (cause: unknown) => (cause instanceof AppError ? cause.code : String(cause)),
  );

describe('a hard delete', () => {
  it('is offered by no window: neither chosen nor sent', async () => {
    const { loadId } = await prepare('auto');
    const target = { loadId, object: 'Contact', operation: 'hardDelete' as const };
    expect(await codeOf(world.call['loads.setTarget'](target))).toBe('load.hard-delete');
    const send = world.call['loads.send']({ loadId, rows: rowsOfKind, confirmedRows: rowsOfKind });
    expect(await codeOf(send)).toBe('load.hard-delete');
    expect((await world.call['loads.get']({ loadId })).attempts).toEqual([]);
  });

  it('takes the count of its rows, like every delete', async () => {
    const { loadId } = await prepare('auto');
    expect(await codeOf(world.program.running.send(loadId, rowsOfKind))).toBe('load.unconfirmed');
  });

  it('goes as a bulk job although its rows are few, and never by collections', async () => {
    const prepared = await prepare('auto');
    await sendKind(world, prepared);
    const view = await judgeKind(world, prepared);
    expect(view.attempts[0]).toMatchObject({ way: { api: '2.0' }, reason: 'hard-delete' });
    expect(await codeOf(sendKind(world, await prepare('collections')))).toBe('load.way-conflict');
  });

  it.each(['2.0', '1.0'] as const)('says who may not and what to do, by %s', async (api) => {
    const prepared = await prepare(api);
    await world.control({ settings: { hardDelete: false } });
    await sendKind(world, prepared);
    const view = await judgeKind(world, prepared);
    expect(view.balance.counts).toMatchObject({ not_processed: rowsOfKind, deleted: 0 });
    const { groups } = await world.call['loads.problems']({ loadId: prepared.loadId });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.problem).toMatchObject({ cause: 'hard-delete-off', action: 'copy-for-admin' });
  });

  it.each([
    ['2.0', 'commit', routes.commit],
    ['2.0', 'results', routes.successes],
    ['1.0', 'post', classicRoutes['post a batch']],
  ] as const)('is settled after a lost answer, by %s: %s', async (api, _call, route) => {
    const prepared = await prepare(api);
    await world.control({ faults: [{ ...route, ...faults['drops after'], times: 1 }] });
    await sendKind(world, prepared);
    const view = await judgeKind(world, prepared);
    expect(view.balance.counts).toMatchObject({ deleted: 54, failed: 6, no_verdict: 0 });
  });
});
