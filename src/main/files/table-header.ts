import { isBlankCell } from '../../core/sheet/cell-words';
import { AppError } from '../../shared/errors/app-error';

/** The column names of a table. */
export type TableHeader = {
  /** Names as written, up to the last one that is not empty. */
  names: string[];
  /** Cells the header record has in the file, empty ones at its end included. */
  writtenWidth: number;
  /** 0-based columns without a name; no row may have anything there. */
  unnamed: number[];
};

/**
 * How strictly the table is read. `forgiving`: every filled column has a name of its own, and empty cells at the
 * end of header or row don't count. `as-written`: names may repeat or be empty, for the caller to judge; every
 * cell counts, and only a line without any character is no row.
 */
export type TableReading = 'forgiving' | 'as-written';

/** Salesforce takes at most 5,000 fields in a record (Bulk API limits), so no wider table could be loaded. */
const widthLimit = 5000;

/**
 * Reads the header record. Throws `file.empty-header` when no column has a name, `file.repeated-header` when
 * two have the same (blanks around them aside), `file.too-wide` beyond 5,000 columns. Read as it is written, only
 * the last of these is thrown.
 */
export const readHeader = (cells: string[], reading: TableReading = 'forgiving'): TableHeader => {
  let width = cells.length;
  if (reading === 'forgiving') while (width > 0 && isBlankCell(cells[width - 1] ?? '')) width -= 1;
  if (width === 0) throw new AppError('file.empty-header', { column: 1 });
  if (width > widthLimit) throw new AppError('file.too-wide', { columns: width, limit: widthLimit });
  if (reading === 'as-written') return { names: cells, writtenWidth: width, unnamed: [] };
  const seen = new Set<string>();
  const unnamed: number[] = [];
  for (let at = 0; at < cells.length; at += 1) {
    const name = (cells[at] ?? '').trim();
    if (name === '') {
      unnamed.push(at);
      continue;
    }
    if (seen.has(name)) throw new AppError('file.repeated-header', { header: name, column: at + 1 });
    seen.add(name);
  }
  return { names: cells.slice(0, width), writtenWidth: cells.length, unnamed };
};
