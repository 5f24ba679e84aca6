import { prepare } from '../setup/prepare.mjs';
import { createProblem, explainProblem } from '../setup/problem.mjs';
import { formatDuration, say } from '../setup/report.mjs';
import { buildApp } from './build-app.mjs';
import { addOutcomes, writeTotal } from './totals.mjs';
import { PROJECTS, runProject } from './vitest-projects.mjs';

/** @typedef {import('./totals.mjs').Outcome} Outcome */
/** @typedef {import('./vitest-projects.mjs').TestProject} TestProject */

/**
 * @param {string[]} args
 * @returns {{ projects: TestProject[], filters: string[] }}
 * @throws {import('../setup/problem.mjs').Problem} On a project that does not exist.
 */
export function readTestArguments(args) {
  /** @type {string[]} */
  const names = [];
  const filters = [];
  const long = PROJECTS.filter(({ isLong }) => isLong).map(({ name }) => name);
  for (let index = 0; index < args.length; index += 1) {
    const argument = /** @type {string} */ (args[index]);
    if (argument === '--long') names.push(...long);
    else if (argument === '--only') names.push(args[(index += 1)] ?? '');
    else filters.push(argument);
  }
  const known = PROJECTS.map((project) => project.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw createProblem(
      `There is no test project called "${unknown}".`,
      `Type one of: ${known.map((name) => `npm test -- --only ${name}`).join(', ')}`,
    );
  }
  const wanted = names.length > 0 ? names : known.filter((name) => !long.includes(name));
  return { projects: PROJECTS.filter((project) => wanted.includes(project.name)), filters };
}

/**
 * Builds the app. A build that fails is one failure and does not keep the other tests from running.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} command
 * @returns {Promise<Outcome>}
 */
export async function tryBuild(env, command) {
  const started = Date.now();
  const outcome = { name: 'build', passed: 0, failed: 0, skipped: 0 };
  try {
    await buildApp(env);
    return { ...outcome, milliseconds: Date.now() - started };
  } catch (thrown) {
    const { what, advice } = explainProblem(thrown, command);
    say(`${what}\n${advice}`);
    return { ...outcome, failed: 1, milliseconds: Date.now() - started, note: what };
  }
}

/**
 * @param {TestProject} project
 * @returns {Outcome} That it was not run; the build already counts as the failure.
 */
export function skipForBuild(project) {
  const note = 'not run: the app cannot be built';
  return { name: project.name, passed: 0, failed: 0, skipped: 0, milliseconds: 0, note };
}

/**
 * @param {Outcome[]} outcomes
 * @returns {string} A table of the phases, worded so that no line of it can be taken for the total.
 */
export function describeOutcomes(outcomes) {
  const width = Math.max(...outcomes.map((outcome) => outcome.name.length));
  const lines = outcomes.map((outcome) => {
    const skipped = outcome.skipped > 0 ? `  ${outcome.skipped} left out` : '';
    const note = outcome.note === undefined ? '' : `  (${outcome.note})`;
    const counts = `${String(outcome.passed).padStart(6)} ok ${String(outcome.failed).padStart(4)} wrong`;
    return `${outcome.name.padEnd(width)}${counts}${skipped}  ${formatDuration(outcome.milliseconds)}${note}`;
  });
  return lines.join('\n');
}

/**
 * Runs projects. A window mostly waits, so those with windows run beside those without: on two cores that takes
 * little more than the longer of the two.
 *
 * @param {TestProject[]} projects
 * @param {(project: TestProject) => Promise<Outcome>} play
 * @returns {Promise<Outcome[]>} In the order of the projects.
 */
export async function playSideBySide(projects, play) {
  /** @param {TestProject[]} some */
  const inTurn = async (some) => {
    /** @type {Outcome[]} */
    const outcomes = [];
    for (const project of some) outcomes.push(await play(project));
    return outcomes;
  };
  const isWindow = (/** @type {TestProject} */ { folder }) => folder === 'tests/e2e';
  const [windows, rest] = await Promise.all([
    inTurn(projects.filter(isWindow)),
    inTurn(projects.filter((project) => !isWindow(project))),
  ]);
  return projects.flatMap((project) => (isWindow(project) ? windows.shift() : rest.shift()) ?? []);
}

/**
 * Runs the tests: every project but the long ones, or those named by --only and --long. Other arguments go to
 * Vitest. The last line printed is the total.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function main(args) {
  const { projects, filters } = readTestArguments(args);
  /** @type {Outcome[]} */
  const outcomes = [];
  const needs = Object.assign({}, ...projects.map((project) => project.needs));
  const ready = await prepare({ needs });
  const build = needs.electron ? await tryBuild(ready.env, 'npm test') : undefined;
  const isBroken = build !== undefined && build.failed > 0;
  if (isBroken) outcomes.push(build);
  /** @param {TestProject} project */
  const play = (project) =>
    project.needsApp && isBroken
      ? Promise.resolve(skipForBuild(project))
      : runProject(project, { env: ready.env, filters, mayBeEmpty: filters.length > 0 });
  outcomes.push(...(await playSideBySide(projects, play)));
  const sum = addOutcomes(outcomes);
  if (filters.length > 0 && sum.passed + sum.failed + sum.skipped === 0) {
    throw createProblem(`No test matches ${filters.join(' ')}.`, 'To run them all, type: npm test');
  }
  console.log(`\n${describeOutcomes(outcomes)}\n`);
  console.log(writeTotal(sum));
  return sum.failed > 0 ? 1 : 0;
}
