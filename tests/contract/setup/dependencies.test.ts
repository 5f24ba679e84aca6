import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScript, ROOT } from './load-script';

interface Lockfile {
  packages?: Record<string, { version?: string; optional?: boolean; link?: boolean }>;
}

interface DependenciesModule {
  findInstallReason: (root: string) => Promise<string | undefined>;
  findStalePackage: (wanted: Lockfile, installed: Lockfile) => string | undefined;
  fingerprintLibraries: (lockText: string, machine?: string) => string;
  lacksOnlyForeignPackages: (output: string) => boolean;
}

const { findInstallReason, findStalePackage, fingerprintLibraries, lacksOnlyForeignPackages } =
  await loadScript<DependenciesModule>('setup/dependencies.mjs');

const WANTED: Lockfile = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/a/node_modules/@scope/b': { version: '1.0.0' },
    'node_modules/native-darwin': { version: '2.0.0', optional: true },
    'node_modules/workspace': { link: true },
  },
};
const INSTALLED: Lockfile = {
  packages: {
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/a/node_modules/@scope/b': { version: '1.0.0' },
  },
};

describe('installed libraries', () => {
  it('are in order without the optional ones of other machines', () => {
    expect(findStalePackage(WANTED, INSTALLED)).toBeUndefined();
  });

  it.each<[string, Lockfile, string]>([
    ['one is missing', { packages: { 'node_modules/zod': { version: '4.6.7' } } }, '@scope/b'],
    [
      'one is older',
      { packages: { ...INSTALLED.packages, 'node_modules/zod': { version: '4.6.6' } } },
      'zod',
    ],
    [
      'an optional one is of another version',
      { packages: { ...INSTALLED.packages, 'node_modules/native-darwin': { version: '1.9.0' } } },
      'native-darwin',
    ],
    ['npm left no account', {}, 'zod'],
  ])('are stale when %s', (_case, installed, named) => {
    expect(findStalePackage(WANTED, installed)).toBe(named);
  });

  it('are told apart by lockfile and by kind of machine', () => {
    const prints = [
      fingerprintLibraries('a', 'x'),
      fingerprintLibraries('b', 'x'),
      fingerprintLibraries('a', 'y'),
    ];
    expect(new Set(prints).size).toBe(3);
    expect(fingerprintLibraries('a', 'x')).toBe(prints[0]);
  });
});

describe('the reason to install', () => {
  let root: string;
  const lockText = JSON.stringify(WANTED);
  const stamp = (): string => join(root, 'node_modules', '.cache', 'bulkhead', 'libraries');

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bulkhead-libraries-'));
    await mkdir(join(root, 'node_modules'));
    await writeFile(join(root, 'package-lock.json'), lockText);
    await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify(INSTALLED));
  });

  afterEach(async () => await rm(root, { recursive: true, force: true }));

  it('is absent when somebody installed them with npm, which is then remembered', async () => {
    expect(await findInstallReason(root)).toBeUndefined();
    expect(await readFile(stamp(), 'utf8')).toBe(fingerprintLibraries(lockText));
    expect(await findInstallReason(root)).toBeUndefined();
  });

  it('is that they are not there, also after an install that was cut off', async () => {
    await rm(join(root, 'node_modules', '.package-lock.json'));
    expect(await findInstallReason(root)).toBe('they are not installed yet');
    await rm(join(root, 'node_modules'), { recursive: true });
    expect(await findInstallReason(root)).toBe('they are not installed yet');
  });

  it('is a lockfile that changed under the installed ones', async () => {
    await findInstallReason(root);
    await writeFile(join(root, 'package-lock.json'), lockText.replace('4.6.7', '4.6.8'));
    expect(await findInstallReason(root)).toBe('zod is not the version package-lock.json names');
  });

  it('is a folder that was copied from another kind of machine', async () => {
    await mkdir(join(root, 'node_modules', '.cache', 'bulkhead'), { recursive: true });
    await writeFile(stamp(), fingerprintLibraries(lockText, 'plan9-mips'));
    expect(await findInstallReason(root)).toBe('they were installed for another kind of machine');
  });

  it('is never guessed without a lockfile', async () => {
    await rm(join(root, 'package-lock.json'));
    await expect(findInstallReason(root)).rejects.toMatchObject({
      message: expect.stringContaining('package-lock.json is missing'),
      advice: expect.stringContaining('git checkout package-lock.json'),
    });
  });

  it('is absent for this checkout, in which the tests run', async () => {
    expect(await findInstallReason(ROOT)).toBeUndefined();
  });
});

describe('what npm says of the lockfile', () => {
  const foreign = 'npm error Missing: @duckdb/node-bindings-win32-x64@ from lock file';

  it('is let pass when it only lacks packages for other machines', () => {
    expect(lacksOnlyForeignPackages(`npm error code EUSAGE\n${foreign}\nnpm error\n${foreign}`)).toBe(true);
  });

  it.each([
    ['a package of this machine is missing', 'npm error Missing: zod@4.6.7 from lock file'],
    ['a version differs', "npm error Invalid: lock file's zod@4.6.7 does not satisfy zod@5.0.0"],
  ])('is taken seriously when %s', (_case, line) => {
    expect(lacksOnlyForeignPackages(`${foreign}\n${line}`)).toBe(false);
  });

  it('is taken seriously when it is about something else', () => {
    expect(lacksOnlyForeignPackages('npm error code ENOSPC')).toBe(false);
  });
});
