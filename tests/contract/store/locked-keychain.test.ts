import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdir, rm } from 'node:fs/promises';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'node_modules/.cache/locked-keychain');
const hasKeychain = process.env['BULKHEAD_KEYRING'] === 'ready';

const isInstalled = (name: string): boolean => {
  try {
    createRequire(import.meta.url)(name);
    return true;
  } catch {
    return false;
  }
};

let script = '';
beforeAll(async () => {
  if (!hasKeychain) return;
  await mkdir(folder, { recursive: true });
  const { bundleTypescript } = (await import(join(root, 'scripts/tasks/run-typescript.mjs'))) as {
    bundleTypescript: (entry: string, folder: string) => Promise<string>;
  };
  script = await bundleTypescript(join(import.meta.dirname, 'locked-keychain-child.ts'), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** In a session and a keychain of its own: locking the one of this test run would lock it for every other test. */
const playChild = async (name: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const keyring = join(root, 'scripts/setup/with-keyring.sh');
    execFile('sh', [keyring, process.execPath, script, name], { cwd: root }, (error, stdout, stderr) => {
      const line = stdout.split('\n').find((candidate) => candidate.startsWith('{'));
      if (line === undefined) reject(new Error(stderr, { cause: error }));
      else resolve(JSON.parse(line));
    });
  });

describe.skipIf(!hasKeychain)('a real keychain that is locked', () => {
  // keytar is optional: where it could not be compiled it is left out, here as in the program.
  const packages = [
    ['keytar', 'keytar'],
    ['napi-keyring', '@napi-rs/keyring/keytar.js'],
  ] as const;
  const installed = packages.filter(([, module]) => isInstalled(module));
  it.each(installed)('is told from none through %s, and its secret is not taken for gone', async (name) => {
    expect(await playChild(name)).toEqual({
      place: name,
      states: ['locked', 'locked'],
      reads: ['keychain.locked', 'keychain.locked'],
      stored: 'session',
    });
  });
});
