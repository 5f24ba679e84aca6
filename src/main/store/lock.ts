import { setTimeout as wait } from 'node:timers/promises';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { AppError } from '../../shared/errors/app-error';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, it is only not ours to signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readOwner = async (path: string): Promise<number | null> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : 0;
};

/** How often a lock without an id is looked at, and milliseconds in between: long enough to write one down. */
const looks = 5;
const betweenLooks = 40;

/** The id in a lock. One that names none may have been made a moment ago by somebody who is about to write theirs. */
const awaitOwner = async (path: string): Promise<number | null> => {
  for (let look = 1; look < looks; look += 1) {
    const owner = await readOwner(path);
    if (owner !== 0) return owner;
    await wait(betweenLooks);
  }
  return readOwner(path);
};

/**
 * Makes this process the one owner of the store by a lock file that names its process id. A lock whose process
 * is gone (or that names none) is taken over by renaming it away first, so that of two processes that find it
 * only one wins. Throws `store.locked` with the owner's id. Returns a function that gives the store back.
 */
export const lockStore = async (path: string, pid = process.pid): Promise<() => Promise<void>> => {
  for (let tries = 0; tries < 5; tries += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(`${pid}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      return async () => {
        if ((await readOwner(path)) === pid) await rm(path, { force: true });
      };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new AppError('store.unwritable', { path }, { cause });
      }
    }
    const owner = await awaitOwner(path);
    if (owner !== null && owner !== 0 && owner !== pid && isAlive(owner)) {
      throw new AppError('store.locked', { pid: owner, path });
    }
    const aside = `${path}.${pid}.stale`;
    const moved = await rename(path, aside).then(
      () => true,
      () => false,
    );
    if (!moved) continue;
    // Between the look and the move another process may have taken the lock over: then it is put back.
    const taken = await readOwner(aside);
    if (taken !== owner && taken !== null && isAlive(taken)) await link(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  }
  throw new AppError('store.locked', { pid: '?', path });
};
