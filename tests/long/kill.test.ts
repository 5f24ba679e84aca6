import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, prepare, rows } from '../contract/loads/inserts';
import { openWorld, type World } from '../contract/loads/world';

const runs = Number(process.env['BULKHEAD_KILLS'] ?? '20');
const folder = join(import.meta.dirname, '../../node_modules/.cache/kill-test');

let world: World;
let script = '';
/** The bundler of the scripts, which are plain JavaScript. */
const loadBundler = async (): Promise<(entry: string, folder: string) => Promise<string>> => {
  const path = join(import.meta.dirname, '../../scripts/tasks/run-typescript.mjs');
  const loaded = (await import(path)) as {
    bundleTypescript: (entry: string, folder: string) => Promise<string>;
  };
  return loaded.bundleTypescript;
};

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const bundleTypescript = await loadBundler();
  script = await bundleTypescript(join(import.meta.dirname, 'kill/child.ts'), folder);
  world = await openWorld({ empty: true });
});
afterAll(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the program in a process of its own; resolves with whether it came to its end. */
const live = async (loadId: string, send: number, killAfter: number | null): Promise<boolean> => {
  const { port, instanceUrl, loginUrl, username, controlToken } = world.org;
  const ready = JSON.stringify({ port, instanceUrl, loginUrl, username, controlToken, pid: process.pid });
  const child = spawn(process.execPath, [script, join(world.folder, 'home'), ready, loadId, String(send)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const begins = !output.includes('ready') && String(chunk).includes('ready');
    output += String(chunk);
    if (begins && killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  await new Promise((resolve) => child.once('exit', resolve));
  return output.includes('settled');
};

describe('a program that is killed from outside', () => {
  it(`settles its load at the next start, ${runs} times at moments all over a load`, async () => {
    await world.control({ settings: { queueMs: 300, chunkMs: 60 } });
    let killed = 0;
    for (let run = 0; run < runs; run += 1) {
      const draft = await prepare(world, `kill ${run} `);
      await world.program.close();
      let send = rows;
      let lives = 0;
      // The first life sends, the next ones take up; each may be killed, the fourth may not.
      for (;;) {
        const mayDie = lives < 3;
        const done = await live(draft.id, send, mayDie ? ((run * 97 + lives * 331) % 1400) + 5 : null);
        lives += 1;
        if (!done) killed += 1;
        await world.reopen();
        const view = await world.call['loads.get']({ loadId: draft.id });
        await world.program.close();
        send = view.attempts.length === 0 ? rows : 0;
        if (done) break;
      }
      await world.reopen();
      const view = await judge(world, draft.id);
      expect(view.phase).toBe('finished');
      expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
    }
    expect(killed).toBeGreaterThan(0);
  });
});
