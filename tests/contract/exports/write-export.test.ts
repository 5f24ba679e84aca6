import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExport, type ExportTable } from '../../../src/main/files/write-export';
import { readWorkbook } from './read-workbook';

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'bulkhead-write-'))));
afterEach(async () => rm(folder, { recursive: true, force: true }));

const tableOf = (count: number, cell: (row: number) => string): ExportTable => ({
  header: ['Key', 'Text'],
  types: ['string', 'textarea'],
  rows: (async function* rows() {
    for (let row = 1; row <= count; row += 1) yield [String(row), cell(row)];
  })(),
});

describe('writeExport', () => {
  it('goes on in another sheet, under the same header, where one is full', async () => {
    const path = join(folder, 'full.xlsx');
    const target = { path, format: 'xlsx' as const, forSpreadsheet: false, sheetRows: 4 };
    await writeExport(
      tableOf(7, (row) => `${row}\n${row}`),
      target,
      signal,
    );
    const { sheets } = readWorkbook(await readFile(path));
    const keys = sheets.map((rows) => rows.map(([key]) => key?.text));
    expect(keys).toEqual([
      ['Key', '1', '2', '3'],
      ['Key', '4', '5', '6'],
      ['Key', '7'],
    ]);
    expect(sheets[1]?.[1]?.[1]?.text).toBe('4\n4');
  });

  it('keeps characters a workbook can’t hold from spoiling it, and counts what it cuts', async () => {
    const path = join(folder, 'strange.xlsx');
    const cells = [
      '\u0000\u0001\u001f',
      '<&>"\'',
      '😀\ud83d',
      `${'y'.repeat(32_766)}😀`,
      '  two blanks  ',
      '\uffff',
    ];
    const target = { path, format: 'xlsx' as const, forSpreadsheet: false };
    const written = await writeExport(
      tableOf(cells.length, (row) => cells[row - 1] ?? ''),
      target,
      signal,
    );
    expect(written.cutCells).toBe(1);
    const [rows = []] = readWorkbook(await readFile(path)).sheets;
    expect(rows.slice(1).map((row) => row[1]?.text)).toEqual([
      '_x0000__x0001__x001F_',
      '<&>"\'',
      '😀\ufffd',
      'y'.repeat(32_766),
      '  two blanks  ',
      '\ufffd',
    ]);
  });

  it('keeps every value of a CSV as it is', async () => {
    const path = join(folder, 'exact.csv');
    await writeExport(
      tableOf(2, (row) => (row === 1 ? ' a\r\nb\rc, "d" ' : '')),
      { path, format: 'csv', forSpreadsheet: false },
      signal,
    );
    expect(await readFile(path, 'utf8')).toBe('Key,Text\n1," a\r\nb\rc, ""d"" "\n2,\n');
  });

  it.each(['csv', 'xlsx'] as const)('leaves nothing of a %s whose rows break off', async (format) => {
    const table = tableOf(50_000, (row) => {
      if (row === 40_000) throw new Error('the rows broke off');
      return 'x'.repeat(50);
    });
    const path = join(folder, `broken.${format}`);
    await expect(writeExport(table, { path, format, forSpreadsheet: false }, signal)).rejects.toThrow(
      'the rows broke off',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that a folder is no file', async () => {
    const path = join(folder, 'taken');
    await mkdir(join(path, 'inner'), { recursive: true });
    const writing = writeExport(
      tableOf(1, () => 'x'),
      { path, format: 'csv', forSpreadsheet: false },
      signal,
    );
    await expect(writing).rejects.toMatchObject({ code: 'export.unwritable', params: { path } });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
