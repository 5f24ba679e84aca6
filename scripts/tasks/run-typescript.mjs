import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { prepare } from '../setup/prepare.mjs';
import { createProblem } from '../setup/problem.mjs';
import { run } from '../setup/run.mjs';
import { buildApp } from './build-app.mjs';

/**
 * Turns a TypeScript program into one file that Node runs. Packages stay imports; `import.meta` then speaks of
 * the bundle, so the program finds the repository through BULKHEAD_ROOT or its working folder.
 *
 * @param {string} entry Path of the program.
 * @param {string} folder Where the bundle goes; must lie inside node_modules for its imports to be found.
 * @returns {Promise<string>} The bundle's path.
 */
export async function bundleTypescript(entry, folder) {
  const { build } = await import('vite');
  const name = `${basename(entry).replace(/\.tsx?$/, '')}.mjs`;
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // Small packages of many files start faster as part of the bundle.
    ssr: { target: 'node', noExternal: ['zod', 'papaparse', 'intl-messageformat', /^@formatjs\//] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: { output: { entryFileNames: name, chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return join(folder, name);
}

/**
 * Makes the machine and the app ready, then runs a TypeScript program with a screen and a keychain. The program
 * gets BULKHEAD_ELECTRON, BULKHEAD_NO_SANDBOX and BULKHEAD_ROOT, the repository as its working folder, and the
 * arguments as typed.
 *
 * @param {{ entry: string, name: string, absent: string }} program Its path in the repository, the name of its
 *   cache folder, and the sentence for when it does not exist.
 * @param {string[]} args
 * @returns {Promise<number>} Its exit code.
 */
export async function runTypescript(program, args) {
  const entry = join(ROOT, program.entry);
  if (!existsSync(entry)) throw createProblem(program.absent, 'To see what there is, type: npm run');
  const ready = await prepare({ needs: { electron: true, display: true, keyring: true, browser: true } });
  await buildApp(ready.env);
  const bundle = await bundleTypescript(entry, join(ROOT, 'node_modules', '.cache', program.name));
  const { command, args: wrapped } = ready.wrap(process.execPath, ['--enable-source-maps', bundle, ...args]);
  return (await run(command, wrapped, { cwd: ROOT, env: ready.env, stream: true })).code;
}
