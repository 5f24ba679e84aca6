import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LoadView } from '../../../src/shared/domain/load';
import type { RowState } from '../../../src/shared/domain/row-state';
import { openWorld, type World } from './world';

/**
 * BULKHEAD_MANY_ROWS: how many rows change at once. From 300,000 on, what is new of them would not fit into the memory
 * the database has, if it were kept there.
 */
const rows = Number(process.env['BULKHEAD_MANY_ROWS'] ?? 60_000);
const surname = 1;
const firstName = 2;

let world: World;
let loadId = '';
beforeAll(async () => {
  world = await openWorld({ empty: true });
  const lines = Array.from({ length: rows }, (_, at) => `H-${at + 1},,Ada ${(at + 1) % 1000}\n`);
  const path = await world.file('held.csv', `Contact No,Surname,First name\n${lines.join('')}`);
  loadId = (await world.call['loads.create']({ orgId: world.orgId, path })).id;
  const target = { object: 'Contact', operation: 'upsert', externalId: 'Contact_No__c' } as const;
  await world.call['loads.setTarget']({ loadId, ...target });
}, 120_000);
afterAll(async () => world.end());

const expectAll = ({ balance }: LoadView, state: 'held' | 'excluded' | 'ready' | 'created'): void =>
  expect(balance).toMatchObject({ rows, counts: { [state]: rows } });

/** What stands at the ends and in the middle of the list, told from the file. */
const expectSomeRows = async (states: RowState[], surnames: boolean): Promise<void> => {
  for (const row of [1, rows / 2, rows]) {
    const page = await world.call['rows.page']({ loadId, filter: { states }, offset: row - 1, limit: 1 });
    const name = `Ada ${row % 1000}`;
    expect(page).toMatchObject({
      total: rows,
      rows: [{ row, cells: [`H-${row}`, surnames ? name : '', name] }],
    });
  }
};

it('a file of which every row is held is checked, left out, mended and sent as one', async () => {
  const { held } = await world.call['loads.review']({ loadId });
  expect(held).toBe(rows);
  await expectSomeRows(['held'], false);
  const { groups } = await world.call['loads.problems']({ loadId });
  expect(groups).toMatchObject([{ state: 'held', count: rows }]);
  const group = groups[0]?.key ?? '';

  expectAll(await world.call['rows.leaveOut']({ loadId, group, reason: 'Without a name' }), 'excluded');
  expectAll(await world.call['rows.undo']({ loadId }), 'held');
  expectAll(await world.call['rows.redo']({ loadId }), 'excluded');
  expectAll(await world.call['rows.undo']({ loadId }), 'held');

  const repair = { kind: 'copy', column: surname, from: firstName } as const;
  const preview = await world.call['rows.previewRepair']({ loadId, group, repair });
  expect(preview).toMatchObject({ rows, changed: rows, ready: rows });
  expectAll(await world.call['rows.repair']({ loadId, group, repair }), 'ready');
  expectAll(await world.call['rows.undo']({ loadId }), 'held');
  expectAll(await world.call['rows.redo']({ loadId }), 'ready');
  await expectSomeRows(['ready'], true);

  await world.call['loads.send']({ loadId, rows });
  const view = await world.settled(loadId);
  expect(view).toMatchObject({ phase: 'finished', balance: { balanced: true } });
  expectAll(view, 'created');
  const records = await world.records('Contact');
  expect(records).toHaveLength(rows);
  const wrong = records.filter(
    ({ Contact_No__c: key, LastName: name }) => name !== `Ada ${Number(String(key).slice(2)) % 1000}`,
  );
  expect(wrong.slice(0, 3)).toEqual([]);
}, 300_000);
