import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './load-script';

export interface ScriptRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface DoctoredMachine {
  /** A checkout that holds the scripts and nothing to install. */
  checkout: string;
  /** The only folder on the PATH. */
  bin: string;
  home: string;
  /** Puts a shell script on the PATH; `$STATE` in it is a folder where it may leave things. */
  addProgram(name: string, body: string): Promise<void>;
  /** Puts an Electron that only knows its version into a folder, and returns the folder. */
  addElectron(folder: string, body?: string): Promise<string>;
  /** What a program on the PATH left in its state folder; empty if nothing. */
  readState(name: string): Promise<string>;
  /**
   * Runs one of the scripts on this machine and no other: with its PATH, its home and no other environment.
   *
   * @param preload JavaScript that runs first, to make this Node look like another one.
   */
  run(script: string, args?: string[], env?: Record<string, string>, preload?: string): Promise<ScriptRun>;
  remove(): Promise<void>;
}

/** A preload under which the scripts believe to run for an ordinary person, or for root. */
export const ORDINARY_USER = 'process.getuid = () => 1000;';
export const ROOT_USER = 'process.getuid = () => 0;';

async function writeProgram(path: string, body: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}

/** Makes a machine out of folders, on which set-up can be seen to fail without harming this one. */
export async function makeDoctoredMachine(): Promise<DoctoredMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-machine-'));
  const [checkout, bin, home, state] = ['checkout', 'bin', 'home', 'state'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  for (const path of [join(checkout, 'node_modules'), bin, home, state])
    await mkdir(path, { recursive: true });
  await cp(join(ROOT, 'scripts'), join(checkout, 'scripts'), { recursive: true });
  await writeFile(join(checkout, 'package.json'), JSON.stringify({ name: 'bulkhead', version: '0.0.0' }));
  await writeFile(join(checkout, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages: {} }));
  await writeFile(join(checkout, 'node_modules', '.package-lock.json'), '{"packages":{}}');

  return {
    checkout,
    bin,
    home,
    addProgram: (name, body) => writeProgram(join(bin, name), body),
    addElectron: async (target, body = 'echo 33.2.1') => {
      await mkdir(target, { recursive: true });
      await writeProgram(join(target, 'electron'), body);
      return target;
    },
    readState: (name) => readFile(join(state, name), 'utf8').catch(() => ''),
    run: (script, args = [], env = {}, preload = '') =>
      new Promise((resolve, reject) => {
        const preloads =
          preload === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
        const child = spawn(process.execPath, [...preloads, join(checkout, 'scripts', script), ...args], {
          cwd: checkout,
          env: { PATH: bin, HOME: home, STATE: state, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let stdout = '';
        let stderr = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.once('error', reject);
        child.once('close', (code) => resolve({ code, stdout, stderr }));
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Gives a machine all that set-up looks for.
 *
 * @returns The folder of its Electron.
 */
export async function addEverything(machine: DoctoredMachine): Promise<string> {
  await machine.addProgram('ldd', 'echo "libgtk-3.so.0 => /lib/libgtk-3.so.0 (0x1)"');
  await machine.addProgram('ldconfig', 'echo libnotify.so.4 libsecret-1.so.0');
  const rest = [
    'unshare',
    'xvfb-run',
    'Xvfb',
    'xauth',
    'dbus-run-session',
    'gnome-keyring-daemon',
    'openssl',
    'certutil',
  ];
  for (const name of [...rest, 'chromium']) await machine.addProgram(name, 'exit 0');
  return await machine.addElectron(join(machine.home, 'electron'));
}

/** Demands two sentences, the second saying what to type, and nothing of how the program is made. */
export function judge(run: ScriptRun, what: RegExp, advice: RegExp): void {
  const lines = run.stderr.trim().split('\n');
  expect(lines.at(-2)).toMatch(what);
  expect(lines.at(-1)).toMatch(advice);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  expect(run.code).toBe(1);
}
