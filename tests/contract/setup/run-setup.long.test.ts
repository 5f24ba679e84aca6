import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addEverything,
  type DoctoredMachine,
  judge,
  makeDoctoredMachine,
  ORDINARY_USER,
  type ScriptRun,
} from './doctored-machine';

let machine: DoctoredMachine;
let electron: string;
beforeEach(async () => {
  machine = await makeDoctoredMachine();
  electron = await addEverything(machine);
});

afterEach(async () => await machine.remove());

const setUp = (env: Record<string, string> = {}, args: string[] = []): Promise<ScriptRun> =>
  machine.run('setup.mjs', args, { ELECTRON_OVERRIDE_DIST_PATH: electron, ...env }, ORDINARY_USER);

describe.skipIf(process.platform !== 'linux')('set-up on a machine that lacks nothing', () => {
  it('prints the Electron folder, and only that, on standard output', async () => {
    const run = await setUp();
    expect(run.stderr).toMatch(/^Ready in [\d.]+ s: Electron 33\.2\.1\.$/m);
    expect(run.stdout).toBe(`${electron}\n`);
    expect(run.code).toBe(0);
  });

  it('explains each step when asked to', async () => {
    const run = await setUp({}, ['--verbose']);
    for (const step of ['Libraries:', 'System:', 'Electron:']) expect(run.stderr).toContain(step);
  });

  it('finds the Electron kept in the cache, and gives it a host', async () => {
    const cached = join(machine.home, '.cache', 'bulkhead', 'electron-33.2.1-linux-x64');
    await machine.addElectron(cached);
    const run = await setUp({ ELECTRON_OVERRIDE_DIST_PATH: '' });
    expect(run.stdout).toBe(`${cached}\n`);
    const host = await readFile(join(cached, 'resources', 'app', 'main.mjs'), 'utf8');
    expect(host).toBe(await readFile(join(machine.checkout, 'scripts/setup/electron-host/main.mjs'), 'utf8'));
    const found = await machine.run('setup.mjs', ['--find']);
    expect(found.stdout).toBe(`${join(cached, 'electron')}\n`);
  });

  it('prefers the Electron that is named, then the one package.json pins', async () => {
    await machine.addElectron(join(machine.home, '.cache', 'bulkhead', 'electron-33.2.1-linux-x64'));
    const pinned = join(machine.checkout, 'node_modules', 'electron');
    await machine.addElectron(join(pinned, 'dist'), 'echo 45.4.1');
    expect((await setUp({ ELECTRON_OVERRIDE_DIST_PATH: '' })).stderr).toContain('Electron 33.2.1');
    await writeFile(join(pinned, 'path.txt'), 'electron');
    expect((await setUp({ ELECTRON_OVERRIDE_DIST_PATH: '' })).stderr).toContain('Electron 45.4.1');
    expect((await setUp()).stdout).toBe(`${electron}\n`);
  });

  it('passes over a name that leads nowhere, and says so', async () => {
    await machine.addElectron(join(machine.home, '.cache', 'bulkhead', 'electron-33.2.1-linux-x64'));
    const run = await setUp({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' });
    expect(run.stderr).toContain('ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (/nowhere)');
    expect(run.code).toBe(0);
  });
});

describe('set-up says in two sentences', () => {
  it('that Node is too old', async () => {
    const old =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } });";
    judge(
      await machine.run('setup.mjs', [], {}, old),
      /^Bulkhead needs Node 20\.19 or newer, and this is Node 18\.20\.8\.$/,
      /^Install the current Node from nodejs\.org, then type: npm run setup$/,
    );
    judge(await machine.run('test.mjs', [], {}, old), /Node 18\.20\.8/, /then type: npm test$/);
  });

  it('that it does not know an argument', async () => {
    judge(
      await machine.run('setup.mjs', ['--faster']),
      /^Set-up does not know --faster\.$/,
      /type: npm run setup -- --help$/,
    );
  });

  it('that there is no Electron to find yet', async () => {
    judge(
      await machine.run('setup.mjs', ['--find']),
      /^Electron is not here yet\.$/,
      /^Type: npm run setup$/,
    );
  });

  it('what is wrong, and shows the trail only when asked to', async () => {
    const run = await machine.run('setup.mjs', ['--faster'], { BULKHEAD_DEBUG: '1' });
    expect(run.stderr).toMatch(/^\s+at /m);
    expect(run.code).toBe(1);
  });
});

describe('set-up that cannot install the libraries', () => {
  let server: Server;
  let registry: string;

  beforeEach(async () => {
    await rm(join(machine.checkout, 'node_modules'), { recursive: true });
    const packages = { '': { dependencies: { zod: '4.6.7' } }, 'node_modules/zod': { version: '4.6.7' } };
    const manifest = { name: 'bulkhead', version: '0.0.0', dependencies: { zod: '4.6.7' } };
    await writeFile(join(machine.checkout, 'package.json'), JSON.stringify(manifest));
    const lock = { name: 'bulkhead', version: '0.0.0', lockfileVersion: 3, requires: true, packages };
    await writeFile(join(machine.checkout, 'package-lock.json'), JSON.stringify(lock));
    server = createServer((_request, response) => response.writeHead(404).end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  afterEach(() => server.close());

  it('says that the registry is out of reach', async () => {
    await new Promise((resolve) => server.close(resolve));
    judge(
      await setUp({ npm_config_registry: registry }),
      /^The npm registry cannot be reached, so Bulkhead’s libraries could not be installed\.$/,
      /^Check the network connection, then type: npm run setup$/,
    );
  });

  it('shows what npm said when something else is the matter', async () => {
    const run = await setUp({ npm_config_registry: registry });
    judge(run, /^npm failed, so .*its own words are above\.$/, /^Mend what npm names/);
    expect(run.stderr).toContain('E404');
  });

  it('leaves nothing behind that the next run would take for installed', async () => {
    await setUp({ npm_config_registry: registry });
    expect(existsSync(join(machine.checkout, 'node_modules', '.package-lock.json'))).toBe(false);
    expect((await setUp({ npm_config_registry: registry })).stderr).toContain('Installing libraries');
  });
});

describe.skipIf(process.platform !== 'linux')('the other scripts say in two sentences', () => {
  it('that there is no screen to open the window on', async () => {
    judge(
      await machine.run('start.mjs', [], { ELECTRON_OVERRIDE_DIST_PATH: electron }),
      /^There is no screen here to show Bulkhead’s window on\.$/,
      /^For an invisible one, (install Xvfb \(apt-get install xvfb xauth\) and )?type: xvfb-run -a npm start$/,
    );
  });

  it('that there is no demo, and no measurements', async () => {
    judge(await machine.run('demo.mjs'), /^There is no demo in this checkout/, /type: npm run$/);
    judge(await machine.run('bench.mjs'), /^There are no measurements in this checkout/, /type: npm run$/);
  });

  it('that the app cannot be built, after the bundler’s own words', async () => {
    const bundler = join(machine.checkout, 'node_modules', 'electron-vite', 'bin');
    await mkdir(bundler, { recursive: true });
    await writeFile(
      join(bundler, 'electron-vite.js'),
      'console.error("no such file: src/main/index.ts"); process.exit(1);',
    );
    const run = await machine.run('start.mjs', [], { ELECTRON_OVERRIDE_DIST_PATH: electron, DISPLAY: ':7' });
    judge(run, /^The app cannot be built; the reason is above\.$/, /then type: npm start$/);
    expect(run.stderr).toContain('no such file: src/main/index.ts');
  });
});
