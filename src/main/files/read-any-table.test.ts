import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { delimiterCharacters } from '../../core/sheet/delimiters';
import { Delimiter, type Encoding } from '../../shared/domain/sheet';
import { readTable, type TableRow } from './read-table';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-any-table-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const read = async (bytes: Uint8Array, dialect: { encoding: Encoding; delimiter: Delimiter }) => {
  const path = join(folder, 'table.csv');
  await writeFile(path, bytes);
  const rows: TableRow[] = [];
  let header: string[] = [];
  const outcome = await readTable(
    path,
    { dialect: { ...dialect, headerRow: 1 } },
    { begin: ({ names }) => void (header = names), row: (row) => void rows.push(row) },
  );
  return { header, rows, outcome };
};

/** A writer of its own: quotes where it must or may, ends each record as it is told. */
const render = (records: { cells: string[]; quote: boolean[]; ending: string }[], mark: string): string =>
  records
    .map(({ cells, quote, ending }) => {
      const parts = cells.map((cell, at) => {
        const must = cell.includes(mark) || /["\r\n]/.test(cell);
        return must || quote[at] === true ? `"${cell.split('"').join('""')}"` : cell;
      });
      return parts.join(mark) + ending;
    })
    .join('');

/** A few letters of each encoding that need more than ASCII. */
const letters: Record<Exclude<Encoding, 'utf-8' | 'utf-16le' | 'utf-16be'>, string> = {
  'windows-1252': 'ä€ÿ’',
  'windows-1250': 'łřŤ',
  'windows-1251': 'ЖяЃ',
  'windows-1253': 'Αώ€',
  'windows-1254': 'ğıŞ',
  'windows-1255': 'אש₪',
  'windows-1256': 'مةچ',
  'windows-1257': 'ąŽģ',
  'iso-8859-1': 'éÿ¤',
  'iso-8859-2': 'ľŠź',
  'iso-8859-15': 'é€Ž',
  macintosh: 'é∞Ÿ',
  cp437: 'ü£α',
  cp850: 'øÐ¾',
  cp852: 'ěŁű',
  shift_jis: 'ｱ表能ソ',
  gbk: '张镕€',
  gb18030: '张𠀀ñ',
  big5: '功許',
  'euc-kr': '김철',
};
const binary = fc.string({ unit: 'binary', maxLength: 6 });
const alphabets: Record<Encoding, fc.Arbitrary<string>> = {
  'utf-8': binary,
  'utf-16le': binary,
  'utf-16be': binary,
  ...(Object.fromEntries(
    Object.entries(letters).map(([encoding, some]) => [
      encoding,
      fc.string({ unit: fc.constantFrom(...some, 'a'), maxLength: 6 }),
    ]),
  ) as Record<keyof typeof letters, fc.Arbitrary<string>>),
};

const nasty = fc.constantFrom(
  '',
  ' ',
  '"',
  '""',
  'a"b',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  '\r',
  'a\r',
  '\v',
  'x\v',
  '\f',
  'x\f',
  '\n\r',
  '007',
  '=1',
  "'",
);

const table = fc
  .record({
    encoding: fc.constantFrom(...(Object.keys(alphabets) as Encoding[])),
    delimiter: fc.constantFrom(...Delimiter.options),
    width: fc.integer({ min: 2, max: 5 }),
  })
  .chain(({ encoding, delimiter, width }) => {
    // NULs are damage, and a file full of other control characters is rightly taken for no text.
    const cell = fc.oneof(
      nasty,
      alphabets[encoding].map((text) => text.replace(/(?![\t-\r])\p{Cc}/gu, 'c')),
    );
    const record = fc.record({
      cells: fc.array(cell, { minLength: width, maxLength: width }),
      quote: fc.array(fc.boolean(), { minLength: width, maxLength: width }),
      ending: fc.constantFrom('\n', '\r\n', '\r'),
    });
    return fc.record({
      encoding: fc.constant(encoding),
      delimiter: fc.constant(delimiter),
      mark: fc.boolean(),
      endless: fc.boolean(),
      records: fc.array(record, { minLength: 1, maxLength: 12 }),
    });
  });

it('delivers every record of any table exactly as it was written, with its number and line', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ encoding, delimiter, mark, endless, records }) => {
      const width = records[0]?.cells.length ?? 0;
      const names = Array.from({ length: width }, (_, at) => `h${at}`);
      const all = [{ cells: names, quote: names.map(() => false), ending: '\n' }, ...records];
      const last = all.at(-1);
      if (endless && last !== undefined) all[all.length - 1] = { ...last, ending: '' };
      const character = delimiterCharacters[delimiter];
      const text = render(all, character);
      const addBOM = mark && encoding.startsWith('utf');
      const result = await read(iconv.encode(text, encoding, { addBOM }), { encoding, delimiter });

      let line = 2;
      const expected = records.map(({ cells }, at) => {
        const row = { row: at + 1, line, cells, damage: null };
        line += render([all[at + 1] ?? all[0]!], character).match(/\r\n|\r|\n/g)?.length ?? 0;
        return row;
      });
      expect(result.header).toEqual(names);
      // What looks like a total is a row like any other, and marked.
      const rows = result.rows.map((row) =>
        row.damage?.kind === 'total-line' ? { ...row, damage: null } : row,
      );
      expect(rows).toEqual(expected);
      expect(result.outcome).toMatchObject({ rows: records.length, blankLines: 0 });
    }),
    { numRuns: 300 },
  );
});
