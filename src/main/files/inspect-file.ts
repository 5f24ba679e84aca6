import { basename } from 'node:path';
import { guessDelimiter, guessEncoding, guessHeaderRow, looksLikeText } from '../../core/sheet/guess-format';
import type { Delimiter, Dialect, Encoding } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { createTextDecoder } from './decode-text';
import { createByteMeasure, decideEncoding } from './measure-bytes';
import { readChunks } from './open-file';
import { createRecordParser } from './parse-records';
import type { TableReading } from './table-header';

/** Bytes and records at the start of a file from which delimiter and header are guessed. */
const sampleBytes = 256 * 1024;
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

/** What is known of a dialect beforehand; the rest is found out. Read as written, the first line is the header. */
export type WantedDialect = Partial<Pick<Dialect, 'encoding' | 'delimiter'>> & {
  reading?: TableReading;
  /** Which columns of a header are looked at value by value, by their 0-based numbers; left out, all. */
  examine?: (header: readonly string[]) => ReadonlySet<number>;
  signal?: AbortSignal;
};

/** Excel's own hint for the delimiter stands above the header. */
const separatorLine = /^\ufeff?sep=.\r?\n/i;

/**
 * Finds out how a file is to be read. Its encoding is judged by every byte, so that one letter on the last line
 * counts; delimiter and header by its beginning. Throws `file.empty`, `file.not-text`, `file.bad-encoding`
 * {line} where no known encoding fits, and what `readChunks` throws.
 */
export const inspectFile = async (path: string, wanted: WantedDialect = {}): Promise<Dialect> => {
  const { reading = 'forgiving', signal } = wanted;
  const name = basename(path);
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
    if (bytes === 0 && !looksLikeText(chunk)) throw new AppError('file.not-text', { name });
    bytes += chunk.length;
    if (wanted.encoding === undefined) measure.add(chunk);
    else if (sampled >= sampleBytes) break;
  }
  const head = Buffer.concat(sample);
  const marked = guessEncoding(head);
  const measured = measure.finish();
  const guessed = marked === 'utf-8-or-legacy' ? decideEncoding(measured) : marked;
  const encoding = wanted.encoding ?? guessed;
  if (encoding === null) throw new AppError('file.bad-encoding', { name, line: measured.firstInvalidLine });
  const whole = bytes < sampleBytes;
  const text = decodeSample(head, encoding, whole);
  if (text.trim() === '') throw new AppError('file.empty', { name });
  const delimiter = wanted.delimiter ?? guessDelimiter(text, reading === 'as-written');
  if (reading === 'as-written') return { encoding, delimiter, headerRow: separatorLine.test(text) ? 2 : 1 };
  return { encoding, delimiter, headerRow: guessHeaderRow(parseSample(text, delimiter, whole)) };
};
