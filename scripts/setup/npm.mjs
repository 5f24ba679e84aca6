import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createProblem } from './problem.mjs';
import { run } from './run.mjs';

/**
 * How to start npm without a shell: through the npm that runs us or that came with this Node.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ command: string, prefix: string[] }}
 */
function findNpm(env = process.env) {
  const nodeFolder = dirname(process.execPath);
  const candidates = [
    env.npm_execpath,
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  for (const candidate of candidates) {
    if (candidate && basename(candidate) === 'npm-cli.js' && existsSync(candidate)) {
      return { command: process.execPath, prefix: [candidate] };
    }
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', prefix: [] };
}

/**
 * For commands that fetch: quiet, and with few and short retries, as someone without a network should hear so
 * within seconds, not minutes.
 */
const FETCH_FLAGS = [
  '--loglevel=error',
  '--no-progress',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Runs an npm command that fetches from the registry.
 *
 * @param {string[]} args
 * @param {import('./run.mjs').RunOptions} options
 * @returns {Promise<import('./run.mjs').RunResult>}
 */
export async function fetchWithNpm(args, options) {
  const npm = findNpm();
  return await run(npm.command, [...npm.prefix, ...args, ...FETCH_FLAGS], options);
}

/**
 * Runs one of package.json's scripts, without npm's own words around its output.
 *
 * @param {string} script
 * @param {import('./run.mjs').RunOptions} options
 * @returns {Promise<import('./run.mjs').RunResult>}
 */
export async function runNpmScript(script, options) {
  const npm = findNpm();
  return await run(npm.command, [...npm.prefix, 'run', '--silent', script], options);
}

/** What npm prints when the registry cannot be reached, as opposed to refusing or lacking something. */
const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b|network request/;

/**
 * Explains a failed npm command; its own output goes to standard error unless the network alone is to blame.
 *
 * @param {import('./run.mjs').RunResult} result
 * @param {string} what One sentence: what could not be done.
 * @returns {import('./problem.mjs').Problem}
 */
export function explainNpmFailure(result, what) {
  const output = `${result.stdout}${result.stderr}`.trim();
  if (NO_NETWORK.test(output)) {
    return createProblem(
      `The npm registry cannot be reached, so ${what}.`,
      'Check the network connection, then type: {again}',
      output,
    );
  }
  if (result.code === 127) {
    return createProblem(
      `npm cannot be started, so ${what}.`,
      'Install Node with its npm from nodejs.org, then type: {again}',
      output,
    );
  }
  process.stderr.write(`\n${output}\n`);
  return createProblem(
    `npm failed, so ${what}; its own words are above.`,
    'Mend what npm names, then type: {again}',
  );
}
