import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { openGroupedParts, type Grouping } from './grouped-parts';
import { createLoadFolder, folderOf, type LoadFolder } from './load-folder';
import { readSentRecord, readSentBytes, readSentRecords } from './sent-files';

let root = '';
let folder: LoadFolder;
let database: Database;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bulkhead-grouped-'));
  folder = folderOf(root, 'load');
  await createLoadFolder(folder);
  database = await openDatabase(join(root, 'test.duckdb'));
});
afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true, force: true });
});

const header = ['Name', 'AccountId'];
const everything = { rows: 100_000, bytes: 1e9 };
const usual: Grouping = {
  keyOf: ([, parent = '']) => (parent === '' ? null : parent),
  window: Number.POSITIVE_INFINITY,
  bytes: 0,
  oneByOne: false,
};

let attempts = 0;

/** Writes rows of some parents and reads back what would be sent, part by part. */
const write = async (
  wires: readonly (readonly string[])[],
  limits = everything,
  more: Partial<Grouping> = {},
) => {
  attempts += 1;
  const attempt = attempts;
  const parts = await openGroupedParts(folder, attempt, header, limits, { ...usual, ...more });
  for (const [at, wire] of wires.entries()) await parts.add(at + 1, wire);
  await database.change(async (tx) => parts.record(tx));
  const plan = parts.parts();
  const places = await database.all(`SELECT pos, job, rn, place, size FROM sent_${attempt} ORDER BY pos`);
  const sent: { part: number; row: number; values: string[] }[] = [];
  for (let part = 1; part <= plan.length; part += 1) {
    const own = places.filter(([, job]) => Number(job) === part);
    let at = 0;
    for await (const values of readSentRecords(folder, attempt, part))
      sent.push({ part, row: Number(own[at++]?.[2]), values });
    expect(at).toBe(plan[part - 1]?.rows);
  }
  return { attempt, plan, places, sent };
};

const textOf = async (attempt: number, part: number): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const some of readSentBytes(folder, attempt, part)) chunks.push(some);
  return Buffer.concat(chunks).toString('utf8');
};

describe('openGroupedParts', { timeout: 120_000 }, () => {
  const rows = fc.array(
    fc.tuple(
      fc.string({ unit: fc.constantFrom('a', 'é', '漢', '"', ',', '\n', '𐐷'), maxLength: 12 }),
      fc.constantFrom('', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'BIG', 'BIG', 'BIG', 'BIG'),
    ),
    { minLength: 1, maxLength: 150 },
  );
  const limits = fc.record({
    rows: fc.integer({ min: 1, max: 60 }),
    bytes: fc.integer({ min: 60, max: 900 }),
  });
  const how = fc.record({
    window: fc.constantFrom(Number.POSITIVE_INFINITY, 7, 20),
    bytes: fc.constantFrom(0, 1e8, 1e12),
    sortedAtOnce: fc.constantFrom(1, 500, 1e9),
    oneByOne: fc.boolean(),
  });

  it('sends each row once, its own values, with its parent in one part unless that alone exceeds one', async () => {
    await fc.assert(
      fc.asyncProperty(rows, limits, how, async (wires, most, grouping) => {
        const { attempt, plan, sent, places } = await write(wires, most, grouping);
        expect(sent.map(({ row }) => row).sort((a, b) => a - b)).toEqual(wires.map((_, at) => at + 1));
        for (const { row, values } of sent) expect(values).toEqual(wires[row - 1]);
        // Positions follow each other within a part, and a row is found at its place.
        expect(places.map(([pos]) => Number(pos))).toEqual(wires.map((_, at) => at + 1));
        const jobs = places.map(([, job]) => Number(job));
        expect(jobs).toEqual(jobs.toSorted((a, b) => a - b));
        const [, job, row, at, size] = places.at(-1) ?? [];
        const place = { at: Number(at), size: Number(size) };
        expect(await readSentRecord(folder, attempt, Number(job), place)).toEqual(wires[Number(row) - 1]);

        const head = Buffer.byteLength('Name,AccountId\n');
        const sizeOf = new Map(places.map(([, , rn, , bytes]) => [Number(rn), Number(bytes)]));
        for (const [index, { rows: held, chain }] of plan.entries()) {
          const bytes = Buffer.byteLength(await textOf(attempt, index + 1));
          expect(held).toBeLessThanOrEqual(most.rows);
          if (held > 1) expect(bytes).toBeLessThanOrEqual(most.bytes);
          if (grouping.oneByOne) expect(chain).toBe(0);
        }
        for (const parent of new Set(wires.map(([, name]) => name))) {
          if (parent === '') continue;
          const own = sent.filter(({ values }) => values[1] === parent);
          const bytes = own.reduce((sum, one) => sum + (sizeOf.get(one.row) ?? 0), head);
          const isLarge = own.length > Math.min(most.rows, grouping.window) || bytes > most.bytes;
          const used = new Set(own.map(({ part }) => part));
          if (!isLarge) expect(used.size).toBe(1);
          else {
            const chains = new Set([...used].map((part) => plan[part - 1]?.chain));
            expect(chains.size).toBe(1);
            expect(chains.has(null)).toBe(false);
            for (const part of used) expect(plan[part - 1]?.rows).toBeLessThanOrEqual(grouping.window);
          }
          // The rows of a parent keep their order, and nothing stands between them.
          const order = own.map(({ row: one }) => one);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
          for (const part of used) {
            const ats = sent.flatMap((one, place_) =>
              one.part === part && one.values[1] === parent ? [place_] : [],
            );
            expect((ats.at(-1) ?? 0) - (ats[0] ?? 0)).toBe(ats.length - 1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves nothing behind but the files of its parts, and nothing at all when it is given up', async () => {
    const long = 'é'.repeat(300_000);
    const wires = Array.from({ length: 500 }, (_, at) => [at === 77 ? long : `Row ${at}`, `A${at % 7}`]);
    const { attempt, plan, sent } = await write(
      wires,
      { rows: 50, bytes: 1e9 },
      { bytes: 1e9, sortedAtOnce: 100 },
    );
    for (const { row, values } of sent) expect(values).toEqual(wires[row - 1]);
    const left = async (of: number) =>
      (await readdir(folder.sent)).filter((name) => name.startsWith(`${of}-`)).sort();
    expect(await left(attempt)).toEqual(plan.map((_, at) => `${attempt}-${at + 1}.csv`).sort());
    const given = await openGroupedParts(folder, 9999, header, everything, usual);
    for (const [at, wire] of wires.entries()) await given.add(at + 1, wire);
    await given.discard();
    expect(await left(9999)).toEqual([]);
  });
});
