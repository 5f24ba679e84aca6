import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classicRoutes, collectionRoutes, faults, judge, prepare, rows } from './inserts';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const send = async (options: Parameters<typeof prepare>[2]) => {
  const draft = await prepare(world, '', options);
  await world.call['loads.send']({ loadId: draft.id, rows });
  return judge(world, draft.id);
};

/** Faults the org still has in store: a test whose fault was never met proves nothing. */
const unusedFaults = async (): Promise<unknown[]> => {
  const headers = { 'X-Practice-Control': world.org.controlToken };
  const { faults: left } = (await (await fetch(world.org.control, { headers })).json()) as {
    faults: { times: number }[];
  };
  return left.filter(({ times }) => times > 0);
};

describe('Bulk API 1.0', () => {
  it.each(['parallel', 'serial'] as const)('sends batches of a chosen size, %s', async (mode) => {
    const view = await send({ api: '1.0', mode, batchSize: 100 });
    expect(view.phase).toBe('finished');
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
    expect(view.jobs).toHaveLength(5);
    expect(view.parts).toMatchObject([{ phase: 'settled', parts: 5, rows, processed: rows, failed: 9 }]);
    const page = await world.call['loads.jobs']({ loadId: view.id, offset: 3, limit: 10 });
    expect(page).toEqual({ total: 5, jobs: view.jobs.slice(3) });
    expect(new Set(view.jobs.map(({ boxId }) => boxId)).size).toBe(1);
    const [row] = await world.call['rows.history']({ loadId: view.id, row: 7 });
    expect(row).toMatchObject({ certainty: 'position', state: 'created', jobId: view.jobs[0]?.boxId });
    expect(row?.sent.find(({ field }) => field === 'LastName')?.value).toBe('Row 7');
  });

  const cases = Object.keys(classicRoutes).flatMap((call) =>
    ['drops after', 'answers 500', 'says the session is over', 'cuts the answer'].map(
      (fault) => [call, fault] as [keyof typeof classicRoutes, keyof typeof faults],
    ),
  );
  it.each(cases)('%s %s: ends balanced, nothing sent twice', async (call, fault) => {
    const draft = await prepare(world, '', { api: '1.0', batchSize: 200 });
    await world.control({ faults: [{ ...classicRoutes[call], ...faults[fault], times: 1 }] });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.phase).toBe('finished');
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
    expect(await unusedFaults()).toEqual([]);
  });
});

describe('collections', () => {
  it('sends 200 records a call, with answers by position', async () => {
    const view = await send({ api: 'collections' });
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
    expect(view.jobs.map(({ rows: some }) => some)).toEqual([200, 200, 50]);
  });

  it('leaves the rows of a lost insert without a verdict where no key could tell', async () => {
    const draft = await prepare(world, '', { api: 'collections' });
    await world.control({
      faults: [{ ...collectionRoutes['insert records'], ...faults['drops after'], times: 1 }],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts.no_verdict).toBe(200);
  });

  it('fails only the row whose cell the org can’t read, and sends every other once', async () => {
    const lines = Array.from({ length: 130 }, (_, at) => `Row ${at + 1},${at === 76 ? 'maybe' : 'true'}`);
    const path = await world.file('ticks.csv', `LastName,HasOptedOutOfEmail\n${lines.join('\n')}\n`);
    const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
    await world.call['loads.setOptions']({ loadId, options: { api: 'collections', values: 'as-is' } });
    await world.call['loads.review']({ loadId });
    await world.call['loads.send']({ loadId, rows: 130 });
    const view = await world.settled(loadId);
    expect(view.balance).toMatchObject({
      balanced: true,
      counts: { created: 129, failed: 1, not_processed: 0 },
    });
    const [group] = (await world.call['loads.problems']({ loadId })).groups;
    expect(group).toMatchObject({
      sampleRows: [77],
      problem: { cause: 'boolean-unreadable', fields: ['HasOptedOutOfEmail'], params: { value: 'maybe' } },
    });
    const names = (await world.records('Contact')).map(({ LastName }) => String(LastName));
    expect(new Set(names).size).toBe(129);
    expect(names).toHaveLength(129);
  });

  it('keeps all of a call out when one of it is refused and all or none was asked for', async () => {
    const view = await send({ api: 'collections', allOrNone: true });
    expect(view.balance.counts).toMatchObject({ created: 0, failed: rows });
  });

  it('makes a busy call again without any doubt about it', async () => {
    const draft = await prepare(world, '', { api: 'collections' });
    const busy = { when: 'before', action: 'status', status: 429, errorCode: 'REQUEST_LIMIT_EXCEEDED' };
    await world.control({ faults: [{ ...collectionRoutes['insert records'], ...busy, times: 2 }] });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, no_verdict: 0 });
  });
});
