import { spawn } from 'node:child_process';
import { bundleProgram } from './bundle-program.mjs';

/**
 * Nearly all that a big load makes is kept. With the usual few MB of young memory it is copied several times on
 * its way to where it stays, which cost a fifth of the time.
 */
const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

/**
 * Bundles the practice org alone, if its sources changed since the last time.
 *
 * @returns {Promise<string>} The program Node runs.
 */
export async function buildPracticeOrg() {
  return bundleProgram({
    name: 'practice-org',
    entry: 'src/practice-org/main.ts',
    folders: ['src/practice-org'],
  });
}

/** How often the parent is looked for. */
const PARENT_POLL_MS = 200;

/**
 * Under npm a signal ends the shell between npm and this process, and nothing comes through: so the org ends when
 * that shell is gone. Started by hand it may outlive its shell.
 *
 * @param {() => void} end
 */
function endWithNpm(end) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, PARENT_POLL_MS);
  timer.unref();
}

/**
 * Runs the practice org in a process of its own until it ends; a signal to end goes on to it.
 *
 * @param {string[]} args As `--port N --seed S --data DIR --json`; see its own refusal for all of them.
 * @returns {Promise<number>} Its exit code.
 */
export async function main(args) {
  const bundle = await buildPracticeOrg();
  const child = spawn(process.execPath, [...NODE_FLAGS, bundle, ...args], { stdio: 'inherit' });
  // The org saves before it ends, so the signal must reach it and not just this process.
  process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT');
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT']))
    process.on(signal, () => child.kill(signal));
  endWithNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
