import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findElectronProgram, findRepository } from '../../e2e/launch';
import { loadScript } from '../setup/load-script';
import type { Command, Failure } from './commands';

type Bundler = { bundleTypescript: (entry: string, folder: string) => Promise<string> };

export type NetworkProgram = {
  /** Has the program do something; rejects with what it failed with. */
  run: <T>(command: Command) => Promise<T>;
  /** What the program failed with; null where it did not fail. */
  failure: (command: Command) => Promise<Failure | null>;
  pid: number;
  stop: () => Promise<void>;
};

export type Runtime = 'node' | 'electron';

const bundles = new Map<Runtime, Promise<string>>();
const cache = join(findRepository(), 'node_modules', '.cache', `network-${process.pid}`);

const bundle = async (runtime: Runtime): Promise<string> => {
  const { bundleTypescript } = await loadScript<Bundler>('tasks/run-typescript.mjs');
  const folder = join(cache, runtime);
  const path = await bundleTypescript(
    join(findRepository(), 'tests', 'contract', 'network', `${runtime}-program.ts`),
    folder,
  );
  const main = `${runtime}-program.mjs`;
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'network', version: '1.0.0', main }));
  return path;
};

/** Removes what was bundled; for the end of a test file. */
export const removePrograms = async (): Promise<void> => {
  bundles.clear();
  await rm(cache, { recursive: true, force: true });
};

const launch = (runtime: Runtime, path: string, env: NodeJS.ProcessEnv): ChildProcess => {
  if (runtime === 'node') return spawn(process.execPath, [path], { env });
  const isRoot = process.getuid?.() === 0 || process.env['BULKHEAD_NO_SANDBOX'] === '1';
  const flags = [...(isRoot ? ['--no-sandbox'] : []), '--ozone-platform=headless'];
  return spawn(findElectronProgram(), [...flags, join(path, '..')], { env });
};

/**
 * Starts a program of its own that does nothing but speak through the network of a runtime, with a home folder
 * of its own and no proxy but those in `env`.
 *
 * @param furnish puts into the home folder what the program is to find there
 */
export const startProgram = async (
  runtime: Runtime,
  env: Record<string, string> = {},
  furnish: (home: string) => Promise<void> = async () => undefined,
): Promise<NetworkProgram> => {
  const bundled = bundles.get(runtime) ?? bundle(runtime);
  bundles.set(runtime, bundled);
  const path = await bundled;
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-network-'));
  await furnish(home);
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/proxy|^XDG_/i.test(name)),
  );
  const child = launch(runtime, path, { ...clean, HOME: home, ...env });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: unknown) => void }>();
  let last = 0;
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const exited = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => {
      const end = { name: 'Exit', message: `The ${runtime} program ended with ${code ?? signal}: ${words}` };
      for (const { reject } of waiting.values()) reject(end);
      resolve();
    }),
  );

  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The ${runtime} program ended with ${code}: ${words}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      const message = JSON.parse(line) as { id: number; ok: boolean; value: unknown; error: unknown };
      if (message.id === undefined) {
        resolve();
        return;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) call?.resolve(message.value);
      else call?.reject(message.error);
    });
  });

  const run = async <T>(command: Command): Promise<T> => {
    const id = (last += 1);
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.stdin?.write(`${JSON.stringify({ id, command })}\n`);
    }) as Promise<T>;
  };

  return {
    run,
    failure: async (command) =>
      run(command).then(
        () => null,
        (cause: unknown) => cause as Failure,
      ),
    pid: child.pid ?? 0,
    stop: async () => {
      child.stdin?.end();
      const forced = setTimeout(() => child.kill('SIGKILL'), 5000);
      await exited;
      clearTimeout(forced);
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
};
