import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexRecords, readRecord } from './index-records';
import { CsvFault, splitRecord } from './parse';
import { quoteCells, writeBareName } from './write';

async function readAll(text: string, lineEnding: 'LF' | 'CRLF' = 'LF'): Promise<string[][]> {
  const bytes = Buffer.from(text);
  const index = await indexRecords(bytes, lineEnding);
  return index.starts.map((_, at) => splitRecord(readRecord(bytes, index, at), ','));
}

describe('strict CSV', () => {
  it.each([
    ['a,b', ['a', 'b']],
    ['', ['']],
    [',', ['', '']],
    ['"a",', ['a', '']],
    ['"a,b","c""d"', ['a,b', 'c"d']],
    ['"",x', ['', 'x']],
    ['"two\nlines",2', ['two\nlines', '2']],
    [' a , b ', [' a ', ' b ']],
  ])('splits %j', (record, cells) => {
    expect(splitRecord(record, ',')).toEqual(cells);
  });

  it.each(['a"b', 'a, "b"', '"a" ,b', '"a"b', '"open', '""a'])('refuses %j', (record) => {
    expect(() => splitRecord(record, ',')).toThrow(CsvFault);
  });

  it('finds records whatever stands inside quotes, and skips wholly empty lines', async () => {
    expect(await readAll('h,i\n\n"a\n\nb",1\nlast,2')).toEqual([
      ['h', 'i'],
      ['a\n\nb', '1'],
      ['last', '2'],
    ]);
    expect(await readAll('h\r\n"x\r\ny"\r\n', 'CRLF')).toEqual([['h'], ['x\r\ny']]);
  });

  it('notices breaks of the other kind and quotes that never close', async () => {
    const look = async (text: string, kind: 'LF' | 'CRLF'): Promise<[boolean, boolean]> => {
      const { otherLineEnding, openQuote } = await indexRecords(Buffer.from(text), kind);
      return [otherLineEnding, openQuote];
    };
    expect(await look('a\nb\n', 'LF')).toEqual([false, false]);
    expect(await look('a\r\nb', 'LF')).toEqual([true, false]);
    expect(await look('a\n', 'CRLF')).toEqual([true, false]);
    expect(await look('a\rb\n', 'LF')).toEqual([true, false]);
    expect(await look('"a\n', 'LF')).toEqual([false, true]);
  });

  it('gives back what was written, for any cells and every delimiter', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '^', '`', '\n', ' ', 'é', '🧱'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t', '|', '^', '`'),
        async (rows, delimiter) => {
          const bytes = Buffer.from(rows.map((row) => `${quoteCells(row, delimiter)}\n`).join(''));
          const index = await indexRecords(bytes, 'LF');
          expect(index.starts.map((_, at) => splitRecord(readRecord(bytes, index, at), delimiter))).toEqual(
            rows,
          );
        },
      ),
    );
  });

  it('leaves header names bare unless they would break the line', () => {
    expect([writeBareName('Name', ','), writeBareName('a,b', ','), writeBareName('a,b', ';')]).toEqual([
      'Name',
      '"a,b"',
      'a,b',
    ]);
  });
});
