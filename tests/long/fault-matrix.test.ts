import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults, judge, prepare, routes, rows } from '../contract/loads/inserts';
import { openWorld, type World } from '../contract/loads/world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterAll(async () => world.end());

describe('each call of a load, on each bad day', () => {
  for (const [call, route] of Object.entries(routes)) {
    for (const [name, fault] of Object.entries(faults)) {
      it(`${call} ${name}: ends balanced, nothing sent twice`, async () => {
        const draft = await prepare(world, `${call} ${name} `);
        await world.control({ faults: [{ ...route, ...fault, times: 1 }] });
        await world.call['loads.send']({ loadId: draft.id, rows });
        const view = await judge(world, draft.id);
        expect(view.phase).toBe('finished');
        expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
      });
    }
  }
});
