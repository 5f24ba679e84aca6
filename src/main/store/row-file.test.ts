import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeQuotedCells } from '../../core/sheet/write-csv';
import { openRowFile, writeRowFile, type SourceRow } from './row-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-rows-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('a file of rows', () => {
  it('gives every row back as it was, by range and by number, at the edges of blocks too', async () => {
    const path = join(folder, 'many');
    const writer = await writeRowFile(path);
    const rows = 1300;
    for (let row = 1; row <= rows; row += 1) {
      writer.add({ row, line: row + 1, cells: [`r${row}`, 'ž\n"\u2028'], damage: null });
      await writer.drain();
    }
    await writer.finish();
    const file = openRowFile(path);
    for (const [from, to] of [
      [1, 1],
      [512, 513],
      [500, 1100],
      [1300, 1300],
      [1, 1300],
      [1299, 1400],
    ] as const) {
      const found = await file.range(from, to);
      const expected = Array.from({ length: Math.min(to, rows) - from + 1 }, (_, at) => `r${from + at}`);
      expect(found.map(({ cells }) => cells[0])).toEqual(expected);
      expect(found[0]).toMatchObject({ row: from, line: from + 1 });
    }
    const some = await file.some([1300, 2, 513, 512, 2, 9999]);
    expect(some.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [2, 'r2'],
      [512, 'r512'],
      [513, 'r513'],
      [1300, 'r1300'],
    ]);
  });

  it('keeps every text, damage and overlong rows', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), {
          minLength: 1,
          maxLength: 20,
        }),
        async (sheet) => {
          const path = join(folder, `p${(number += 1)}`);
          const writer = await writeRowFile(path);
          sheet.forEach((cells, at) =>
            writer.add({
              row: at + 1,
              line: at + 2,
              cells,
              damage: at % 3 === 0 ? { kind: 'nul', line: at + 2, column: 1 } : null,
              ...(at % 2 === 0 ? { extra: ['more'] } : {}),
            }),
          );
          await writer.finish();
          const found = await openRowFile(path).range(1, sheet.length);
          expect(found.map(({ cells }) => cells)).toEqual(sheet);
          expect(found.map(({ damage }) => damage !== null)).toEqual(sheet.map((_, at) => at % 3 === 0));
          expect(found.map(({ extra }) => extra?.length ?? 0)).toEqual(
            sheet.map((_, at) => (at % 2 === 0 ? 1 : 0)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('stretch', () => {
  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.stringMatching(/^[a-zé,;\][{}]{0,6}$/) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('"', ']', '[', ',', '{', 'a', '\n') }) },
  );
  const damage = fc.constantFrom<SourceRow['damage']>(null, null, null, { kind: 'nul', line: 3, column: 1 });

  it('is the record a row would be written as, or nothing; and nothing of a damaged row', async () => {
    const seen = { quoted: 0, read: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            cells: fc.array(cell, { minLength: 1, maxLength: 4 }),
            damage,
            extra: fc.option(fc.array(cell), { freq: 1 }),
          }),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        async (made) => {
          const path = join(folder, 'quoted');
          const writer = await writeRowFile(path);
          made.forEach(({ cells, damage, extra }, at) =>
            writer.add({ row: at + 1, line: at + 7, cells, damage, ...(extra === null ? {} : { extra }) }),
          );
          await writer.finish();
          const { bytes, starts, ends } = await openRowFile(path).stretch(1, made.length);
          expect(starts).toHaveLength(made.length);
          made.forEach(({ cells, damage, extra }, at) => {
            const quoted = starts[at] === -1 ? null : bytes.toString('utf8', starts[at], ends[at]);
            seen[quoted === null ? 'read' : 'quoted'] += 1;
            if (quoted !== null)
              expect([damage, extra, quoted]).toEqual([null, null, writeQuotedCells(cells)]);
          });
        },
      ),
    );
    expect(Math.min(seen.quoted, seen.read)).toBeGreaterThan(20);
  });
});
