import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readCsvRecords } from './read-records';

const read = async (parts: readonly string[]): Promise<string[][]> => {
  const records: string[][] = [];
  for await (const record of readCsvRecords(Readable.from(parts.map((part) => Buffer.from(part)))))
    records.push(record);
  return records;
};

/** Cuts a text at arbitrary places, between the halves of a line break too. */
const pieces = (text: string, size: number): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  return parts;
};

const cell = fc.constantFrom('', 'a', 'ü', 'a,b', 'say "hi"', 'two\nlines', '\r\n', ' x ');
const table = fc.array(fc.tuple(fc.constantFrom('001', '002'), cell, cell), { minLength: 1, maxLength: 20 });

describe('readCsvRecords', () => {
  it('gives back every record, however the stream is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
          const text = rows.map((row) => row.map(quote).join(',') + end).join('');
          expect(await read(pieces(text, size))).toEqual(rows);
        },
      ),
    );
  });

  it('leaves out blank lines, except where one column makes them values', async () => {
    expect(await read(['"a","b"\n\n"1","2"\n\n'])).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(await read(['"a"\n""\n"1"\n""\n'])).toEqual([['a'], [''], ['1'], ['']]);
  });

  it('leaves out a record that was cut inside a quoted value, and only that one', async () => {
    const records = await read(['"sf__Id","Name"\n"001","Ada"\n"002","Bo', 'b and the rest is gone']);
    expect(records).toEqual([
      ['sf__Id', 'Name'],
      ['001', 'Ada'],
    ]);
  });

  it('rejects when the connection breaks', async () => {
    const stream = new Readable({
      read() {
        this.push('"a","b"\n');
        this.destroy(new Error('ECONNRESET'));
      },
    });
    await expect(
      (async () => {
        for await (const record of readCsvRecords(stream)) void record;
      })(),
    ).rejects.toThrow('ECONNRESET');
  });
});
