import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson, writeJson } from './json-file';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-json-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

it('a file that is written by several at the same time is one of theirs, whole', async () => {
  const path = join(folder, 'command.json');
  const values = Array.from({ length: 20 }, (_, at) => ({ at, text: 'x'.repeat(at * 500) }));
  await Promise.all(values.map(async (value) => writeJson(path, value)));
  const read = await readJson(path, z.object({ at: z.number(), text: z.string() }), { at: -1, text: '' });
  expect(read).toEqual(values[read.at]);
  expect(await readdir(folder)).toEqual(['command.json']);
});
