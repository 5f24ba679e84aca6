import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How often the holder shows that it is alive, and after which silence it counts as gone, in milliseconds. */
const BEAT = 5_000;
const SILENCE = 60_000;

/**
 * @param {string} folder
 * @returns {Promise<boolean>} Whether its holder died without letting go.
 */
async function isAbandoned(folder) {
  let age;
  try {
    age = Date.now() - (await stat(folder)).mtimeMs;
  } catch {
    return false;
  }
  if (age > SILENCE) return true;
  try {
    const holder = JSON.parse(await readFile(join(folder, 'holder.json'), 'utf8'));
    // Another machine or container may share the folder; its process numbers mean nothing here.
    if (holder.host !== hostname()) return false;
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/**
 * Runs the work while holding a lock that other processes respect; waits for its holder first, and takes over
 * from one that was killed.
 *
 * @template T
 * @param {string} folder The lock: a folder that exists while it is held.
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] Called once if someone else holds it.
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait) {
  await mkdir(dirname(folder), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await mkdir(folder);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (await isAbandoned(folder)) {
      // Renamed first: of several that saw it abandoned, only one may remove it.
      const grave = `${folder}.${process.pid}`;
      await rename(folder, grave).then(
        () => rm(grave, { recursive: true, force: true }),
        () => {},
      );
      continue;
    }
    if (attempt === 0) onWait?.();
    await wait(250);
  }
  await writeFile(join(folder, 'holder.json'), JSON.stringify({ pid: process.pid, host: hostname() }));
  const beat = setInterval(() => void utimes(folder, new Date(), new Date()).catch(() => {}), BEAT);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(folder, { recursive: true, force: true });
  }
}
