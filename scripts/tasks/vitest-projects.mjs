import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, STAMPS } from '../setup/paths.mjs';
import { say } from '../setup/report.mjs';
import { run } from '../setup/run.mjs';
import { wrapCommand } from '../setup/session.mjs';
import { countTests } from './totals.mjs';

/**
 * A project of vitest.config.ts and what it runs in.
 *
 * @typedef {object} TestProject
 * @property {string} name
 * @property {string} folder
 * @property {boolean} needsApp Whether there is no point in it without the built app.
 * @property {boolean} isLong Whether `npm test` leaves it to `npm run test:long`.
 * @property {import('../setup/system.mjs').Needs} needs
 */

const EVERYTHING = { electron: true, display: true, keyring: true, browser: true, certificates: true };
const WITHOUT_SCREEN = { electron: true, keyring: true, certificates: true };

/** @type {TestProject[]} */
export const PROJECTS = [
  { name: 'unit', folder: 'src', needsApp: false, isLong: false, needs: {} },
  { name: 'contract', folder: 'tests/contract', needsApp: false, isLong: false, needs: WITHOUT_SCREEN },
  { name: 'window', folder: 'tests/e2e', needsApp: true, isLong: false, needs: EVERYTHING },
  { name: 'long-contract', folder: 'tests/contract', needsApp: false, isLong: true, needs: WITHOUT_SCREEN },
  { name: 'long-window', folder: 'tests/e2e', needsApp: true, isLong: true, needs: EVERYTHING },
  { name: 'long', folder: 'tests/long', needsApp: true, isLong: true, needs: EVERYTHING },
];

/**
 * Runs one project, or some of its files, showing Vitest's output as it comes.
 *
 * @param {TestProject} project
 * @param {object} how
 * @param {NodeJS.ProcessEnv} how.env From `prepare`.
 * @param {string[]} [how.filters] Passed to Vitest: file filters and flags.
 * @param {boolean} [how.mayBeEmpty] Whether finding no test is in order.
 * @param {string} [how.reportAs] Tells its report from others of the same project that run beside it.
 * @param {number} [how.limit] Milliseconds after which it is stopped and counts as failed.
 * @returns {Promise<import('./totals.mjs').Outcome>}
 */
export async function runProject(
  project,
  { env, filters = [], mayBeEmpty = false, reportAs = project.name, limit },
) {
  const started = Date.now();
  if (!existsSync(join(ROOT, project.folder))) {
    const note = `there is no ${project.folder} yet`;
    return { name: project.name, passed: 0, failed: 0, skipped: 0, milliseconds: 0, note };
  }
  say(`\nTests: ${project.name}`);
  const reportFile = join(STAMPS, 'reports', `${reportAs.replaceAll(/[^\w-]/g, '-')}-${process.pid}.json`);
  await mkdir(join(STAMPS, 'reports'), { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const empty = mayBeEmpty ? ['--passWithNoTests'] : [];
  const inner = {
    command: process.execPath,
    args: [vitest, 'run', '--project', project.name, ...reporters, ...empty, ...filters],
  };
  const { command, args } = wrapCommand(inner, project.needs);
  const result = await run(command, args, {
    cwd: ROOT,
    env,
    stream: true,
    ...(limit === undefined ? {} : { limit }),
  });
  const report = await readFile(reportFile, 'utf8').then(JSON.parse, () => undefined);
  await rm(reportFile, { force: true });
  const counted = countTests(result.timedOut ? undefined : report, result.code, mayBeEmpty);
  if (result.timedOut) counted.note = 'stopped at its time limit';
  return { name: project.name, milliseconds: Date.now() - started, ...counted };
}
