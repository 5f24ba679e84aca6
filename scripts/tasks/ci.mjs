import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { prepare } from '../setup/prepare.mjs';
import { explainProblem } from '../setup/problem.mjs';
import { formatDuration, say, setVerbose } from '../setup/report.mjs';
import { runChecks } from './check.mjs';
import { describeOutcomes, playSideBySide, skipForBuild, tryBuild } from './test.mjs';
import { addOutcomes, writeTotal } from './totals.mjs';
import { PROJECTS, runProject } from './vitest-projects.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */
/** @typedef {import('./vitest-projects.mjs').TestProject} TestProject */

const COMMAND = 'bash .ci/run';
/** Seconds in which long tests may begin; CI_LONG_SECONDS changes it, 0 leaves them all out. */
const LONG_SECONDS = 690;
/** Seconds that long tests which have begun may take beyond that before they are stopped and count as failed. */
const GRACE_SECONDS = 240;

/**
 * What is worth most where the time is short: nothing lost and nothing sent twice, whatever happens; then what takes so
 * long that it must not begin last.
 */
const FIRST = ['correlation', 'kill', 'fault-matrix', 'practice-org/breaks'];

/**
 * What is begun, and may be left out, as one: the long projects whole, and file by file the one that takes longest.
 *
 * @returns {Promise<{ name: string, project: TestProject, filters: string[] }[]>}
 */
async function listLongTests() {
  const entries = await readdir(join(ROOT, 'tests', 'long'), { withFileTypes: true, recursive: true }).catch(
    () => [],
  );
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join('/'))
    .sort();
  const isFirst = (/** @type {string} */ file) => FIRST.some((name) => file === `tests/long/${name}.test.ts`);
  files.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
  return PROJECTS.filter(({ isLong }) => isLong).flatMap((project) =>
    project.folder === 'tests/long'
      ? files.map((file) => ({
          name: `long ${file.replace(/^tests\/long\//, '').replace(/\.test\.ts$/, '')}`,
          project,
          filters: [file],
        }))
      : [{ name: project.name, project, filters: [] }],
  );
}

/** Long tests that run side by side: most of the time of each is waiting. */
const LANES = 2;

/**
 * Runs the long tests for as long as the budget allows. What has not begun by then is left out and named.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {number} seconds
 * @returns {Promise<Outcome[]>}
 */
async function runLongTests(env, seconds) {
  const deadline = Date.now() + seconds * 1000;
  const waiting = await listLongTests();
  /** @type {Outcome[]} */
  const outcomes = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { name, project, filters } = next;
      const left = deadline - Date.now();
      if (left <= 0) {
        const note = 'no time left for it';
        outcomes.push({ name, passed: 0, failed: 0, skipped: 1, milliseconds: 0, note });
        continue;
      }
      const outcome = await runProject(project, {
        env: { ...env, BULKHEAD_LONG_SECONDS: String(Math.round(left / 1000)) },
        filters,
        limit: left + GRACE_SECONDS * 1000,
        reportAs: name,
      });
      outcomes.push({ ...outcome, name });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
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
    const usual = PROJECTS.filter(({ isLong }) => !isLong);
    outcomes.push(
      ...(await playSideBySide(usual, async (project) =>
        project.needsApp && !canRun ? skipForBuild(project) : runProject(project, { env: ready.env }),
      )),
    );
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
