import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BREAKS } from '../../../src/practice-org/breaks';

const ROOT = resolve(import.meta.dirname, '../../..');
const SUITE = join('tests', 'contract', 'practice-org');

type Outcome = { passed: number; failed: number; said: string };

/** The test files that speak of a line. */
async function filesOf(line: number): Promise<string[]> {
  const names = (await readdir(join(ROOT, SUITE))).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(ROOT, SUITE, name), 'utf8')));
  return names
    .filter((_, i) => new RegExp(`(it|describe)\\(\\s*['"][^\\n]*line ${line}:`).test(texts[i] ?? ''))
    .map((name) => join(SUITE, name));
}

/** Runs the tests of one line in a process of their own, against orgs that violate it. */
async function runBroken(line: number): Promise<Outcome> {
  const words = [
    'run',
    '--project',
    'contract',
    '--reporter',
    'json',
    '--testTimeout',
    '15000',
    '-t',
    `line ${line}:`,
  ];
  const child = spawn(
    process.execPath,
    [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), ...words, ...(await filesOf(line))],
    {
      cwd: ROOT,
      env: { ...process.env, PRACTICE_BREAK: String(line) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  await new Promise((done) => child.once('exit', done));
  const count = (name: string): number =>
    Number(new RegExp(`"${name}":(\\d+)`).exec(said)?.[1] ?? Number.NaN);
  return { passed: count('numPassedTests'), failed: count('numFailedTests'), said };
}

describe('every line of the conformance list is kept by a test that can fail', () => {
  it('has a way to violate each line', () => {
    expect(Object.keys(BREAKS).map(Number)).toEqual(Array.from({ length: 74 }, (_, i) => i + 1));
  });

  it.each(Object.entries(BREAKS).map(([line, { what }]) => [Number(line), what] as const))(
    'line %d is noticed when %s',
    async (line) => {
      const { failed, said } = await runBroken(line);
      expect({ failed, said: failed > 0 ? '' : said.slice(-2000) }).toEqual({ failed, said: '' });
      expect(failed).toBeGreaterThan(0);
    },
  );
});
