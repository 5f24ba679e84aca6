import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dialect } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { readTable, type TableRow } from './read-table';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-table-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

let files = 0;
const save = async (bytes: Uint8Array | string): Promise<string> => {
  files += 1;
  const path = join(folder, `${files}.csv`);
  await writeFile(path, bytes);
  return path;
};

const plain: Dialect = { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 };

const read = async (bytes: Uint8Array | string, dialect: Partial<Dialect> = {}) => {
  const rows: TableRow[] = [];
  let header: string[] = [];
  let drained = 0;
  const outcome = await readTable(
    await save(bytes),
    { dialect: { ...plain, ...dialect } },
    {
      begin: ({ names }) => void (header = names),
      row: (row) => void rows.push(row),
      drain: async () => void (drained += 1),
    },
  );
  return { header, rows, outcome, drained };
};

const refusal = async (bytes: Uint8Array | string, dialect: Partial<Dialect> = {}) => {
  try {
    await read(bytes, dialect);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params };
    throw error;
  }
  return null;
};

describe('readTable', () => {
  it('counts blank lines apart, so that lines and rows add up', async () => {
    const { rows, outcome } = await read('a,b\n\n1,2\n   \n\n3,4\n\n');
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 3],
      [2, 6],
    ]);
    expect(outcome).toEqual({ rows: 2, blankLines: 4, damaged: 0 });
  });

  it('keeps every cell of rows with too few or too many', async () => {
    const { rows, outcome } = await read('a,b,c\n1\n1,2,3,4,5,,\n1,2,3,,,\n');
    expect(rows[0]).toEqual({
      row: 1,
      line: 2,
      cells: ['1', '', ''],
      damage: { kind: 'cell-count', line: 2, expected: 3, found: 1 },
    });
    expect(rows[1]).toEqual({
      row: 2,
      line: 3,
      cells: ['1', '2', '3'],
      extra: ['4', '5'],
      damage: { kind: 'cell-count', line: 3, expected: 3, found: 5 },
    });
    expect(rows[2]?.damage).toBeNull();
    expect(outcome.damaged).toBe(2);
  });

  it('marks rows with bytes that are not in the encoding and spares the others', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,ü\n2,'),
      Buffer.from([0xfc, 0x0a]),
      Buffer.from('3,€\n'),
    ]);
    const { rows } = await read(bytes);
    expect(rows.map(({ damage }) => damage)).toEqual([null, { kind: 'bad-bytes', line: 3, column: 2 }, null]);
    expect(rows.map(({ cells }) => cells[1])).toEqual(['ü', '\ufffd', '€']);
    const undefinedByte = Buffer.from([0x61, 0x0a, 0x81, 0x0a, 0xe4, 0x0a]);
    const legacy = await read(undefinedByte, { encoding: 'windows-1252' });
    expect(legacy.rows.map(({ cells, damage }) => [cells[0], damage?.kind])).toEqual([
      ['\ufffd', 'bad-bytes'],
      ['ä', undefined],
    ]);
    const half = Buffer.concat([
      iconv.encode('a\nb\n', 'utf-16le'),
      Buffer.from([0x00, 0xd8, 0x0a, 0x00, 0x41]),
    ]);
    const wide = await read(half, { encoding: 'utf-16le' });
    expect(wide.rows.map(({ damage }) => damage?.kind)).toEqual([undefined, 'bad-bytes', 'bad-bytes']);
  });

  it('marks rows with NUL characters', async () => {
    const { rows } = await read('a,b\n1,2\n3,\u0000\n');
    expect(rows.map(({ damage }) => damage)).toEqual([null, { kind: 'nul', line: 3, column: 2 }]);
  });

  it.each([
    ['', {}, 'file.empty', {}],
    ['\n \n', {}, 'file.empty', {}],
    ['\ufeff', {}, 'file.empty', {}],
    ['a,b\n', {}, 'file.header-only', {}],
    ['a,b\n\n\n', {}, 'file.header-only', {}],
    ['a,b\n1,2', { headerRow: 9 }, 'file.header-only', {}],
    ['PK\u0003\u0004xxxx', {}, 'file.not-text', {}],
    ['a,b\n1,"2\n3,4\n', {}, 'file.unclosed-quote', { line: 2 }],
    ['a,b\n1,2\n"x"y",4\n"5",6\n', {}, 'file.text-after-quote', { line: 3, column: 1 }],
    ['a,b\n1,2\n3,"x"y\n4"\n5,6\n"5"x\n', {}, 'file.text-after-quote', { line: 6, column: 1 }],
    ['a,"b"c\n1,2\n', {}, 'file.text-after-quote', { line: 1, column: 2 }],
    ['a,b\r\n"1\r\n2",2\r\n3,"', {}, 'file.unclosed-quote', { line: 4 }],
    ['a,b,a \n1,2,3', {}, 'file.repeated-header', { header: 'a', line: 1, column: 3 }],
    ['a,,c\n1,,3\n1,2,3', {}, 'file.empty-header', { line: 3, column: 2 }],
    ['a,b,,\n1,2,,\n1,2,,4', {}, 'file.empty-header', { line: 3, column: 4 }],
    [',,\n1,2,3', {}, 'file.empty-header', { line: 1, column: 1 }],
  ])('refuses %j %j with %s', async (bytes, dialect, code, params) => {
    const refused = await refusal(bytes, dialect);
    expect(refused?.code).toBe(code);
    expect(refused?.params).toMatchObject(params);
  });

  it('holds a row in which text follows a closing quote, where the row is certain to end there', async () => {
    const { rows, outcome } = await read('a,b\n"x"y,4\n5,"6\n6"\n');
    expect(rows.map(({ line, cells, damage }) => [line, cells, damage?.kind, damage?.column])).toEqual([
      [2, ['"x"y', '4'], 'text-after-quote', 1],
      [3, ['5', '6\n6'], undefined, undefined],
    ]);
    expect(outcome.damaged).toBe(1);
  });

  it('holds what looks like a total at the end and names it', async () => {
    const { rows, outcome } = await read('No,Name,Sum\n1,A,5\n2,B,6\n,,\nTotal,,11\n\n');
    expect(rows.map(({ damage }) => damage)).toEqual([
      null,
      null,
      null,
      { kind: 'total-line', line: 5, column: 1, value: 'Total' },
    ]);
    expect(outcome).toEqual({ rows: 4, blankLines: 1, damaged: 1 });
  });

  it('gives repeated and missing names a number, or leaves their columns out, as it is told', async () => {
    const bytes = 'a,b,a,,a\n1,2,3,4,5\n6,7,8,9,10\n';
    const ask = await read(bytes, { headers: { repeated: 'ask', unnamed: 'ask' } });
    expect(ask.header).toEqual(['a', 'b', 'a', '', 'a']);
    const numbered = await read(bytes, { headers: { repeated: 'number', unnamed: 'number' } });
    expect(numbered.header).toEqual(['a', 'b', 'a (2)', 'Column 4', 'a (3)']);
    expect(numbered.rows[0]?.cells).toEqual(['1', '2', '3', '4', '5']);
    const left = await read(bytes, { headers: { repeated: 'leave-out', unnamed: 'leave-out' } });
    expect(left.header).toEqual(['a', 'b']);
    expect(left.rows.map(({ cells, damage }) => [cells, damage])).toEqual([
      [['1', '2'], null],
      [['6', '7'], null],
    ]);
  });

  it('drops columns that are empty from name to last row', async () => {
    const { header, rows } = await read('a,,c,,\n1,,3,,\n4,,6,,\n');
    expect(header).toEqual(['a', '', 'c']);
    expect(rows.map(({ cells, damage }) => [cells, damage])).toEqual([
      [['1', '', '3'], null],
      [['4', '', '6'], null],
    ]);
  });

  it('numbers rows after the header record and passes over title lines', async () => {
    const { header, rows } = await read('Report\n\nName;No\nA;1\n', { delimiter: 'semicolon', headerRow: 3 });
    expect(header).toEqual(['Name', 'No']);
    expect(rows).toEqual([{ row: 1, line: 4, cells: ['A', '1'], damage: null }]);
  });

  it('gives up on an unclosed quote after 4 MB with the line where it began', async () => {
    const before = process.memoryUsage().rss;
    const refused = await refusal(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(5_000_000)}`);
    expect(refused).toEqual({ code: 'file.unclosed-quote', params: { line: 3, column: 2 } });
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  it('gives up on a cell that never ends, with the column it stands in', async () => {
    const refused = await refusal(`a,b\n1,2\n3,${'x'.repeat(5_000_000)}`);
    expect(refused).toEqual({ code: 'file.cell-too-long', params: { line: 3, column: 2 } });
  });

  it('waits for the sink between pieces, tells its progress and stops when asked', async () => {
    const text = `a,b\n${'1,some text\n'.repeat(60_000)}`;
    const { drained, outcome } = await read(text);
    expect(outcome.rows).toBe(60_000);
    expect(drained).toBeGreaterThan(4);
    const path = await save(text);
    const control = new AbortController();
    const seen: number[] = [];
    const sink = { begin: () => {}, row: () => {} };
    await readTable(path, { dialect: plain, onProgress: (bytes) => void seen.push(bytes) }, sink);
    expect(seen.at(-1)).toBe(text.length);
    const reading = readTable(
      path,
      { dialect: plain, signal: control.signal, onProgress: () => control.abort(new Error('enough')) },
      sink,
    );
    await expect(reading).rejects.toThrow('enough');
  });

  it('says what is wrong with a path', async () => {
    const sink = { begin: () => {}, row: () => {} };
    await expect(readTable(join(folder, 'none.csv'), { dialect: plain }, sink)).rejects.toMatchObject({
      code: 'file.not-found',
      params: { name: 'none.csv' },
    });
    await expect(readTable(folder, { dialect: plain }, sink)).rejects.toMatchObject({
      code: 'file.unreadable',
    });
  });
});
