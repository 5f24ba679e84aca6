import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadEffect } from '../../src/core/load/event';
import { judgeKind } from '../contract/loads/judge-kind';
import {
  kindsOf,
  prepareKind,
  rowsOfKind,
  smallParts,
  type Kind,
  type Prepared,
} from '../contract/loads/kinds';
import type { World } from '../contract/loads/world';
import { moments, type Moment, type Orders } from './kill/orders';
import { kills, silent, type Place } from './kill/plans';
import { workInLanes } from './lanes';

/** How often a program is killed at random moments of a load; many more by hand. */
const runs = Number(process.env['BULKHEAD_KILLS'] ?? '20');
/** Loads that are under way side by side. */
const lanes = Number(process.env['BULKHEAD_LANES'] ?? '4');
const folder = join(import.meta.dirname, '../../node_modules/.cache/kill-test');

let script = '';

/** The bundler of the scripts, which are plain JavaScript. */
const loadBundler = async (): Promise<(entry: string, folder: string) => Promise<string>> => {
  const path = join(import.meta.dirname, '../../scripts/tasks/run-typescript.mjs');
  const loaded = (await import(path)) as {
    bundleTypescript: (entry: string, folder: string) => Promise<string>;
  };
  return loaded.bundleTypescript;
};

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const bundleTypescript = await loadBundler();
  script = await bundleTypescript(join(import.meta.dirname, 'kill/child.ts'), folder);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

/** `ended`: killed, settled, or in words what else came. */
type Life = { ended: string; ms: number };

/** One life of the program in a process of its own, killed from outside after a time, or at the moment it is told of. */
const live = async (
  world: World,
  { loadId }: Prepared,
  how: Pick<Orders, 'kill' | 'stop'>,
  killAfter: number | null,
): Promise<Life> => {
  const { port, instanceUrl, loginUrl, username, controlToken } = world.org;
  const orders: Orders = {
    homePath: join(world.folder, 'home'),
    org: { port, instanceUrl, loginUrl, username, controlToken, pid: process.pid },
    loadId,
    rows: rowsOfKind,
    ...how,
  };
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let begun = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk);
    if (begun > 0 || !output.includes('ready')) return;
    begun = performance.now();
    if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  const ms = Math.round(performance.now() - begun);
  if (signal === 'SIGKILL') return { ended: output.includes('settled') ? 'settled' : 'killed', ms };
  return { ended: code === 0 && output.includes('settled') ? 'settled' : `code ${code}`, ms };
};

const batchSizeOf = (api: string): number | null => (api === '2.0' ? null : smallParts);

/** Whether a lost answer can leave rows of such a load open: an insert by collections, nothing else. */
const mayStayOpen = (api: string, kind: Kind): boolean => api === 'collections' && kind.startsWith('insert');

let marks = 0;
const nextMark = (): string => `k${(marks += 1)}`;

/** Starts the program again, in this process, and lets it settle what the last life left. */
const takeUp = async (world: World): Promise<void> => {
  await world.reopen();
  await world.program.running.adopt();
};

type Point = { effect: LoadEffect['type']; moment: Moment; place: Place };

const points: Point[] = (Object.keys(kills) as LoadEffect['type'][]).flatMap((effect) =>
  moments
    .filter((moment) => moment !== 'answered' || !silent.has(effect))
    .flatMap((moment) => kills[effect].map((place) => ({ effect, moment, place }))),
);

const killAt = async (world: World, { effect, moment, place }: Point): Promise<void> => {
  const { api, kind, nth, stop = null, faults = [], settings = {} } = place;
  const prepared = await prepareKind(world, kind, nextMark(), { api, batchSize: place.batchSize ?? null });
  await world.control({ faults, settings });
  await world.program.close();
  const life = await live(world, prepared, { kill: { effect, nth, moment }, stop }, null);
  expect(life.ended).toBe('killed');
  await takeUp(world);
  const { balance } = await judgeKind(world, prepared);
  await world.control({ faults: [], settings: null });
  const { no_verdict: open, not_processed: back } = balance.counts;
  const canSettle = effect !== 'give-up' && effect !== 'release' && stop === null;
  if (canSettle && !mayStayOpen(api, kind)) expect({ open, back }).toEqual({ open: 0, back: 0 });
  // What was written down of a call needs no second answer.
  if (effect === 'call' && moment === 'after') expect({ open, back }).toEqual({ open: 0, back: 0 });
  else if (mayStayOpen(api, kind) && stop === null) expect(open + back).toBeLessThanOrEqual(smallParts);
};

describe('a program that is killed around an effect', () => {
  it(`settles its load at the next start: ${points.length} moments of ${Object.keys(kills).length} effects`, async () => {
    const failed = await workInLanes(points, lanes, killAt);
    expect(
      failed.map(({ task: { effect, moment, place }, error }) => ({
        point: `${moment} ${effect}, ${place.api} ${place.kind}, time ${place.nth}`,
        error: String(error),
      })),
    ).toEqual([]);
  });
});

/** A generator with a seed, so that a run can be had again (mulberry32). */
const seeded = (seed: number) => (): number => {
  let value = (seed += 0x6d2b79f5);
  value = Math.imul(value ^ (value >>> 15), value | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
};

type Run = { seed: number; api: '2.0' | '1.0' | 'collections'; kind: Kind };

const apis = ['2.0', '1.0', 'collections'] as const;
const ways = apis.flatMap((api) => kindsOf(api).map((kind) => ({ api, kind })));

describe('a program that is killed from outside', () => {
  it(`settles its load at the next start, ${runs} loads killed at random moments`, async () => {
    const first = Number(process.env['BULKHEAD_SEED'] ?? '1');
    const tasks = Array.from({ length: runs }, (_, at): Run => {
      const way = ways[(first + at) % ways.length] ?? { api: '2.0' as const, kind: 'insert' as const };
      return { seed: first + at, ...way };
    });
    const tally = { kills: 0, lives: 0, noVerdict: 0, notProcessed: 0 };
    const failed = await workInLanes(tasks, lanes, async (world, { seed, api, kind }) => {
      const random = seeded(seed);
      const prepared = await prepareKind(world, kind, nextMark(), { api, batchSize: batchSizeOf(api) });
      await world.control({
        settings: { queueMs: 50 + random() * 200, chunkMs: random() * 80, automationMs: random() * 500 },
      });
      await world.program.close();
      for (let life = 0; ; life += 1) {
        // The fourth life may come to its end.
        const killAfter = life < 3 ? 5 + random() * 900 : null;
        const { ended } = await live(world, prepared, { kill: null, stop: null }, killAfter);
        tally.lives += 1;
        if (ended === 'settled') break;
        expect(ended).toBe('killed');
        tally.kills += 1;
      }
      await takeUp(world);
      const { balance } = await judgeKind(world, prepared);
      await world.control({ settings: null });
      tally.noVerdict += balance.counts.no_verdict;
      tally.notProcessed += balance.counts.not_processed;
      if (!mayStayOpen(api, kind)) expect(balance.counts).toMatchObject({ no_verdict: 0, not_processed: 0 });
    });
    console.log(`random kills: ${JSON.stringify({ loads: runs, ...tally, failed: failed.length })}`);
    expect(failed.map(({ task, error }) => ({ ...task, error: String(error) }))).toEqual([]);
    expect(tally.kills).toBeGreaterThan(0);
  });
});
