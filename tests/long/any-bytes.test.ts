import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSeed } from '../fuzz/read-seed';

/** BULKHEAD_FUZZ_SECONDS: how long to go on, 60 where it is not said; BULKHEAD_FUZZ_SEED: where to begin. */
const seconds = Number(process.env.BULKHEAD_FUZZ_SECONDS ?? 60);
const first = Number(process.env.BULKHEAD_FUZZ_SEED ?? Date.now() % 1_000_000_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-any-bytes-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

it(
  'finds no file of any bytes that crashes the reader or loses a row',
  { timeout: (seconds + 60) * 1000 },
  async () => {
    const outcomes = { read: 0, refused: 0 };
    const end = Date.now() + seconds * 1000;
    let seed = first;
    while (Date.now() < end) {
      outcomes[await readSeed(join(folder, 'any.csv'), seed)] += 1;
      seed += 1;
    }
    console.log(
      `${seed - first} seeds from ${first}: ${outcomes.read} read, ${outcomes.refused} refused in words`,
    );
    expect(outcomes.read).toBeGreaterThan(0);
  },
);
