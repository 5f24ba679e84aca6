import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-process-'));
  await build({
    configFile: false,
    logLevel: 'error',
    // The program runs where no packages are.
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../../../src/practice-org/main.ts'),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'practice-org.mjs' } },
    },
  });
});
afterAll(() => rm(folder, { recursive: true }));

type Started = { child: ChildProcess; announced: Record<string, unknown>; ended: Promise<number | null> };

function start(...words: string[]): Promise<Started> {
  return startWith('pipe', ...words);
}

function startWith(stdin: 'pipe' | 'ignore', ...words: string[]): Promise<Started> {
  const child = spawn(process.execPath, [join(folder, 'practice-org.mjs'), '--json', ...words], {
    stdio: [stdin, 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  return new Promise((done, fail) => {
    let text = '';
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.endsWith('\n')) done({ child, announced: JSON.parse(text) as Record<string, unknown>, ended });
    });
    child.once('error', fail);
  });
}

const api = (started: Started, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${String(started.announced['instanceUrl'])}/services/data/v67.0${path}`, {
    ...init,
    headers: {
      Authorization: `Bearer ${String(started.announced['accessToken'])}`,
      'Content-Type': 'application/json',
    },
  });

describe('the practice org as a process of its own', () => {
  it('announces itself in one line within 5 s, serves, saves on SIGTERM and ends with 0 within 2 s', async () => {
    const begun = performance.now();
    const words = ['--seed', 'process', '--data', join(folder, 'data'), '--control-token', 'known'];
    const first = await start(...words);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(Object.keys(first.announced).sort()).toEqual([
      'accessToken',
      'control',
      'controlToken',
      'instanceUrl',
      'loginUrl',
      'pid',
      'port',
      'username',
    ]);
    expect(first.announced).toMatchObject({
      pid: first.child.pid,
      controlToken: 'known',
      username: 'ada.admin@practice.bulkhead.example',
    });
    expect(
      (await api(first, '/sobjects/Account', { method: 'POST', body: '{"Name":"Saved at the last moment"}' }))
        .status,
    ).toBe(201);
    const stopped = performance.now();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(performance.now() - stopped).toBeLessThan(2000);
    const second = await start(...words);
    const found = await (
      await api(second, `/query?q=${encodeURIComponent("SELECT Id FROM Account WHERE Name LIKE 'Saved%'")}`)
    ).json();
    expect(found).toMatchObject({ totalSize: 1 });
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('ends with its parent when told to', async () => {
    const orphan = await start('--empty', '--exit-with-parent');
    orphan.child.stdin?.end();
    expect(await orphan.ended).toBe(0);
    const deaf = await startWith('ignore', '--empty', '--exit-with-parent');
    await new Promise((done) => setTimeout(done, 300));
    expect((await api(deaf, '/limits')).status).toBe(200);
    deaf.child.kill('SIGTERM');
    expect(await deaf.ended).toBe(0);
  });

  it('stays when its stdin closes and nobody told it to end', async () => {
    const lasting = await start('--empty');
    lasting.child.stdin?.end();
    await new Promise((done) => setTimeout(done, 300));
    expect((await api(lasting, '/limits')).status).toBe(200);
    lasting.child.kill('SIGTERM');
    expect(await lasting.ended).toBe(0);
  });
});
