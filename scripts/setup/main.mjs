import { findElectron } from './electron.mjs';
import { prepare } from './prepare.mjs';
import { createProblem } from './problem.mjs';
import { formatDuration, say, setVerbose } from './report.mjs';

const USAGE = `npm run setup                  make this machine ready; does nothing twice
npm run setup -- --verbose     the same, explaining each step
npm run setup -- --find        only print the Electron program that is here already`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} Exit code.
 */
export async function main(args) {
  const unknown = args.find((argument) => !['--verbose', '--find', '--help'].includes(argument));
  if (unknown !== undefined) {
    throw createProblem(
      `Set-up does not know ${unknown}.`,
      'For what it knows, type: npm run setup -- --help',
    );
  }
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  if (args.includes('--find')) {
    const found = findElectron();
    if (found === undefined) throw createProblem('Electron is not here yet.', 'Type: npm run setup');
    console.log(found.program);
    return 0;
  }
  setVerbose(args.includes('--verbose'));
  const started = Date.now();
  const ready = await prepare({
    needs: { electron: true, display: true, keyring: true, browser: true, certificates: true },
  });
  const which = ready.isStandIn
    ? `${ready.electronVersion}, for development and tests`
    : ready.electronVersion;
  say(`Ready in ${formatDuration(Date.now() - started)}: Electron ${which}.`);
  console.log(ready.electronDist);
  return 0;
}
