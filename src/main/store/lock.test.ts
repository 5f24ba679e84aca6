import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockStore } from './lock';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-lock-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** A process id that belonged to a process which has ended. */
const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
};

describe('lockStore', () => {
  it('names its owner and gives the store back', async () => {
    const path = join(folder, 'owner.lock');
    const unlock = await lockStore(path);
    expect(await readFile(path, 'utf8')).toBe(`${process.pid}\n`);
    await unlock();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('refuses while another living process owns the store, and names it', async () => {
    const path = join(folder, 'owner.lock');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(path, `${child.pid}\n`);
    await expect(lockStore(path)).rejects.toMatchObject({ code: 'store.locked', params: { pid: child.pid } });
    child.kill('SIGKILL');
  });

  it('waits for the id of an owner who has only just made the lock', async () => {
    const path = join(folder, 'owner.lock');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(path, '');
    const lock = lockStore(path).catch((cause: unknown) => cause);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await writeFile(path, `${child.pid}\n`);
    expect(await lock).toMatchObject({ code: 'store.locked', params: { pid: child.pid } });
    child.kill('SIGKILL');
  });

  it.each(['dead', '', 'rubbish'])('takes over a lock whose owner is gone (%j)', async (content) => {
    const path = join(folder, 'owner.lock');
    await writeFile(path, content === 'dead' ? `${await deadPid()}\n` : content);
    const unlock = await lockStore(path);
    expect(await readFile(path, 'utf8')).toBe(`${process.pid}\n`);
    await unlock();
  });

  it('lets only one of many win a stale lock', async () => {
    const path = join(folder, 'owner.lock');
    await writeFile(path, `${await deadPid()}\n`);
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    const other = child.pid ?? 0;
    const results = await Promise.allSettled([lockStore(path, other), lockStore(path, process.pid)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    child.kill('SIGKILL');
  });
});
