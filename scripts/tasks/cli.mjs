import { pathToFileURL } from 'node:url';
import { installDependencies } from '../setup/dependencies.mjs';
import { bundleProgram } from './bundle-program.mjs';
import { buildPracticeOrg } from './practice-org.mjs';

/**
 * Bundles the command line, if its sources changed since the last time.
 *
 * @returns {Promise<string>} The program Node runs.
 */
export async function buildCli() {
  return bundleProgram({
    name: 'cli',
    entry: 'src/cli/main.ts',
    folders: ['src/cli', 'src/main', 'src/core', 'src/shared'],
  });
}

/**
 * Runs the command line in this very process, which ends with its exit code: a signal to the process that was
 * started reaches the command itself.
 *
 * @returns {Promise<number>} Never resolves.
 */
export async function main() {
  await installDependencies();
  process.env.BULKHEAD_PRACTICE_ORG ??= await buildPracticeOrg();
  const bundle = await buildCli();
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(bundle).href);
  return new Promise(() => undefined);
}
