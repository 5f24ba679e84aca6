import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DoctoredMachine, makeDoctoredMachine } from './doctored-machine';
import { loadScript, ROOT } from './load-script';

interface BuildModule {
  fingerprintSources: (root: string) => Promise<string>;
}
interface TypescriptModule {
  bundleTypescript: (entry: string, folder: string) => Promise<string>;
}

const { fingerprintSources } = await loadScript<BuildModule>('tasks/build-app.mjs');
const { bundleTypescript } = await loadScript<TypescriptModule>('tasks/run-typescript.mjs');

let folder: string;

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'bulkhead-tasks-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

describe('the app is built again', () => {
  const write = (path: string, text: string): Promise<void> => writeFile(join(folder, path), text);

  beforeEach(async () => {
    await mkdir(join(folder, 'src', 'core'), { recursive: true });
    await write('src/core/load.ts', 'one');
    await write('package-lock.json', '{}');
  });

  it.each([
    ['a source changed', 'src/core/load.ts'],
    ['a source was added', 'src/core/more.ts'],
    ['the libraries changed', 'package-lock.json'],
    ['the bundler’s settings changed', 'electron.vite.config.ts'],
    ['the compiler’s settings changed', 'tsconfig.main.json'],
  ])('when %s', async (_case, path) => {
    const before = await fingerprintSources(folder);
    await write(path, 'another');
    expect(await fingerprintSources(folder)).not.toBe(before);
  });

  it.each([
    ['a test', 'src/core/load.test.ts'],
    ['a screen’s test', 'src/core/load.test.tsx'],
    ['a document', 'README.md'],
  ])('not for %s', async (_case, path) => {
    const before = await fingerprintSources(folder);
    await write(path, 'another');
    expect(await fingerprintSources(folder)).toBe(before);
  });

  it('also when two files swap their contents', async () => {
    await write('src/core/other.ts', 'two');
    const before = await fingerprintSources(folder);
    await write('src/core/other.ts', 'one');
    await write('src/core/load.ts', 'two');
    expect(await fingerprintSources(folder)).not.toBe(before);
  });
});

describe('a TypeScript program', () => {
  // Inside node_modules, from where the packages it imports are found.
  const place = join(ROOT, 'node_modules', '.cache', `bundle-test-${process.pid}`);
  const source = join(place, 'source');
  const target = join(place, 'target');

  beforeEach(async () => await mkdir(source, { recursive: true }));
  afterEach(async () => await rm(place, { recursive: true, force: true }));

  it('becomes one file that runs, its own modules inside and packages outside', async () => {
    await writeFile(
      join(source, 'part.ts'),
      'export const part = (name: string): string => `part of ${name}`;\n',
    );
    await writeFile(
      join(source, 'run-it.ts'),
      `import { z } from 'zod';
       import { part } from './part';
       const name: string = z.string().parse(process.argv[2]);
       console.log(part(name));`,
    );
    const bundle = await bundleTypescript(join(source, 'run-it.ts'), target);
    expect(bundle).toBe(join(target, 'run-it.mjs'));
    expect(execFileSync(process.execPath, [bundle, 'all'], { encoding: 'utf8' })).toBe('part of all\n');
    expect((await readdir(target)).toSorted()).toEqual(['run-it.mjs', 'run-it.mjs.map']);
  });
});

describe.skipIf(process.platform !== 'linux')('a keychain for tests', () => {
  let machine: DoctoredMachine;
  const script = join(ROOT, 'scripts', 'setup', 'with-keyring.sh');

  beforeEach(async () => (machine = await makeDoctoredMachine()));
  afterEach(async () => await machine.remove());

  it.skipIf(process.env.BULKHEAD_KEYRING !== 'ready')(
    'is announced, and touches nothing of the person’s',
    async () => {
      const env = { PATH: process.env.PATH, HOME: machine.home };
      const command = ['sh', '-c', 'echo "$BULKHEAD_KEYRING"; exit 0'];
      expect(execFileSync('sh', [script, ...command], { env, encoding: 'utf8' })).toBe('ready\n');
      expect(await readdir(machine.home)).toEqual([]);
    },
  );

  it('that cannot be had does not keep the command from running, nor hide how it ended', async () => {
    await machine.addProgram('dbus-run-session', 'exit 1');
    const env = { PATH: `${machine.bin}:${process.env.PATH}`, HOME: machine.home };
    const run = (body: string): string =>
      execFileSync('sh', [script, 'sh', '-c', body], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    expect(run('echo "[$BULKHEAD_KEYRING]"')).toBe('[]\n');
    expect(() => run('exit 9')).toThrow(expect.objectContaining({ status: 9 }));
  });
});
