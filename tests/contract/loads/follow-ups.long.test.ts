import { describe, expect, it } from 'vitest';
import type { LoadOptions, LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

/** Follow-ups wait for whoever holds a lock, so these tests wait side by side. */
const inWorld = (work: (world: World) => Promise<void>) => async (): Promise<void> => {
  const world = await openWorld({ empty: true });
  try {
    await work(world);
  } finally {
    await world.end();
  }
};

const rows = 60;

/** Rows named `row-1` and so on; inserted with a key, so that few of them go by collections. */
const prepare = async (world: World, options: Partial<LoadOptions> = {}): Promise<string> => {
  const lines = Array.from({ length: rows }, (_, at) => `row-${at + 1},row-${at + 1}`);
  const path = await world.file('rows.csv', `Contact No,Last Name\n${lines.join('\n')}\n`);
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
  await world.call['loads.setOptions']({ loadId, options });
  await world.call['loads.review']({ loadId });
  return loadId;
};

const lock = (name: string, times: number) => ({
  object: 'Contact',
  field: 'LastName',
  equals: name,
  code: 'UNABLE_TO_LOCK_ROW',
  message: 'unable to obtain exclusive access to this record or 1 records: 0018c00002AAAAAAA2',
  times,
});

/** The org's own records: each row at most once, and there if the ledger says so. */
const judge = async (world: World, loadId: string): Promise<LoadView> => {
  const view = await world.settled(loadId);
  expect(view.balance).toMatchObject({ balanced: true, rows });
  const names = (await world.records('Contact')).map(({ LastName }) => String(LastName));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(view.balance.counts.created);
  return view;
};

/** Waits until so many rows are refused: the first attempt is over, and the next one is waited for. */
const refused = async (world: World, loadId: string, count: number): Promise<void> => {
  for (;;) {
    const { balance, attempts } = await world.call['loads.get']({ loadId });
    if (balance.counts.failed === count && attempts.at(-1)?.endedAt !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const ways = ({ attempts }: LoadView) =>
  attempts.map(({ way, reason, rows: some }) => ({ ...way, reason, rows: some }));

describe.concurrent('rows that lost a lock', () => {
  it(
    'go again by themselves, they alone, and end created',
    inWorld(async (world) => {
      const loadId = await prepare(world);
      await world.control({ settings: { rowFaults: [lock('row-7', 2), lock('row-40', 1)] } });
      await world.call['loads.send']({ loadId, rows });
      const view = await judge(world, loadId);
      expect(view.phase).toBe('finished');
      expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
      expect(ways(view)).toMatchObject([
        { api: 'collections', reason: 'few-rows', rows },
        { api: 'collections', reason: 'after-locks', rows: 2 },
        { api: 'collections', reason: 'after-locks', rows: 1 },
      ]);
      const history = await world.call['rows.history']({ loadId, row: 7 });
      expect(history.map(({ state, code }) => [state, code])).toEqual([
        ['failed', 'UNABLE_TO_LOCK_ROW'],
        ['failed', 'UNABLE_TO_LOCK_ROW'],
        ['created', null],
      ]);
    }),
  );

  it(
    'go again one batch at a time by Bulk API 1.0',
    inWorld(async (world) => {
      const loadId = await prepare(world, { api: '1.0', batchSize: 20 });
      await world.control({ settings: { rowFaults: [lock('row-7', 1)] } });
      await world.call['loads.send']({ loadId, rows });
      expect(ways(await judge(world, loadId))).toMatchObject([
        { api: '1.0', mode: 'parallel' },
        { api: '1.0', mode: 'serial', reason: 'after-locks', rows: 1 },
      ]);
    }),
  );

  it(
    'are left to a person after three times',
    inWorld(async (world) => {
      const loadId = await prepare(world);
      await world.control({ settings: { rowFaults: [lock('row-7', 50)] } });
      await world.call['loads.send']({ loadId, rows });
      const view = await judge(world, loadId);
      expect(view.attempts).toHaveLength(4);
      expect(view.balance.counts).toMatchObject({ created: rows - 1, failed: 1 });
      // What a person sends is followed up again.
      await world.control({ settings: { rowFaults: [lock('row-7', 1)] } });
      const [group] = (await world.call['loads.problems']({ loadId })).groups;
      expect(group?.problem.cause).toBe('busy');
      await world.call['rows.sendAgain']({ loadId, group: group?.key });
      await world.call['loads.send']({ loadId, rows: 1 });
      expect((await judge(world, loadId)).balance.counts).toMatchObject({ created: rows, failed: 0 });
    }),
  );

  it(
    'never take along rows that a person has made ready',
    inWorld(async (world) => {
      const loadId = await prepare(world);
      const rule = { ...lock('row-9', 1), code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No' };
      await world.control({ settings: { rowFaults: [lock('row-7', 1), rule] } });
      await world.call['loads.send']({ loadId, rows });
      await refused(world, loadId, 2);
      // While the program waits for the lock, a person mends the other row.
      await world.call['rows.edit']({ loadId, edits: [{ row: 9, column: 1, value: 'mended' }] });
      const view = await judge(world, loadId);
      expect(ways(view).at(-1)).toMatchObject({ reason: 'after-locks', rows: 1 });
      expect(view.balance.counts).toMatchObject({ created: rows - 1, failed: 0, ready: 1 });
    }),
  );

  it.each(['while the attempt runs', 'while the next one is waited for'])(
    'stay where they are after a stop %s',
    async (when) =>
      inWorld(async (world) => {
        const loadId = await prepare(world);
        const early = when === 'while the attempt runs';
        await world.control({ settings: { rowFaults: [lock('row-7', 1)], automationMs: early ? 3000 : 0 } });
        await world.call['loads.send']({ loadId, rows });
        if (!early) await refused(world, loadId, 1);
        await world.call['loads.stop']({ loadId });
        const view = await judge(world, loadId);
        expect(view).toMatchObject({
          phase: 'finished',
          balance: { counts: { created: rows - 1, failed: 1 } },
        });
        await new Promise((resolve) => setTimeout(resolve, 2500));
        expect((await world.call['loads.get']({ loadId })).attempts).toHaveLength(1);
      })(),
  );

  it(
    'go again at the next start where the program ended before',
    inWorld(async (world) => {
      const loadId = await prepare(world);
      await world.control({ settings: { rowFaults: [lock('row-7', 1)] } });
      await world.call['loads.send']({ loadId, rows });
      await refused(world, loadId, 1);
      await world.restart();
      expect((await world.call['loads.get']({ loadId })).attempts).toHaveLength(1);
      await world.program.running.adopt();
      expect((await judge(world, loadId)).balance.counts).toMatchObject({ created: rows, failed: 0 });
    }),
  );
});

describe.concurrent('rows that met a governor limit', () => {
  it(
    'go again in smaller batches until the trigger can bear them',
    inWorld(async (world) => {
      const loadId = await prepare(world, { api: 'collections' });
      await world.control({ settings: { governorRows: 30 } });
      await world.call['loads.send']({ loadId, rows });
      const view = await judge(world, loadId);
      expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
      expect(ways(view).map(({ batchSize, reason }) => [batchSize, reason])).toEqual([
        [null, 'asked'],
        [100, 'after-limits'],
        [25, 'after-limits'],
      ]);
    }),
  );

  it(
    'go by Bulk API 1.0 where the program chose 2.0, which sets its own batches',
    inWorld(async (world) => {
      const lines = Array.from({ length: rows }, (_, at) => `row-${at + 1}`);
      const path = await world.file('rows.csv', `Last Name\n${lines.join('\n')}\n`);
      const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
      await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
      await world.call['loads.review']({ loadId });
      await world.control({ settings: { governorRows: 5 } });
      await world.call['loads.send']({ loadId, rows });
      const view = await judge(world, loadId);
      expect(view.balance.counts).toMatchObject({ created: rows, failed: 0 });
      expect(ways(view).map(({ api, batchSize }) => [api, batchSize])).toEqual([
        ['2.0', null],
        ['1.0', 100],
        ['1.0', 25],
        ['1.0', 5],
      ]);
    }),
  );

  it(
    'stay with a person who chose Bulk API 2.0',
    inWorld(async (world) => {
      const loadId = await prepare(world, { api: '2.0' });
      await world.control({ settings: { governorRows: 5 } });
      await world.call['loads.send']({ loadId, rows });
      const view = await judge(world, loadId);
      expect(view.attempts).toHaveLength(1);
      expect(view.balance.counts).toMatchObject({ created: 0, failed: rows });
      const [group] = (await world.call['loads.problems']({ loadId })).groups;
      expect(group).toMatchObject({ count: rows, problem: { cause: 'trigger-limit' } });
    }),
  );
});
