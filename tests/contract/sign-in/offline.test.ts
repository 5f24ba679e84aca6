import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeProgram, type Program } from '../../../src/main/compose';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import { AppError } from '../../../src/shared/errors/app-error';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';

let folder: string;
let org: PracticeOrg;
let program: Program;
let isOffline = false;

beforeEach(async () => {
  isOffline = false;
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-offline-'));
  org = await startPracticeOrg({ seed: 'offline', empty: true });
  const ready = { ...org, pid: process.pid };
  program = await composeProgram({
    homePath: join(folder, 'home'),
    openNetwork: () => {
      const network = openNodeNetwork();
      return {
        ...network,
        transport: async (request) => {
          if (isOffline) throw new AppError('network.offline', { host: new URL(request.url).hostname });
          return network.transport(request);
        },
      };
    },
    openPractice: () => ({ start: async () => ready, running: () => ready, stop: async () => undefined }),
    publish: () => undefined,
    log: () => undefined,
  });
});

afterEach(async () => {
  await program.close();
  await org.close();
  await rm(folder, { recursive: true, force: true });
});

const expireSessions = async (): Promise<void> => {
  const headers = { 'X-Practice-Control': org.controlToken, 'Content-Type': 'application/json' };
  const answer = await fetch(org.control, { method: 'POST', headers, body: '{"expireSessions":true}' });
  expect(answer.ok).toBe(true);
};

test('a sign-in that can’t be refreshed for want of a network lives on', async () => {
  const { id } = await program.orgs.openPractice();
  const { session } = await program.orgs.open(id);
  const signedIn = (await program.orgs.list())[0];
  expect(signedIn).toMatchObject({ id, connected: true });
  isOffline = true;
  await expect(session.refresh()).rejects.toMatchObject({
    failure: { kind: 'lost', error: { code: 'network.offline' } },
  });
  // What was kept of the org is there also without it; asking the org itself says why it does not answer.
  await expect(program.describes.objects(id, true)).rejects.toThrow('network.offline');
  expect(await program.orgs.list()).toEqual([signedIn]);

  isOffline = false;
  await expireSessions();
  expect((await program.describes.objects(id, true)).objects.length).toBeGreaterThan(0);
  expect(await program.orgs.list()).toEqual([signedIn]);
});
