import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { checkoutLock, ROOT, STAMPS } from '../setup/paths.mjs';
import { bundleTypescript } from './run-typescript.mjs';

/**
 * A program of this repository that runs as a bundle of its own.
 *
 * @typedef {object} BundledProgram
 * @property {string} name Of its cache folder and its stamp.
 * @property {string} entry Its first file, as a path in the repository.
 * @property {string[]} folders All it is made from, as paths in the repository.
 */

/**
 * A hash of names, sizes and times of the sources, tests left out: reading them all would take longer than most commands.
 *
 * @param {string[]} folders
 */
async function fingerprint(folders) {
  const files = [];
  for (const folder of folders) {
    const entries = await readdir(join(ROOT, folder), { withFileTypes: true, recursive: true });
    for (const entry of entries) {
      if (entry.isFile() && !entry.name.endsWith('.test.ts'))
        files.push(join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${relative(ROOT, file).split(sep).join('/')}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

/**
 * Bundles a program, if its sources changed since the last time. Says nothing: its output may be read by a script.
 *
 * @param {BundledProgram} program
 * @returns {Promise<string>} The file Node runs.
 */
export async function bundleProgram({ name, entry, folders }) {
  const folder = join(ROOT, 'node_modules', '.cache', name);
  const bundle = join(folder, 'main.mjs');
  const stamp = join(STAMPS, name);
  const wanted = await fingerprint(folders);
  const isBuilt = async () =>
    existsSync(bundle) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted;
  if (await isBuilt()) return bundle;
  await withLock(checkoutLock(name), async () => {
    if (await isBuilt()) return;
    await bundleTypescript(join(ROOT, entry), folder);
    await mkdir(STAMPS, { recursive: true });
    await writeFile(stamp, wanted);
  });
  return bundle;
}
