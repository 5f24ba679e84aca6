import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge, prepare, rows } from './inserts';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const serial = { api: '1.0', mode: 'serial', batchSize: 200 } as const;

describe('a way for one attempt', () => {
  it('goes that way once, is written down with its reason, and leaves the options alone', async () => {
    const draft = await prepare(world, '', { api: '2.0' });
    await world.call['loads.send']({ loadId: draft.id, rows, way: serial });
    const view = await judge(world, draft.id);
    expect(view.attempts).toMatchObject([{ way: serial, reason: 'asked', rows }]);
    expect(view.jobs.map((job) => [job.api, job.rows])).toEqual([
      ['1.0', 200],
      ['1.0', 200],
      ['1.0', 50],
    ]);
    expect(view.options.api).toBe('2.0');

    const { groups } = await world.call['loads.problems']({ loadId: draft.id });
    const again = await world.call['rows.sendAgain']({ loadId: draft.id, group: groups[0]?.key });
    await world.call['loads.send']({ loadId: draft.id, rows: again.balance.counts.ready });
    expect((await world.settled(draft.id)).attempts.at(-1)?.way.api).toBe('2.0');
  });

  it.each([
    [{ ...serial, api: '2.0' }, 'serial-needs-1.0'],
    [{ api: 'collections', mode: 'parallel', batchSize: 201 }, 'call-size-too-large'],
  ] as const)('refuses %j and sends nothing', async (way, conflict) => {
    const draft = await prepare(world);
    await expect(world.call['loads.send']({ loadId: draft.id, rows, way })).rejects.toMatchObject({
      code: 'load.way-conflict',
      params: { conflict },
    });
    expect((await world.call['loads.get']({ loadId: draft.id })).attempts).toEqual([]);
    expect(await world.records('Contact')).toEqual([]);
  });
});

describe('what only calls of collections can do', () => {
  it('takes every row to collections, however many', async () => {
    const draft = await prepare(world, '', { duplicateSave: true });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.attempts).toMatchObject([{ way: { api: 'collections' }, reason: 'call-choices' }]);
  });

  it('is never dropped in silence where another way was chosen', async () => {
    const draft = await prepare(world, '', { api: '2.0', allOrNone: true });
    await expect(world.call['loads.send']({ loadId: draft.id, rows })).rejects.toMatchObject({
      code: 'load.way-conflict',
      params: { conflict: 'call-choices-need-collections' },
    });
  });
});

describe('assignment rules', () => {
  it('lists those of the object, the active one first', async () => {
    const rules = await world.call['orgs.assignmentRules']({ orgId: world.orgId, object: 'Case' });
    expect(rules.map(({ name, active }) => [name, active])).toEqual([
      ['Cases to the meter desk', true],
      ['Cases from the web', false],
    ]);
    expect(await world.call['orgs.assignmentRules']({ orgId: world.orgId, object: 'Lead' })).toHaveLength(1);
  });

  it('are none where the org does not tell them', async () => {
    const query = { method: 'GET', pathPattern: '/query' };
    const refusal = { when: 'before', action: 'status', status: 400, errorCode: 'INVALID_TYPE', times: 1 };
    await world.control({ faults: [{ ...query, ...refusal }] });
    expect(await world.call['orgs.assignmentRules']({ orgId: world.orgId, object: 'Case' })).toEqual([]);
  });

  it('hand a new case to the owner the chosen rule names', async () => {
    const rules = await world.call['orgs.assignmentRules']({ orgId: world.orgId, object: 'Case' });
    const chosen = rules.find(({ name }) => name === 'Cases from the web');
    const queue = (await world.records('Group')).find((group) => group['DeveloperName'] === 'Web_desk');
    expect(queue).toBeDefined();
    const path = await world.file('cases.csv', 'Subject\nNo light\nNo heat\n');
    for (const api of ['2.0', '1.0', 'collections'] as const) {
      const before = (await world.records('Case')).length;
      const draft = await world.call['loads.create']({ orgId: world.orgId, path });
      await world.call['loads.setTarget']({ loadId: draft.id, object: 'Case', operation: 'insert' });
      await world.call['loads.setOptions']({
        loadId: draft.id,
        options: { api, assignmentRuleId: chosen?.id ?? null },
      });
      await world.call['loads.review']({ loadId: draft.id });
      await world.call['loads.send']({ loadId: draft.id, rows: 2 });
      expect((await world.settled(draft.id)).balance.counts.created).toBe(2);
      const made = (await world.records('Case')).slice(before);
      expect(made.map((record) => record['OwnerId'])).toEqual([queue?.['Id'], queue?.['Id']]);
    }
  });
});
