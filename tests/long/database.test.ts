import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectronProgram } from '../e2e/launch';

const seconds = Number(process.env['BULKHEAD_HAMMER_SECONDS'] ?? '30');
const folder = join(import.meta.dirname, '../../node_modules/.cache/database-test');
let script = '';

beforeAll(async () => {
  const bundler = (await import(join(import.meta.dirname, '../../scripts/tasks/run-typescript.mjs'))) as {
    bundleTypescript: (entry: string, folder: string) => Promise<string>;
  };
  script = await bundler.bundleTypescript(join(import.meta.dirname, 'database/child.ts'), folder);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

type Counted = { reads: number; changes: number; opens: number; collections: number; wrong: string[] };

/** A crash of native code ends a process without a word, so the process is not this one. */
const hammer = async (program: string): Promise<{ ended: string; counted: Counted | null }> => {
  const child = spawn(program, ['--expose-gc', script, String(seconds)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  const ended = await new Promise<string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`)),
  );
  const last = output.trim().split('\n').at(-1) ?? '';
  return { ended, counted: last.startsWith('{') ? (JSON.parse(last) as Counted) : null };
};

describe('a database read, changed and closed at the same time', () => {
  it.each([
    ['Node', () => process.execPath],
    ['the app’s own runtime', findElectronProgram],
  ])(`answers right and stands for ${seconds} s in %s`, async (_name, find) => {
    const { ended, counted } = await hammer(find());
    console.log(JSON.stringify(counted));
    expect(ended).toBe('code 0');
    expect(counted?.wrong).toEqual([]);
    expect(counted?.reads).toBeGreaterThan(seconds);
    expect(counted?.changes).toBeGreaterThan(1);
    expect(counted?.opens).toBeGreaterThan(1);
    expect(counted?.collections).toBeGreaterThan(1);
  });
});
