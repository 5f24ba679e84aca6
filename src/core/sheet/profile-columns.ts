import type { CellSample, ColumnProfile } from '../../shared/domain/sheet';
import { shapeOfCell } from './cell-shape';
import { countCharacters, isBlankCell, trimCell } from './cell-words';
import { createDistinctCounter, type DistinctCounter } from './estimate-distinct';
import { findDamage, type CutCells } from './find-damage';
import { createKnownBytes, type KnownBytes } from './known-bytes';
import { shortYearOf } from './parse-date';
import { shapeOfBytes } from './plain-bytes';
import { proveFormat, sampleLength, sumShapes, type ShapeCount } from './prove-format';
import { cellMarks, type RecordScanner } from './scan-record';
import { shape } from './shape-bits';

const distinctLimit = 1000;
const valuesLimit = 100;
const sampleCount = 5;
const errorWordCount = 10;
/** Longer cells are told apart by length, beginning and a hash, so that memory stays bounded. */
const keptLength = 1000;
const samplesOfShape = 3;
/** Excel cuts cells at the first of these lengths; older formats and exports at the second. */
const cutLengths = [32_767, 255] as const;
const watchedLength = 255;

/** A value that is known while a column has few of them: how often it was there, and its shape. */
type Known = { text: string; count: number; bits: number };

type ColumnState = {
  index: number;
  header: string;
  filled: number;
  blank: number;
  longest: number;
  samples: string[];
  known: Map<string, Known>;
  /** The known values that were seen lately, by their bytes. */
  lately: KnownBytes<Known> | null;
  /** From the value on that is one too many: all are only estimated. */
  counter: DistinctCounter | null;
  longValues: boolean;
  shapes: Map<number, ShapeCount>;
  cut: CutCells;
  errors: Map<string, number>;
  centuryOfTwo: CellSample | null;
};

/** A copy with memory of its own: a cell cut from a chunk of the file would keep the whole chunk alive. */
const detach = (text: string): string => ` ${text}`.slice(1);

const keyOf = (cell: string): string => {
  if (cell.length <= keptLength) return cell;
  let hash = 0;
  for (let at = 0; at < cell.length; at += 1) hash = (Math.imul(hash, 31) + cell.charCodeAt(at)) | 0;
  return `${cell.slice(0, keptLength)}\u0000${cell.length}\u0000${hash}`;
};

const startColumn = (header: string, index: number): ColumnState => ({
  index,
  header,
  filled: 0,
  blank: 0,
  longest: 0,
  samples: [],
  known: new Map(),
  lately: null,
  counter: null,
  longValues: false,
  shapes: new Map(),
  cut: new Map(),
  errors: new Map(),
  centuryOfTwo: null,
});

const toSample = (cell: string, line: number): CellSample => ({
  line,
  cell: detach(cell.slice(0, sampleLength)),
});

const countShape = (column: ColumnState, bits: number, cell: string, line: number, by: number): void => {
  const known = column.shapes.get(bits);
  if (known === undefined) column.shapes.set(bits, { bits, count: by, samples: [toSample(cell, line)] });
  else {
    known.count += by;
    if (known.samples.length < samplesOfShape) known.samples.push(toSample(cell, line));
  }
};

const countErrors = (column: ColumnState, word: string, by: number): void => {
  const seen = column.errors.get(word);
  if (seen !== undefined || column.errors.size < errorWordCount) column.errors.set(word, (seen ?? 0) + by);
};

/** Cells as long as something is known to cut them; only the longest cells of a column can have been cut. */
const watchCuts = (column: ColumnState, cell: string, line: number): void => {
  const length = cutLengths.find((limit) => limit === cell.length);
  if (length === undefined) return;
  const seen = column.cut.get(length) ?? { count: 0, samples: [] };
  seen.count += 1;
  if (seen.samples.length < samplesOfShape) seen.samples.push(toSample(cell, line));
  column.cut.set(length, seen);
};

/** The years of two digits that some programs take for those of the last century, and others for this one. */
const doubtfulYears = { from: 30, to: 69 };

const noteYear = (column: ColumnState, bits: number, cell: string, line: number): void => {
  if ((bits & shape.shortYear) === 0 || column.centuryOfTwo !== null) return;
  const year = shortYearOf(trimCell(cell));
  if (year !== null && year >= doubtfulYears.from && year <= doubtfulYears.to)
    column.centuryOfTwo = toSample(cell, line);
};

/** From here on values are no longer known one by one. */
const overflow = (column: ColumnState): DistinctCounter => {
  const counter = createDistinctCounter();
  for (const [key, { count, bits, text }] of column.known) {
    counter.add(key);
    const seen = column.shapes.get(bits);
    if (seen !== undefined) seen.count += count;
    if (sumShapes.isError(bits)) countErrors(column, text, count);
  }
  column.known.clear();
  column.lately = null;
  column.counter = counter;
  return counter;
};

/** Takes in a value that is not known yet; its shape is counted when its values are. */
const learn = (column: ColumnState, cell: string, key: string, line: number): void => {
  const bits = shapeOfCell(cell);
  noteYear(column, bits, cell, line);
  if (column.known.size >= distinctLimit) {
    overflow(column).add(key);
    countShape(column, bits, cell, line, 1);
    return;
  }
  const kept = detach(key);
  if (key.length !== cell.length) column.longValues = true;
  column.known.set(kept, { text: kept, count: 1, bits });
  countShape(column, bits, cell, line, 0);
  if (column.samples.length < sampleCount) column.samples.push(detach(cell.slice(0, 200)));
};

