import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} RunResult
 * @property {number} code Exit code; 127 when the program does not exist, 128 when a signal ended it.
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut Whether it was stopped at its time limit.
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limit] Milliseconds after which the command, and all it started, is stopped.
 * @property {AbortSignal} [signal] Stops it in the same way.
 * @property {boolean} [isApp] Whether it ends its own children when told to end, so that only it is told.
 * @property {boolean} [stream] Whether its output goes straight to ours; then the result's texts are empty.
 */

/** How long a command may take to obey SIGTERM before SIGKILL, in milliseconds. */
const GRACE = 3_000;

/**
 * Runs a command to its end. Never throws for what the command does: the result says it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, limit, signal, isApp = false, stream = false } = options;
  return new Promise((resolve) => {
    // A group of its own, so that a limit, Ctrl+C or our own end also ends whatever the command started.
    const grouped = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd,
      env,
      detached: grouped,
      stdio: stream ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
      windowsHide: true,
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    /** @param {NodeJS.Signals} name */
    const send = (name) => {
      try {
        if (grouped && !isApp && child.pid) process.kill(-child.pid, name);
        else child.kill(name);
      } catch {
        // It ended by itself in the meantime.
      }
    };
    /** @type {NodeJS.Timeout | undefined} */
    let killer;
    const stop = () => {
      send('SIGTERM');
      killer ??= setTimeout(() => send('SIGKILL'), GRACE);
    };
    const stopLate = () => {
      timedOut = true;
      stop();
    };
    const timer = limit === undefined ? undefined : setTimeout(stopLate, limit);
    signal?.addEventListener('abort', stop, { once: true });
    const endWithUs = () => send('SIGTERM');
    process.once('exit', endWithUs);
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      clearTimeout(killer);
      signal?.removeEventListener('abort', stop);
      process.removeListener('exit', endWithUs);
      resolve({ code, stdout, stderr, timedOut });
    };
    child.once('error', (error) => {
      stderr += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 128));
  });
}

/**
 * Looks a program up on the PATH.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} Its full path.
 */
export function findProgram(name, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const candidate = join(folder, name + ending);
      try {
        accessSync(candidate, constants.X_OK);
        if (statSync(candidate).isFile()) return candidate;
      } catch {
        // Not here; the next folder may have it.
      }
    }
  }
  return undefined;
}
