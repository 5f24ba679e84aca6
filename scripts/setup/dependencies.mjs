import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { explainNpmFailure, fetchWithNpm } from './npm.mjs';
import { checkoutLock, ROOT } from './paths.mjs';
import { createProblem } from './problem.mjs';
import { explain, formatDuration, say } from './report.mjs';

/**
 * The part of a lockfile that matters here.
 *
 * @typedef {object} Lockfile
 * @property {Record<string, { version?: string, optional?: boolean, link?: boolean }>} [packages]
 */

/**
 * What the installed libraries must match: the lockfile, and the kind of machine their native parts are for (all
 * of them use Node's stable interface, so Node's own version does not matter).
 *
 * @param {string} lockText
 * @param {string} [machine]
 * @returns {string}
 */
export function fingerprintLibraries(lockText, machine = `${process.platform}-${process.arch}`) {
  return `${machine} ${createHash('sha256').update(lockText).digest('hex')}`;
}

/**
 * Compares the lockfile with the account npm leaves of what it installed (node_modules/.package-lock.json, which
 * it writes last, so an interrupted install has none).
 *
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 * @returns {string | undefined} The first package that is missing or of another version.
 */
export function findStalePackage(wanted, installed) {
  for (const [path, entry] of Object.entries(wanted.packages ?? {})) {
    if (path === '' || entry.link) continue;
    const found = installed.packages?.[path];
    // An optional package may be for another kind of machine, or its compilation may have failed.
    if (found === undefined && entry.optional) continue;
    if (found?.version !== entry.version) return path.replace(/^.*node_modules\//, '');
  }
  return undefined;
}

/** @param {string} path */
async function readText(path) {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {string} fingerprint
 */
async function stampLibraries(root, fingerprint) {
  const stamp = join(root, 'node_modules', '.cache', 'bulkhead', 'libraries');
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, fingerprint);
}

/**
 * Why the libraries must be installed, in words; undefined if they are in order. Libraries somebody installed
 * with npm directly are accepted as they are, and stamped.
 *
 * @param {string} [root]
 * @returns {Promise<string | undefined>}
 */
export async function findInstallReason(root = ROOT) {
  const lockText = await readText(join(root, 'package-lock.json'));
  if (lockText === undefined) {
    throw createProblem(
      'package-lock.json is missing, so nothing says which libraries belong here.',
      'Bring it back with: git checkout package-lock.json',
    );
  }
  const installedText = await readText(join(root, 'node_modules', '.package-lock.json'));
  if (installedText === undefined) return 'they are not installed yet';
  const fingerprint = fingerprintLibraries(lockText);
  const stamped = await readText(join(root, 'node_modules', '.cache', 'bulkhead', 'libraries'));
  if (stamped === fingerprint) return undefined;
  if (stamped !== undefined && stamped.split(' ')[0] !== fingerprint.split(' ')[0]) {
    return 'they were installed for another kind of machine';
  }
  const stale = findStalePackage(JSON.parse(lockText), JSON.parse(installedText));
  if (stale !== undefined) return `${stale} is not the version package-lock.json names`;
  await stampLibraries(root, fingerprint);
  return undefined;
}

/**
 * Whether npm refused the lockfile only for lacking optional packages of other kinds of machine. npm leaves those
 * out of a lockfile when the registry it is written against does not carry them; it then names them without a
 * version. Nothing this machine needs is unpinned by that.
 *
 * @param {string} output What npm printed.
 * @returns {boolean}
 */
export function lacksOnlyForeignPackages(output) {
  const lines = output.split('\n').filter((line) => /\b(Missing|Invalid): /.test(line));
  return lines.length > 0 && lines.every((line) => / Missing: \S+@ from lock file$/.test(line.trimEnd()));
}

async function installFromLockfile() {
  // The electron package's own download is tried separately, with a limit.
  const options = { cwd: ROOT, env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } };
  let result = await fetchWithNpm(['ci', '--no-audit', '--no-fund'], options);
  if (result.code !== 0 && lacksOnlyForeignPackages(result.stderr)) {
    explain('Libraries: the lockfile lacks packages for other kinds of machine; installed without them.');
    result = await fetchWithNpm(['install', '--no-save', '--no-audit', '--no-fund'], options);
  }
  if (result.code !== 0) throw explainNpmFailure(result, 'Bulkhead’s libraries could not be installed');
  const lockText = await readFile(join(ROOT, 'package-lock.json'), 'utf8');
  const installedText = await readFile(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8');
  const stale = findStalePackage(JSON.parse(lockText), JSON.parse(installedText));
  if (stale !== undefined) {
    throw createProblem(
      `npm did not install the version of ${stale} that package-lock.json names.`,
      'Undo local changes to package.json and package-lock.json, then type: {again}',
    );
  }
  await stampLibraries(ROOT, fingerprintLibraries(lockText));
}

/**
 * Installs the pinned libraries if they are missing or not those of the lockfile.
 *
 * @returns {Promise<void>}
 */
export async function installDependencies() {
  if ((await findInstallReason()) === undefined) {
    explain('Libraries: as package-lock.json names them.');
    return;
  }
  await withLock(
    checkoutLock('install'),
    async () => {
      // Whoever held the lock may have installed them.
      const reason = await findInstallReason();
      if (reason === undefined) return;
      const started = Date.now();
      say('Installing libraries (about half a minute) …');
      explain(`Libraries: ${reason}.`);
      await installFromLockfile();
      explain(`Libraries: installed in ${formatDuration(Date.now() - started)}.`);
    },
    () => say('Another set-up is installing libraries here; waiting for it …'),
  );
}
