import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { isOlder } from '../setup/node-version.mjs';
import { explainNpmFailure, fetchWithNpm } from '../setup/npm.mjs';
import { cacheFolder } from '../setup/paths.mjs';
import { say } from '../setup/report.mjs';
import { run } from '../setup/run.mjs';

/** The versions the account in docs/clients.md is of. The command line pins what it needs by itself. */
const SF_VERSION = '2.150.6';
const NODE_VERSION = '22.23.3';
/** The oldest Node the parts of that command line accept. */
const OLDEST_NODE_FOR_SF = '22.19.0';

const LIMIT = 5 * 60_000;

/**
 * What one command came to: its exit code, and the one JSON text it prints, good or bad.
 *
 * @typedef {object} SfAnswer
 * @property {number} code
 * @property {string} stdout
 * @property {any} json Undefined if it printed none.
 */

/**
 * The installed command line, in a home of its own.
 *
 * @typedef {object} Sf
 * @property {Omit<import('./trials.mjs').Client, 'trials'>} client
 * @property {string} folder Where commands run and files lie.
 * @property {(args: string[], env?: Record<string, string>) => Promise<SfAnswer>} call
 * @property {() => Promise<void>} remove Removes the home.
 */

/**
 * Holds a command to a good end; otherwise its own words are the failure.
 *
 * @param {SfAnswer} answer
 */
export function judgeGoodEnd({ code, json, stdout }) {
  assert.ok(code === 0, `exit ${code}: ${json?.message ?? stdout}`);
}

/**
 * Holds a command to a bad end, for rows that were meant to be refused.
 *
 * @param {SfAnswer} answer
 */
export function judgeBadEnd({ code, json, stdout }) {
  assert.notEqual(code, 0, 'rows failed, so the command must not end well');
  assert.ok(json?.message, `exit ${code} without a message: ${stdout}`);
}

/**
 * Installs a package of the npm registry into this user's cache, once, without running its scripts.
 *
 * @param {string} name
 * @param {string} version
 * @returns {Promise<string>} The package's own folder.
 */
async function installPackage(name, version) {
  const folder = join(cacheFolder(), 'clients', `${name.replace('@', '').replace('/', '-')}-${version}`);
  const inside = join(folder, 'node_modules', ...name.split('/'));
  await withLock(join(cacheFolder(), 'locks', 'clients'), async () => {
    if (existsSync(folder)) return;
    say(`Installing ${name} ${version} into ${folder} …`);
    await mkdir(join(cacheFolder(), 'clients'), { recursive: true });
    const draft = await mkdtemp(`${folder}-`);
    try {
      await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
      const args = [
        'install',
        '--prefix',
        draft,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--save-exact',
      ];
      const result = await fetchWithNpm([...args, `${name}@${version}`], { cwd: draft });
      if (result.code !== 0) throw explainNpmFailure(result, `${name} could not be installed`);
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return inside;
}

/**
 * A Node that is new enough: this one, or else one from the npm registry.
 *
 * @returns {Promise<string>}
 */
async function provideNode() {
  if (!isOlder(process.versions.node, OLDEST_NODE_FOR_SF)) return process.execPath;
  const { platform, arch } = process;
  // The registry's `node` package fetches one of these by a script; this is the same without the script.
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  const name = [prefix, platform === 'win32' ? 'win' : platform, arch].join('-');
  const folder = await installPackage(name, NODE_VERSION);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return join(folder, manifest.bin.node);
}

/**
 * An environment in which nothing of the user's is read or written: no proxy, token, setting, keychain or home.
 *
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function createEnvironment(home) {
  const { PATH, SystemRoot, ComSpec } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(ComSpec === undefined ? {} : { ComSpec }),
    HOME: home,
    USERPROFILE: home,
    SF_HOME: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    TMPDIR: home,
    TEMP: home,
    TMP: home,
    NO_COLOR: '1',
    SF_DISABLE_TELEMETRY: 'true',
    SF_AUTOUPDATE_DISABLE: 'true',
    SF_DISABLE_AUTOUPDATE: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  };
}

/** @param {string} text */
function parseAnswer(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Provides Salesforce's official command line, unchanged, in a temporary home.
 *
 * @returns {Promise<Sf>}
 * @throws {import('../setup/problem.mjs').Problem} If the registry does not give it.
 */
export async function provideSf() {
  const node = await provideNode();
  const program = join(await installPackage('@salesforce/cli', SF_VERSION), 'bin', 'run.js');
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-sf-'));
  /** @type {Sf['call']} */
  const call = async (args, extra = {}) => {
    const env = { ...createEnvironment(folder), ...extra };
    const { code, stdout } = await run(node, [program, ...args], { cwd: folder, env, limit: LIMIT });
    return { code, stdout, json: parseAnswer(stdout) };
  };
  const said = /@salesforce\/cli\/(\S+) \S+ node-v(\S+)/.exec((await call(['--version'])).stdout);
  return {
    client: {
      name: 'sf (@salesforce/cli)',
      version: said?.[1] ?? 'unknown',
      runsOn: `Node ${said?.[2] ?? 'unknown'}`,
    },
    folder,
    call,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
