import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { withLock } from '../setup/lock.mjs';
import { checkoutLock, ROOT, STAMPS } from '../setup/paths.mjs';
import { createProblem } from '../setup/problem.mjs';
import { explain, say } from '../setup/report.mjs';
import { run } from '../setup/run.mjs';

const STAMP = join(STAMPS, 'build');
const FOLDERS = ['src', 'resources'];
const CONFIGS = /^(electron\.vite\.config\.ts|tsconfig.*\.json|package(-lock)?\.json)$/;

/** @param {string} path */
function isTest(path) {
  return /\.test\.tsx?$/.test(path);
}

/**
 * A hash of everything the built app is made from: names and contents, tests left out.
 *
 * @param {string} [root]
 * @returns {Promise<string>}
 */
export async function fingerprintSources(root = ROOT) {
  const files = (await readdir(root)).filter((name) => CONFIGS.test(name)).map((name) => join(root, name));
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isFile() && !isTest(entry.name)) files.push(join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} fingerprint */
async function isBuilt(fingerprint) {
  if (!existsSync(join(ROOT, 'out', 'main', 'index.js'))) return false;
  return (await readFile(STAMP, 'utf8').catch(() => '')) === fingerprint;
}

/**
 * Forgets that the app is built, for whoever is about to write something else into its output folder.
 *
 * @returns {Promise<void>}
 */
export async function forgetBuild() {
  await rm(STAMP, { force: true });
}

/**
 * Builds the app if what it is made from changed since the last build.
 *
 * @param {NodeJS.ProcessEnv} env From `prepare`.
 * @returns {Promise<void>}
 * @throws {import('../setup/problem.mjs').Problem} After showing the bundler's own words.
 */
export async function buildApp(env) {
  await withLock(
    checkoutLock('build'),
    async () => {
      const fingerprint = await fingerprintSources();
      if (await isBuilt(fingerprint)) {
        explain('Build: nothing changed since the last one.');
        return;
      }
      say('Building the app …');
      await forgetBuild();
      const bundler = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
      const result = await run(process.execPath, [bundler, 'build'], { cwd: ROOT, env });
      if (result.code !== 0) {
        process.stderr.write(`\n${result.stdout}${result.stderr}`.trimEnd() + '\n');
        throw createProblem(
          'The app cannot be built; the reason is above.',
          'Mend the sources it names, then type: {again}',
        );
      }
      await mkdir(STAMPS, { recursive: true });
      await writeFile(STAMP, fingerprint);
    },
    () => say('Another run is building the app here; waiting for it …'),
  );
}
