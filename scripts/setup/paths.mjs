import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What belongs to this checkout's installed libraries, and goes when they go. */
export const STAMPS = join(ROOT, 'node_modules', '.cache', 'bulkhead');

/**
 * Where this user's downloads are kept between checkouts.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string}
 */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'bulkhead');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'bulkhead');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'bulkhead');
  return join(home, '.cache', 'bulkhead');
}

/**
 * The lock that keeps two runs in this checkout apart. It lies in the cache because npm empties node_modules.
 *
 * @param {string} purpose e.g. `install`
 * @returns {string}
 */
export function checkoutLock(purpose) {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
  return join(cacheFolder(), 'locks', `${purpose}-${checkout}`);
}

/**
 * The program's place inside an Electron folder.
 *
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function electronProgram(platform = process.platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
