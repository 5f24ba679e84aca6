import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day, growOlder, watchAsked } from '../orgs/kept';
import type { LoadView } from '../../../src/shared/domain/load';
import type { OrgType } from '../../../src/shared/domain/org';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld({ seed: 'guard', empty: true });
});
afterEach(async () => {
  await world.end();
});

const registry = (): string => join(world.folder, 'home', 'orgs.json');
const typeOf = async (): Promise<OrgType> =>
  (JSON.parse(await readFile(registry(), 'utf8')) as { type: OrgType }[])[0]?.type ?? 'practice';

/** The org as it would say itself to be at another sign-in, before and after a restart of the program. */
const becomes = async (type: OrgType): Promise<void> => {
  const live = (await world.program.orgs.open(world.orgId)).org;
  live.type = type;
  const known = JSON.parse(await readFile(registry(), 'utf8')) as object[];
  await writeFile(registry(), JSON.stringify(known.map((org) => ({ ...org, type }))));
};

const prepare = async (rows: number, operation: 'insert' | 'delete' = 'insert'): Promise<LoadView> => {
  const ids = (await world.records('Contact')).map((record) => String(record['Id']));
  const lines = Array.from({ length: rows }, (_, index) =>
    operation === 'delete' ? (ids[index] ?? '') : `Row ${index + 1}`,
  );
  const header = operation === 'delete' ? 'Id' : 'Last Name';
  const path = await world.file('rows.csv', `${header}\n${lines.join('\n')}\n`);
  const draft = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation });
  // A job can be made to fail; a call of collections can't.
  await world.call['loads.setOptions']({ loadId: draft.id, options: { api: '2.0' } });
  await world.call['loads.review']({ loadId: draft.id });
  return world.call['loads.get']({ loadId: draft.id });
};
const send = async (loadId: string, rows: number, confirmedRows?: number): Promise<LoadView> => {
  await world.call['loads.send']({ loadId, rows, confirmedRows });
  return world.settled(loadId);
};
/** Nothing was planned, and the org was not even asked to make a job. */
const expectUnsent = async (loadId: string): Promise<void> => {
  const view = await world.call['loads.get']({ loadId });
  expect(view).toMatchObject({ attempts: [], phase: 'checked' });
  const log = await world.ask('/services/data/v67.0/jobs/ingest');
  expect((log as { records: unknown[] }).records).toEqual([]);
};

