import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFile } from '../../src/main/files/inspect-file';
import { readSource } from '../../src/main/files/read-source';
import type { TableRow } from '../../src/main/files/read-table';
import { AppError } from '../../src/shared/errors/app-error';
import { createChance, makeRandomBook, type Chance, type RandomBook } from './random-book';
import { spoilBytes, spoilParts } from './spoil-book';

type Reading =
  | { refused: string }
  | { header: string[]; rows: TableRow[]; counted: number; blankLines: number };

const readAsProgram = async (path: string, bytes: Buffer): Promise<Reading> => {
  await writeFile(path, bytes);
  const rows: TableRow[] = [];
  let header: string[] = [];
  try {
    const { dialect } = await inspectFile(path);
    const outcome = await readSource(
      path,
      { dialect },
      { begin: ({ names }) => void (header = names), row: (row) => void rows.push(row) },
    );
    return { header, rows, counted: outcome.rows, blankLines: outcome.blankLines };
  } catch (cause) {
    if (cause instanceof AppError && cause.code.startsWith('file.')) return { refused: cause.code };
    throw cause;
  }
};

const fail = (what: string, detail: unknown): never => {
  throw new Error(`${what}: ${JSON.stringify(detail)}`);
};

/** A sound workbook is read cell by cell as it was meant. */
const judgeSound = (book: RandomBook, reading: Reading): void => {
  if ('refused' in reading) return fail('a sound workbook is refused', [book.form, reading.refused]);
  const meant = book.rows.map(({ line, cells }, at) => [
    at + 1,
    line,
    ...cells.map((cell) => cell?.text ?? ''),
  ]);
  const read = reading.rows.map(({ row, line, cells }) => [row, line, ...cells]);
  if (JSON.stringify([book.header, meant]) !== JSON.stringify([reading.header, read])) {
    fail('another reading', { form: book.form, meant, read });
  }
  if (reading.blankLines !== book.blankLines)
    fail('other blank lines', [reading.blankLines, book.blankLines]);
};

/** Whatever is read of a spoilt one: every row is counted, in order, and as wide as its header. */
const judgeSpoilt = (reading: Reading): void => {
  if ('refused' in reading) return;
  const { rows, header, counted } = reading;
  if (rows.length !== counted) fail('rows are not accounted for', [rows.length, counted]);
  rows.forEach(({ row, line, cells }, at) => {
    const before = rows[at - 1];
    if (row !== at + 1 || cells.length !== header.length || line <= (before?.line ?? 0)) {
      fail('a row out of order', { row, line, cells, header });
    }
  });
};

export type Judged = { books: number; read: number; refused: Record<string, number>; slowest: number };

/**
 * Reads workbooks made by chance, sound ones, ones with changed parts and ones with changed bytes, until the time is
 * over. Throws at the first that is read wrongly, or that ends in anything but a refusal in words, with its seed.
 */
export const judgeReadings = async (seed: number, isOver: () => boolean): Promise<Judged> => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  const path = join(folder, 'book');
  const judged: Judged = { books: 0, read: 0, refused: {}, slowest: 0 };
  const note = (reading: Reading): void => {
    if ('refused' in reading) judged.refused[reading.refused] = (judged.refused[reading.refused] ?? 0) + 1;
    else judged.read += 1;
  };
  const judge = async (chance: Chance): Promise<void> => {
    const book = makeRandomBook(chance);
    judgeSound(book, await readAsProgram(path, book.bytes));
    for (let times = 0; times < 4; times += 1) {
      const isZip = book.form !== 'xls';
      const inParts = isZip && chance.below(3) > 0;
      const spoilt = inParts ? spoilParts(book.bytes, chance) : spoilBytes(book.bytes, chance);
      const began = performance.now();
      const reading = await readAsProgram(path, spoilt);
      judged.slowest = Math.max(judged.slowest, performance.now() - began);
      judgeSpoilt(reading);
      note(reading);
    }
    judged.books += 5;
  };
  try {
    for (let at = seed; !isOver(); at += 1) {
      try {
        await judge(createChance(at));
      } catch (cause) {
        throw new Error(`seed ${at}`, { cause });
      }
    }
    return judged;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
