import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../loads/world';
import { watchAsked } from './kept';

let world: World;
const ask = async () => world.call['orgs.limits']({ orgId: world.orgId });
const fail = async (fault: object): Promise<void> =>
  world.control({ faults: [{ pathPattern: '/limits$', ...fault }] });

beforeEach(async () => {
  world = await openWorld({ seed: 'limits', empty: true });
  await world.control({ settings: { dailyApiRequests: 15_000, dailyBulkBatches: 40 } });
});
afterEach(async () => {
  await world.end();
});

describe('what the org still allows today', () => {
  it('is what the org itself says', async () => {
    const { apiCalls, bulkBatches } = await ask();
    const said = (await world.ask('/services/data/v67.0/limits')) as {
      DailyApiRequests: { Remaining: number };
    };
    expect(apiCalls).toEqual({ left: said.DailyApiRequests.Remaining + 1, max: 15_000 });
    expect(bulkBatches).toEqual({ left: 40, max: 40 });
  });

  it('follows every later answer of the org without asking anew', async () => {
    const first = await ask();
    await world.call['orgs.objects']({ orgId: world.orgId, refresh: true });
    const asked = await watchAsked(world, async () => {
      const second = await ask();
      expect(second.apiCalls?.left).toBe((first.apiCalls?.left ?? 0) - 1);
      expect(second.bulkBatches).toEqual(first.bulkBatches);
    });
    expect(asked).toEqual([]);
  });

  it('leaves open what the user may not read: the calls are told all the same, the batches are not', async () => {
    await fail({ action: 'status', status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: 'no' });
    await world.call['orgs.objects']({ orgId: world.orgId, refresh: true });
    const { apiCalls, bulkBatches } = await ask();
    expect(bulkBatches).toBeNull();
    expect(apiCalls?.max).toBe(15_000);
    expect(apiCalls?.left).toBeGreaterThan(14_900);
  });

  it('says why where the org can’t be reached at all', async () => {
    await fail({ action: 'drop', times: 10 });
    await expect(ask()).rejects.toMatchObject({ failure: { error: { code: 'network.cut-off' } } });
  });
});
