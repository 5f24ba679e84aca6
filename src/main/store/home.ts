import { randomUUID } from 'node:crypto';
import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { makeFolder } from './make-folder';

/** Where everything lives that the program keeps. Row data is only ever below `loads`. */
export type Home = {
  root: string;
  loads: string;
  practiceOrg: string;
  /** What is known of orgs: names and labels of their objects and fields. */
  describes: string;
  settings: string;
  orgs: string;
  clients: string;
  /** Tells this folder from others of the same person; see `readHomeId`. */
  id: string;
  lock: string;
  log: string;
};

/**
 * Makes the folder for all state, readable by its owner alone (on Windows the profile folder's own rights
 * apply). Throws `store.unwritable` where that is not possible.
 */
export const openHome = async (root: string): Promise<Home> => {
  const home: Home = {
    root,
    loads: join(root, 'loads'),
    practiceOrg: join(root, 'practice-org'),
    describes: join(root, 'describes'),
    settings: join(root, 'settings.json'),
    orgs: join(root, 'orgs.json'),
    clients: join(root, 'clients.json'),
    id: join(root, 'home-id'),
    lock: join(root, 'owner.lock'),
    log: join(root, 'bulkhead.log'),
  };
  try {
    for (const folder of [root, home.loads, home.practiceOrg, home.describes]) {
      await makeFolder(folder, 0o700);
      await chmod(folder, 0o700);
    }
  } catch (cause) {
    throw new AppError('store.unwritable', { path: root }, { cause });
  }
  return home;
};

const readIfThere = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    // One that is there and can't be read right now must not be replaced: every sign-in goes by it.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw cause;
  }
};

/**
 * The random name of a home, made the first time: moved elsewhere, a home keeps it. Only its owner (see `lockStore`)
 * may ask. Throws `store.unwritable` where it can't be kept or read.
 */
export const readHomeId = async (home: Home): Promise<string> => {
  try {
    const known = (await readIfThere(home.id)).trim();
    if (known !== '') return known;
    const id = randomUUID();
    const draft = `${home.id}.new`;
    await writeFile(draft, `${id}\n`, { mode: 0o600, flush: true });
    await rename(draft, home.id);
    return id;
  } catch (cause) {
    throw new AppError('store.unwritable', { path: home.root }, { cause });
  }
};

/** Bytes of all files below a folder; what disappears while counting counts as nothing. */
export const measureFolder = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    bytes += found?.size ?? 0;
  }
  return bytes;
};

/** Removes a folder and everything in it, tried again where Windows still holds a file open. */
export const deleteFolder = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
};
