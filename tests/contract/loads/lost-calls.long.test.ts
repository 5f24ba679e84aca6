import { describe, expect, it } from 'vitest';
import { text } from '../../../src/shared/messages/format';
import { faults } from './inserts';
import { judgeKind } from './judge-kind';
import { prepareKind, sendKind, smallParts, type Kind } from './kinds';
import { openWorld, type World } from './world';

/** Some questions are asked more than once, with time between, so these tests wait side by side. */
const inWorld = (work: (world: World) => Promise<void>) => async (): Promise<void> => {
  const world = await openWorld({ empty: true });
  try {
    await work(world);
  } finally {
    await world.end();
  }
};

const route = { method: '*', pathPattern: 'composite/sobjects' };
const collections = { api: 'collections', batchSize: smallParts } as const;

const send = async (world: World, kind: Kind, fault: object) => {
  const prepared = await prepareKind(world, kind, 'x', collections);
  await world.control({ faults: [{ ...route, ...fault, times: 1 }] });
  await sendKind(world, prepared);
  return { prepared, view: await judgeKind(world, prepared) };
};

const groupOf = async (world: World, loadId: string, state: string) =>
  (await world.call['loads.problems']({ loadId })).groups.find((group) => group.state === state);

describe.concurrent('a lost insert by collections', () => {
  it(
    'is settled by the unique key, where it went in',
    inWorld(async (world) => {
      const { prepared, view } = await send(world, 'insert-unique', faults['drops after']);
      // Rows 10 and 20 of the first call were refused, which only the lost answer told.
      expect(view.balance.counts).toMatchObject({ created: 54, failed: 4, not_processed: 2, no_verdict: 0 });
      const [attempt] = await world.call['rows.history']({ loadId: prepared.loadId, row: 1 });
      expect(attempt).toMatchObject({ state: 'created', certainty: 'key' });
      expect((await groupOf(world, prepared.loadId, 'not_processed'))?.problem.cause).toBe('not-arrived');
    }),
  );

  it(
    'is settled by the unique key, where it never arrived, and its rows can go again',
    inWorld(async (world) => {
      const { prepared, view } = await send(world, 'insert-unique', faults['drops before']);
      expect(view.balance.counts).toMatchObject({ created: 36, failed: 4, not_processed: 20, no_verdict: 0 });
      const group = await groupOf(world, prepared.loadId, 'not_processed');
      await world.call['rows.sendAgain']({ loadId: prepared.loadId, group: group?.key });
      await world.call['loads.send']({ loadId: prepared.loadId, rows: 20 });
      const again = await judgeKind(world, prepared);
      expect(again.balance.counts).toMatchObject({ created: 54, failed: 6, no_verdict: 0 });
    }),
  );

  it(
    'is settled by an external ID that is not unique only where the record is there',
    inWorld(async (world) => {
      const there = await send(world, 'insert-shared', faults['drops after']);
      // What was refused leaves no trace, and nothing would keep it from going in twice.
      expect(there.view.balance.counts).toMatchObject({ created: 54, failed: 4, no_verdict: 2 });
    }),
  );

  it(
    'leaves its rows without a verdict where a shared key finds nothing',
    inWorld(async (world) => {
      const { view } = await send(world, 'insert-shared', faults['drops before']);
      expect(view.balance.counts).toMatchObject({ created: 36, failed: 4, not_processed: 0, no_verdict: 20 });
    }),
  );

  it(
    'takes no record for its own that was there before, or that another row made',
    inWorld(async (world) => {
      const path = await world.file(
        'shared.csv',
        'Legacy Id,Last Name,Company\nS-1,One,C\nS-2,Two,C\nS-2,Three,C\nS-1,Four,C\nS-3,Five,C\n',
      );
      const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
      await world.call['loads.setTarget']({ loadId, object: 'Lead', operation: 'insert' });
      await world.call['loads.setOptions']({ loadId, options: { api: 'collections', batchSize: 3 } });
      await world.call['loads.review']({ loadId });
      // The first call arrives; of the second, whose row 4 has the key of row 1, only the answer is lost.
      const lost = { ...route, ...faults['drops before'], times: 1 };
      await world.control({
        faults: [{ ...route, action: 'delay', when: 'before', delayMs: 0, times: 1 }, lost],
      });
      await world.call['loads.send']({ loadId, rows: 5 });
      const view = await world.settled(loadId);
      expect(view.balance.counts).toMatchObject({ created: 3, no_verdict: 2 });
      expect(await world.records('Lead')).toHaveLength(3);
    }),
  );

  it(
    'without a key leaves its rows without a verdict, with a query the person can run',
    inWorld(async (world) => {
      const { prepared, view } = await send(world, 'insert', faults['drops after']);
      expect(view.balance.counts).toMatchObject({ created: 36, failed: 4, no_verdict: 20 });
      const problem = (await groupOf(world, prepared.loadId, 'no_verdict'))?.problem;
      expect(problem?.cause).toBe('answer-lost');
      const query = String(problem?.params['query']);
      expect(text('problem.answer-lost.why', problem?.params ?? {})).toContain(query);
      const answer = (await world.ask(`/services/data/v67.0/query?q=${encodeURIComponent(query)}`)) as {
        records: { Id: string; LastName: string }[];
      };
      const inOrg = answer.records.map(({ LastName }) => LastName);
      expect(inOrg).toEqual(expect.arrayContaining(['x-0', 'x-18', 'x-20']));
      expect(inOrg).toHaveLength(54);
    }),
  );

  it(
    'is judged by the org’s own clock, however wrong this computer’s is',
    inWorld(async (world) => {
      for (const offsetMs of [-3 * 3_600_000, 5 * 3_600_000]) {
        const mark = offsetMs < 0 ? 'late' : 'early';
        await world.control({ clock: { offsetMs } });
        const prepared = await prepareKind(world, 'insert-unique', mark, collections);
        await world.control({ faults: [{ ...route, ...faults['drops after'], times: 1 }] });
        await sendKind(world, prepared);
        const view = await judgeKind(world, prepared);
        expect(view.balance.counts).toMatchObject({ created: 54, failed: 4, not_processed: 2 });
      }
    }),
  );
});

