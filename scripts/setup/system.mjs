import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { failedLately, rememberFailure } from './memory.mjs';
import { cacheFolder } from './paths.mjs';
import { createProblem } from './problem.mjs';
import { explain, say } from './report.mjs';
import { findProgram, run } from './run.mjs';
import { choosePackages, pickAvailable, readMissingLibraries, writeAptCommand } from './system-packages.mjs';

/**
 * What a script wants from the machine.
 *
 * @typedef {object} Needs
 * @property {boolean} [electron] An Electron that starts.
 * @property {boolean} [display] A screen to draw on, an invisible one if there is no other.
 * @property {boolean} [keyring] An OS keychain of its own; done without if it cannot be had.
 * @property {boolean} [certificates] Programs that make certificates and install them; done without if they cannot be
 *   had.
 * @property {boolean} [browser] A browser to sign in with; done without if it cannot be had.
 */

/** Without a library these hold, Electron starts all the same and lacks notifications, or its keychain. */
const LOADED_LATER = ['libnotify.so.4', 'libsecret-1.so.0'];
/** What a failure to install only those, or a keychain, is remembered as. */
const WISHES = 'system-wishes';
const APT_LIMIT = 10 * 60_000;

/** @returns {boolean} */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {boolean} Whether windows have somewhere to appear.
 */
export function hasDisplay(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** @returns {boolean} Whether a keychain for tests can be started here. */
export function hasKeyring() {
  return findProgram('dbus-run-session') !== undefined && findProgram('gnome-keyring-daemon') !== undefined;
}

/**
 * @param {string[]} programs
 * @returns {string[]}
 */
function findMissingPrograms(programs) {
  return programs.filter((program) => findProgram(program) === undefined);
}

/**
 * @param {string} electronProgram
 * @param {Needs} needs
 * @returns {Promise<{ required: string[], optional: string[] }>} Libraries and programs.
 */
async function findMissing(electronProgram, needs) {
  const linked = await run('ldd', [electronProgram]);
  const required = readMissingLibraries(linked.stdout);
  if (linked.code === 127) explain('System: ldd is not here, so Electron’s libraries are not checked.');
  if (needs.display && !hasDisplay()) required.push(...findMissingPrograms(['xvfb-run', 'Xvfb', 'xauth']));
  const known = await run(findProgram('ldconfig') ?? '/sbin/ldconfig', ['-p']);
  const optional = known.code === 0 ? LOADED_LATER.filter((library) => !known.stdout.includes(library)) : [];
  if (needs.keyring) optional.push(...findMissingPrograms(['dbus-run-session', 'gnome-keyring-daemon']));
  if (needs.certificates) optional.push(...findMissingPrograms(['openssl', 'certutil']));
  return { required, optional };
}

/** @returns {Promise<string[] | undefined>} What to put before apt-get; undefined if this user may not use it. */
export async function findRootPrefix() {
  if (isRoot()) return [];
  if (findProgram('sudo') && (await run('sudo', ['-n', 'true'], { limit: 5_000 })).code === 0)
    return ['sudo', '-n'];
  return undefined;
}

/**
 * @param {string[]} prefix From `findRootPrefix`.
 * @param {string[]} args
 */
export async function runApt(prefix, args) {
  const [command, ...rest] = [...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', '-qq', ...args];
  return await run(/** @type {string} */ (command), rest, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    limit: APT_LIMIT,
  });
}

/**
 * @param {string[][]} packages
 * @returns {Promise<string[]>}
 */
async function nameForThisRelease(packages) {
  return pickAvailable(packages, (await run('apt-cache', ['policy', ...packages.flat()])).stdout);
}

/**
 * @param {string[]} missing
 * @returns {string} What cannot be done without them.
 */
function describeMissing(missing) {
  const display = missing.filter((name) => ['xvfb-run', 'Xvfb', 'xauth'].includes(name));
  if (display.length === missing.length) return 'There is no screen here, and no Xvfb to stand in for one';
  const libraries = missing.filter((name) => name.includes('.so'));
  return `Electron cannot start without system libraries that are not installed (${libraries.join(', ')})`;
}

/**
 * @param {string[]} missing
 * @param {string[]} packages
 * @param {string[]} unknown
 */
function createMissingProblem(missing, packages, unknown) {
  const steps = packages.length > 0 ? [`type: ${writeAptCommand(packages, isRoot())}`] : [];
  if (unknown.length > 0) steps.push(`install what holds ${unknown.join(', ')}`);
  const advice = `${steps.join(', ')}, then type: {again}`;
  return createProblem(`${describeMissing(missing)}.`, advice[0]?.toUpperCase() + advice.slice(1));
}

/**
 * @param {string[]} required
 * @param {string[]} optional
 */
async function installMissing(required, optional) {
  const { packages, unknown } = choosePackages(required);
  const wished = choosePackages(optional).packages;
  const prefix = await findRootPrefix();
  if (prefix === undefined) {
    if (required.length > 0) {
      throw createMissingProblem(required, await nameForThisRelease(packages), unknown);
    }
    explain(`System: not here, and done without: ${optional.join(', ')}.`);
    return;
  }
  say('Installing system packages (about a minute) …');
  await runApt(prefix, ['update']);
  const names = [...new Set(await nameForThisRelease([...packages, ...wished]))];
  explain(`System: installing ${names.join(' ')}.`);
  const result = await runApt(prefix, ['install', '-y', '--no-install-recommends', ...names]);
  if (result.code === 0 && unknown.length === 0) return;
  const reason = (result.stderr || result.stdout).trim().split('\n').at(-1) ?? '';
  explain(`System: apt-get said: ${reason}`);
  if (required.length === 0) await rememberFailure(WISHES, reason);
  else throw createMissingProblem(required, await nameForThisRelease(packages), unknown);
}

/**
 * Sees to what Electron, an invisible screen and a keychain for tests need of a Linux system: installs what is
 * missing where this user may, else says exactly what to type. Elsewhere there is nothing to do.
 *
 * @param {string} electronProgram
 * @param {Needs} needs
 * @returns {Promise<void>}
 */
export async function provideSystemPackages(electronProgram, needs) {
  if (process.platform !== 'linux') return;
  const { required, optional } = await findMissing(electronProgram, needs);
  if (required.length + optional.length === 0) {
    explain('System: every library and program is here.');
    return;
  }
  const canInstall = findProgram('apt-get') !== undefined;
  if (required.length === 0 && (!canInstall || (await failedLately(WISHES)))) {
    explain(`System: not here, and done without: ${optional.join(', ')}.`);
    return;
  }
  if (!canInstall) {
    throw createProblem(
      `${describeMissing(required)}.`,
      `With your system’s package manager install what holds ${required.join(', ')}, then type: {again}`,
    );
  }
  await withLock(
    join(cacheFolder(), 'locks', 'system'),
    async () => {
      const now = await findMissing(electronProgram, needs);
      if (now.required.length + now.optional.length > 0) await installMissing(now.required, now.optional);
    },
    () => say('Another set-up is installing system packages; waiting for it …'),
  );
}
