import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bulkhead-make-'));
});
afterAll(async () => rm(root, { recursive: true, force: true }));

it('makes a folder with all above it, and takes one that is there', async () => {
  const folder = join(root, 'a', 'b', 'c');
  await makeFolder(folder);
  await makeFolder(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

it('fails below a file, and in its place', async () => {
  await writeFile(join(root, 'file'), '');
  await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(root, 'file', 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it.skipIf(process.platform !== 'linux')('comes to an end where no folder can be made', async () => {
  await expect(makeFolder('/proc/nothing/of/it')).rejects.toMatchObject({ code: 'ENOENT' });
});
