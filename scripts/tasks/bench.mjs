import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { buildCli } from './cli.mjs';
import { buildPracticeOrg } from './practice-org.mjs';
import { bundleTypescript, runTypescript } from './run-typescript.mjs';

/**
 * Measures a part of the program by itself, in `tests/bench/NAME.ts`: neither app nor screen is needed.
 *
 * @param {string} name
 * @param {string[]} args `--rows N` for one size, `--write` to add the table to docs/benchmarks.md.
 * @returns {Promise<number>}
 */
async function measureAlone(name, args) {
  if (name !== 'profile') await buildPracticeOrg();
  if (name === 'headless') await buildCli();
  const folder = join(ROOT, 'node_modules', '.cache', `bench-${name}`);
  const bundle = await bundleTypescript(join(ROOT, 'tests', 'bench', `${name}.ts`), folder);
  const env = { ...process.env, BULKHEAD_ROOT: ROOT };
  const child = spawn(process.execPath, ['--enable-source-maps', bundle, ...args], { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Measurements that need nothing built beforehand, each in a file of its own.
 *
 * @type {Readonly<Record<string, { file: string, of: string }>>}
 */
const KINDS = {
  network: { file: 'network.ts', of: 'the network' },
  input: { file: 'input.ts', of: 'input' },
  'app-memory': { file: 'app-memory.ts', of: 'the memory of the app' },
  workbook: { file: 'workbook.ts', of: 'workbooks' },
  files: { file: 'read-files.ts', of: 'files' },
};

/**
 * Runs the measurements, or with `--only` those of one kind: `practice-org`, `headless` (loads by the command line),
 * `network` (the ways to an org), `input` (input while a load runs), `app-memory` (a million rows in the window), `workbook` (reading workbooks), `files` (reading
 * large files in the window) or `profile` (reading a big file). Arguments go to them.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function main(args) {
  const only = args[args.indexOf('--only') + 1];
  if (only === 'practice-org' || only === 'headless' || only === 'profile') return measureAlone(only, args);
  const kind = KINDS[only ?? ''];
  if (kind !== undefined) {
    const entry = `tests/bench/${kind.file}`;
    const absent = `There are no measurements of ${kind.of} in this checkout (${entry}).`;
    return runTypescript({ entry, name: `bench-${only}`, absent }, args);
  }
  const absent = 'There are no measurements in this checkout (tests/bench/run-bench.ts).';
  return runTypescript({ entry: 'tests/bench/run-bench.ts', name: 'bench', absent }, args);
}
