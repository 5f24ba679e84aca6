import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/errors/app-error';
import { createRecordFinder } from '../../../src/main/use-cases/loads/find-records';
import { createReview } from '../../../src/main/use-cases/loads/review';
import type { LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

let world: World;
const ids = new Map<string, string>();
const base = '/services/data/v67.0/composite/sobjects';

/** Contacts by their last name. */
const makeContacts = async (people: [last: string, email: string][]): Promise<void> => {
  const answer = await fetch(`${world.org.instanceUrl}${base}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      allOrNone: true,
      records: people.map(([LastName, Email]) => ({ attributes: { type: 'Contact' }, LastName, Email })),
    }),
  });
  const saved = (await answer.json()) as { id: string; success: boolean }[];
  for (const [at, { id, success }] of saved.entries()) {
    if (!success) throw new Error(JSON.stringify(saved));
    ids.set(people[at]?.[0] ?? '', id);
  }
};

beforeAll(async () => {
  world = await openWorld({ empty: true });
  await makeContacts([
    ['Ada', 'ada@find.example'],
    ['O\'Neil \\ "Q"', 'oneil@find.example'],
    ['Twin One', 'twin@find.example'],
    ['Twin Two', 'twin@find.example'],
    ['Bea', 'bea@find.example'],
    ['Cyd', 'cyd@find.example'],
    ['Dora', 'dora@find.example'],
  ]);
});
afterAll(async () => world.end());

let files = 0;
const draft = async (
  lines: string[],
  { findBy = 'Email', operation = 'update' as 'update' | 'delete' } = {},
): Promise<string> => {
  const path = await world.file(`find-${(files += 1)}.csv`, `${lines.join('\n')}\n`);
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation, findBy });
  return loadId;
};

const page = async (loadId: string) =>
  (await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 100 })).rows;
const causes = async (loadId: string) =>
  (await page(loadId)).map(({ state, problem }) => problem?.cause ?? state);

const send = async (loadId: string): Promise<LoadView> => {
  const { balance } = await world.call['loads.get']({ loadId });
  const rows = balance.counts.ready;
  await world.call['loads.send']({ loadId, rows, confirmedRows: rows });
  return world.settled(loadId);
};

const titleOf = async (last: string): Promise<unknown> =>
  (await world.records('Contact')).find(({ Id }) => Id === ids.get(last))?.['Title'];

/** Paths of what the org was asked about its records since the log was cleared. */
const readQueries = async (): Promise<string[]> => {
  const headers = { 'X-Practice-Control': world.org.controlToken };
  const { log } = (await (await fetch(world.org.control, { headers })).json()) as { log: { path: string }[] };
  return log.map(({ path }) => path).filter((path) => path.includes('/query'));
};

const patch = async (id: string, fields: object): Promise<void> => {
  const answer = await fetch(`${world.org.instanceUrl}/services/data/v67.0/sobjects/Contact/${id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (cause: unknown) => (cause instanceof AppError ? cause.code : String(cause)),
  );

describe('rows that find their records by another field', () => {
  it('go where one record was found; none, several and one shared are held', async () => {
    const loadId = await draft([
      'Email,Title',
      'ADA@find.example ,once',
      'nobody@find.example,none',
      'twin@find.example,several',
      'bea@find.example,shared',
      'Bea@Find.Example,shared',
      ',blank',
    ]);
    const report = await world.call['loads.review']({ loadId });
    expect(report.found).toEqual({ one: 3, none: 1, several: 1, shared: 2 });
    expect(await causes(loadId)).toEqual([
      'ready',
      'record-not-found',
      'record-several',
      'record-shared',
      'record-shared',
      'key-blank',
    ]);
    const view = await send(loadId);
    expect(view.balance.counts).toMatchObject({ updated: 1, held: 5 });
    expect(view.balance.balanced).toBe(true);
    expect(await titleOf('Ada')).toBe('once');
    expect(await titleOf('Bea')).toBeFalsy();
    const [sent] = await world.call['rows.history']({ loadId, row: 1 });
    expect(sent?.sent).toEqual([
      { field: 'Id', value: ids.get('Ada') },
      { field: 'Title', value: 'once' },
    ]);
  });

  it('finds values with quotes and backslashes in them', async () => {
    const loadId = await draft(['Last Name,Title', `"O'Neil \\ ""Q""",quoted`], { findBy: 'LastName' });
    await world.call['loads.review']({ loadId });
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 1 });
    expect(await titleOf('O\'Neil \\ "Q"')).toBe('quoted');
  });

  it('goes to the record a person picks, takes that back, and refuses any other', async () => {
    const loadId = await draft(['Email,Title', 'twin@find.example,picked']);
    await world.call['loads.review']({ loadId });
    const found = await world.call['rows.found']({ loadId, row: 1 });
    expect(found.count).toBe(2);
    expect(found.records.map(({ name }) => name).sort()).toEqual(['Twin One', 'Twin Two']);
    const stranger = world.call['rows.pick']({ loadId, row: 1, recordId: ids.get('Ada') ?? '' });
    expect(await codeOf(stranger)).toBe('app.bad-request');
    const pick = { loadId, row: 1, recordId: ids.get('Twin Two') ?? '' };
    await world.call['rows.pick'](pick);
    expect(await causes(loadId)).toEqual(['ready']);
    await world.call['rows.undo']({ loadId });
    expect(await causes(loadId)).toEqual(['record-several']);
    await world.call['rows.pick'](pick);
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 1 });
    expect([await titleOf('Twin One'), await titleOf('Twin Two')]).toEqual([null, 'picked']);
  });

  it('holds a row whose pick is the record of another row', async () => {
    const loadId = await draft(['Email,Title', 'twin@find.example,a', 'twin@find.example,b']);
    await world.call['loads.review']({ loadId });
    const recordId = ids.get('Twin One') ?? '';
    await world.call['rows.pick']({ loadId, row: 1, recordId });
    await world.call['rows.pick']({ loadId, row: 2, recordId });
    expect(await causes(loadId)).toEqual(['record-shared', 'record-shared']);
    await world.call['rows.pick']({ loadId, row: 2, recordId: ids.get('Twin Two') ?? '' });
    expect(await causes(loadId)).toEqual(['ready', 'ready']);
  });

  it('asks again for an edited value only, and keeps what was typed while the org is away', async () => {
    const loadId = await draft(['Email,Title', 'nobody@find.example,edited', 'cyd@find.example,same']);
    await world.call['loads.review']({ loadId });
    await world.control({ clearLog: true });
    await world.call['rows.edit']({
      loadId,
      edits: [
        { row: 1, column: 0, value: 'dora@find.example' },
        { row: 2, column: 1, value: 'other' },
      ],
    });
    expect(await readQueries()).toHaveLength(1);
    expect(await causes(loadId)).toEqual(['ready', 'ready']);

    const away = { pathPattern: '/query', when: 'before', action: 'drop', times: 9 };
    await world.control({ faults: [away] });
    await world.call['rows.edit']({ loadId, edits: [{ row: 1, column: 0, value: 'ada@find.example' }] });
    expect(await causes(loadId)).toEqual(['record-unasked', 'ready']);
    expect((await page(loadId))[0]?.cells[0]).toBe('ada@find.example');
    const again = world.call['rows.sendAgain']({ loadId, rows: [1] });
    expect(await codeOf(again)).toMatch(/^(org|network)\./);
    await world.control({ faults: [] });
    await world.call['rows.sendAgain']({ loadId, rows: [1] });
    expect(await causes(loadId)).toEqual(['ready', 'ready']);
    await world.call['rows.undo']({ loadId });
    await world.call['rows.undo']({ loadId });
    // What the value was before is still known.
    expect(await causes(loadId)).toEqual(['ready', 'ready']);
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 2 });
    expect(await titleOf('Dora')).toBe('edited');
  });

  it('stays a draft while the org is away, and goes on once it answers', async () => {
    const loadId = await draft(['Email,Title', 'cyd@find.example,back']);
    await world.control({
      faults: [{ pathPattern: '/query', when: 'before', action: 'drop', times: 9 }],
    });
    expect(await codeOf(world.call['loads.review']({ loadId }))).toMatch(/^(org|network)\./);
    expect(await world.call['loads.get']({ loadId })).toMatchObject({ phase: 'draft', attempts: [] });
    await world.control({ faults: [] });
    await world.call['loads.review']({ loadId });
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 1 });
  });

  it('lets the newer of two checks at once count', async () => {
    const loadId = await draft(['Email,Title', 'cyd@find.example,twice']);
    const [, newer] = await Promise.allSettled([
      world.call['loads.review']({ loadId }),
      world.call['loads.review']({ loadId }),
    ]);
    expect(newer).toMatchObject({ status: 'fulfilled', value: { ready: 1 } });
    expect(await causes(loadId)).toEqual(['ready']);
  });

  it('sends a failed row again to the same record, without asking', async () => {
    const loadId = await draft([
      'Email,Title,Department',
      'bea@find.example,again,x',
      'cyd@find.example,again,y',
    ]);
    await world.call['loads.setOptions']({ loadId, options: { values: 'as-is', api: '1.0' } });
    await world.call['loads.review']({ loadId });
    await world.call['rows.edit']({ loadId, edits: [{ row: 1, column: 2, value: 'z'.repeat(200) }] });
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 1, failed: 1 });
    await world.control({ clearLog: true });
    await world.call['rows.edit']({ loadId, edits: [{ row: 1, column: 2, value: 'z' }] });
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 2 });
    expect(await titleOf('Bea')).toBe('again');
    const history = await world.call['rows.history']({ loadId, row: 1 });
    expect(history.map(({ sent }) => sent[0]?.value)).toEqual([ids.get('Bea'), ids.get('Bea')]);
  });

  it('deletes what was found', async () => {
    const loadId = await draft(['Email', 'dora@find.example', 'nobody@find.example'], {
      operation: 'delete',
    });
    await world.call['loads.review']({ loadId });
    expect((await send(loadId)).balance.counts).toMatchObject({ deleted: 1, held: 1 });
    const gone = (await world.records('Contact')).find(({ Id }) => Id === ids.get('Dora'));
    expect(gone?.['IsDeleted']).toBe(true);
  });

  it('reads all of an object by one query job where there are very many values', async () => {
    const lines = ['Ada', 'Twin One', 'Nobody', 'cyd', 'O\'Neil \\ "Q"'].map(
      (last) => `"${last.replaceAll('"', '""')}",x`,
    );
    const loadId = await draft(['Last Name,Title', ...lines], { findBy: 'LastName' });
    const { loads, describes, borrowed } = world.program;
    await world.control({ clearLog: true });
    const report = await createReview(loads, describes, createRecordFinder(borrowed.orgs, 2))(loadId);
    expect(report.found).toEqual({ one: 4, none: 1, several: 0, shared: 0 });
    const asked = await readQueries();
    expect(asked.every((path) => path.includes('/jobs/query'))).toBe(true);
    expect(asked.length).toBeGreaterThan(2);
    expect((await send(loadId)).balance.counts).toMatchObject({ updated: 4, held: 1 });
    expect(await titleOf('Cyd')).toBe('x');
  });

  it.each([
    ['numbers', 'Annual_Budget__c', ['1200.50', '1200.5', '7']],
    ['dates', 'Contract_Start__c', ['2026-01-31', '2026-01-31', '2026-02-01']],
  ] as const)('compares %s by what they mean', async (_kind, findBy, [held, asked, other]) => {
    const id = ids.get('Ada') ?? '';
    await patch(id, { [findBy]: findBy === 'Annual_Budget__c' ? Number(held) : held });
    const loadId = await draft([`${findBy},Title`, `${asked},x`, `${other},y`], { findBy });
    await world.call['loads.review']({ loadId });
    expect(await causes(loadId)).toEqual(['ready', 'record-not-found']);
    await patch(id, { [findBy]: null });
  });

  it('refuses a field nothing can be found by', async () => {
    const path = await world.file('none.csv', 'Email,Title\na@b.c,x\n');
    const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
    const target = { loadId, object: 'Contact', operation: 'update' as const };
    for (const findBy of ['HasOptedOutOfEmail', 'Nothing__c'])
      expect(await codeOf(world.call['loads.setTarget']({ ...target, findBy }))).toBe('load.cannot-find');
  });
});
