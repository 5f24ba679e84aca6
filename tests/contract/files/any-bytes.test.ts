import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSeed } from '../../fuzz/read-seed';

// A sample of what the long tests do for a minute.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-any-bytes-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

it('reads or refuses files of any bytes, every row accounted for', async () => {
  const outcomes = { read: 0, refused: 0 };
  for (let seed = 1; seed <= 250; seed += 1) outcomes[await readSeed(join(folder, 'any.csv'), seed)] += 1;
  expect(outcomes.read).toBeGreaterThan(25);
  expect(outcomes.refused).toBeGreaterThan(25);
});
