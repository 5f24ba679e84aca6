// Loaded by every script before anything else, also by a Node far too old for the rest: nothing newer than
// Node 12 may stand here, in the scripts that load it (so no await outside of functions) or in what this file
// imports; everything else is imported after the check.
import { OLDEST_NODE, isOlder } from './node-version.mjs';

/**
 * @param {unknown} thrown
 * @param {string} command
 */
async function showProblem(thrown, command) {
  const { explainProblem } = await import('./problem.mjs');
  const { what, advice } = explainProblem(thrown, command);
  console.error(`\n${what}\n${advice}`);
  if (process.env.BULKHEAD_DEBUG === '1') console.error('\n', thrown);
}

/**
 * Runs a script: checks Node, loads the script, and shows any failure as two sentences with exit code 1.
 *
 * @param {string} command What the person typed, e.g. `npm run setup`.
 * @param {() => Promise<{ main: (args: string[]) => Promise<number> }>} load Imports the script's module.
 * @param {{ SIGINT: number, SIGTERM: number }} broken Exit codes of a script that a signal breaks off.
 */
export async function runEntry(command, load, broken = { SIGINT: 130, SIGTERM: 143 }) {
  // Leaving through process.exit runs the handlers that end the programs we started.
  process.once('SIGINT', () => process.exit(broken.SIGINT));
  process.once('SIGTERM', () => process.exit(broken.SIGTERM));
  try {
    if (isOlder(process.versions.node, OLDEST_NODE)) {
      const short = OLDEST_NODE.replace(/\.0$/, '');
      console.error(`\nBulkhead needs Node ${short} or newer, and this is Node ${process.versions.node}.`);
      console.error(`Install the current Node from nodejs.org, then type: ${command}`);
      process.exitCode = 1;
      return;
    }
    const { main } = await load();
    process.exitCode = await main(process.argv.slice(2));
  } catch (thrown) {
    await showProblem(thrown, command);
    process.exitCode = 1;
  }
}