const addCell = (column: ColumnState, cell: string, line: number): void => {
  if (isBlankCell(cell)) {
    column.blank += 1;
    return;
  }
  column.filled += 1;
  if (cell.length > column.longest) column.longest = Math.max(column.longest, countCharacters(cell));
  if (cell.length >= watchedLength) watchCuts(column, cell, line);
  const key = keyOf(cell);
  if (column.counter === null) {
    const known = column.known.get(key);
    if (known === undefined) learn(column, cell, key, line);
    else known.count += 1;
    return;
  }
  column.counter.add(key);
  const bits = shapeOfCell(cell);
  noteYear(column, bits, cell, line);
  if (sumShapes.isError(bits)) countErrors(column, cell, 1);
  countShape(column, bits, cell, line, 1);
};

/** Takes in a cell by its bytes where the column has seen its like; false where it has to be read. */
const addBytes = (column: ColumnState, bytes: Uint8Array, start: number, end: number): boolean => {
  const { counter } = column;
  if (start === end) {
    column.blank += 1;
    return true;
  }
  if (counter === null) {
    const known = column.lately?.find(bytes, start, end) ?? null;
    if (known === null) return false;
    column.filled += 1;
    known.count += 1;
    return true;
  }
  const seen = column.shapes.get(shapeOfBytes(bytes, start, end));
  if (seen === undefined || seen.bits === 0 || seen.samples.length < samplesOfShape) return false;
  column.filled += 1;
  column.longest = Math.max(column.longest, end - start);
  counter.addBytes(bytes, start, end);
  seen.count += 1;
  return true;
};

/** Remembers a cell that was just read by its bytes, where they are its characters. */
const keepBytes = (
  column: ColumnState,
  bytes: Uint8Array,
  start: number,
  end: number,
  cell: string,
): void => {
  if (cell.length !== end - start || cell.length >= watchedLength) return;
  const known = column.known.get(cell);
  if (known === undefined) return;
  column.lately ??= createKnownBytes();
  column.lately.keep(bytes, start, end, known.text, known);
};

const byCount = (a: { count: number }, b: { count: number }): number => b.count - a.count;

/** A number or date that reads two ways belongs to the samples, for a person will have to decide about it. */
const withUndecided = (samples: readonly string[], undecided: CellSample | null): string[] => {
  const shown = [...samples];
  if (undecided !== null && !shown.includes(undecided.cell))
    shown.splice(shown.length === sampleCount ? sampleCount - 1 : shown.length, 1, undecided.cell);
  return shown;
};

const finishColumn = (column: ColumnState): ColumnProfile => {
  const { index, header, filled, blank, longest, known, counter, longValues } = column;
  const distinct = known.size;
  const values = [...known.values()].map(({ text, count }) => ({ value: text, count }));
  const listed = counter === null && !longValues && distinct <= valuesLimit;
  if (counter === null) overflow(column);
  const shapes = [...column.shapes.values()];
  const sums = sumShapes.of(shapes);
  const { dateOrders, decimalMarks, proof } = proveFormat(shapes, column.centuryOfTwo);
  return {
    index,
    header,
    filled,
    blank,
    distinct: counter === null ? distinct : distinctLimit + 1,
    ...(counter === null ? {} : { distinctAbout: Math.max(distinctLimit + 1, counter.estimate()) }),
    samples: withUndecided(column.samples, decimalMarks.length > 1 ? proof.numberOfTwo : null),
    longest,
    ...sums,
    dateOrders,
    decimalMarks,
    values: listed ? values.sort(byCount) : [],
    proof,
    damage: findDamage({ shapes, filled, errorCells: sums.errorCells, longest, cut: column.cut }),
    errorWords: [...column.errors].map(([value, count]) => ({ value, count })).sort(byCount),
  };
};

export type Profiler = {
  /** Takes in a row; `line` is the line of the file on which it begins. */
  add: (cells: readonly string[], line?: number) => void;
  /**
   * Takes in a row by the bytes of its record, so that cells which are met again and again, or whose form is plain,
   * are not made texts of. `read` makes the text of one.
   */
  addRecord: (
    bytes: Uint8Array,
    record: Pick<RecordScanner, 'width' | 'starts' | 'ends' | 'marks'>,
    line: number,
    read: (column: number) => string,
  ) => void;
  finish: () => ColumnProfile[];
};

/**
 * Learns about every column in one pass over all rows, in memory that does not grow with the file.
 *
 * - `dateOrders`: the orders under which every cell that is a date under some order is one; `ymd` alone where
 *   every date reads alike under all of them, as with the year in front or a named month
 * - `decimalMarks`: likewise for numbers. Plain integers fit both marks; where some cell reads as two
 *   different numbers under two possible marks, such a cell is among the samples
 *
 * @param only the columns to look at, by their 0-based numbers; left out, all. The others stay without any cell.
 */
export const createProfiler = (headers: readonly string[], only?: ReadonlySet<number>): Profiler => {
  const columns = headers.map((header, index) => startColumn(header, index));
  const looked = columns.filter(({ index }) => only === undefined || only.has(index));
  let rows = 0;
  return {
    add: (cells, line) => {
      rows += 1;
      for (const column of looked) addCell(column, cells[column.index] ?? '', line ?? rows);
    },
    addRecord: (bytes, record, line, read) => {
      rows += 1;
      const width = record.width();
      for (const column of looked) {
        const at = column.index;
        const mark = at < width ? (record.marks()[at] as number) : 0;
        const inside = mark & cellMarks.quoted;
        const start = at < width ? (record.starts()[at] as number) + inside : 0;
        const end = at < width ? (record.ends()[at] as number) - inside : 0;
        if (addBytes(column, bytes, start, end)) continue;
        const cell = read(at);
        addCell(column, cell, line);
        keepBytes(column, bytes, start, end, cell);
      }
    },
    finish: () => columns.map(finishColumn),
  };
};