describe('before rows are sent', () => {
  it('asks for the count of a large write to production, and takes no other', async () => {
    await becomes('production');
    const draft = await prepare(201);
    expect(draft.org.type).toBe('production');
    for (const wrong of [undefined, 200, 2010]) {
      await expect(send(draft.id, 201, wrong)).rejects.toMatchObject({
        code: 'load.unconfirmed',
        params: { rows: 201 },
      });
    }
    await expectUnsent(draft.id);
    expect((await send(draft.id, 201, 201)).balance.counts.created).toBe(201);
  });

  it('lets as many rows pass as the person set for the org', async () => {
    await becomes('production');
    const small = await prepare(200);
    expect((await send(small.id, 200)).balance.counts.created).toBe(200);
    await world.call['settings.set']({ countAbove: { [world.orgId]: 2 } });
    const three = await prepare(3);
    await expect(send(three.id, 3)).rejects.toMatchObject({ code: 'load.unconfirmed' });
    await world.call['settings.set']({ appearance: 'dark' });
    await expect(send(three.id, 3)).rejects.toMatchObject({ code: 'load.unconfirmed' });
    await world.call['settings.set']({ countAbove: { [world.orgId]: 3, another: 1 } });
    expect((await send(three.id, 3)).balance.counts.created).toBe(3);
  });

  it('asks for the count of every delete, wherever it goes, and of every later attempt', async () => {
    expect((await send((await prepare(4)).id, 4)).balance.counts.created).toBe(4);
    const draft = await prepare(2, 'delete');
    await expect(send(draft.id, 2)).rejects.toMatchObject({ code: 'load.unconfirmed' });
    await world.control({
      settings: {
        jobFault: { afterRows: 0, message: 'InternalServerError : gone', times: 1 },
      },
    });
    const half = await send(draft.id, 2, 2);
    expect(half.balance.counts.not_processed).toBe(2);
    await world.call['rows.sendAgain']({ loadId: draft.id, rows: [1, 2] });
    await expect(send(draft.id, 2)).rejects.toMatchObject({ code: 'load.unconfirmed' });
    expect((await send(draft.id, 2, 2)).balance.counts.deleted).toBe(2);
  });

  it('never sends to production what was made for a sandbox', async () => {
    await becomes('sandbox');
    const draft = await prepare(3);
    expect(draft.org.type).toBe('sandbox');
    await becomes('production');
    expect(await typeOf()).toBe('production');
    await expect(send(draft.id, 3, 3)).rejects.toMatchObject({
      code: 'org.type-changed',
      params: { was: 'sandbox', now: 'production' },
    });
    await expectUnsent(draft.id);
    // A load made now is one for production, and says so.
    expect((await prepare(1)).org.type).toBe('production');
    await becomes('sandbox');
    expect((await send(draft.id, 3)).balance.counts.created).toBe(3);
  });

  it('goes on with nothing in an org that changed its kind meanwhile, yet stops what is there', async () => {
    await world.control({ settings: { queueMs: 600_000 } });
    const draft = await prepare(3);
    await world.call['loads.send']({ loadId: draft.id, rows: 3 });
    await world.restart();
    await becomes('production');
    await expect(world.call['loads.resume']({ loadId: draft.id })).rejects.toMatchObject({
      code: 'org.type-changed',
    });
    await world.call['loads.stop']({ loadId: draft.id });
    expect(await world.settled(draft.id)).toMatchObject({
      phase: 'finished',
      balance: { balanced: true, counts: { not_processed: 3 } },
    });
  });

  it('reads the fields anew where they are older than a day, and refuses a match that no longer fits', async () => {
    const path = await world.file('rows.csv', 'Last Name,Annual Budget\nAda,1\nBob,2\n');
    const draft = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'insert' });
    await world.call['loads.review']({ loadId: draft.id });
    const object = join(world.folder, 'home', 'loads', draft.id, 'object.json');
    const age = async (): Promise<void> => {
      const stored = JSON.parse(await readFile(object, 'utf8')) as { asOf: number };
      await world.program.close();
      await writeFile(object, JSON.stringify({ ...stored, asOf: stored.asOf - day - 1000 }));
      await world.reopen();
      await growOlder(world, day + 1000);
    };
    await age();
    await world.control({ faults: [{ pathPattern: '/describe', action: 'drop', times: 100 }] });
    await expect(send(draft.id, 2)).rejects.toMatchObject({
      failure: { error: { code: 'network.cut-off' } },
    });
    await expectUnsent(draft.id);
    await world.control({ faults: [], settings: { hiddenFields: ['Contact.Annual_Budget__c'] } });
    await expect(send(draft.id, 2)).rejects.toMatchObject({ code: 'load.fields-changed' });
    await expectUnsent(draft.id);
    expect((await world.call['loads.get']({ loadId: draft.id })).mappingProblems).toHaveLength(1);

    await world.control({ settings: { hiddenFields: [] } });
    await age();
    const asked = await watchAsked(world, async () => world.call['loads.review']({ loadId: draft.id }));
    expect(asked.find(({ path: of }) => of === '/sobjects/Contact/describe')?.status).toBe(200);
    expect((await send(draft.id, 2)).balance.counts.created).toBe(2);
  });

  it('goes back to the check where matched fields are described differently by now', async () => {
    const path = await world.file('rows.csv', 'Last Name,First Name\nAda,Augusta Ada\nBob,B\n');
    const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
    await world.call['loads.review']({ loadId });
    // As it would be had the org made the field shorter since: the kept description says more than the org does.
    const object = join(world.folder, 'home', 'loads', loadId, 'object.json');
    type Kept = { asOf: number; fields: { name: string; length: number }[] };
    const stored = JSON.parse(await readFile(object, 'utf8')) as Kept;
    const fields = stored.fields.map((field) =>
      field.name === 'FirstName' ? { ...field, length: 80 } : field,
    );
    await world.program.close();
    await writeFile(object, JSON.stringify({ ...stored, fields, asOf: stored.asOf - day - 1000 }));
    await world.reopen();
    await growOlder(world, day + 1000);
    await expect(send(loadId, 2)).rejects.toMatchObject({ code: 'load.fields-renewed' });
    expect(await world.call['loads.get']({ loadId })).toMatchObject({ attempts: [], phase: 'draft' });
    await expect(send(loadId, 2)).rejects.toMatchObject({ code: 'load.incomplete' });
    const report = await world.call['loads.review']({ loadId });
    expect(report.ready).toBe(2);
    expect((await send(loadId, 2)).balance.counts.created).toBe(2);
  });

  it('holds rows of a later attempt that no longer fit what the org says of their fields', async () => {
    const path = await world.file('rows.csv', 'Last Name,Email\nAda,nobody\nBob,nobody\n');
    const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
    await world.call['loads.review']({ loadId });
    expect((await send(loadId, 2)).balance.counts.failed).toBe(2);
    const object = join(world.folder, 'home', 'loads', loadId, 'object.json');
    type Kept = { asOf: number; fields: { name: string; length: number }[] };
    const stored = JSON.parse(await readFile(object, 'utf8')) as Kept;
    const fields = stored.fields.map((field) =>
      field.name === 'LastName' ? { ...field, length: 500 } : field,
    );
    await world.program.close();
    await writeFile(object, JSON.stringify({ ...stored, fields, asOf: stored.asOf - day - 1000 }));
    await world.reopen();
    const edits = [1, 2].map((row) => ({ row, column: 1, value: 'a@b.example' }));
    await world.call['rows.edit']({
      loadId,
      edits: [...edits, { row: 2, column: 0, value: 'x'.repeat(100) }],
    });
    await expect(send(loadId, 2)).rejects.toMatchObject({ code: 'load.fields-renewed' });
    expect((await world.call['loads.get']({ loadId })).balance.counts).toMatchObject({ ready: 1, held: 1 });
    const { groups } = await world.call['loads.problems']({ loadId });
    expect(groups.find(({ state }) => state === 'held')?.problem.cause).toBe('too-long');
    expect((await send(loadId, 1)).balance.counts).toMatchObject({ created: 1, held: 1 });
  });

  it('leaves a load that was sent the description its rows were sent by, where a later one does not fit', async () => {
    const path = await world.file('rows.csv', 'Last Name,Annual Budget,Email\nAda,1,nobody\n');
    const draft = await world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'insert' });
    await world.call['loads.review']({ loadId: draft.id });
    expect((await send(draft.id, 1)).balance.counts.failed).toBe(1);
    const history = async () => world.call['rows.history']({ loadId: draft.id, row: 1 });
    const before = await history();
    await world.call['rows.edit']({ loadId: draft.id, edits: [{ row: 1, column: 2, value: 'a@b.example' }] });
    const object = join(world.folder, 'home', 'loads', draft.id, 'object.json');
    await world.program.close();
    const stored = JSON.parse(await readFile(object, 'utf8')) as { asOf: number };
    await writeFile(object, JSON.stringify({ ...stored, asOf: stored.asOf - day - 1000 }));
    await world.reopen();
    await world.control({ settings: { hiddenFields: ['Contact.Annual_Budget__c'] } });
    await expect(send(draft.id, 1)).rejects.toMatchObject({ code: 'load.fields-changed' });
    expect(await history()).toEqual(before);
    await world.control({ settings: { hiddenFields: [] } });
    expect((await send(draft.id, 1)).balance.counts.created).toBe(1);
  });
});
