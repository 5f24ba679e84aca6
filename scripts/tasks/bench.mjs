import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { buildCli } from './cli.mjs';
import { buildPracticeOrg } from './practice-org.mjs';
import { bundleTypescript, runTypescript } from './run-typescript.mjs';

/**
 * Measures the practice org by itself, or loads of the command line: neither app nor screen is needed.
 *
 * @param {'practice-org' | 'headless'} what
 * @param {string[]} args `--rows N` for one size, `--write` to add the table to docs/benchmarks.md.
 * @returns {Promise<number>}
 */
async function measureHeadless(what, args) {
  await buildPracticeOrg();
  await buildCli();
  const folder = join(ROOT, 'node_modules', '.cache', `bench-${what}`);
  const bundle = await bundleTypescript(join(ROOT, 'tests', 'bench', `${what}.ts`), folder);
  const env = { ...process.env, BULKHEAD_ROOT: ROOT };
  const child = spawn(process.execPath, ['--enable-source-maps', bundle, ...args], { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs the measurements, or with `--only` those of one kind: `practice-org`, `headless` (loads by the command line),
 * `network` (the ways to an org), `input` (input while a load runs), `workbook` (reading workbooks) or `files` (reading
 * large files). Arguments go to them.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function main(args) {
  const only = args[args.indexOf('--only') + 1];
  if (only === 'practice-org' || only === 'headless') return measureHeadless(only, args);
  if (only === 'network') {
    const absent = 'There are no measurements of the network in this checkout (tests/bench/network.ts).';
    return runTypescript({ entry: 'tests/bench/network.ts', name: 'bench-network', absent }, args);
  }
  if (only === 'input') {
    const absent = 'There are no measurements of input in this checkout (tests/bench/input.ts).';
    return runTypescript({ entry: 'tests/bench/input.ts', name: 'bench-input', absent }, args);
  }
  if (only === 'workbook') {
    const absent = 'There are no measurements of workbooks in this checkout (tests/bench/workbook.ts).';
    return runTypescript({ entry: 'tests/bench/workbook.ts', name: 'bench-workbook', absent }, args);
  }
  if (only === 'files') {
    const absent = 'There are no measurements of files in this checkout (tests/bench/read-files.ts).';
    return runTypescript({ entry: 'tests/bench/read-files.ts', name: 'bench-files', absent }, args);
  }
  const absent = 'There are no measurements in this checkout (tests/bench/run-bench.ts).';
  return runTypescript({ entry: 'tests/bench/run-bench.ts', name: 'bench', absent }, args);
}
