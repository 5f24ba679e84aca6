import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDescribeCache, type DescribeCache } from './describe-cache';

const viewer = { orgId: '00D000000000001AAA', userId: '005000000000001AAA', apiVersion: '67.0' };
const kept = { value: { name: 'Contact' }, asOf: 12, date: 'Mon, 02 Nov 2026 09:15:00 GMT' };
const Value = z.object({ name: z.string() });
let folder: string;
let root: string;
let cache: DescribeCache;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-describes-'));
  root = join(folder, 'describes');
  await mkdir(root);
  cache = openDescribeCache(root);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the cache of descriptions', () => {
  it('gives back what was kept, to the same viewer alone', async () => {
    await cache.open(viewer).write('object-contact', kept);
    expect(await openDescribeCache(root).open(viewer).read('object-contact', Value)).toEqual(kept);
    for (const other of [{ userId: '005000000000002AAA' }, { apiVersion: '66.0' }, { orgId: '00D2' }]) {
      expect(await cache.open({ ...viewer, ...other }).read('object-contact', Value)).toBeNull();
    }
    expect(await cache.open(viewer).read('object-account', Value)).toBeNull();
  });

  it('takes what no longer fits, or was cut off, for nothing', async () => {
    const shelf = cache.open(viewer);
    await shelf.write('object-contact', kept);
    expect(await shelf.read('object-contact', z.object({ label: z.string() }))).toBeNull();
    await writeFile(join(root, viewer.orgId, '005000000000001AAA-67.0', 'object-contact.json'), '{"val');
    expect(await shelf.read('object-contact', Value)).toBeNull();
  });

  it('is readable by its owner alone, and leaves no draft behind', async () => {
    await cache.open(viewer).write('objects', kept);
    const place = join(root, viewer.orgId, '005000000000001AAA-67.0');
    expect(await readdir(place)).toEqual(['objects.json']);
    if (process.platform === 'win32') return;
    expect((await stat(place)).mode & 0o077).toBe(0);
    expect((await stat(join(place, 'objects.json'))).mode & 0o077).toBe(0);
  });

  it('forgets an org whole, and lets nothing that began before write it anew', async () => {
    const late = cache.open(viewer);
    await late.write('objects', kept);
    await cache.forget(viewer.orgId);
    await late.write('objects', kept);
    expect(await readdir(root)).toEqual([]);
    await cache.open(viewer).write('objects', kept);
    expect(await readdir(root)).toEqual([viewer.orgId]);
  });

  it('never leaves its folder', async () => {
    await writeFile(join(folder, 'neighbour.json'), '{}');
    for (const name of ['../neighbour', '..', 'a/b', 'a\\b', '', '.hidden', 'x..json']) {
      await expect(cache.open(viewer).read(name, Value)).rejects.toMatchObject({ code: 'app.bad-request' });
      await expect(cache.open({ ...viewer, orgId: name }).write('objects', kept)).rejects.toMatchObject({
        code: 'app.bad-request',
      });
      await cache.forget(name);
    }
    expect(await readdir(folder)).toEqual(['describes', 'neighbour.json']);
  });
});
