import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandlers, type Desktop } from '../../../src/main/ipc/handlers';
import type { Handlers } from '../../../src/main/ipc/serve';
import { calls } from '../../../src/shared/contract';
import type { ExportView } from '../../../src/shared/domain/export';
import { openWorld, type World } from '../loads/world';

let world: World;
let call: Handlers;
let place: string | null = null;
const shown: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  const desktop: Desktop = {
    info: async () => ({ version: '0', platform: 'test', electron: '', keychain: null }),
    chooseFile: async () => null,
    chooseDescribes: async () => null,
    samplePath: () => '',
    readClipboard: async () => '',
    reveal: async () => undefined,
    chooseSavePath: async () => place,
    showInFolder: (path) => shown.push(path),
    applyAppearance: () => undefined,
  };
  call = createHandlers(world.program, desktop);
  place = join(world.folder, 'out.csv');
});
afterAll(async () => world.end());
beforeEach(async () => world.control({ settings: null, faults: [] }));

const start = async (soql = 'SELECT Id, LastName FROM Contact'): Promise<ExportView | null> =>
  call['exports.start']({
    orgId: world.orgId,
    name: 'Contacts',
    query: { kind: 'soql', soql },
    all: false,
    format: 'csv',
    forSpreadsheet: false,
  });

const awaitEnd = async (): Promise<ExportView> => {
  for (;;) {
    const view = await call['exports.latest'](undefined);
    if (view !== null && ['done', 'stopped', 'failed'].includes(view.phase)) return view;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('the exports of a window', () => {
  it('start nothing when the person cancels the dialog', async () => {
    const chosen = place;
    place = null;
    expect(await start()).toBeNull();
    expect(await call['exports.latest'](undefined)).toBeNull();
    await expect(call['exports.reveal'](undefined)).rejects.toMatchObject({ code: 'export.not-found' });
    place = chosen;
  });

  it('list what can be read, and describe it with its parents', async () => {
    const objects = await call['exports.objects']({ orgId: world.orgId });
    expect(calls['exports.objects'].output.safeParse(objects).success).toBe(true);
    expect(objects.map(({ name }) => name)).toEqual(expect.arrayContaining(['Contact', 'User']));
    const contact = await call['exports.describe']({ orgId: world.orgId, object: 'Contact' });
    expect(calls['exports.describe'].output.safeParse(contact).success).toBe(true);
    expect(contact.fields.find(({ name }) => name === 'AccountId')).toMatchObject({
      relationship: 'Account',
      referenceTo: ['Account'],
    });
    expect(contact.fields.some(({ type }) => type === 'address')).toBe(false);
  });

  it('write a file, tell how far it is, and show it', async () => {
    const first = await start();
    expect(first).toMatchObject({ phase: 'asking', path: place, error: null });
    await expect(start()).rejects.toMatchObject({ code: 'export.running' });
    const end = await awaitEnd();
    expect(calls['exports.latest'].output.safeParse(end).success).toBe(true);
    expect(end).toMatchObject({ id: first?.id, phase: 'done', of: end.rows });
    expect(end.version).toBeGreaterThan(1);
    expect((await readFile(place ?? '', 'utf8')).split('\n')).toHaveLength(end.rows + 2);
    await call['exports.reveal'](undefined);
    expect(shown).toEqual([place]);
    const count = await call['exports.count']({
      orgId: world.orgId,
      query: { kind: 'soql', soql: 'SELECT Id FROM Contact' },
      all: false,
    });
    expect(count).toBe(end.rows);
  });

  it('fail with the words of the org', async () => {
    await start('SELECT Nope__c FROM Contact');
    expect(await awaitEnd()).toMatchObject({
      phase: 'failed',
      error: { code: 'export.query-refused', detail: expect.stringMatching(/Nope__c/) },
    });
  });

  it('stop when they are asked to, and when the program ends', async () => {
    await world.control({ settings: { stuck: true } });
    const view = await start();
    await expect(call['exports.stop']({ exportId: 'another' })).rejects.toMatchObject({
      code: 'export.not-found',
    });
    expect(await call['exports.stop']({ exportId: view?.id ?? '' })).toMatchObject({ phase: 'stopped' });
    expect(world.org.org.queryJobs.size).toBe(0);
    await start();
    await world.program.exports.close();
    expect((await awaitEnd()).phase).toBe('stopped');
    expect((await readdir(dirname(place ?? ''))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
