import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LoadOptions, LoadView } from '../../src/shared/domain/load';
import {
  firstEnd,
  keepFileOrder,
  makeAccounts,
  prepareContacts,
  refusedByOrg,
} from '../contract/loads/shared-parents';
import { openWorld, type World } from '../contract/loads/world';

const rows = 60_000;
const parents = 1000;

let world: World;
beforeAll(async () => {
  world = await openWorld({ seed: 'many-parents', empty: true });
  await makeAccounts(world, parents);
  // Batches of 10,000 rows side by side, as Salesforce cuts them.
  await world.control({ settings: { lockModel: 'parents', busyAccounts: [], duplicateRules: false } });
});
afterAll(async () => world.end());

/** Few parents with many rows, many with few: the first has about an eighth, as in companies. */
const skewed = (at: number): number => {
  const share = ((at * 7919) % rows) / rows;
  return Math.min(parents - 1, Math.floor(parents ** share) - 1);
};

/** One parent that alone has half of the rows, more than run side by side. */
const huge = (at: number): number => (at % 2 === 0 ? 0 : 1 + (at % (parents - 1)));

type Run = {
  name: string;
  parentOf: (at: number) => number;
  options: Partial<LoadOptions>;
  inOrder?: boolean;
};
const runs: Run[] = [
  { name: 'skewed, in the order of the file, 2.0', parentOf: skewed, options: { api: '2.0' }, inOrder: true },
  { name: 'skewed, kept together, 2.0', parentOf: skewed, options: { api: '2.0' } },
  { name: 'skewed, in the order of the file, 1.0', parentOf: skewed, options: { api: '1.0' }, inOrder: true },
  { name: 'skewed, kept together, 1.0', parentOf: skewed, options: { api: '1.0' } },
  { name: 'skewed, Serial 1.0', parentOf: skewed, options: { mode: 'serial' }, inOrder: true },
  {
    name: 'one huge parent, in the order of the file, 2.0',
    parentOf: huge,
    options: { api: '2.0' },
    inOrder: true,
  },
  { name: 'one huge parent, kept together, 2.0', parentOf: huge, options: { api: '2.0' } },
];

const lockedIn = async (view: LoadView): Promise<number> => {
  const { database } = await world.program.loads.store(view.id);
  const code = "code = 'UNABLE_TO_LOCK_ROW'";
  const [found] = await database.all(`SELECT count(*) FROM outcome WHERE attempt = 1 AND ${code}`);
  return Number(found?.[0]);
};

it('rows that lock each other out in the first attempt, by the order in which they go', async () => {
  const table: Record<string, { parts: number; locked: number; seconds: number }> = {};
  for (const [at, { name, parentOf, options, inOrder = false }] of runs.entries()) {
    const loadId = await prepareContacts(world, `run${at}`, rows, parentOf, options);
    await world.call['loads.review']({ loadId });
    if (inOrder) await keepFileOrder(world, loadId);
    await world.call['loads.send']({ loadId, rows });
    const view = await firstEnd(world, loadId);
    await world.call['loads.stop']({ loadId });
    const locked = await lockedIn(view);
    if (view.jobs[0]?.api === '2.0') expect(await refusedByOrg(world, view)).toBe(locked);
    const [first] = view.attempts;
    const seconds = Math.round(((first?.endedAt ?? 0) - (first?.startedAt ?? 0)) / 100) / 10;
    table[name] = { parts: view.jobs.length, locked, seconds };
    await world.settled(loadId);
    await world.call['loads.delete']({ loadId });
  }
  console.table(table);
  const lost = (name: string): number => table[name]?.locked ?? Number.NaN;
  expect(lost('skewed, in the order of the file, 2.0')).toBeGreaterThan(1000);
  expect(lost('one huge parent, in the order of the file, 2.0')).toBeGreaterThan(1000);
  for (const { name, inOrder = false } of runs) if (!inOrder) expect(lost(name)).toBe(0);
  expect(lost('skewed, Serial 1.0')).toBe(0);
});
