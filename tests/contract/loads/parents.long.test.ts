import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadOptions } from '../../../src/shared/domain/load';
import { firstEnd, keepFileOrder, makeAccounts, prepareContacts, refusedByOrg } from './shared-parents';
import { openWorld, type World } from './world';

let world: World;
const parents = 12;

beforeAll(async () => {
  world = await openWorld({ seed: 'parents', empty: true });
  await makeAccounts(world, parents);
  // Internal batches of 400 rows run side by side, as Salesforce's own of 10,000 do.
  await world.control({ settings: { lockModel: 'parents', batchRows: 400, busyAccounts: [] } });
});
afterAll(async () => world.end());

/** Contacts of a few accounts, which alternate from row to row: the worst order there is. */
const prepare = async (name: string, rows: number, options: Partial<LoadOptions>): Promise<string> =>
  prepareContacts(world, name, rows, (at) => at % parents, options);

/** How the rows of the first attempt lie in its parts: the parents of each part, and the parts of each parent. */
const readParts = async (loadId: string) => {
  const { database } = await world.program.loads.store(loadId);
  const parentsOf = new Map<number, Set<number>>();
  const partsOf = new Map<number, Set<number>>();
  for (const [job, row] of await database.all('SELECT job, rn FROM sent_1')) {
    const [part, parent] = [Number(job), (Number(row) - 1) % parents];
    parentsOf.set(part, (parentsOf.get(part) ?? new Set()).add(parent));
    partsOf.set(parent, (partsOf.get(parent) ?? new Set()).add(part));
  }
  return { parentsOf, partsOf };
};

/** The org holds each row once, and every one of its names stands under the account the file says. */
const judge = async (name: string, rows: number): Promise<void> => {
  const accounts = new Map(
    (await world.records('Account')).map(({ Id, Account_No__c }) => [Id, String(Account_No__c)]),
  );
  const own = (await world.records('Contact')).filter(({ LastName }) =>
    String(LastName).startsWith(`${name} `),
  );
  expect(own).toHaveLength(rows);
  const wrong = own.filter(({ LastName, AccountId }) => {
    const row = Number(String(LastName).slice(name.length + 1));
    return accounts.get(AccountId) !== `A-${10_001 + ((row - 1) % parents)}`;
  });
  expect(wrong).toEqual([]);
  expect(new Set(own.map(({ LastName }) => LastName)).size).toBe(rows);
};

// One after the other: jobs of this org side by side lock each other's accounts.
describe('rows that share parents', () => {
  it('are measured, kept together, and don’t lock each other out', async () => {
    const rows = 1200;
    const loadId = await prepare('together', rows, { api: '2.0' });
    const report = await world.call['loads.review']({ loadId });
    expect(report.parents).toMatchObject({
      together: 'Account.Account_No__c',
      orderMatters: false,
      columns: [
        { parents: 'Accounts', rows, distinct: parents, exact: true, heavy: { parents: 0, rows: 0 } },
      ],
    });
    expect(report.parents?.columns[0]?.biggest[0]).toEqual({ value: 'A-10001', rows: rows / parents });
    await world.call['loads.send']({ loadId, rows });
    const view = await world.settled(loadId);
    expect(view.attempts).toHaveLength(1);
    expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
    expect(await refusedByOrg(world, view)).toBe(0);
    await judge('together', rows);
  });

  it('lose most of themselves in the order of the file, and end created when they go again calmly', async () => {
    const rows = 1200;
    const loadId = await prepare('apart', rows, { api: '2.0' });
    await world.call['loads.review']({ loadId });
    const store = await world.program.loads.store(loadId);
    await keepFileOrder(world, loadId);
    await world.call['loads.send']({ loadId, rows });
    expect(await refusedByOrg(world, await firstEnd(world, loadId))).toBeGreaterThan(rows / 4);
    // The next attempt keeps what is left together again.
    await store.change(async (doc) => ({
      ...doc,
      parents: { rows, together: 'Account.Account_No__c', orderMatters: false, columns: [] },
    }));
    const view = await world.settled(loadId);
    expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
    expect(view.attempts.map(({ reason }) => reason)).toEqual(['asked', 'after-locks']);
    await judge('apart', rows);
  });

  it('go in one batch of Bulk API 1.0, or one after the other where they exceed it', async () => {
    for (const [name, batchSize, batches] of [
      ['whole', 130, 2],
      ['chain', 45, 1],
    ] as const) {
      const rows = 720;
      const loadId = await prepare(name, rows, { api: '1.0', batchSize });
      await world.call['loads.review']({ loadId });
      await world.call['loads.send']({ loadId, rows });
      const view = await world.settled(loadId);
      expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
      const { parentsOf, partsOf } = await readParts(loadId);
      for (const own of parentsOf.values()) expect(own.size).toBe(batches);
      for (const own of partsOf.values()) expect(own.size).toBe(name === 'whole' ? 1 : 2);
    }
  });

  it('go in one call of collections', async () => {
    const rows = 720;
    const loadId = await prepare('calls', rows, { api: 'collections' });
    await world.call['loads.review']({ loadId });
    await world.call['loads.send']({ loadId, rows });
    const view = await world.settled(loadId);
    expect(view.jobs.map((job) => job.rows)).toEqual([180, 180, 180, 180]);
    const { partsOf } = await readParts(loadId);
    for (const own of partsOf.values()) expect(own.size).toBe(1);
  });

  it('stay in the order of the file where a row may name one above it', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, at) => `Chain ${at},C-${at},${at === 0 ? '' : `C-${at - 1}`},A-${10_001 + (at % 3)}`,
    );
    const path = await world.file('order.csv', `Last Name,Contact No,Boss,Account No\n${lines.join('\n')}\n`);
    const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
    await world.call['loads.setMapping']({
      loadId,
      entries: [
        { column: 0, field: 'LastName' },
        { column: 1, field: 'Contact_No__c' },
        { column: 2, field: 'ReportsTo.Contact_No__c' },
        { column: 3, field: 'Account.Account_No__c' },
      ],
    });
    const { parents: plan } = await world.call['loads.review']({ loadId });
    expect(plan).toMatchObject({ together: null, orderMatters: true });
    await world.call['loads.send']({ loadId, rows: 300 });
    const { database } = await world.program.loads.store(loadId);
    const sent = await database.all('SELECT rn FROM sent_1 ORDER BY pos');
    expect(sent.map(([row]) => Number(row))).toEqual(lines.map((_, at) => at + 1));
    expect((await world.settled(loadId)).balance.counts.created).toBe(300);
  });
});
