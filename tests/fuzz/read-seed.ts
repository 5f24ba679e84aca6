import { writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { readTable, type TableRow } from '../../src/main/files/read-table';
import { AppError } from '../../src/shared/errors/app-error';
import { delimiters, makeAnyFile } from './make-bytes';
import { decodeWhole, splitRecords } from './split-records';

type Reading = { header: string[]; rows: TableRow[]; blankLines: number; refusal: string | null };

const read = async (path: string, seed: number): Promise<Reading> => {
  const { encoding, delimiter, headerRow } = makeAnyFile(seed);
  const reading: Reading = { header: [], rows: [], blankLines: 0, refusal: null };
  try {
    const outcome = await readTable(
      path,
      { dialect: { encoding, delimiter, headerRow }, reading: 'as-written' },
      {
        begin: ({ names }) => {
          reading.header = names;
        },
        row: (row) => {
          reading.rows.push(row);
        },
      },
    );
    reading.blankLines = outcome.blankLines;
    expect(outcome.rows).toBe(reading.rows.length);
  } catch (cause) {
    // Anything but an error in words is a crash.
    if (!(cause instanceof AppError)) throw cause;
    reading.refusal = cause.code;
  }
  return reading;
};

const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && cells[0] === '';

/** What may stand for any letter: a byte that could not be read is shown in its place. */
const hasDoubt = (text: string): boolean => /[\ufffd\ud800-\udfff]/.test(text);

/**
 * Reads one file of any bytes and compares it with the plainest reading: every record is a row, the header, a line above
 * it or a blank line, in order and cell by cell, or the file is refused in words for a reason the plain reading sees too.
 */
export const readSeed = async (path: string, seed: number): Promise<'read' | 'refused'> => {
  const { bytes, encoding, delimiter, headerRow } = makeAnyFile(seed);
  await writeFile(path, bytes);
  const { header, rows, blankLines, refusal } = await read(path, seed);
  const text = decodeWhole(bytes, encoding);
  const { records, strays, isOpen } = splitRecords(text, delimiters[delimiter]);
  const start = records.findIndex((cells, at) => at + 1 >= headerRow && !isBlank(cells));
  const expected = start === -1 ? [] : records.slice(start + 1).filter((cells) => !isBlank(cells));
  const blank = start === -1 ? 0 : records.length - start - 1 - expected.length;

  if (refusal === 'file.not-text') return 'refused';
  if (refusal === 'file.empty' || refusal === 'file.header-only') {
    expect([seed, rows.length, expected.length]).toEqual([seed, 0, 0]);
    return 'refused';
  }
  if (refusal === 'file.too-wide') {
    expect(records[start]?.length).toBeGreaterThan(5000);
    return 'refused';
  }
  if (refusal !== null) {
    expect([seed, isOpen || strays.length > 0]).toEqual([seed, true]);
    return 'refused';
  }
  expect([seed, isOpen]).toEqual([seed, false]);
  expect([seed, rows.length, blankLines]).toEqual([seed, expected.length, blank]);
  const width = records[start]?.length ?? 0;
  expect([seed, header.length]).toEqual([seed, width]);
  for (const [at, row] of rows.entries()) {
    const cells = expected[at] ?? [];
    const whole = [...row.cells, ...(row.extra ?? [])].slice(0, Math.max(cells.length, 0));
    if (!cells.some(hasDoubt) && !whole.some(hasDoubt)) expect([seed, whole]).toEqual([seed, cells]);
    const isRagged = cells.length !== width;
    const isTotal = row.damage?.kind === 'total-line';
    if (!isTotal) expect([seed, at, row.damage?.kind === 'cell-count']).toEqual([seed, at, isRagged]);
  }
  return 'read';
};
