import { basename } from 'node:path';
import {
  guessDelimiter,
  guessEncoding,
  guessHeaderRow,
  isUtf32,
  looksLikeText,
} from '../../core/sheet/guess-format';
import type { Delimiter, Dialect, Encoding, EncodingDoubt } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { createTextDecoder } from './decode-text';
import { findBytes } from './find-bytes';
import { guessLegacy, type LegacyGuess } from './guess-legacy';
import { createByteMeasure, type ByteMeasure } from './measure-bytes';
import { readChunks } from './open-file';
import { createRecordParser } from './parse-records';
import type { TableReading } from './table-header';
import { inspectWorkbook, type WantedPart } from './workbook/inspect-workbook';
import { openBook } from './workbook/open-book';

/** Bytes and records at the start of a file from which delimiter and header are guessed. */
export const sampleBytes = 256 * 1024;
const sampleRecords = 40;

const decodeSample = (head: Buffer, encoding: Encoding, whole: boolean): string => {
  const decoder = createTextDecoder(encoding);
  const text = decoder.write(head);
  return whole ? text + decoder.end() : text;
};

/** The first records of the sample; a quote left open ends them, and reading the table will tell of it. */
const parseSample = (sample: string, delimiter: Delimiter, whole: boolean): string[][] => {
  const parser = createRecordParser(delimiter);
  try {
    const records = parser.push(sample);
    return (whole ? [...records, ...parser.finish()] : records)
      .slice(0, sampleRecords)
      .map(({ cells }) => cells);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
};

/**
 * What is known of a dialect beforehand; the rest is found out. Read as written, the first line is the header
 * unless only one further down can be.
 */
export type WantedDialect = Partial<Pick<Dialect, 'encoding' | 'delimiter'>> &
  WantedPart & {
    reading?: TableReading;
    /** Whether a record can name the columns, for whoever knows which names must be among them. */
    isHeader?: (cells: readonly string[]) => boolean;
    /** Which columns of a header are looked at value by value, by their 0-based numbers; left out, all. */
    examine?: (header: readonly string[]) => ReadonlySet<number>;
    signal?: AbortSignal;
  };

/** How a file is to be read; `doubt` holds encodings that fit about as well as the one of the dialect. */
export type Inspection = { dialect: Dialect; doubt: EncodingDoubt };

/** Excel's own hint for the delimiter stands above the header. */
const separatorLine = /^\ufeff?"?sep=.?"?(\r\n|\r|\n)/i;

const beyondDoubt = (encoding: Encoding): LegacyGuess => ({ encoding, doubt: [], doubtful: null });

/** UTF-8 where the bytes are, or where sound sequences outnumber damaged ones; else what the letters say. */
const decideEncoding = ({ invalid, sequences, words }: ByteMeasure): LegacyGuess =>
  invalid === 0 || sequences >= invalid ? beyondDoubt('utf-8') : guessLegacy(words);

/** How much of a doubt an error names. */
const mostNamed = 3;

const refuseDoubt = async (
  path: string,
  { doubt, doubtful }: LegacyGuess,
  delimiter: Delimiter,
  signal: AbortSignal | undefined,
): Promise<never> => {
  const { line, column } = await findBytes(path, doubtful ?? Buffer.alloc(0), delimiter, signal);
  const encodings = doubt
    .slice(0, mostNamed)
    .map(({ encoding, words }) => `${encoding} (${words[0] ?? ''})`)
    .join(', ');
  throw new AppError('file.encoding-doubt', { name: basename(path), line, column, encodings });
};

/** What can be told of the dialect from the beginning of a file alone, once its encoding is decided. */
export const inspectText = (
  head: Buffer,
  encoding: Encoding,
  whole: boolean,
  wanted: WantedDialect,
): Dialect => {
  const text = decodeSample(head, encoding, whole);
  const { reading = 'forgiving' } = wanted;
  const delimiter = wanted.delimiter ?? guessDelimiter(text, reading === 'as-written');
  const hints = separatorLine.test(text) ? 1 : 0;
  const findRow = (): number => {
    const records = parseSample(text, delimiter, whole).slice(hints);
    const guess = guessHeaderRow(records);
    if (reading === 'forgiving') return guess;
    const fits = (row: number): boolean => wanted.isHeader?.(records[row - 1] ?? []) === true;
    return fits(guess) && !fits(1) ? guess : 1;
  };
  return { encoding, delimiter, headerRow: wanted.headerRow ?? hints + findRow() };
};

/** Null for a file of text. */
const inspectAsWorkbook = async (path: string, wanted: WantedDialect): Promise<Dialect | null> => {
  const book = await openBook(path, wanted.signal);
  if (book === null) {
    if (wanted.sheet !== undefined) throw new AppError('file.no-sheets', { name: basename(path) });
    return null;
  }
  try {
    return await inspectWorkbook(book, path, wanted, wanted.signal);
  } finally {
    book.close();
  }
};

/**
 * Finds out how a file is to be read: as a workbook where its bytes are one, else as text. A text's encoding is judged
 * by every byte, so that one letter on the last line counts; delimiter and header by its beginning. Throws
 * `file.empty`, `file.utf-32`, `file.not-text`, `file.no-sheets` where text is asked for one, and what `readChunks`, `openBook` and
 * `inspectWorkbook` throw; read as written also `file.encoding-doubt` {line, column, encodings} where nobody can be
 * asked which of several encodings is meant.
 *
 * @param limit bytes of text to look at; what begins behind them is not seen
 */
export const inspectFile = async (
  path: string,
  wanted: WantedDialect = {},
  limit = Number.POSITIVE_INFINITY,
): Promise<Inspection> => {
  const { reading = 'forgiving', signal } = wanted;
  const name = basename(path);
  const asWorkbook = await inspectAsWorkbook(path, wanted);
  if (asWorkbook !== null) return { dialect: asWorkbook, doubt: [] };
  const measure = createByteMeasure();
  const sample: Buffer[] = [];
  let sampled = 0;
  let bytes = 0;
  for await (const chunk of readChunks(path, signal)) {
    if (sampled < sampleBytes) {
      const part = chunk.subarray(0, sampleBytes - sampled);
      sample.push(part);
      sampled += part.length;
    }
    if (bytes === 0 && isUtf32(chunk)) throw new AppError('file.utf-32', { name });
    if (bytes === 0 && !looksLikeText(chunk)) throw new AppError('file.not-text', { name });
    bytes += chunk.length;
    if (wanted.encoding === undefined) measure.add(chunk);
    else if (sampled >= sampleBytes) break;
    if (bytes >= limit) break;
  }
  const head = Buffer.concat(sample);
  const marked = guessEncoding(head);
  const guess =
    wanted.encoding !== undefined
      ? beyondDoubt(wanted.encoding)
      : marked === 'utf-8-or-legacy'
        ? decideEncoding(measure.finish())
        : beyondDoubt(marked);
  const { encoding, doubt } = guess;
  const whole = bytes < sampleBytes;
  if (decodeSample(head, encoding, whole).trim() === '') throw new AppError('file.empty', { name });
  const dialect = inspectText(head, encoding, whole, wanted);
  if (doubt.length > 0 && reading === 'as-written')
    return refuseDoubt(path, guess, dialect.delimiter, signal);
  return { dialect, doubt };
};
