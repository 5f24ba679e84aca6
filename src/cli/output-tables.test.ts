import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEmptyDoc } from '../main/store/empty-doc';
import { createLoadFolder, folderOf } from '../main/store/load-folder';
import { createLoadStore, type LoadStore, type RowRange } from '../main/store/load-store';
import { startStandings } from '../main/store/row-states';
import { indexSheet } from '../main/use-cases/loads/index-sheet';
import { openOutputTables, tableNames } from './output-tables';

/** Three times as many rows as are put together at a time, and some. */
const rows = 3 * 8192 + 100;
const never = new AbortController().signal;

let home: string;
let store: LoadStore;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-output-'));
  const folder = folderOf(home, 'load');
  await createLoadFolder(folder);
  const org = { id: 'org', name: 'Org', type: 'practice', username: 'ada@test.example' } as const;
  store = await createLoadStore(folder, toEmptyDoc(org, 'load', 'file.csv'));
  const lines = Array.from({ length: rows }, (_, at) => `Name ${at},"Note, ${at}"\n`);
  await writeFile(folder.source, `Name,Note\n${lines.join('')}`);
  const sheet = await indexSheet(
    store,
    { name: 'file.csv', bytes: 1, modifiedAt: 0, sha256: '' },
    { reading: 'as-written', examine: () => new Set(), tellProgress: () => undefined },
  );
  if (sheet === null) throw new Error('not indexed');
  await store.change(async (doc, tx) => {
    await startStandings(tx, { rows, keys: null });
    return { ...doc, sheet };
  });
});
afterAll(async () => {
  await store.close();
  await rm(home, { recursive: true, force: true });
});

/** Gives rows a state; `told`: whether the store hears which rows these are. */
const settle = async ({ from, to }: RowRange, state: string, told: boolean): Promise<void> => {
  const id = state === 'created' ? "'003' || lpad(rn::VARCHAR, 15, '0')" : 'NULL';
  await store.change(
    async (doc, tx) => {
      await tx.run(
        `UPDATE st SET state = '${state}', record_id = ${id}, attempts = attempts + 1 WHERE rn BETWEEN ${from} AND ${to}`,
      );
      return doc;
    },
    told ? { from, to } : undefined,
  );
};

const openIn = async (name: string) => {
  const paths = tableNames.map((table) => join(home, `${name}-${table}`));
  for (const path of paths) await rm(path, { force: true });
  const tables = await openOutputTables(store, home, (table) => `${name}-${table}`);
  const read = async (): Promise<string[]> => Promise.all(paths.map(async (path) => readFile(path, 'utf8')));
  return { tables, read, records: async () => ((await read())[0] ?? '').split('\n').length - 2 };
};

/** What the files hold that are written at once. */
const writeAnew = async (): Promise<string[]> => {
  const { tables, read } = await openIn('anew');
  await tables.finish(never);
  return read();
};

describe('tables that are written while rows come to their end', () => {
  it('hold whole stretches of rows of which none waits, and take back what has changed', async () => {
    await settle({ from: 1, to: rows }, 'sent', false);
    const { tables, read, records } = await openIn('followed');
    const steps: number[] = [];
    const advance = async (): Promise<void> => {
      await tables.advance(never);
      steps.push(await records());
    };
    await advance();
    await settle({ from: 1, to: 10_000 }, 'created', true);
    await advance();
    await settle({ from: 10_001, to: rows }, 'failed', true);
    await advance();
    // Sent once more, as after a lost lock.
    await settle({ from: 9000, to: 9010 }, 'sent', false);
    await advance();
    await settle({ from: 9000, to: 9010 }, 'created', true);
    await advance();
    // What changes behind the last look is in the files as well.
    await settle({ from: 20_000, to: 20_001 }, 'not_processed', true);
    await tables.finish(never);
    expect(steps).toEqual([0, 8192, rows, 8192, rows]);
    const written = await read();
    expect(written).toEqual(await writeAnew());
    expect(written[3]?.split('\n').length).toBe(4);
  });

  it('hold in the end what they hold when they are written at once', async () => {
    const place = fc.tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 0, max: 9000 }));
    const act = fc.record({
      place,
      state: fc.constantFrom('created', 'created', 'failed', 'not_processed', 'sent'),
      told: fc.boolean(),
      advances: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        await settle({ from: 1, to: rows }, 'created', true);
        const { tables, read } = await openIn('followed');
        for (const { place, state, told, advances } of acts) {
          const [from, more] = place;
          const range = { from, to: Math.min(rows, from + more) };
          // Changes also come while rows are being written.
          const changed = settle(range, state, told);
          if (advances) await tables.advance(never);
          await changed;
        }
        await tables.finish(never);
        expect(await read()).toEqual(await writeAnew());
      }),
      { numRuns: 4 },
    );
  });
});
