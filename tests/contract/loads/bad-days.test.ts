import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const rows = 450;

/** Inserts without any key: the case in which sending twice would show as duplicates. */
const prepare = async (): Promise<LoadView> => {
  const lines = ['Last Name,Annual Budget,Email'];
  for (let index = 1; index <= rows; index += 1) {
    lines.push(`Row ${index},${index * 1000000},${index % 50 === 0 ? 'not an address' : `r${index}@test.example`}`);
  }
  const path = await world.file('rows.csv', `${lines.join('\n')}\n`);
  const draft = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'insert' });
  await world.call['loads.review']({ loadId: draft.id });
  return draft;
};

/** The org's own records against the ledger: each row's state must be what the org holds, once. */
const judge = async (loadId: string): Promise<LoadView> => {
  const view = await world.settled(loadId);
  expect(view.balance.balanced).toBe(true);
  const records = await world.records('Contact');
  const byName = new Map<string, string[]>();
  for (const record of records) {
    const name = String(record['LastName']);
    byName.set(name, [...(byName.get(name) ?? []), String(record['Id'])]);
  }
  for (const ids of byName.values()) expect(ids).toHaveLength(1);
  const page = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 1000 });
  for (const row of page.rows) {
    const inOrg = byName.get(row.cells[0] ?? '') ?? [];
    if (row.state === 'created') expect([row.recordId]).toEqual(inOrg);
    else if (row.state !== 'no_verdict') expect(inOrg).toEqual([]);
  }
  return view;
};

const base = '/services/data/v67.0/jobs/ingest';
const routes = {
  create: { method: 'POST', pathPattern: `${base}/*$` },
  upload: { method: 'PUT', pathPattern: '/batches' },
  commit: { method: 'PATCH', pathPattern: `${base}/[^/]+$` },
  look: { method: 'GET', pathPattern: `${base}/750[^/]+$` },
  successes: { method: 'GET', pathPattern: 'successfulResults' },
  failures: { method: 'GET', pathPattern: 'failedResults' },
  unprocessed: { method: 'GET', pathPattern: 'unprocessedrecords' },
} as const;

const faults = {
  'drops before': { when: 'before', action: 'drop' },
  'drops after': { when: 'after', action: 'drop' },
  'answers 500': { when: 'before', action: 'status', status: 500, errorCode: 'UNKNOWN_EXCEPTION' },
  'answers 503 after acting': { when: 'after', action: 'status', status: 503, errorCode: 'SERVER_UNAVAILABLE' },
  'shows a maintenance page': { when: 'before', action: 'html', status: 503 },
  'says the session is over': { when: 'before', action: 'status', status: 401, errorCode: 'INVALID_SESSION_ID' },
  'cuts the answer': { when: 'after', action: 'truncate' },
} as const;

describe('each call of a load, on each bad day', () => {
  for (const [call, route] of Object.entries(routes)) {
    for (const [name, fault] of Object.entries(faults)) {
      it(`${call} ${name}: ends balanced, nothing sent twice`, async () => {
        const draft = await prepare();
        await world.control({ faults: [{ ...route, ...fault, times: 1 }] });
        await world.call['loads.send']({ loadId: draft.id, rows });
        const view = await judge(draft.id);
        expect(view.phase).toBe('finished');
        expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
      });
    }
  }
});

describe('longer bad days', () => {
  it('a result file that is cut as if it were whole is fetched again', async () => {
    const draft = await prepare();
    await world.control({
      faults: [{ ...routes.successes, when: 'after', action: 'truncate', clean: true, times: 2 }],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
  });

  it('results that stay short leave the rows concerned without a verdict, which only a person settles', async () => {
    const draft = await prepare();
    await world.control({
      faults: [{ ...routes.successes, when: 'after', action: 'truncate', clean: true, times: 50 }],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(draft.id);
    const open = view.balance.counts.no_verdict;
    expect(open).toBeGreaterThan(0);
    const { rows: doubtful } = await world.call['rows.page']({
      loadId: draft.id,
      filter: { states: ['no_verdict'] },
      offset: 0,
      limit: 1000,
    });
    const numbers = doubtful.map(({ row }) => row);
    await expect(world.call['rows.sendAgain']({ loadId: draft.id, rows: numbers })).rejects.toMatchObject({
      code: 'load.row-settled',
    });
    const settled = await world.call['rows.settle']({ loadId: draft.id, rows: numbers, as: 'created' });
    expect(settled.balance.counts).toMatchObject({ created: rows - 9, no_verdict: 0 });
  });

  it('an expired session is renewed without a word', async () => {
    const draft = await prepare();
    await world.control({ expireSessions: true });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(draft.id);
    expect(view.balance.counts.created).toBe(rows - 9);
  });

  it('a daily limit pauses the load with its reason, and Resume goes on', async () => {
    const draft = await prepare();
    await world.control({
      faults: [
        {
          ...routes.commit,
          when: 'before',
          action: 'status',
          status: 403,
          errorCode: 'REQUEST_LIMIT_EXCEEDED',
          message: 'TotalRequests Limit exceeded.',
          times: 1,
        },
      ],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const paused = await world.settled(draft.id);
    expect(paused).toMatchObject({ phase: 'paused', pause: { code: 'org.limit' } });
    expect(paused.balance).toMatchObject({ balanced: true, counts: { sent: rows } });
    await world.call['loads.resume']({ loadId: draft.id });
    expect((await judge(draft.id)).balance.counts.created).toBe(rows - 9);
  });

  it('a job that fails half-way carries its reason down to every row it did not reach', async () => {
    const draft = await prepare();
    await world.control({ settings: { jobFault: { afterRows: 200 } } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(draft.id);
    expect(view.balance.counts.not_processed).toBeGreaterThan(0);
    expect(view.balance.counts.created + view.balance.counts.failed + view.balance.counts.not_processed).toBe(rows);
    const { groups } = await world.call['loads.problems']({ loadId: draft.id });
    const group = groups.find(({ state }) => state === 'not_processed');
    expect(group?.problem.text).toContain('TooManyLockFailure');
    await world.call['rows.sendAgain']({ loadId: draft.id, group: group?.key });
    await world.call['loads.send']({ loadId: draft.id, rows: view.balance.counts.not_processed });
    expect((await judge(draft.id)).balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
  });

  it('Stop settles what landed and leaves the rest not processed', async () => {
    const draft = await prepare();
    await world.control({ settings: { chunkMs: 200 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    await new Promise((resolve) => setTimeout(resolve, 350));
    await world.call['loads.stop']({ loadId: draft.id });
    const view = await judge(draft.id);
    expect(view.phase).toBe('finished');
    expect(view.balance.counts.sent).toBe(0);
    expect(view.balance.counts.not_processed).toBeGreaterThan(0);
  });

  it('a program that ends in the middle takes its load up again at the next start', async () => {
    const draft = await prepare();
    await world.control({ settings: { queueMs: 600 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.restart();
    await world.program.running.adopt();
    expect((await judge(draft.id)).balance.counts).toMatchObject({ created: rows - 9, failed: 9 });
  });
});
