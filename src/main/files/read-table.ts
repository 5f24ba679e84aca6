import { basename } from 'node:path';
import { isBlankCell } from '../../core/sheet/cell-words';
import { looksLikeText } from '../../core/sheet/guess-format';
import type { RowDamage } from '../../core/sheet/row-damage';
import type { ColumnType, Dialect, SheetFinding } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { giveWay } from '../give-way';
import { createTextDecoder, showBadBytes } from './decode-text';
import { holdTotalLines } from './hold-total-lines';
import { readChunks } from './open-file';
import { createRecordParser, type CsvRecord } from './parse-records';
import { readHeader, type TableHeader, type TableReading } from './table-header';
import { countFilledWidth, toRow, type Doubts, type TableRow } from './to-row';

export type { RowDamage, TableRow };

/** Takes the rows of a table; `drain` is awaited after each piece of the file, so a slow sink slows the reader. */
export type RowSink = {
  /** `line` is the 1-based line on which the header begins, `titles` what stands in the first cells above it. */
  begin: (header: TableHeader, line: number, titles: string[]) => void;
  row: (row: TableRow) => void;
  drain?: () => Promise<void>;
};

export type ReadOptions = {
  dialect: Dialect;
  /** How strictly; `forgiving` where it is not said. */
  reading?: TableReading;
  signal?: AbortSignal;
  /** Bytes read and rows delivered so far. */
  onProgress?: (bytes: number, rows: number) => void;
};

/**
 * `rows` were delivered, `damaged` of them with damage; `blankLines` wholly empty lines were none. Of a workbook
 * also the type of each column, where its cells have one, and what was found in the sheet beside its rows.
 */
export type ReadOutcome = {
  rows: number;
  blankLines: number;
  damaged: number;
  types?: (ColumnType | undefined)[];
  findings?: SheetFinding[];
};

/**
 * A line without any character; one of blanks alone counts too, read forgivingly, where the table has more columns
 * than one.
 */
const isBlankLine = (cells: string[], width: number, reading: TableReading): boolean => {
  if (cells.length > 1) return false;
  const [only = ''] = cells;
  return only === '' || (reading === 'forgiving' && width > 1 && isBlankCell(only));
};

/** Of the lines above a header only so much is told. */
export const longestTitle = 200;

/**
 * Reads a CSV file as a stream: every record after the header goes to the sink exactly once, in file order.
 * Damage that touches one row alone is told with that row, and so is what looks like
 * a total at the end. Damage that makes rows or columns uncertain throws
 * `AppError`: `file.empty`, `file.header-only`, `file.not-text`, those of `createRecordParser` and `readHeader`, and
 * those of `readChunks`. Throws the signal's reason when aborted.
 */
export const readTable = async (path: string, options: ReadOptions, sink: RowSink): Promise<ReadOutcome> => {
  const { dialect, reading = 'forgiving', signal, onProgress } = options;
  const decoder = createTextDecoder(dialect.encoding);
  const parser = createRecordParser(dialect.delimiter);
  const doubts: Doubts = { badBytes: false, nuls: false };
  const outcome: ReadOutcome = { rows: 0, blankLines: 0, damaged: 0 };
  let header: TableHeader | null = null;
  let records = 0;
  let bytes = 0;
  let hasContent = false;
  const titles: string[] = [];
  const tail = holdTotalLines((row) => {
    if (row.damage !== null) outcome.damaged += 1;
    sink.row(row);
  });

  const parse = (text: string, last: boolean): CsvRecord[] => {
    doubts.badBytes ||= decoder.damaged();
    doubts.nuls ||= text.includes('\u0000');
    const parsed = parser.push(text);
    return last ? [...parsed, ...parser.finish()] : parsed;
  };

  const takeHeader = ({ cells, line, strayQuote }: CsvRecord): void => {
    hasContent ||= countFilledWidth(cells) > 0;
    // Blank lines stand for no names: the header is the first other line from there on.
    if (records < dialect.headerRow || isBlankLine(cells, 2, reading)) {
      const title = cells.find((cell) => !isBlankCell(cell));
      if (title !== undefined && !/^sep=/i.test(title))
        titles.push(showBadBytes(title.trim().slice(0, longestTitle)));
      return;
    }
    if (strayQuote !== undefined) throw new AppError('file.text-after-quote', { line, column: strayQuote });
    header = readHeader(cells.map(showBadBytes), line, reading, dialect.headers);
    sink.begin(header, line, titles);
  };

  const deliver = async (parsed: CsvRecord[]): Promise<void> => {
    for (const record of parsed) {
      records += 1;
      if (header === null) {
        takeHeader(record);
      } else if (isBlankLine(record.cells, header.width, reading)) {
        outcome.blankLines += 1;
      } else {
        outcome.rows += 1;
        tail.add(toRow(record, outcome.rows, header, doubts, reading));
      }
    }
  };

  for await (const chunk of readChunks(path, signal)) {
    if (bytes === 0 && !dialect.encoding.startsWith('utf-16') && !looksLikeText(chunk)) {
      throw new AppError('file.not-text', { name: basename(path) });
    }
    bytes += chunk.length;
    await deliver(parse(decoder.write(chunk), false));
    await sink.drain?.();
    await giveWay();
    onProgress?.(bytes, outcome.rows);
  }
  await deliver(parse(decoder.end(), true));
  tail.finish();
  await sink.drain?.();
  onProgress?.(bytes, outcome.rows);

  if (!hasContent && outcome.rows === 0) throw new AppError('file.empty', { name: basename(path) });
  if (outcome.rows === 0) throw new AppError('file.header-only', { name: basename(path) });
  return outcome;
};
