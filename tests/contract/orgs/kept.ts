import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../loads/world';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** Every file that is kept of orgs, by its path below the home. */
export const listKept = async (world: World): Promise<string[]> => {
  const entries = await readdir(world.program.home.describes, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** Lets what is kept grow older by `ms`; with `only`, the files whose names hold that. */
export const growOlder = async (world: World, ms: number, only = ''): Promise<void> => {
  for (const path of await listKept(world)) {
    if (!path.includes(only)) continue;
    const kept = JSON.parse(await readFile(path, 'utf8')) as { asOf: number };
    await writeFile(path, JSON.stringify({ ...kept, asOf: kept.asOf - ms }));
  }
};

export type Asked = { path: string; status: number };

/** What the org was asked while `work` ran, sign-in and control left out. */
export const watchAsked = async (world: World, work: () => Promise<unknown>): Promise<Asked[]> => {
  const read = async (): Promise<(Asked & { n: number })[]> => {
    const answer = await fetch(world.org.control, {
      headers: { 'X-Practice-Control': world.org.controlToken },
    });
    return ((await answer.json()) as { log: (Asked & { n: number })[] }).log;
  };
  const before = (await read()).at(-1)?.n ?? 0;
  await work();
  return (await read())
    .filter(({ n, path }) => n > before && path.startsWith('/services/data'))
    .map(({ path, status }) => ({ path: path.replace(/^\/services\/data\/v\d+\.\d/, ''), status }));
};

/** Waits until the windows were told of something. */
export const waitForNews = async (world: World, name: string, count = 1): Promise<unknown[]> => {
  for (;;) {
    const news = world.told.filter((one) => one.name === name);
    if (news.length >= count) return news.map(({ payload }) => payload);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
