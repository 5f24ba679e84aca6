import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judge, prepare, rows } from './inserts';
import { openWorld, type World } from './world';

/** A small disk of its own can only be had as root on Linux. */
const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

let disk = '';
let world: World;

const fill = async (): Promise<void> => {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize)).catch(() => undefined);
};
const makeRoom = async (): Promise<void> => rm(join(disk, 'ballast'), { force: true });

describe.skipIf(!canMount)('a full disk', () => {
  beforeEach(async () => {
    disk = await mkdtemp(join(tmpdir(), 'bulkhead-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk]);
    world = await openWorld({ empty: true, homePath: join(disk, 'home') });
  });
  afterEach(async () => {
    await makeRoom();
    await world.end();
    execFileSync('umount', ['-l', disk]);
    await rm(disk, { recursive: true, force: true });
  });

  it('refuses a file it has no room for, with the reason, and leaves nothing behind', async () => {
    const path = await world.file('rows.csv', 'Last Name\nAda\n');
    await fill();
    await expect(world.call['loads.create']({ orgId: world.orgId, path })).rejects.toMatchObject({
      code: 'store.full',
    });
    await makeRoom();
    expect(await world.call['loads.list'](undefined)).toEqual([]);
    expect((await world.call['loads.create']({ orgId: world.orgId, path })).sheet.rows).toBe(1);
  });

  it('sends nothing that it could not write down, and everything once there is room', async () => {
    const draft = await prepare(world);
    await fill();
    const answer = await world.call['loads.send']({ loadId: draft.id, rows }).then(
      (view) => view.phase,
      (cause: { code: string }) => cause.code,
    );
    expect(['store.full', 'running', 'paused']).toContain(answer);
    if (answer === 'store.full') expect(await world.records('Contact')).toEqual([]);
    await makeRoom();
    const before = await world.settled(draft.id);
    if (before.phase === 'paused') await world.call['loads.resume']({ loadId: draft.id });
    else if (before.attempts.length === 0) await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await judge(world, draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
  });

  it('pauses a load whose disk fills up while it runs, and goes on with room', async () => {
    const draft = await prepare(world);
    await world.control({ settings: { queueMs: 700 } });
    await world.call['loads.send']({ loadId: draft.id, rows });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await fill();
    const stuck = await world.settled(draft.id);
    if (stuck.phase !== 'finished') {
      expect(stuck).toMatchObject({ phase: 'paused', pause: { code: 'store.full' } });
      await makeRoom();
      await world.call['loads.resume']({ loadId: draft.id });
    }
    const view = await judge(world, draft.id);
    expect(view.balance.counts).toMatchObject({ created: rows - 9, failed: 9, no_verdict: 0 });
  });
});
