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
      ...init.headers,
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

  it('forgets nothing that an answer told, whenever it is killed', async () => {
    const words = ['--seed', 'killed', '--empty', '--data', join(folder, 'killed')];
    const send = async (
      method: string,
      path: string,
      body: string | null = null,
      type = 'application/json',
    ): Promise<Record<string, unknown>> => {
      const answer = await api(org, path, { method, body, headers: { 'Content-Type': type } });
      expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
      const text = await answer.text();
      return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text };
    };
    let org = await start(...words);
    const killAndStart = async (): Promise<void> => {
      org.child.kill('SIGKILL');
      await org.ended;
      org = await start(...words);
    };
    const idsOf = ({ text }: Record<string, unknown>): string[] =>
      String(text)
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0] ?? '');
    const { id } = await send('POST', '/jobs/ingest', '{"object":"Account","operation":"insert"}');
    await killAndStart();
    expect(await send('GET', `/jobs/ingest/${String(id)}`)).toMatchObject({
      state: 'Open',
      object: 'Account',
    });
    const { id: next } = await send('POST', '/jobs/ingest', '{"object":"Account","operation":"insert"}');
    expect(next).not.toBe(id);
    const names = Array.from({ length: 900 }, (_, at) => `Kept ${at}`);
    await send('PUT', `/jobs/ingest/${String(id)}/batches`, ['Name', ...names, ''].join('\n'), 'text/csv');
    await killAndStart();
    await send('PATCH', `/jobs/ingest/${String(id)}`, '{"state":"UploadComplete"}');
    await killAndStart();
    let seen = 0;
    for (let job: Record<string, unknown> = {}; job['state'] !== 'JobComplete';) {
      job = await send('GET', `/jobs/ingest/${String(id)}`);
      const tried = Number(job['numberRecordsProcessed']);
      expect(tried).toBeGreaterThanOrEqual(seen);
      if (seen === 0 && tried > 0) await killAndStart();
      seen = tried;
    }
    const told = idsOf(await send('GET', `/jobs/ingest/${String(id)}/successfulResults`));
    const { id: single } = await send('POST', '/sobjects/Account', '{"Name":"Single"}');
    await killAndStart();
    const found = await send('GET', `/query?q=${encodeURIComponent('SELECT Id FROM Account')}`);
    const records = (found['records'] as { Id: string }[]).map((record) => record.Id);
    expect(new Set(told).size).toBe(900);
    expect(records.toSorted()).toEqual([...told.map((text) => text.replaceAll('"', '')), single].toSorted());
    org.child.kill('SIGTERM');
    expect(await org.ended).toBe(0);
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
