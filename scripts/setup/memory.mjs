import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';

/** For how long a failure is not tried again, in milliseconds. */
const DAY = 24 * 60 * 60_000;

/**
 * @param {string} what A file name's worth of what failed.
 * @returns {string} The file that remembers it; removing it forgets.
 */
export function memoryFile(what) {
  return join(cacheFolder(), `${what}.failed.json`);
}

/**
 * Remembers that something which can be done without could not be had, so that the next run does not wait for it.
 *
 * @param {string} what
 * @param {string} why
 * @returns {Promise<void>}
 */
export async function rememberFailure(what, why) {
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(memoryFile(what), JSON.stringify({ at: Date.now(), why }));
}

/**
 * @param {string} what
 * @returns {Promise<boolean>} Whether it failed less than a day ago.
 */
export async function failedLately(what) {
  try {
    const { at } = JSON.parse(await readFile(memoryFile(what), 'utf8'));
    return Date.now() - at < DAY;
  } catch {
    return false;
  }
}
