import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';
import { hasDisplay, hasKeyring, isRoot } from './system.mjs';

/**
 * A command as spawn takes it.
 *
 * @typedef {{ command: string, args: string[] }} Command
 */

/**
 * Puts a command inside an invisible screen, and a keychain of its own, as far as it needs them.
 *
 * @param {Command} inner
 * @param {{ display?: boolean, keyring?: boolean }} needs
 * @returns {Command}
 */
export function wrapCommand(inner, needs) {
  let { command, args } = inner;
  if (process.platform !== 'linux') return { command, args };
  if (needs.display && !hasDisplay()) {
    args = ['-a', '-s', '-screen 0 1920x1200x24', command, ...args];
    command = 'xvfb-run';
  }
  if (needs.keyring && hasKeyring()) {
    const script = join(dirname(fileURLToPath(import.meta.url)), 'with-keyring.sh');
    args = [script, command, ...args];
    command = 'sh';
  }
  return { command, args };
}

/** @param {string} path */
function readFlag(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/**
 * Whether Chromium's sandbox cannot work here: for root it never does, and for others it needs either user
 * namespaces or a helper program owned by root, which a downloaded folder lacks.
 *
 * @param {string} dist The Electron folder.
 * @returns {Promise<boolean>}
 */
export async function lacksSandbox(dist) {
  if (process.platform !== 'linux') return false;
  if (isRoot()) return true;
  const helper = join(dist, 'chrome-sandbox');
  if (existsSync(helper)) {
    const { uid, mode } = statSync(helper);
    if (uid === 0 && (mode & 0o4000) !== 0) return false;
  }
  const restricted =
    readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readFlag('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    readFlag('/proc/sys/user/max_user_namespaces') === '0';
  if (restricted) return true;
  const tried = await run('unshare', ['--user', '--map-root-user', 'true'], { limit: 5_000 });
  return tried.code !== 0 && tried.code !== 127;
}
