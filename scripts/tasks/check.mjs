import { installDependencies } from '../setup/dependencies.mjs';
import { runNpmScript } from '../setup/npm.mjs';
import { ROOT } from '../setup/paths.mjs';
import { say } from '../setup/report.mjs';
import { describeOutcomes } from './test.mjs';

/** The checks, by the package.json script that makes each. */
const CHECKS = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'format:check' },
];

/**
 * Runs the checks that read the sources without running them. Each shows its output only if it finds something.
 *
 * @returns {Promise<import('./totals.mjs').Outcome[]>} One outcome each, counted as a single test.
 */
export async function runChecks() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NO_COLOR: '1' };
  // oxlint and oxfmt colour even a file as soon as they see it, whatever else is set.
  delete env.CI;
  const outcomes = [];
  for (const { name, script } of CHECKS) {
    const started = Date.now();
    say(`Checking: ${name} …`);
    const result = await runNpmScript(script, { cwd: ROOT, env });
    const isFine = result.code === 0;
    if (!isFine) process.stderr.write(`${result.stdout}${result.stderr}`.trimEnd() + '\n');
    outcomes.push({
      name,
      passed: isFine ? 1 : 0,
      failed: isFine ? 0 : 1,
      skipped: 0,
      milliseconds: Date.now() - started,
      ...(isFine ? {} : { note: `type: npm run ${script}` }),
    });
  }
  return outcomes;
}

/** @returns {Promise<number>} */
export async function main() {
  await installDependencies();
  const outcomes = await runChecks();
  console.log(`\n${describeOutcomes(outcomes)}`);
  return outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;
}
