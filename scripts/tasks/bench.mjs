import { runTypescript } from './run-typescript.mjs';

/**
 * Runs the measurements. Arguments go to them.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function main(args) {
  const absent = 'There are no measurements in this checkout (tests/bench/run-bench.ts).';
  return runTypescript({ entry: 'tests/bench/run-bench.ts', name: 'bench', absent }, args);
}
