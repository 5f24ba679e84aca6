import type { Readable } from 'node:stream';
import { AppError } from '../../shared/errors/app-error';
import { bytesPerTurn, giveWay } from '../give-way';
import { createRecordParser, type CsvRecord } from './parse-records';

/** Whole records, and whether the text stopped making sense after them. */
const cut = (parse: () => CsvRecord[]): { records: CsvRecord[]; broken: boolean } => {
  try {
    const records = parse();
    const stray = records.findIndex(({ strayQuote }) => strayQuote !== undefined);
    return stray === -1 ? { records, broken: false } : { records: records.slice(0, stray), broken: true };
  } catch (cause) {
    if (cause instanceof AppError && cause.code.startsWith('file.')) return { records: [], broken: true };
    throw cause;
  }
};

/** Tells records from blank lines: in a table of one column a blank line is a record with an empty value. */
const createFilter = (): ((record: CsvRecord) => boolean) => {
  let width = 0;
  return ({ cells }) => {
    const isBlank = cells.length === 1 && cells[0] === '';
    if (width === 0 && !isBlank) width = cells.length;
    return !isBlank || width === 1;
  };
};

/**
 * Records of a comma-separated UTF-8 stream, as Salesforce writes its results. Rejects when the connection
 * breaks. A text that ends inside a quoted value was cut before it was sent: what can't be read is left out, and
 * whoever counts the records will miss it.
 */
export async function* readCsvRecords(stream: Readable): AsyncGenerator<string[]> {
  stream.setEncoding('utf8');
  const parser = createRecordParser('comma');
  const isRecord = createFilter();
  for await (const chunk of stream) {
    const text = String(chunk);
    // A connection may hand over megabytes at once.
    for (let at = 0; at < text.length; at += bytesPerTurn) {
      const { records, broken } = cut(() => parser.push(text.slice(at, at + bytesPerTurn)));
      for (const record of records.filter(isRecord)) yield record.cells;
      if (broken) return;
      await giveWay();
    }
  }
  for (const record of cut(() => parser.finish()).records.filter(isRecord)) yield record.cells;
}
