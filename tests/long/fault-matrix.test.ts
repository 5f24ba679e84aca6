import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LoadView } from '../../src/shared/domain/load';
import { hasMessage } from '../../src/shared/messages/format';
import { judgeKind } from '../contract/loads/judge-kind';
import { prepareKind, sendKind, smallParts } from '../contract/loads/kinds';
import type { World } from '../contract/loads/world';
import { batchSizeOf, calls, faults, type Api, type Call } from './fault-matrix/calls';
import { writeTable } from './fault-matrix/write-table';
import { workInLanes } from './lanes';

/** Loads that are under way side by side. */
const lanes = Number(process.env['BULKHEAD_LANES'] ?? '8');
const document = join(import.meta.dirname, '../../docs/fault-matrix.md');

type Cell = { call: Call; fault: string };

let marks = 0;
const nextMark = (): string => `f${(marks += 1)}`;

const leftOver = async (world: World): Promise<number> => {
  const headers = { 'X-Practice-Control': world.org.controlToken };
  const answer = await fetch(`${world.org.control}?log=0`, { headers });
  const { faults: left } = (await answer.json()) as { faults: { times: number }[] };
  return left.reduce((sum, { times }) => sum + times, 0);
};

/** A pause says why, and what can be done. */
const expectWords = ({ pause }: LoadView): void => {
  for (const part of ['title', 'why', 'remedy'])
    expect(hasMessage(`error.${pause?.code}.${part}`), `${pause?.code}.${part}`).toBe(true);
};

/** How the load ended, in the words of the table. */
const describeEnd = ({ balance: { counts } }: LoadView, pauses: boolean): string =>
  [
    ...(pauses ? ['paused'] : []),
    counts.no_verdict > 0 ? `${counts.no_verdict} without verdict` : 'ok',
    ...(counts.not_processed > 0 ? [`${counts.not_processed} not processed`] : []),
  ].join(', ');

const play = async (world: World, { call, fault }: Cell): Promise<string> => {
  const { api, kind, route, before = [], stops = false, settings = {} } = call;
  const prepared = await prepareKind(world, kind, nextMark(), { api, batchSize: batchSizeOf(api) });
  await world.control({ settings, faults: [...before, { ...route, ...faults[fault], times: 1 }] });
  await sendKind(world, prepared);
  if (stops) await world.call['loads.stop']({ loadId: prepared.loadId });
  const first = await world.settled(prepared.loadId);
  const pauses = first.phase === 'paused';
  if (pauses) {
    expectWords(first);
    await world.call['loads.resume']({ loadId: prepared.loadId });
  }
  const view = await judgeKind(world, prepared);
  expect(await leftOver(world), 'faults that were never met').toBe(0);
  await world.control({ settings: null });
  const { no_verdict: open, not_processed: back } = view.balance.counts;
  const mayStayOpen = api === 'collections' && kind.startsWith('insert');
  if (mayStayOpen) expect(open + back).toBeLessThanOrEqual(smallParts);
  else if (!stops) expect({ open, back }).toEqual({ open: 0, back: 0 });
  else expect(open).toBe(0);
  // How far a load comes before it is stopped is another matter.
  return stops ? (pauses ? 'paused, ok' : 'ok') : describeEnd(view, pauses);
};

const tables = new Map<Api, string>();

describe('each call of a load, on each bad day', () => {
  it.each(Object.keys(calls) as Api[])('ends balanced, nothing sent twice: %s', async (api) => {
    const cells = new Map<string, string>();
    const tasks = calls[api].flatMap((call) => Object.keys(faults).map((fault): Cell => ({ call, fault })));
    const failed = await workInLanes(tasks, lanes, async (world, task) => {
      cells.set(`${task.call.name}/${task.fault}`, await play(world, task));
    });
    for (const { task } of failed) cells.set(`${task.call.name}/${task.fault}`, '**wrong**');
    const names = calls[api].map(({ name }) => name);
    const table = writeTable('call', Object.keys(faults), names, cells);
    console.log(`\n${api}\n${table}`);
    expect(
      failed.map(({ task: { call, fault }, error }) => ({ call: call.name, fault, error: String(error) })),
    ).toEqual([]);
    tables.set(api, table);
  });

  afterAll(async () => {
    if (tables.size < Object.keys(calls).length) return;
    const titles: Record<Api, string> = {
      '2.0': 'Bulk API 2.0',
      '1.0': 'Bulk API 1.0',
      collections: 'Composite collections',
    };
    const body = (Object.keys(titles) as Api[])
      .map((api) => `## ${titles[api]}\n\n${tables.get(api)}\n`)
      .join('\n');
    const known = await readFile(document, 'utf8').catch(() => '');
    if (known.endsWith(body)) return;
    const day = new Date().toISOString().slice(0, 10);
    await writeFile(document, `${introduction(day)}\n${body}`);
  });
});

const introduction = (day: string): string => `# Every call on every bad day

${day} · written by \`npm run test:long\` (\`tests/long/fault-matrix.test.ts\`) whenever an outcome changes

Each cell is a load of 60 rows against the practice org in which one call met one fault. The org's own records, the
bodies it was told to carry out and its jobs are the judge: no row lost, none committed twice, every state true, the
sum right, no job left open.

- **ok**: the load went on by itself, and every row has its true outcome
- **paused**: it paused with its reason, and Resume took it to its end
- **without verdict**: what became of these rows can't be proven; they are left to a person, with a query to run
- **not processed**: asked by their unique key, the org holds nothing of these rows; they are safe to send again

Where two rows of an insert stay open although it went in, they are the two that the org refused, which only the lost
answer told.
`;
