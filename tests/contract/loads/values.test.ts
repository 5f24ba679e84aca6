import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterAll(async () => world.end());

const sheet = [
  'Surname;Depot;Start;Budget;Phone',
  'Berg;01069;03/04/2026;1.234;1',
  'Dahl;1097;05/06/2026;2.500;#N/A',
  'Moe;10115;45000;3.000;null',
  'Lind;80331;07/08/2026;4;2',
].join('\n');

it('asks for what is open, mends what was decided, and leaves the file as it was read', async () => {
  const { call, orgId } = world;
  const { id: loadId, sheet: read } = await call['loads.create']({
    orgId,
    path: await world.file('values.csv', sheet),
  });
  expect(read.columns.map(({ damage }) => damage?.map(({ kind }) => kind))).toEqual([
    [],
    ['lost-zeros'],
    ['serial-dates'],
    [],
    [],
  ]);
  await call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
  const fields = ['LastName', 'MailingPostalCode', 'Contract_Start__c', 'Annual_Budget__c', 'Phone'];
  const names = (await call['orgs.describe']({ orgId, object: 'Contact' })).fields.map(({ name }) => name);
  const money =
    names.find((name) => name === 'Annual_Budget__c') ?? names.find((name) => /budget/i.test(name));
  const asked = await call['loads.setMapping']({
    loadId,
    entries: fields.map((field, column) => ({ column, field: column === 3 ? (money ?? null) : field })),
  });
  expect(asked.timeZone).toBe('Europe/Berlin');
  expect(asked.mappingProblems.map(({ code }) => code)).toContain('date-order-undecided');
  await call['loads.setMapping']({
    loadId,
    entries: [
      { column: 2, field: 'Contract_Start__c', format: { dateOrder: 'dmy' } },
      { column: 3, field: money ?? null, format: { decimalMark: 'comma' } },
      { column: 4, field: 'Phone', format: { errorCells: 'blank' } },
    ],
  });
  const held = await call['loads.review']({ loadId });
  expect(held).toMatchObject({ ready: 3, held: 1 });
  expect(held.groups[0]?.problem.cause).toBe('date-unreadable');
  expect(held.effects.find(({ field }) => field === 'Contract_Start__c')?.example).toEqual({
    cell: '03/04/2026',
    wire: '2026-04-03',
  });

  await call['loads.setRepairs']({ loadId, column: 1, repairs: [{ kind: 'lost-zeros', width: 5 }] });
  const mended = await call['loads.setRepairs']({ loadId, column: 2, repairs: [{ kind: 'serial-dates' }] });
  expect(mended.repairs).toHaveLength(2);
  const ready = await call['loads.review']({ loadId });
  expect(ready).toMatchObject({ ready: 4, held: 0 });
  const page = await call['rows.page']({ loadId, filter: {}, offset: 0, limit: 10 });
  expect(page.rows.map(({ cells }) => cells[1])).toEqual(['01069', '1097', '10115', '80331']);

  // What was decided outlasts another reading of the file, and can be taken back.
  const again = await call['loads.reread']({ loadId, delimiter: 'semicolon' });
  expect(again.repairs).toHaveLength(2);
  expect(again.mapping[2]?.format).toEqual({ dateOrder: 'dmy' });
  await call['loads.review']({ loadId });
  await call['loads.send']({ loadId, rows: 4 });
  await world.settled(loadId);
  const records = await world.records('Contact');
  expect(
    records.map((record) => [record['MailingPostalCode'], record['Contract_Start__c'], record['Phone']]),
  ).toEqual([
    ['01069', '2026-04-03', '1'],
    ['01097', '2026-06-05', null],
    ['10115', '2023-03-15', null],
    ['80331', '2026-08-07', '2'],
  ]);
});

it('takes a repair back', async () => {
  const { call, orgId } = world;
  const { id: loadId } = await call['loads.create']({ orgId, path: await world.file('again.csv', sheet) });
  await call['loads.setRepairs']({ loadId, column: 1, repairs: [{ kind: 'lost-zeros', width: 5 }] });
  expect((await call['loads.setRepairs']({ loadId, column: 1, repairs: [] })).repairs).toEqual([]);
  await expect(call['loads.setRepairs']({ loadId, column: 99, repairs: [] })).rejects.toMatchObject({
    code: 'app.bad-request',
  });
});
