import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeQuotedCells } from '../../core/sheet/write-csv';
import { indexSource } from '../files/index-source';
import { createRecordParser } from '../files/parse-records';
import { readTable, type TableRow } from '../files/read-table';
import { openIndexedRows } from './indexed-rows';
import type { RowFile } from './row-file';
import { openRowIndex, writeRowIndex } from './row-index';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-indexed-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

type Opened = { file: RowFile; header: string[]; headerLine: number; blankLines: number; rows: number };

/** Indexes a file and opens its rows; null where it has to be read more closely. */
const openIndexed = async (path: string): Promise<Opened | null> => {
  const rows = join(folder, 'rows');
  const writer = await writeRowIndex(rows);
  let header: string[] = [];
  let headerLine = 0;
  const sink = {
    begin: (names: string[], line: number) => {
      header = names;
      headerLine = line;
    },
    row: (at: number, line: number, exact: boolean) => writer.add(at, line, exact),
    drain: writer.drain,
  };
  const indexed = await indexSource(path, sink).catch(() => null);
  if (indexed === null) {
    await writer.discard();
    return null;
  }
  await writer.finish(header.length, indexed.end);
  const index = await openRowIndex(rows);
  if (index === null) throw new Error('no index');
  return { file: openIndexedRows(path, index), header, headerLine, ...indexed };
};

const readClosely = async (path: string) => {
  const rows: TableRow[] = [];
  let header: string[] = [];
  let headerLine = 0;
  const outcome = await readTable(
    path,
    { dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 }, reading: 'as-written' },
    {
      begin: ({ names }, line) => {
        header = names;
        headerLine = line;
      },
      row: (row) => rows.push(row),
    },
  ).catch((cause: unknown) => cause);
  return { rows, header, headerLine, outcome };
};

/** Texts that are nearly CSV, in every way that matters. */
const pieces =
  'a|b,|,|,,|\n|\n|\r\n|"q"|"a,b"|"x""y"|"two\nlines"|"two\r\nlines"|""| |ü|日本|n/a|\n\n|x,y\n|"1","2"\n|1,2,3\n'.split(
    '|',
  );
const strange = ['"', '5" pipe', '\r', '"open', '"a" ,', '\u0000', '\ufeff', '\v', '\f', '"cr\ronly"'];
const text = fc.array(
  fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.constantFrom(...strange) },
  ),
  { minLength: 1, maxLength: 40 },
);

describe('rows of an indexed source', () => {
  it('are those that close reading finds, or the file is left to that', async () => {
    const seen = { indexed: 0, left: 0, exact: 0 };
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('', '\ufeff'), async (parts, mark) => {
        const path = join(folder, 'source');
        await writeFile(path, `${mark}h1,h2\n${parts.join('')}`);
        const opened = await openIndexed(path);
        seen[opened === null ? 'left' : 'indexed'] += 1;
        if (opened === null) return;
        const { rows, header, headerLine, outcome } = await readClosely(path);
        const damaged = rows.filter(({ damage }) => damage !== null).length;
        expect(outcome).toEqual({ rows: opened.rows, blankLines: opened.blankLines, damaged });
        expect([opened.header, opened.headerLine]).toEqual([header, headerLine]);
        expect(await opened.file.range(1, rows.length)).toEqual(rows);
        const some = rows.filter(({ row }) => row % 3 === 1);
        expect(await opened.file.some(some.map(({ row }) => row))).toEqual(some);
        const { bytes, starts, ends } = await opened.file.stretch(1, rows.length);
        rows.forEach(({ cells, damage }, at) => {
          if (starts[at] === -1) return;
          seen.exact += 1;
          expect(damage).toBe(null);
          const parser = createRecordParser('comma');
          const record = bytes.toString('utf8', starts[at], ends[at]);
          expect([...parser.push(`${record}\n`), ...parser.finish()].map((one) => one.cells)).toEqual([
            cells,
          ]);
        });
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.indexed, seen.left, seen.exact)).toBeGreaterThan(40);
  });

  it('are found over many blocks and pieces of the file', async () => {
    const path = join(folder, 'large');
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, at) =>
      at % 7 === 0 ? `${at},"two\nlines, ""${at}"""` : `${at},${'word '.repeat(at % 40)}x`,
    );
    await writeFile(path, `No,Text\r\n${lines.join('\r\n\r\n')}`);
    const opened = await openIndexed(path);
    const { rows } = await readClosely(path);
    expect(opened?.rows).toBe(count);
    for (const [from, to] of [
      [1, 3],
      [511, 514],
      [9000, 9600],
      [count - 1, count + 5],
    ] as const)
      expect(await opened?.file.range(from, to)).toEqual(rows.slice(from - 1, to));
    const stretch = await opened?.file.stretch(700, 702);
    expect(stretch?.bytes.toString('utf8', stretch.starts[1], stretch.ends[1])).toBe(lines[700]);
    expect(writeQuotedCells(rows[700]?.cells ?? [])).toContain('"700"');
  });

  it('are not there for a file that was not indexed', async () => {
    expect(await openRowIndex(join(folder, 'nothing'))).toBe(null);
  });
});
