import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addEverything,
  type DoctoredMachine,
  judge,
  makeDoctoredMachine,
  ORDINARY_USER,
  ROOT_USER,
  type ScriptRun,
} from './doctored-machine';

const GTK_MISSING = 'echo "libgtk-3.so.0 => not found"';

let machine: DoctoredMachine;
let electron: string;

beforeEach(async () => {
  machine = await makeDoctoredMachine();
  electron = await addEverything(machine);
});

afterEach(async () => await machine.remove());

const setUp = (
  env: Record<string, string> = {},
  preload = ORDINARY_USER,
  args: string[] = [],
): Promise<ScriptRun> =>
  machine.run('setup.mjs', args, { ELECTRON_OVERRIDE_DIST_PATH: electron, ...env }, preload);

async function removePrograms(...names: string[]): Promise<void> {
  for (const name of names) await rm(join(machine.bin, name));
}

describe.skipIf(process.platform !== 'linux')('set-up on a Linux that lacks something', () => {
  const APT = 'echo "$@" >> "$STATE/apt"';
  const POLICY = 'echo "libgtk-3-0:"; echo "  Candidate: 3.24"; echo "xvfb:"; echo "  Candidate: 1"';

  it('names libraries and the exact command to someone who may not install them', async () => {
    await machine.addProgram('ldd', GTK_MISSING);
    await machine.addProgram('apt-get', APT);
    await machine.addProgram('apt-cache', POLICY);
    judge(
      await setUp(),
      /^Electron cannot start without system libraries that are not installed \(libgtk-3\.so\.0\)\.$/,
      /^Type: sudo apt-get update && sudo apt-get install -y --no-install-recommends libgtk-3-0, then type: npm run setup$/,
    );
    expect(await machine.readState('apt')).toBe('');
  });

  it('says that there is neither a screen nor Xvfb', async () => {
    await removePrograms('xvfb-run', 'Xvfb', 'xauth');
    await machine.addProgram('apt-get', APT);
    await machine.addProgram('apt-cache', '');
    judge(
      await setUp(),
      /^There is no screen here, and no Xvfb to stand in for one\.$/,
      /--no-install-recommends xvfb xauth, then type: npm run setup$/,
    );
    expect((await setUp({ DISPLAY: ':7' })).code).toBe(0);
  });

  it('names the libraries where there is no apt-get', async () => {
    await machine.addProgram('ldd', `${GTK_MISSING}; echo "libodd.so.3 => not found"`);
    judge(
      await setUp(),
      /\(libgtk-3\.so\.0, libodd\.so\.3\)\.$/,
      /^With your system’s package manager install what holds libgtk-3\.so\.0, libodd\.so\.3, then type: npm run setup$/,
    );
  });

  it('names libraries that no package is known for', async () => {
    await machine.addProgram('ldd', 'echo "libodd.so.3 => not found"');
    await machine.addProgram('apt-get', APT);
    await machine.addProgram('apt-cache', '');
    judge(
      await setUp(),
      /\(libodd\.so\.3\)\.$/,
      /^Install what holds libodd\.so\.3, then type: npm run setup$/,
    );
  });

  it('installs what is missing as root, and finds it there', async () => {
    await machine.addProgram('ldd', `[ -e "$STATE/done" ] || ${GTK_MISSING}`);
    await machine.addProgram('apt-get', `${APT}; case "$*" in *install*) : > "$STATE/done";; esac`);
    await machine.addProgram('apt-cache', POLICY);
    const run = await setUp({}, ROOT_USER);
    expect(run.code).toBe(0);
    const calls = (await machine.readState('apt')).trim().split('\n');
    expect(calls).toHaveLength(2);
    expect(calls[0]).toMatch(/ update$/);
    expect(calls[1]).toMatch(/ install -y --no-install-recommends libgtk-3-0$/);
  });

  it('installs it through sudo where that asks no password', async () => {
    await machine.addProgram('ldd', `[ -e "$STATE/done" ] || ${GTK_MISSING}`);
    await machine.addProgram('sudo', 'echo "called: $*" >> "$STATE/sudo"; : > "$STATE/done"');
    await machine.addProgram('apt-get', APT);
    await machine.addProgram('apt-cache', POLICY);
    expect((await setUp()).code).toBe(0);
    expect(await machine.readState('sudo')).toMatch(/^called: -n apt-get .* install -y .* libgtk-3-0$/m);
    expect(await machine.readState('apt')).toBe('');
  });

  it('says what to type when root’s installation fails', async () => {
    await machine.addProgram('ldd', GTK_MISSING);
    await machine.addProgram('apt-get', 'echo "E: Unable to fetch some archives" >&2; exit 100');
    await machine.addProgram('apt-cache', POLICY);
    judge(
      await setUp({}, ROOT_USER),
      /^Electron cannot start without system libraries/,
      /^Type: apt-get update && apt-get install -y --no-install-recommends libgtk-3-0, then type: npm run setup$/,
    );
  });

  it('does without a keychain for tests', async () => {
    await removePrograms('dbus-run-session', 'gnome-keyring-daemon');
    const run = await setUp({}, ORDINARY_USER, ['--verbose']);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('done without: dbus-run-session, gnome-keyring-daemon');
  });

  it('does without a browser for the tests that sign in with one, and says how to have it', async () => {
    await removePrograms('chromium');
    await machine.addProgram('apt-get', APT);
    const run = await setUp({}, ORDINARY_USER, ['--verbose']);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/left out\. To have one, type: sudo apt-get install chromium/);
    expect(await machine.readState('apt')).toBe('');
  });

  it('installs one as root, apart from everything else, and gives up for a day where that fails', async () => {
    await removePrograms('chromium');
    await machine.addProgram('apt-get', `${APT}; case "$*" in *install*) exit 100;; esac`);
    expect((await setUp({}, ROOT_USER)).code).toBe(0);
    const asked = await machine.readState('apt');
    expect(asked).toMatch(/ install -y --no-install-recommends chromium$/m);
    expect((await setUp({}, ROOT_USER)).code).toBe(0);
    expect(await machine.readState('apt')).toBe(asked);
  });

  it('asks for what it can do without only once a day', async () => {
    await removePrograms('gnome-keyring-daemon');
    await machine.addProgram('apt-get', `${APT}; exit 100`);
    await machine.addProgram('apt-cache', '');
    expect((await setUp({}, ROOT_USER)).code).toBe(0);
    const asked = await machine.readState('apt');
    expect(asked).toContain('install -y --no-install-recommends gnome-keyring');
    expect((await setUp({}, ROOT_USER)).code).toBe(0);
    expect(await machine.readState('apt')).toBe(asked);
  });

  it('says that the Electron it found does not start', async () => {
    await machine.addElectron(electron, 'echo "cannot execute: required file not found" >&2; exit 126');
    judge(
      await setUp(),
      /^The Electron in .* does not start \(cannot execute: required file not found\)\.$/,
      /^Unset ELECTRON_OVERRIDE_DIST_PATH or correct it, then type: npm run setup$/,
    );
  });
});
