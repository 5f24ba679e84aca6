import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadView } from '../../../src/shared/domain/load';
import { composeProgram, type Program } from '../../../src/main/compose';
import { createHandlers } from '../../../src/main/ipc/handlers';
import type { Handlers } from '../../../src/main/ipc/serve';
import type { PracticeProcess } from '../../../src/main/practice-process';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';

/** The whole program without a window, signed in to a practice org that runs in this process. */
export type World = {
  folder: string;
  program: Program;
  call: Handlers;
  org: PracticeOrg;
  orgId: string;
  views: LoadView[];
  /** Everything else the windows were told, in order. */
  told: { name: string; payload: unknown }[];
  /** Writes a CSV file of the test's own and returns its path. */
  file: (name: string, text: string | Uint8Array) => Promise<string>;
  /** What the org itself says. */
  ask: (path: string) => Promise<unknown>;
  control: (body: object) => Promise<void>;
  records: (object: string) => Promise<Record<string, unknown>[]>;
  /** Waits until a load neither runs nor stops. */
  settled: (loadId: string) => Promise<LoadView>;
  /** Ends the program as a crash would, as far as the store sees it, and starts another on the same home. */
  restart: () => Promise<void>;
  /** Starts a program after the last one was closed. */
  reopen: () => Promise<void>;
  end: () => Promise<void>;
};

const inProcess = (org: PracticeOrg): PracticeProcess => {
  const ready = { ...org, pid: process.pid };
  return { start: async () => ready, running: () => ready, stop: async () => undefined };
};

/** What a window would be asked for. */
export const noDesktop = {
  info: async () => ({ version: '0', platform: 'test', electron: '' }),
  chooseFile: async () => null,
  chooseDescribes: async () => null,
  samplePath: () => '',
  readClipboard: async () => '',
  reveal: async () => undefined,
  chooseSavePath: async () => null,
  showInFolder: () => undefined,
  applyAppearance: () => undefined,
};

export const openWorld = async ({
  homePath,
  ...options
}: { empty?: boolean; seed?: string; homePath?: string; dataFolder?: string } = {}): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-world-'));
  const org = await startPracticeOrg({ seed: options.seed ?? 'world', ...options });
  const views: LoadView[] = [];
  const told: World['told'] = [];
  const compose = async (): Promise<Program> =>
    composeProgram({
      homePath: homePath ?? join(folder, 'home'),
      openPractice: () => inProcess(org),
      publish: (name, payload) => {
        if (name === 'load.changed') views.push(payload as LoadView);
        else told.push({ name, payload });
      },
      log: () => undefined,
    });
  const program = await compose();
  const world: World = {
    folder,
    program,
    call: createHandlers(program, noDesktop),
    org,
    orgId: (await program.orgs.openPractice()).id,
    views,
    told,
    file: async (name, text) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    },
    ask: async (path) => {
      const answer = await fetch(`${world.org.instanceUrl}${path}`, {
        headers: { Authorization: `Bearer ${world.org.accessToken}` },
      });
      return answer.json();
    },
    control: async (body) => {
      const answer = await fetch(world.org.control, {
        method: 'POST',
        headers: { 'X-Practice-Control': world.org.controlToken, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    records: async (object) => {
      const answer = await fetch(`${world.org.control}/records?object=${object}`, {
        headers: { 'X-Practice-Control': world.org.controlToken },
      });
      const parsed = (await answer.json()) as unknown;
      return (Array.isArray(parsed) ? parsed : (parsed as { records: unknown[] }).records) as Record<
        string,
        unknown
      >[];
    },
    settled: async (loadId) => {
      for (;;) {
        const view = await world.call['loads.get']({ loadId });
        if (!['running', 'stopping'].includes(view.phase)) return view;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    restart: async () => {
      await world.program.close();
      await world.reopen();
    },
    reopen: async () => {
      world.program = await compose();
      world.call = createHandlers(world.program, noDesktop);
      await world.program.orgs.openPractice();
    },
    end: async () => {
      await world.program.close();
      await world.org.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
  return world;
};
