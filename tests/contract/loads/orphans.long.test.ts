import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, LATEST } from '../practice-org/client';
import { classicRoutes, faults, routes } from './inserts';
import { judgeKind } from './judge-kind';
import { prepareKind, sendKind, smallParts } from './kinds';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const ways = {
  '2.0': {
    options: { api: '2.0' as const },
    create: routes.create,
    send: routes.upload,
    jobs: () => [...world.org.org.jobs.values()],
  },
  '1.0': {
    options: { api: '1.0' as const, batchSize: smallParts },
    create: classicRoutes['open the job'],
    send: classicRoutes['post a batch'],
    jobs: () => [...world.org.org.classicJobs.values()],
  },
};
const apis = Object.keys(ways) as (keyof typeof ways)[];

const prepare = async (api: keyof typeof ways, mark: string) =>
  prepareKind(world, 'insert', mark, ways[api].options);
const quota = {
  when: 'before',
  action: 'status',
  status: 403,
  errorCode: 'REQUEST_LIMIT_EXCEEDED',
  message: 'TotalRequests Limit exceeded.',
  times: 1,
};

/** A job of the same person and kind, as another program leaves it open. */
const openElsewhere = async (api: keyof typeof ways, object: string): Promise<string> => {
  if (api === '2.0') {
    const body = JSON.stringify({ object, operation: 'insert' });
    const answer = await call(world.org, 'POST', `${LATEST}/jobs/ingest`, { body });
    return (answer.json() as { id: string }).id;
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?><jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload"><operation>insert</operation><object>${object}</object><contentType>CSV</contentType></jobInfo>`;
  const headers = { 'X-SFDC-Session': world.org.accessToken, 'Content-Type': 'application/xml' };
  const answer = await call(world.org, 'POST', '/services/async/67.0/job', { body, headers });
  return /<id>(\w+)<\/id>/.exec(answer.text)?.[1] ?? '';
};

describe.each(apis)('a create of %s whose answer was lost', (api) => {
  const { create, send, jobs } = ways[api];

  it('leaves nothing open behind', async () => {
    const prepared = await prepare(api, 'x');
    await world.control({ faults: [{ ...create, ...faults['drops after'], times: 2 }] });
    await sendKind(world, prepared);
    const view = await judgeKind(world, prepared);
    expect(view.balance.counts).toMatchObject({ created: 54, failed: 6 });
  });

  it('lets jobs alone that are older, of another object, or of another load, also of one from before a restart', async () => {
    const older = await openElsewhere(api, 'Contact');
    await world.control({ clock: { advanceMs: 600_000 } });
    const other = await openElsewhere(api, 'Lead');
    const waiting = await prepare(api, 'a');
    await world.control({ faults: [{ ...send, ...quota }] });
    await sendKind(world, waiting);
    expect((await world.settled(waiting.loadId)).phase).toBe('paused');
    const [held] = jobs().filter(({ id, state }) => state === 'Open' && id !== older && id !== other);
    await world.restart();

    const prepared = await prepare(api, 'b');
    await world.control({ faults: [{ ...create, ...faults['drops after'], times: 1 }] });
    await sendKind(world, prepared);
    expect((await world.settled(prepared.loadId)).balance.counts).toMatchObject({ created: 54, failed: 6 });
    const open = jobs().filter(({ state }) => state === 'Open');
    expect(open.map(({ id }) => id).sort()).toEqual([older, other, held?.id].sort());

    await world.call['loads.resume']({ loadId: waiting.loadId });
    expect((await world.settled(waiting.loadId)).balance.counts).toMatchObject({ created: 54, failed: 6 });
    expect(jobs().filter(({ state }) => state === 'Open')).toHaveLength(2);
  });

  it.each([403, 404, 501])(
    'goes on where the org answers %i to a question about its jobs',
    async (status) => {
      const prepared = await prepare(api, 'x');
      const refused = { action: 'status', status, errorCode: 'NOT_SERVED', message: 'no', times: 5 };
      await world.control({
        faults: [
          { ...create, ...faults['drops after'], times: 1 },
          { method: 'GET', pathPattern: 'jobs/ingest\\?', when: 'before', ...refused },
        ],
      });
      await sendKind(world, prepared);
      const view = await world.settled(prepared.loadId);
      expect(view).toMatchObject({ phase: 'finished', balance: { counts: { created: 54, failed: 6 } } });
    },
  );
});
