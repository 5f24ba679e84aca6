import { isBlankCell } from '../../core/sheet/cell-words';
import type { HeaderChoices } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { text } from '../../shared/messages/format';

/** The columns of a table. */
export type TableHeader = {
  /** Their names, those of columns that are left out aside. */
  names: string[];
  /** The names of all columns of the file as they are written, those that are left out too. */
  written: readonly string[];
  /** Cells a row of the file should have. */
  width: number;
  /** Cells the header record has in the file, empty ones at its end included. */
  writtenWidth: number;
  /** 0-based columns of the file of which nothing may be filled, since nobody said what to do with them. */
  closed: number[];
  /** 0-based columns of the file that are part of the table; null where all are. */
  kept: number[] | null;
  /** Names that stand above several columns, with those columns (0-based). */
  repeated: { name: string; columns: number[] }[];
  /** 0-based columns without a name. */
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

const findRepeated = (cells: readonly string[]): TableHeader['repeated'] => {
  const byName = new Map<string, number[]>();
  for (const [at, cell] of cells.entries()) {
    const name = cell.trim();
    if (name !== '') byName.set(name, [...(byName.get(name) ?? []), at]);
  }
  return [...byName]
    .filter(([, columns]) => columns.length > 1)
    .map(([name, columns]) => ({ name, columns }));
};

/** A name nobody has yet: the wanted one, or with the first number behind it that is free. */
const findFreeName = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted} (${number})`)) number += 1;
  return `${wanted} (${number})`;
};

/** The names once a person has said what becomes of those that are missing or used twice. */
const applyChoices = (header: TableHeader, { repeated, unnamed }: HeaderChoices): TableHeader => {
  const again = new Set(header.repeated.flatMap(({ columns }) => columns.slice(1)));
  const nameless = new Set(header.unnamed);
  const taken = new Set(header.names.map((name) => name.trim()));
  const names = header.names.map((name, at) => {
    const wanted =
      again.has(at) && repeated === 'number'
        ? name.trim()
        : nameless.has(at) && unnamed === 'number'
          ? text('file.column.numbered', { column: at + 1 })
          : null;
    if (wanted === null) return name;
    const free = findFreeName(wanted, taken);
    taken.add(free);
    return free;
  });
  const left = (at: number): boolean =>
    (again.has(at) && repeated === 'leave-out') || (nameless.has(at) && unnamed === 'leave-out');
  const kept = names.map((_name, at) => at).filter((at) => !left(at));
  return {
    ...header,
    names: kept.map((at) => names[at] ?? ''),
    kept: kept.length === names.length ? null : kept,
  };
};

/**
 * Reads the header record. Throws `file.empty-header` {line, column} when no column has a name,
 * `file.repeated-header` {header, line, column} when two have the same (blanks around them aside) and no choice is
 * made for them, `file.too-wide` beyond 5,000 columns. Read as it is written, only the last of these is thrown.
 *
 * @param line 1-based line on which the header begins, for the errors
 */
export const readHeader = (
  cells: string[],
  line: number,
  reading: TableReading = 'forgiving',
  choices: HeaderChoices = {},
): TableHeader => {
  let width = cells.length;
  if (reading === 'forgiving') while (width > 0 && isBlankCell(cells[width - 1] ?? '')) width -= 1;
  if (width === 0) throw new AppError('file.empty-header', { line, column: 1 });
  const unnamed = cells.flatMap((cell, at) => (isBlankCell(cell) ? [at] : []));
  // Once it is known that columns without a name are filled, those at the end count too.
  if (choices.unnamed !== undefined) width = cells.length;
  if (width > widthLimit) throw new AppError('file.too-wide', { columns: width, limit: widthLimit });
  const header: TableHeader = {
    names: cells.slice(0, width),
    written: cells.slice(0, width),
    width,
    writtenWidth: cells.length,
    closed: [],
    kept: null,
    repeated: findRepeated(cells),
    unnamed,
  };
  if (reading === 'as-written') return header;
  const [twice] = header.repeated;
  if (twice !== undefined && choices.repeated === undefined)
    throw new AppError('file.repeated-header', {
      header: twice.name,
      line,
      column: (twice.columns[1] ?? 0) + 1,
    });
  return applyChoices({ ...header, closed: choices.unnamed === undefined ? unnamed : [] }, choices);
};
