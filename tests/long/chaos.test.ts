import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { throwDice } from './chaos/dice';
import { openGate } from './chaos/gate';
import { startOrg } from './chaos/org-hand';
import { playAndJudge } from './chaos/play-and-judge';

/** The first seed, and how many rounds are played from it on; many more by hand. */
const first = Number(process.env['BULKHEAD_SEED'] ?? '1');
const rounds = Number(process.env['BULKHEAD_ROUNDS'] ?? '6');
/** Rounds that are played side by side, each with an org of its own. */
const lanes = Number(process.env['BULKHEAD_LANES'] ?? '4');

const tasks = join(import.meta.dirname, '../../scripts/tasks');
let folder = '';
let script = '';
let orgScript = '';

beforeAll(async () => {
  const { buildCli } = (await import(join(tasks, 'cli.mjs'))) as { buildCli: () => Promise<string> };
  const { buildPracticeOrg } = (await import(join(tasks, 'practice-org.mjs'))) as {
    buildPracticeOrg: () => Promise<string>;
  };
  [script, orgScript] = [await buildCli(), await buildPracticeOrg()];
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-chaos-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));

it(`loads end with the truth about every row, whatever happens together: ${rounds} rounds`, async () => {
  const seeds = Array.from({ length: rounds }, (_, at) => first + at);
  const tally: Record<string, number> = {};
  const failed: object[] = [];
  const playLane = async (): Promise<void> => {
    const org = await startOrg(orgScript, 'chaos');
    const gate = await openGate(org.port);
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const place = join(folder, String(seed));
      const stage = { script, folder: place, home: join(place, 'home'), clockShift: 0, clockJump: 0 };
      const verdict = await playAndJudge(seed, throwDice(seed), { stage, org, gate });
      for (const [name, count] of Object.entries(verdict.tally)) tally[name] = (tally[name] ?? 0) + count;
      if (verdict.wrong.length > 0) failed.push({ seed, wrong: verdict.wrong, story: verdict.story });
    }
    await gate.close();
    await org.end();
  };
  await Promise.all(Array.from({ length: Math.min(lanes, rounds) }, playLane));
  console.log(`rounds of many troubles: ${JSON.stringify({ rounds, ...tally })}`);
  expect(failed).toEqual([]);
  expect(tally['commits']).toBeGreaterThan(0);
});
