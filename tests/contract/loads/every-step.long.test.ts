import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './inserts';
import { judgeKind } from './judge-kind';
import { kindsOf, prepareKind, rowsOfKind, sendKind, smallParts } from './kinds';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterAll(async () => world.end());

type Standing = { state: string; verdict: string | null; recordId: string | null };
const wentIn = new Set(['created', 'updated', 'deleted']);

/** Looks into the ledger after every single change of it, and gathers what must never be. */
const watchLedger = async (loadId: string) => {
  const store = await world.program.loads.store(loadId);
  const { change } = store;
  const wrong: string[] = [];
  let before = new Map<number, Standing>();
  let steps = 0;
  const look = async (): Promise<void> => {
    steps += 1;
    const found = await store.database.all('SELECT rn, state, verdict, record_id FROM st');
    const now = new Map(
      found.map(([row, state, verdict, recordId]): [number, Standing] => [
        Number(row),
        {
          state: String(state),
          verdict: verdict === null ? null : String(verdict),
          recordId: recordId === null ? null : String(recordId),
        },
      ]),
    );
    if (found.length !== rowsOfKind || now.size !== rowsOfKind)
      wrong.push(`${found.length} rows have a state`);
    for (const [row, was] of before) {
      const is = now.get(row);
      if (wentIn.has(was.state) && (is?.state !== was.state || is.recordId !== was.recordId))
        wrong.push(`row ${row} went from ${was.state} to ${is?.state}`);
    }
    before = now;
    const twice = await store.database.all(
      'SELECT rn FROM outcome WHERE rn > 0 GROUP BY attempt, rn HAVING count(*) > 1',
    );
    for (const [row] of twice) wrong.push(`row ${String(row)} has two outcomes in one attempt`);
    // Rows that went in may be told by their standing alone: their verdict, and the record it names.
    const untold = await store.database.all(
      `SELECT st.rn FROM st WHERE st.state IN ('created', 'updated', 'deleted', 'failed', 'not_processed', 'no_verdict')
         AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.rn = st.rn AND o.state = st.state)
         AND NOT (st.state IN ('created', 'updated', 'deleted') AND st.verdict = st.state
           AND st.record_id IS NOT NULL)`,
    );
    for (const [row] of untold) wrong.push(`row ${String(row)} has a state without an outcome`);
  };
  store.change = async (work, within) => {
    const doc = await change(work, within);
    await look();
    return doc;
  };
  return { wrong, steps: () => steps };
};

const mishaps = fc.record({
  call: fc.constantFrom('composite/sobjects', 'jobs/ingest', '/batch', '/result', 'Results', '/async/'),
  fault: fc.constantFrom(...Object.values(faults)),
  times: fc.integer({ min: 1, max: 3 }),
});

/** Few each time, many over the days; more by hand. */
const runs = Number(process.env['BULKHEAD_RUNS'] ?? '8');

let marks = 0;

describe('the ledger after each of its steps', { timeout: 60_000 + runs * 5000 }, () => {
  it.each(['2.0', '1.0', 'collections'] as const)(
    'sums to the file, whatever goes wrong by %s',
    async (api) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...kindsOf(api).filter((kind) => kind !== 'insert-shared')),
          fc.array(mishaps, { maxLength: 3 }),
          fc.constantFrom(null, null, 50, 300),
          async (kind, list, stopAfter) => {
            await world.control({ faults: [] });
            const batchSize = api === '2.0' ? null : smallParts;
            const prepared = await prepareKind(world, kind, `s${(marks += 1)}`, { api, batchSize });
            const watched = await watchLedger(prepared.loadId);
            await world.control({
              faults: list.map(({ call, fault, times }) => ({ pathPattern: call, ...fault, times })),
            });
            await sendKind(world, prepared);
            if (stopAfter !== null) {
              await new Promise((resolve) => setTimeout(resolve, stopAfter));
              await world.call['loads.stop']({ loadId: prepared.loadId });
            }
            // A sign-in that is refused twice in a row pauses the load; bad days come to an end.
            while ((await world.settled(prepared.loadId)).phase === 'paused')
              await world.call['loads.resume']({ loadId: prepared.loadId });
            await judgeKind(world, prepared);
            expect(watched.wrong).toEqual([]);
            expect(watched.steps()).toBeGreaterThan(1);
          },
        ),
        { numRuns: runs, endOnFailure: true },
      );
    },
  );
});
