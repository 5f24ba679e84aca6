import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadScript, ROOT } from './load-script';

interface LockModule {
  withLock: <T>(folder: string, work: () => Promise<T>, onWait?: () => void) => Promise<T>;
}

const { withLock } = await loadScript<LockModule>('setup/lock.mjs');

let folder: string;
let lock: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-lock-'));
  lock = join(folder, 'locks', 'install');
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

it('lets one at a time work, tells those who wait, and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  let waited = 0;
  const work = async (): Promise<number> => {
    inside += 1;
    most = Math.max(most, inside);
    await wait(20);
    inside -= 1;
    return inside;
  };
  const all = Array.from({ length: 5 }, () => withLock(lock, work, () => (waited += 1)));
  expect(await Promise.all(all)).toEqual([0, 0, 0, 0, 0]);
  expect(most).toBe(1);
  expect(waited).toBe(4);
  expect(existsSync(lock)).toBe(false);
});

it('is let go by work that fails', async () => {
  const failing = withLock(lock, () => Promise.reject(new Error('no network')));
  await expect(failing).rejects.toThrow('no network');
  expect(await withLock(lock, () => Promise.resolve('next'))).toBe('next');
});

it('is taken over from a process that was killed', async () => {
  const module = pathToFileURL(join(ROOT, 'scripts/setup/lock.mjs')).href;
  const hold = `
    const { withLock } = await import(${JSON.stringify(module)});
    await withLock(${JSON.stringify(lock)}, async () => {
      console.log('held');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', hold], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const gone = new Promise((resolve) => holder.once('exit', resolve));

  let waited = false;
  const next = withLock(
    lock,
    () => Promise.resolve('taken over'),
    () => (waited = true),
  );
  await expect.poll(() => waited).toBe(true);
  holder.kill('SIGKILL');
  await gone;
  expect(await next).toBe('taken over');
});

it('is respected on another machine until that one falls silent', async () => {
  await mkdir(lock, { recursive: true });
  const elsewhere = { pid: process.pid, host: `not-${hostname()}` };
  await writeFile(join(lock, 'holder.json'), JSON.stringify(elsewhere));
  let waited = false;
  const next = withLock(
    lock,
    () => Promise.resolve('taken over'),
    () => (waited = true),
  );
  await expect.poll(() => waited).toBe(true);
  await wait(600);
  expect(existsSync(join(lock, 'holder.json'))).toBe(true);
  const longAgo = new Date(Date.now() - 10 * 60_000);
  await utimes(lock, longAgo, longAgo);
  expect(await next).toBe('taken over');
});
