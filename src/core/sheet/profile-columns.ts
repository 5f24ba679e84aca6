import type { ColumnProfile, DateOrder, DecimalMark } from '../../shared/domain/sheet';
import { countCharacters, isBlankCell, isErrorCell, looksLikeEmail, readBoolean } from './cell-words';
import { dateOrdersOf } from './parse-date';
import { decimalMarksOf } from './parse-number';

const distinctLimit = 1000;
const valuesLimit = 100;
const sampleCount = 5;
const sampleLength = 200;
/** Longer cells are told apart by length, beginning and a hash, so that memory stays bounded. */
const keptLength = 1000;

/** What one value says about its column, so that a repeated value is read once. */
type Reading = {
  text: string;
  count: number;
  leadingZero: boolean;
  errorCell: boolean;
  boolean: boolean;
  email: boolean;
  dateOrders: readonly DateOrder[] | null;
  decimalMarks: readonly DecimalMark[] | null;
  /** The two decimal marks give different numbers. */
  marksDiffer: boolean;
};

type ColumnState = Omit<ColumnProfile, 'distinct' | 'dateOrders' | 'decimalMarks' | 'values'> & {
  readings: Map<string, Reading>;
  overflown: boolean;
  longValues: boolean;
  /** Orders that fit every date so far that has its year behind; null before the first such date. */
  yearLastOrders: readonly DateOrder[] | null;
  marks: readonly DecimalMark[] | null;
  undecidedNumber: string | null;
};

/** A copy with memory of its own: a cell cut from a chunk of the file would keep the whole chunk alive. */
const detach = (text: string): string => ` ${text}`.slice(1);

const keyOf = (cell: string): string => {
  if (cell.length <= keptLength) return cell;
  let hash = 0;
  for (let at = 0; at < cell.length; at += 1) hash = (Math.imul(hash, 31) + cell.charCodeAt(at)) | 0;
  return `${cell.slice(0, keptLength)}\u0000${cell.length}\u0000${hash}`;
};

const mayBeNumber = /[0-9]/;

const read = (cell: string): Reading => {
  const short = cell.length <= 100;
  const hasDigit = short && mayBeNumber.test(cell);
  const marks = hasDigit ? decimalMarksOf(cell) : null;
  return {
    text: cell,
    count: 0,
    leadingZero: hasDigit && /^\s*0\d+\s*$/.test(cell),
    errorCell: short && isErrorCell(cell),
    boolean: short && readBoolean(cell) !== null,
    email: cell.length <= 400 && looksLikeEmail(cell),
    dateOrders: hasDigit ? dateOrdersOf(cell) : null,
    decimalMarks: marks?.marks ?? null,
    marksDiffer: marks?.differs ?? false,
  };
};

const startColumn = (header: string, index: number): ColumnState => ({
  index,
  header,
  filled: 0,
  blank: 0,
  samples: [],
  longest: 0,
  leadingZeros: 0,
  errorCells: 0,
  dates: 0,
  numbers: 0,
  booleans: 0,
  emails: 0,
  readings: new Map(),
  overflown: false,
  longValues: false,
  yearLastOrders: null,
  marks: null,
  undecidedNumber: null,
});

const readOnce = (column: ColumnState, cell: string): Reading => {
  if (column.overflown) return read(cell);
  const key = keyOf(cell);
  const known = column.readings.get(key);
  if (known !== undefined) return known;
  if (column.readings.size >= distinctLimit) {
    column.overflown = true;
    column.readings.clear();
    return read(cell);
  }
  const kept = detach(key);
  if (key.length !== cell.length) column.longValues = true;
  const reading = { ...read(cell), text: kept };
  column.readings.set(kept, reading);
  if (column.samples.length < sampleCount) column.samples.push(detach(cell.slice(0, sampleLength)));
  return reading;
};

const addCell = (column: ColumnState, cell: string): void => {
  if (isBlankCell(cell)) {
    column.blank += 1;
    return;
  }
  column.filled += 1;
  if (cell.length > column.longest) column.longest = Math.max(column.longest, countCharacters(cell));
  const reading = readOnce(column, cell);
  reading.count += 1;
  if (reading.leadingZero) column.leadingZeros += 1;
  if (reading.errorCell) column.errorCells += 1;
  if (reading.boolean) column.booleans += 1;
  if (reading.email) column.emails += 1;
  const orders = reading.dateOrders;
  if (orders !== null) {
    column.dates += 1;
    if (!orders.includes('ymd')) {
      column.yearLastOrders = (column.yearLastOrders ?? orders).filter((order) => orders.includes(order));
    }
  }
  const marks = reading.decimalMarks;
  if (marks !== null) {
    column.numbers += 1;
    column.marks = (column.marks ?? marks).filter((mark) => marks.includes(mark));
    if (reading.marksDiffer) column.undecidedNumber ??= detach(cell);
  }
};

const finishColumn = (column: ColumnState): ColumnProfile => {
  const { readings, overflown, longValues, yearLastOrders, marks, undecidedNumber, ...counts } = column;
  const samples = [...counts.samples];
  const undecided = (marks?.length ?? 0) > 1 ? undecidedNumber : null;
  if (undecided !== null && !samples.includes(undecided)) {
    samples.splice(samples.length === sampleCount ? sampleCount - 1 : samples.length, 1, undecided);
  }
  const listed = !overflown && !longValues && readings.size <= valuesLimit;
  return {
    ...counts,
    samples,
    distinct: overflown ? distinctLimit + 1 : readings.size,
    dateOrders: counts.dates === 0 ? [] : [...(yearLastOrders ?? ['ymd' as const])],
    decimalMarks: [...(marks ?? [])],
    values: listed
      ? [...readings.values()]
          .map(({ text, count }) => ({ value: text, count }))
          .sort((a, b) => b.count - a.count)
      : [],
  };
};

/**
 * Learns about every column in one pass over all rows, in memory that does not grow with the file.
 *
 * - `dateOrders`: the orders under which every cell that is a date under some order is one; `ymd` alone where
 *   all dates have their year in front (such dates read the same under every order, so they decide nothing)
 * - `decimalMarks`: likewise for numbers. Plain integers fit both marks; where some cell reads as two
 *   different numbers under two possible marks, such a cell is among the samples
 */
export const createProfiler = (
  headers: string[],
): { add: (cells: string[]) => void; finish: () => ColumnProfile[] } => {
  const columns = headers.map((header, index) => startColumn(header, index));
  return {
    add: (cells) => {
      for (let at = 0; at < columns.length; at += 1) {
        const column = columns[at];
        if (column !== undefined) addCell(column, cells[at] ?? '');
      }
    },
    finish: () => columns.map(finishColumn),
  };
};
