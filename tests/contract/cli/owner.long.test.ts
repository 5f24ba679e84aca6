import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contacts, lastLine, openBench, type Bench, type Started } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => {
  await bench.control({ reset: true });
  await rm(bench.home, { recursive: true, force: true });
});

let loads = 0;
const begin = async (rows: number): Promise<Started & { out: string }> => {
  loads += 1;
  const file = await bench.file(`${loads}.csv`, contacts(rows, `Owner${loads}`));
  const out = `out-${loads}`;
  const words = ['--file', file, '--object', 'Contact', '--operation', 'insert', '--out', out, '--json'];
  return { ...bench.start(['load', ...bench.toOrg, ...words]), out };
};

describe('one process owns the store', () => {
  it('and runs the commands of others, each with its own output and exit code', async () => {
    await bench.control({ settings: { queueMs: 2500 } });
    const owner = await begin(40);
    const ownId = await owner.announced;
    const guest = await begin(60);
    const guestId = await guest.announced;
    expect((await guest.finished).err).toMatch(new RegExp(`^load ${guestId} pid ${guest.pid}\n`));
    const listed = await bench.run(['jobs', '--json']);
    expect((JSON.parse(listed.out) as { jobs: unknown[] }).jobs).toHaveLength(2);
    const [own, theirs] = [await owner.finished, await guest.finished];
    expect(lastLine(own)).toMatchObject({ loadId: ownId, created: 40, exit: 0 });
    expect(lastLine(theirs)).toMatchObject({ loadId: guestId, created: 59, failed: 1, exit: 1 });
    expect([own.code, theirs.code]).toEqual([0, 1]);
    expect((await bench.read(`${guest.out}/ledger.csv`)).split('\n')).toHaveLength(62);
    expect(await readdir(bench.home)).not.toContain('owner.lock');
  });

  it('a signal to a guest leaves its load alone', async () => {
    await bench.control({ settings: { stuck: true } });
    const owner = await begin(10);
    await owner.announced;
    const guest = await begin(10);
    const guestId = await guest.announced;
    await wait(300);
    guest.child.kill('SIGTERM');
    const left = await guest.finished;
    expect(left.code).toBe(3);
    expect(lastLine(left)).toMatchObject({ loadId: guestId, balanced: false, state: 'paused' });
    await bench.control({ settings: { stuck: false } });
    expect((await owner.finished).code).toBe(0);
    expect(lastLine(await bench.run(['resume', ...bench.toOrg, '--json']))).toMatchObject({
      loadId: guestId,
      exit: 0,
    });
  });

  it('an owner that is killed leaves both loads to resume', async () => {
    await bench.control({ settings: { stuck: true } });
    const owner = await begin(10);
    await owner.announced;
    const guest = await begin(10);
    await guest.announced;
    owner.child.kill('SIGKILL');
    const lost = await guest.finished;
    expect(lost.code).toBe(3);
    expect(lastLine(lost)).toMatchObject({ balanced: false, exit: 3 });
    await bench.control({ settings: { stuck: false } });
    const resumed = await bench.run(['resume', ...bench.toOrg, '--json']);
    expect(resumed.out.trimEnd().split('\n')).toHaveLength(2);
    expect(resumed.code).toBe(0);
    expect(await bench.records('Contact')).toHaveLength(20);
  });

  it('an owner that does not answer is told of after five seconds', async () => {
    await mkdir(bench.home, { recursive: true });
    const silent = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)']);
    try {
      await writeFile(join(bench.home, 'owner.lock'), `${silent.pid}\n`);
      const refused = await bench.run(['orgs', '--json']);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toContain(String(silent.pid));
      expect(refused.milliseconds).toBeGreaterThan(4900);
    } finally {
      silent.kill('SIGKILL');
    }
    await wait(50);
    expect((await bench.run(['orgs', '--json'])).code).toBe(0);
  });

  it.skipIf(process.platform === 'win32')(
    'listens for its user alone, and to who knows the secret',
    async () => {
      await bench.control({ settings: { queueMs: 1500 } });
      const owner = await begin(5);
      const loadId = await owner.announced;
      const socketPath = join(bench.home, 'owner.sock');
      expect((await stat(socketPath)).mode & 0o777).toBe(0o600);
      expect((await stat(join(bench.home, 'owner.secret'))).mode & 0o777).toBe(0o600);
      const secret = (await readFile(join(bench.home, 'owner.secret'), 'utf8')).trim();
      const ask = async (request: object): Promise<string> =>
        new Promise((done) => {
          let answer = '';
          const socket = connect(socketPath, () => socket.write(`${JSON.stringify(request)}\n`));
          socket.on('data', (part) => (answer += part.toString()));
          socket.on('close', () => done(answer));
        });
      const request = { words: ['show', loadId, '--json'], cwd: '/', terminal: false, canAsk: false, pid: 1 };
      expect(await ask({ ...request, secret: secret.replace(/^./, 'x') })).toBe('');
      expect(await ask({ ...request })).toBe('');
      expect(await ask({ ...request, secret })).toContain('{"exit":0}');
      expect((await owner.finished).code).toBe(0);
    },
  );
});
