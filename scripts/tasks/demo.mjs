import { runTypescript } from './run-typescript.mjs';

/**
 * Runs the demo. Arguments go to it.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function main(args) {
  const absent = 'There is no demo in this checkout (tests/demo/run-demo.ts).';
  return runTypescript({ entry: 'tests/demo/run-demo.ts', name: 'demo', absent }, args);
}
