import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHome, readHomeId } from './home';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-home-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

describe('readHomeId', () => {
  it('tells homes apart, and knows one again that was moved', async () => {
    const first = await readHomeId(await openHome(join(folder, 'first')));
    const second = await readHomeId(await openHome(join(folder, 'second')));
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    await rename(join(folder, 'first'), join(folder, 'moved'));
    expect(await readHomeId(await openHome(join(folder, 'moved')))).toBe(first);
  });

  it('is not made anew where it is there and can’t be read', async () => {
    const home = await openHome(join(folder, 'home'));
    await mkdir(home.id);
    await expect(readHomeId(home)).rejects.toMatchObject({ code: 'store.unwritable' });
    expect(await readdir(home.root)).not.toContain('home-id.new');
  });

  it('says so where it can’t be kept', async () => {
    const home = await openHome(join(folder, 'home'));
    await expect(readHomeId({ ...home, id: join(folder, 'none', 'home-id') })).rejects.toMatchObject({
      code: 'store.unwritable',
    });
  });
});
