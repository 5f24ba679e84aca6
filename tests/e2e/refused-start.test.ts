import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findElectronProgram, findRepository } from './launch';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'bulkhead-refused-'))));
afterEach(async () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

type Noticed = { title?: string; content?: string; shown?: true };

/** Starts the built app on `home` and waits for its end. */
const start = async (): Promise<{ code: number | null; noticed: Noticed[] }> => {
  const record = join(home, 'refusal.jsonl');
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const recorder = join(findRepository(), 'tests/e2e/record-refusal.cjs');
  const app = spawn(findElectronProgram(), [...flags, '-r', recorder, findRepository()], {
    env: { ...process.env, BULKHEAD_HOME: join(home, 'data'), BULKHEAD_REFUSAL: record },
    stdio: 'ignore',
  });
  const forced = setTimeout(() => app.kill('SIGKILL'), 30_000);
  const code = await new Promise<number | null>((resolve) => app.once('exit', resolve));
  clearTimeout(forced);
  const lines = (await readFile(record, 'utf8').catch(() => '')).split('\n').slice(0, -1);
  return { code, noticed: lines.map((line) => JSON.parse(line) as Noticed) };
};

it('a store that another process owns is said in one box, and no window comes up', async () => {
  await mkdir(join(home, 'data'), { recursive: true });
  // This very process is alive and is not the app.
  await writeFile(join(home, 'data/owner.lock'), `${process.pid}\n`);
  const { code, noticed } = await start();
  expect(code).toBe(1);
  expect(noticed).toHaveLength(1);
  expect(noticed[0]?.content).toContain(String(process.pid));
  expect(await readFile(join(home, 'data/owner.lock'), 'utf8')).toBe(`${process.pid}\n`);
});

it('a store that can’t be made is said in one box, and no window comes up', async () => {
  await mkdir(join(home, 'data'), { recursive: true });
  await writeFile(join(home, 'data/loads'), 'a file where the folder belongs');
  const { code, noticed } = await start();
  expect(code).toBe(1);
  expect(noticed).toHaveLength(1);
  expect(noticed[0]?.content).toContain(join(home, 'data'));
});
