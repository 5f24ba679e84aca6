import { rmSync, truncateSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoadFolder, folderOf, freezeSource, type LoadFolder } from './load-folder';

let root: string;
let folder: LoadFolder;
let file: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bulkhead-freeze-'));
  folder = folderOf(root, 'load');
  file = join(root, 'contacts.csv');
  await writeFile(file, 'Name\nAda\n');
  await createLoadFolder(folder);
});
afterEach(async () => rm(root, { recursive: true, force: true }));

describe('freezing a file', () => {
  it('copies it and says what was copied', async () => {
    const frozen = await freezeSource(file, folder);
    expect(frozen).toMatchObject({ name: 'contacts.csv', bytes: 9 });
    expect(await readFile(folder.source, 'utf8')).toBe('Name\nAda\n');
  });

  it.each([
    ['gone', async () => rm(file), 'file.not-found'],
    ['a folder by now', async () => rm(file).then(async () => mkdir(file)), 'file.unreadable'],
  ])('says that the file is %s', async (_what, spoil, code) => {
    await spoil();
    await expect(freezeSource(file, folder)).rejects.toMatchObject({
      code,
      params: { name: 'contacts.csv' },
    });
  });

  // A file of the system that can be opened and not read stands for one on a share that went away.
  it.skipIf(process.platform !== 'linux')('says that the file went away while it was read', async () => {
    await expect(freezeSource('/proc/self/mem', folder)).rejects.toMatchObject({ code: 'file.lost-contact' });
  });

  it('refuses a file that changes during the copy', async () => {
    await writeFile(file, 'x'.repeat(300_000));
    let isChanged = false;
    const freezing = freezeSource(file, folder, () => {
      if (isChanged) return;
      isChanged = true;
      void writeFile(file, 'short');
    });
    await expect(freezing).rejects.toMatchObject({ code: 'file.changed' });
  });

  it('takes a file whole that is deleted while it is copied, and none that was cut off before', async () => {
    const content = 'x'.repeat(3 << 20);
    const freeze = async (act: () => void) => {
      await writeFile(file, content);
      let isDone = false;
      return freezeSource(file, folder, () => {
        if (!isDone) act();
        isDone = true;
      });
    };
    await expect(freeze(() => rmSync(file))).resolves.toMatchObject({ bytes: content.length });
    const cut = freeze(() => {
      truncateSync(file, 2 << 20);
      rmSync(file);
    });
    await expect(cut).rejects.toMatchObject({ code: 'file.changed' });
  });

  it('blames the store, not the file, when the copy can’t be written', async () => {
    await rm(folder.path, { recursive: true });
    await expect(freezeSource(file, folder)).rejects.toMatchObject({
      code: 'store.unwritable',
      params: { path: folder.path },
    });
  });
});
