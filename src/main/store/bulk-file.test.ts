import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBulkFile, openBulkFile } from './bulk-file';
import { openDatabase, type Database } from './database';

let folder: string;
let database: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bulkhead bulk's "));
  database = await openDatabase(join(folder, 'some.duckdb'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const roundTrip = async (rows: (string | null)[]): Promise<unknown[]> => {
  const file = openBulkFile(join(folder, 'rows'));
  rows.forEach((text, at) => file.add([at, text, text === null ? null : at]));
  file.close();
  const columns = { rn: 'INTEGER', t: 'VARCHAR', n: 'INTEGER' } as const;
  const found = await database.all(`SELECT * FROM ${fromBulkFile(file.path, columns)} ORDER BY rn`);
  expect(found.map(([, , n]) => n)).toEqual(rows.map((text, at) => (text === null ? null : at)));
  return found.map(([, text]) => text);
};

describe('a bulk file', () => {
  it('keeps every text, whatever is in it, and tells nothing from empty', async () => {
    const nasty = [
      null,
      '',
      'a',
      '"',
      '""',
      ',',
      '\n',
      '\r\n',
      '\r',
      ' padded ',
      'NULL',
      '#N/A',
      '1.10',
      '\\N',
      "'",
      'ž😀',
      ';\t|',
    ];
    expect(await roundTrip(nasty)).toEqual(nasty);
    await fc.assert(
      fc.asyncProperty(
        // The database keeps texts as UTF-8 without NUL.
        fc.array(fc.option(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'))), {
          maxLength: 30,
        }),
        async (rows) => {
          expect(await roundTrip(rows)).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });
});
