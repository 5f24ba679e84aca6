import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AskedRow } from '../../../src/shared/domain/grid';
import { routes } from './inserts';
import { openWorld, type World } from './world';

// What the org says of rows whose results never came, and what a person makes of it.

let world: World;
beforeAll(async () => {
  world = await openWorld({ seed: 'ask' });
});
afterAll(async () => world.end());

const taken = 2;
const fresh = 6;

it('never takes a record that was there before for one that the insert made', async () => {
  const before = (await world.records('Contact')).slice(0, taken);
  const keys = before.map((record) => String(record['Contact_No__c']));
  const lines = [
    'Contact No,Last Name',
    ...keys.map((key) => `${key},Taken`),
    ...Array.from({ length: fresh }, (_, index) => `ASK-${index},Fresh`),
  ];
  const path = await world.file('ask.csv', `${lines.join('\n')}\n`);
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
  await world.call['loads.setOptions']({ loadId, options: { api: '2.0' } });
  await world.call['loads.review']({ loadId });
  const cut = { when: 'after', action: 'truncate', clean: true, times: 50 };
  await world.control({
    // By the org's clock the records that are taken were made a while ago.
    clock: { advanceMs: 600_000 },
    faults: [
      { ...routes.successes, ...cut },
      { ...routes.failures, ...cut },
    ],
  });
  await world.call['loads.send']({ loadId, rows: taken + fresh });
  const { balance } = await world.settled(loadId);
  expect(balance.counts.no_verdict).toBeGreaterThan(taken);

  const asked = await world.call['rows.askOrg']({ loadId });
  expect(asked).toHaveLength(balance.counts.no_verdict);
  const old = asked.filter(({ row }) => row <= taken);
  const made = asked.filter(({ row }) => row > taken);
  expect(old.map(({ says }) => says)).toEqual(Array(taken).fill('older'));
  expect(made.map(({ says }) => says)).toEqual(Array(made.length).fill('made'));

  const idOf = ({ row, recordIds }: AskedRow) => ({ row, id: recordIds[0] ?? '' });
  await world.call['rows.settle']({
    loadId,
    rows: made.map(({ row }) => row),
    as: 'created',
    records: made.map(idOf),
  });
  const settled = await world.call['rows.settle']({ loadId, rows: old.map(({ row }) => row), as: 'failed' });
  expect(settled.balance.counts).toMatchObject({ created: fresh, failed: taken, no_verdict: 0 });
  expect(await world.call['rows.askOrg']({ loadId })).toEqual([]);

  // Each decided row names its own record, in the grid and in its history.
  const byId = new Map((await world.records('Contact')).map((record) => [String(record['Id']), record]));
  const page = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 100 });
  for (const { row, state, cells, recordId } of page.rows) {
    if (state !== 'created') continue;
    expect(byId.get(recordId ?? '')?.['Contact_No__c']).toBe(cells[0]);
    expect((await world.call['rows.history']({ loadId, row }))[0]?.recordId).toBe(recordId);
  }
});
