import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScript, ROOT } from './load-script';

interface NodeVersionModule {
  OLDEST_NODE: string;
  isOlder: (version: string, oldest: string) => boolean;
}
interface PathsModule {
  cacheFolder: (env: Record<string, string>, platform: string, home: string) => string;
  electronProgram: (platform: string) => string;
}
interface PackagesModule {
  readMissingLibraries: (lddOutput: string) => string[];
  choosePackages: (missing: string[]) => { packages: string[][]; unknown: string[] };
  pickAvailable: (packages: string[][], policy: string) => string[];
  writeAptCommand: (packages: string[], isRoot: boolean) => string;
}
interface StandInModule {
  chooseElectronFile: (name: string) => string | undefined;
}
interface ProblemModule {
  createProblem: (what: string, advice: string) => Error;
  explainProblem: (thrown: unknown, command: string) => { what: string; advice: string };
}

const { OLDEST_NODE, isOlder } = await loadScript<NodeVersionModule>('setup/node-version.mjs');
const { cacheFolder, electronProgram } = await loadScript<PathsModule>('setup/paths.mjs');
const { choosePackages, pickAvailable, readMissingLibraries, writeAptCommand } =
  await loadScript<PackagesModule>('setup/system-packages.mjs');
const { chooseElectronFile } = await loadScript<StandInModule>('setup/stand-in-electron.mjs');
const { createProblem, explainProblem } = await loadScript<ProblemModule>('setup/problem.mjs');

describe('the oldest Node', () => {
  it.each([
    ['18.20.8', true],
    ['20.18.3', true],
    ['v20.9.0', true],
    ['20.19.0', false],
    ['v20.20.2', false],
    ['22.0.0', false],
    ['100.0.0', false],
    ['20.19.0-nightly', false],
  ])('%s is too old: %s', (version, expected) => expect(isOlder(version, OLDEST_NODE)).toBe(expected));

  it('is told by scripts that a Node of 2019 can still parse', () => {
    const scripts = join(ROOT, 'scripts');
    const entries = readdirSync(scripts).filter((name) => name.endsWith('.mjs'));
    expect(entries.length).toBeGreaterThan(5);
    const unreadable = [...entries, 'setup/entry.mjs', 'setup/node-version.mjs'].filter((name) =>
      /^await|\?\?|\?\.[a-z[(]/m.test(readFileSync(join(scripts, name), 'utf8')),
    );
    expect(unreadable).toEqual([]);
  });
});

describe('the cache', () => {
  it.each([
    ['linux', {}, join('/home/ada', '.cache', 'bulkhead')],
    ['linux', { XDG_CACHE_HOME: '/fast' }, join('/fast', 'bulkhead')],
    ['darwin', {}, join('/home/ada', 'Library', 'Caches', 'bulkhead')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'bulkhead')],
    ['win32', {}, join('/home/ada', 'AppData', 'Local', 'bulkhead')],
  ])('on %s with %o', (platform, env, expected) => {
    expect(cacheFolder(env as Record<string, string>, platform, '/home/ada')).toBe(expected);
  });

  it('holds a program named after the platform', () => {
    expect(electronProgram('linux')).toBe('electron');
    expect(electronProgram('win32')).toBe('electron.exe');
    expect(electronProgram('darwin')).toBe(join('Electron.app', 'Contents', 'MacOS', 'Electron'));
  });
});

describe('system packages', () => {
  const ldd = `
	linux-vdso.so.1 (0x00007ffd)
	libgtk-3.so.0 => not found
	libnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)
	libsmime3.so => not found
	libnss3.so => not found
	libgtk-3.so.0 => not found`;

  it('are asked for what ldd did not find, once each', () => {
    expect(readMissingLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libnss3.so', 'libsmime3.so']);
    expect(readMissingLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x1)')).toEqual([]);
  });

  it('are named by library and by program; what nobody knows is kept apart', () => {
    const missing = ['libgtk-3.so.0', 'libnss3.so', 'libsmime3.so', 'Xvfb', 'xvfb-run', 'libmystery.so.1'];
    expect(choosePackages(missing)).toEqual({
      packages: [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['xvfb']],
      unknown: ['libmystery.so.1'],
    });
  });

  it('take the name this release has', () => {
    const packages = [['libgtk-3-0t64', 'libgtk-3-0'], ['libasound2t64', 'libasound2'], ['libnss3']];
    const bookworm =
      'libgtk-3-0:\n  Installed: (none)\n  Candidate: 3.24.38-2\nlibasound2:\n  Candidate: 1.2.8-1\n';
    expect(pickAvailable(packages, bookworm)).toEqual(['libgtk-3-0', 'libasound2', 'libnss3']);
    const noble =
      'libgtk-3-0t64:\n  Candidate: 3.24.41\nlibasound2t64:\n  Candidate: 1.2.11\nlibasound2:\n  Candidate: (none)\n';
    expect(pickAvailable(packages, noble)).toEqual(['libgtk-3-0t64', 'libasound2t64', 'libnss3']);
  });

  it('are installed with one line to type', () => {
    expect(writeAptCommand(['xvfb', 'xauth'], false)).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb xauth',
    );
    expect(writeAptCommand(['xvfb'], true)).not.toContain('sudo');
  });
});

describe('the stand-in Electron', () => {
  it.each([
    ['Cypress/Cypress', 'electron'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/resources/app/package.json', undefined],
    ['Cypress/resources/app-update.yml', undefined],
    ['Other/file', undefined],
  ])('takes %s as %s', (name, expected) => expect(chooseElectronFile(name)).toBe(expected));
});

describe('a failure', () => {
  it('names what was typed', () => {
    const problem = createProblem('It rains.', 'Take an umbrella, then type: {again}');
    expect(explainProblem(problem, 'npm run demo')).toEqual({
      what: 'It rains.',
      advice: 'Take an umbrella, then type: npm run demo',
    });
  });

  it.each([
    [{ code: 'ENOSPC', message: 'x' }, 'The disk is full.'],
    [{ code: 'EACCES', path: '/here', message: 'x' }, 'This user may not write to /here.'],
    [new Error('first\nsecond'), 'Stopped by something unforeseen: first'],
    ['a bare word', 'Stopped by something unforeseen: a bare word'],
    [undefined, 'Stopped by something unforeseen: undefined'],
  ])('of %o is one sentence', (thrown, what) => {
    const told = explainProblem(thrown, 'npm test');
    expect(told.what).toBe(what);
    expect(told.advice).toContain('npm test');
  });
});
