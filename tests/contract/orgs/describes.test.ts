import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../loads/world';
import { day, growOlder, listKept, minute, waitForNews, watchAsked } from './kept';

let world: World;
const ask = async (refresh = false) =>
  world.call['orgs.describe']({ orgId: world.orgId, object: 'Contact', refresh });
const list = async (refresh = false) => world.call['orgs.objects']({ orgId: world.orgId, refresh });

beforeAll(async () => {
  world = await openWorld({ seed: 'describes' });
  // The org compares whole seconds: what it says in the second it began in counts as changed since.
  await new Promise((resolve) => setTimeout(resolve, 1100));
});
afterAll(async () => {
  await world.end();
});
beforeEach(async () => {
  await world.control({ faults: [] });
  await ask(true);
  await list(true);
  world.told.length = 0;
});

const fieldNames = async (): Promise<string[]> => (await ask()).fields.map(({ name }) => name);
const describePath = '/sobjects/Contact/describe';

describe('what orgs say of themselves', () => {
  it('is asked for once, kept in private files, and served from there', async () => {
    const first = await ask();
    const again = await watchAsked(world, async () => {
      expect(await ask()).toEqual(first);
      expect(await list()).toMatchObject({ source: 'cache' });
    });
    expect(again).toEqual([]);
    expect(first.source).toBe('cache');
    expect(first.fields.map(({ name }) => name)).toContain('Account.Account_No__c');
    const files = await listKept(world);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      if (process.platform === 'win32') continue;
      expect((await stat(file)).mode & 0o077).toBe(0);
      expect((await stat(dirname(file))).mode & 0o077).toBe(0);
      expect(await readFile(file, 'utf8')).not.toContain(world.org.accessToken);
    }
  });

  it('asks for one thing once, however many want it', async () => {
    const asked = await watchAsked(world, async () => Promise.all([ask(true), ask(true), ask(true)]));
    expect(asked.filter(({ path }) => path === describePath)).toHaveLength(1);
  });

  it('shows what is some minutes old at once with its age, and confirms it behind by a 304', async () => {
    await growOlder(world, 20 * minute);
    const before = Date.now();
    const asked = await watchAsked(world, async () => {
      const old = await ask();
      expect(old.source).toBe('cache');
      expect(before - old.asOf).toBeGreaterThanOrEqual(20 * minute - 1000);
      expect(await waitForNews(world, 'describes.changed')).toEqual([
        { orgId: world.orgId, object: 'Contact' },
      ]);
    });
    expect(asked.find(({ path }) => path === describePath)?.status).toBe(304);
    const now = await ask();
    expect(now.asOf).toBeGreaterThanOrEqual(before);
    expect(now.fields.length).toBeGreaterThan(20);
  });

  it('keeps the list of objects the same way', async () => {
    await growOlder(world, 20 * minute, 'objects');
    const asked = await watchAsked(world, async () => {
      expect(await list()).toMatchObject({ source: 'cache' });
      expect(await waitForNews(world, 'describes.changed')).toEqual([{ orgId: world.orgId, object: null }]);
    });
    expect(asked).toEqual([{ path: '/sobjects', status: 304 }]);
    expect((await list()).objects.map(({ name }) => name)).toContain('Contact');
  });

  it('reads in full when a person asks for it', async () => {
    const asked = await watchAsked(world, async () => {
      expect((await ask(true)).source).toBe('org');
    });
    expect(asked).toEqual([{ path: describePath, status: 200 }]);
  });

  it('starts afresh where a file can’t be read any more', async () => {
    for (const file of await listKept(world)) await writeFile(file, '{"value":');
    expect(await ask()).toMatchObject({ source: 'org', name: 'Contact' });
    expect(await ask()).toMatchObject({ source: 'cache', name: 'Contact' });
  });

  it('remembers that an object is not to be seen, and says so in its own words', async () => {
    const unknown = async () => world.call['orgs.describe']({ orgId: world.orgId, object: 'Nothing__c' });
    await expect(unknown()).rejects.toMatchObject({ code: 'org.not-found' });
    const kept = (await listKept(world)).filter((file) => file.includes('nothing__c'));
    expect(kept).toHaveLength(1);
  });

  it('shows what it knows while the org does not answer, and says so only to who asked for more', async () => {
    await growOlder(world, 3 * day);
    await world.control({ faults: [{ pathPattern: '/sobjects', action: 'drop', times: 1000 }] });
    expect(await ask()).toMatchObject({ source: 'cache', name: 'Contact' });
    expect((await list()).objects.length).toBeGreaterThan(5);
    await expect(ask(true)).rejects.toMatchObject({ failure: { error: { code: 'network.cut-off' } } });
    expect(await fieldNames()).toContain('Account.Account_No__c');
    expect(world.told).toEqual([]);
  });

  it('reads in full before a load is set up by something older than a day', async () => {
    const path = await world.file('people.csv', 'Last Name\nAda\n');
    const draft = await world.call['loads.create']({ orgId: world.orgId, path });
    const target = { loadId: draft.id, object: 'Contact', operation: 'insert' as const };
    const setTarget = async () => watchAsked(world, async () => world.call['loads.setTarget'](target));
    expect(await setTarget()).toEqual([]);
    await growOlder(world, 20 * minute, 'object-contact');
    expect(await setTarget()).toEqual([{ path: describePath, status: 304 }]);
    await growOlder(world, day + minute, 'object-contact');
    expect(await setTarget()).toEqual([{ path: describePath, status: 200 }]);
    await growOlder(world, day + minute);
    await world.control({ faults: [{ pathPattern: '/sobjects', action: 'drop', times: 1000 }] });
    expect(await world.call['loads.setTarget'](target)).toMatchObject({ target: { object: 'Contact' } });
  });

  it('takes over what changed meanwhile, fields a person may no longer see among it', async () => {
    expect(await fieldNames()).toContain('Annual_Budget__c');
    await world.control({ settings: { hiddenFields: ['Contact.Annual_Budget__c'] } });
    await growOlder(world, 20 * minute);
    expect(await fieldNames()).toContain('Annual_Budget__c');
    await waitForNews(world, 'describes.changed');
    expect(await fieldNames()).not.toContain('Annual_Budget__c');
  });

  it('lets a column go to a field that is new since the load was set up, and checks by what holds now', async () => {
    await world.control({ settings: { hiddenFields: ['Contact.Annual_Budget__c'] } });
    await ask(true);
    const path = await world.file('people.csv', 'Last Name,Money\nAda,1\n');
    const draft = await world.call['loads.create']({ orgId: world.orgId, path });
    const { id: loadId } = draft;
    await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
    await world.control({ settings: { hiddenFields: [] } });
    const entries = [{ column: 1, field: 'Annual_Budget__c', format: { decimalMark: 'dot' as const } }];
    const unknown = await world.call['loads.setMapping']({ loadId, entries });
    expect(unknown.mappingProblems).toMatchObject([{ code: 'not-writable', field: 'Annual_Budget__c' }]);
    await ask(true);
    expect((await world.call['loads.setMapping']({ loadId, entries })).mappingProblems).toEqual([]);
    expect(await world.call['loads.review']({ loadId })).toMatchObject({ ready: 1 });
    await world.control({ settings: { hiddenFields: ['Contact.Annual_Budget__c'] } });
    await ask(true);
    await expect(world.call['loads.review']({ loadId })).rejects.toMatchObject({
      code: 'mapping.incomplete',
    });
    await world.control({ settings: { hiddenFields: [] } });
  });

  it('is deleted with the org, and an answer on its way does not bring it back', async () => {
    expect((await listKept(world)).length).toBeGreaterThan(0);
    await world.control({ faults: [{ pathPattern: describePath, action: 'delay', delayMs: 300 }] });
    const late = ask(true).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await world.call['orgs.signOut']({ orgId: world.orgId });
    await late;
    expect(await listKept(world)).toEqual([]);
    await expect(ask()).rejects.toMatchObject({ code: 'org.not-connected' });
    world.orgId = (await world.call['orgs.openPractice'](undefined)).id;
  });
});

describe('an org that is not there', () => {
  it('is known as before, also to a program that has just started', async () => {
    const alone = await openWorld({ seed: 'alone', empty: true });
    try {
      const describeContact = async (refresh = false) =>
        alone.call['orgs.describe']({ orgId: alone.orgId, object: 'Contact', refresh });
      const before = await describeContact();
      const objects = await alone.call['orgs.objects']({ orgId: alone.orgId });
      await growOlder(alone, 2 * 60 * minute);
      await alone.program.close();
      await alone.org.close();
      await alone.reopen().catch(() => undefined);
      const { asOf, source, ...known } = await describeContact();
      expect(source).toBe('cache');
      expect(before.asOf - asOf).toBe(2 * 60 * minute);
      expect(known).toEqual({ ...before, asOf: undefined, source: undefined });
      expect((await alone.call['orgs.objects']({ orgId: alone.orgId })).objects).toEqual(objects.objects);
      await expect(describeContact(true)).rejects.toThrow(/network\.refused|auth\./);
    } finally {
      await alone.end();
    }
  });
});
