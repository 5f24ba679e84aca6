import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { prepare } from '../setup/prepare.mjs';
import { explainProblem } from '../setup/problem.mjs';
import { formatDuration, say, setVerbose } from '../setup/report.mjs';
import { runChecks } from './check.mjs';
import { describeOutcomes, skipForBuild, tryBuild } from './test.mjs';
import { addOutcomes, writeTotal } from './totals.mjs';
import { PROJECTS, runProject } from './vitest-projects.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */

const COMMAND = 'bash .ci/run';
/** Seconds in which long test files may begin; CI_LONG_SECONDS changes it, 0 leaves them all out. */
const LONG_SECONDS = 480;

/** @returns {Promise<string[]>} The long project's test files, from the repository's root. */
async function listLongTests() {
  const entries = await readdir(join(ROOT, 'tests', 'long'), { withFileTypes: true, recursive: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) =>
      relative(ROOT, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

/**
 * Runs the long tests file by file for as long as the budget allows. What has not begun by then is left out and
 * named; a file that has begun may take the whole budget once more before it is stopped and counts as failed.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {number} seconds
 * @returns {Promise<Outcome[]>}
 */
async function runLongTests(env, seconds) {
  const project = PROJECTS.find((candidate) => candidate.name === 'long');
  if (project === undefined) throw new Error('There is no project called long.');
  const deadline = Date.now() + seconds * 1000;
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const file of await listLongTests()) {
    const name = `long ${file.replace(/^tests\/long\//, '').replace(/\.test\.ts$/, '')}`;
    if (Date.now() >= deadline) {
      outcomes.push({ name, passed: 0, failed: 0, skipped: 1, milliseconds: 0, note: 'no time left for it' });
      continue;
    }
    const limit = deadline - Date.now() + seconds * 1000;
    const left = String(Math.round((deadline - Date.now()) / 1000));
    const outcome = await runProject(project, {
      env: { ...env, BULKHEAD_LONG_SECONDS: left },
      filters: [file],
      limit,
    });
    outcomes.push({ ...outcome, name });
  }
  return outcomes;
}

/** @returns {number} */
function readLongSeconds() {
  const given = Number.parseFloat(process.env.CI_LONG_SECONDS ?? '');
  return Number.isFinite(given) && given >= 0 ? given : LONG_SECONDS;
}

/**
 * Everything a change must pass, from a bare clone: set-up, build, tests, checks, long tests. Prints each phase with
 * its duration, and one total as the last line.
 *
 * @returns {Promise<number>}
 */
export async function main() {
  setVerbose(true);
  const started = Date.now();
  /** @type {Outcome[]} */
  const outcomes = [];
  const none = { passed: 0, failed: 0, skipped: 0 };
  try {
    const ready = await prepare({
      needs: { electron: true, display: true, keyring: true, browser: true, certificates: true },
    });
    outcomes.push({ ...none, name: 'set-up', milliseconds: Date.now() - started });
    const build = await tryBuild(ready.env, COMMAND);
    outcomes.push(build);
    const canRun = build.failed === 0;
    for (const project of PROJECTS.filter(({ name }) => name !== 'long')) {
      if (project.needsApp && !canRun) outcomes.push(skipForBuild(project));
      else outcomes.push(await runProject(project, { env: ready.env }));
    }
    outcomes.push(...(await runChecks()));
    if (canRun) outcomes.push(...(await runLongTests(ready.env, readLongSeconds())));
  } catch (thrown) {
    const { what, advice } = explainProblem(thrown, COMMAND);
    say(`\n${what}\n${advice}`);
    if (process.env.BULKHEAD_DEBUG === '1') console.error(thrown);
    outcomes.push({ ...none, failed: 1, name: 'stopped', milliseconds: Date.now() - started, note: what });
  }
  const sum = addOutcomes(outcomes);
  console.log(`\n${describeOutcomes(outcomes)}`);
  console.log(`All in ${formatDuration(Date.now() - started)}.\n`);
  console.log(writeTotal(sum, false));
  return sum.failed > 0 ? 1 : 0;
}
