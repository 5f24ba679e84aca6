import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Home } from './store/home';

/** Where the owner of a store is spoken to, and the secret that proves who speaks. */
export type OwnerAddress = { path: string; secret: string };

/** Unix allows 108 bytes for the path of a socket, macOS 104, the ending NUL included. */
const longestPath = 100;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

const socketPath = async ({ root }: Pick<Home, 'root'>): Promise<string> => {
  if (process.platform === 'win32') return `\\\\.\\pipe\\bulkhead-${hash(`${userInfo().username}\n${root}`)}`;
  const path = join(root, 'owner.sock');
  if (Buffer.byteLength(path) <= longestPath) return path;
  const folder = join(tmpdir(), `bulkhead-${hash(`${userInfo().uid}\n${root}`)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return join(folder, 'owner.sock');
};

/** The user's own secret for this store; made by whoever needs it first. */
const readSecret = async ({ root }: Pick<Home, 'root'>): Promise<string> => {
  const path = join(root, 'owner.secret');
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return (await readFile(path, 'utf8')).trim();
};

export const readOwnerAddress = async (home: Pick<Home, 'root'>): Promise<OwnerAddress> => ({
  path: await socketPath(home),
  secret: await readSecret(home),
});