describe.concurrent('a lost call of collections that may be made again', () => {
  it.each([
    ['upsert', 'drops after', { created: 24, updated: 30 }],
    ['upsert', 'drops before', { created: 24, updated: 30 }],
    ['update', 'drops after', { updated: 54 }],
    ['delete', 'drops after', { deleted: 54 }],
    ['delete', 'cuts the answer', { deleted: 54 }],
  ] as const)('%s %s: tells of its rows what the first call did', async (kind, fault, counts) =>
    inWorld(async (world) => {
      const { view } = await send(world, kind, faults[fault]);
      expect(view.balance.counts).toMatchObject({ ...counts, failed: 6, no_verdict: 0, not_processed: 0 });
    })(),
  );

  it(
    'is not an upsert by Id, which makes a record of every row without one',
    inWorld(async (world) => {
      const path = await world.file('by-id.csv', 'Id,Last Name\n,Ada\n,Bob\n');
      const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
      await world.call['loads.setTarget']({
        loadId,
        object: 'Contact',
        operation: 'upsert',
        externalId: 'Id',
      });
      await world.call['loads.setOptions']({ loadId, options: { api: 'collections', values: 'as-is' } });
      await world.call['loads.review']({ loadId });
      await world.control({ faults: [{ ...route, ...faults['drops after'], times: 1 }] });
      await world.call['loads.send']({ loadId, rows: 2 });
      const view = await world.settled(loadId);
      expect((await world.records('Contact')).length).toBeLessThanOrEqual(2);
      expect(view.balance).toMatchObject({ balanced: true, counts: { no_verdict: 2 } });
    }),
  );
});
