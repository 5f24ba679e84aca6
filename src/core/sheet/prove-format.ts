import type {
  CellSample,
  DateOrder,
  DecimalMark,
  FormatProof,
  ReadingProof,
} from '../../shared/domain/sheet';
import { shape, widthOf } from './shape-bits';

/** Longer cells are shown by their beginning. */
export const sampleLength = 200;

/** How many cells of a column have one shape, and the first of them. */
export type ShapeCount = { bits: number; count: number; samples: CellSample[] };

const anyDate = shape.dateYmd | shape.dateDmy | shape.dateMdy;
const anyNumber = shape.numberDot | shape.numberComma;
const orders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy'];
const marks: readonly DecimalMark[] = ['dot', 'comma'];
const ofOrder: Record<DateOrder, number> = {
  ymd: shape.dateYmd,
  dmy: shape.dateYmd | shape.dateDmy,
  mdy: shape.dateYmd | shape.dateMdy,
};
const ofMark: Record<DecimalMark, number> = { dot: shape.numberDot, comma: shape.numberComma };
const fractionOf: Record<DecimalMark, number> = { dot: shape.fractionDot, comma: shape.fractionComma };

const count = (shapes: readonly ShapeCount[], has: (bits: number) => boolean): number =>
  shapes.reduce((sum, { bits, count: cells }) => (has(bits) ? sum + cells : sum), 0);

/** The first cells of the file whose shape fulfils a condition, in order. */
export const firstCells = (
  shapes: readonly ShapeCount[],
  has: (bits: number) => boolean,
  most: number,
): CellSample[] =>
  shapes
    .filter(({ bits }) => has(bits))
    .flatMap(({ samples }) => samples)
    .sort((a, b) => a.line - b.line)
    .slice(0, most);

const first = (shapes: readonly ShapeCount[], has: (bits: number) => boolean): CellSample | null =>
  firstCells(shapes, has, 1)[0] ?? null;

/** Digits a spreadsheet keeps of a number. */
const safeDigits = 15;

/** Counts of a profile that each follow from the shapes of cells. */
export const sumShapes = {
  isError: (bits: number): boolean => (bits & shape.error) !== 0,
  of: (shapes: readonly ShapeCount[]) => {
    const having = (flags: number): number => count(shapes, (bits) => (bits & flags) !== 0);
    return {
      leadingZeros: having(shape.leadingZero),
      longNumbers: count(
        shapes,
        (bits) => (bits & shape.digits) !== 0 && widthOf(bits) > safeDigits && (bits & shape.rounded) === 0,
      ),
      errorCells: having(shape.error),
      dates: having(anyDate),
      numbers: having(anyNumber),
      booleans: having(shape.boolean),
      emails: having(shape.email),
    };
  },
};

const prove = (shapes: readonly ShapeCount[], any: number, fitting: number): ReadingProof => ({
  fits: count(shapes, (bits) => (bits & fitting) !== 0),
  against: first(shapes, (bits) => (bits & any) !== 0 && (bits & fitting) === 0),
});

/** Orders that read every date; `ymd` alone where all orders do. */
const findOrders = (shapes: readonly ShapeCount[], proofs: FormatProof['dates']): DateOrder[] => {
  if (count(shapes, (bits) => (bits & anyDate) !== 0) === 0) return [];
  const fitting = orders.filter((order) => proofs[order].against === null);
  return fitting.includes('ymd') ? ['ymd'] : fitting;
};

export type ProvenFormat = { dateOrders: DateOrder[]; decimalMarks: DecimalMark[]; proof: FormatProof };

/** What the shapes of all cells of a column prove about how its dates and numbers are written. */
export const proveFormat = (
  shapes: readonly ShapeCount[],
  centuryOfTwo: CellSample | null = null,
): ProvenFormat => {
  const is = (bits: number, flags: number): boolean => (bits & flags) !== 0;
  const dates = {
    ymd: prove(shapes, anyDate, ofOrder.ymd),
    dmy: prove(shapes, anyDate, ofOrder.dmy),
    mdy: prove(shapes, anyDate, ofOrder.mdy),
  };
  const numbers = {
    dot: prove(shapes, anyNumber, ofMark.dot),
    comma: prove(shapes, anyNumber, ofMark.comma),
  };
  const hasNumbers = shapes.some(({ bits }) => is(bits, anyNumber));
  const decimalMarks = hasNumbers ? marks.filter((mark) => numbers[mark].against === null) : [];
  const wholeMarks = decimalMarks.filter((mark) => !shapes.some(({ bits }) => is(bits, fractionOf[mark])));
  return {
    dateOrders: findOrders(shapes, dates),
    decimalMarks,
    proof: {
      dates,
      numbers,
      wholeMarks,
      dateOfTwo: first(shapes, (bits) => is(bits, shape.ordersDiffer)),
      numberOfTwo: first(shapes, (bits) => is(bits, shape.marksDiffer)),
      notDate: first(shapes, (bits) => !is(bits, anyDate | shape.error)),
      notNumber: first(shapes, (bits) => !is(bits, anyNumber | shape.error)),
      zoneless: count(shapes, (bits) => is(bits, anyDate) && !is(bits, shape.hasOffset)),
      shortYears: count(shapes, (bits) => is(bits, shape.shortYear)),
      centuryOfTwo,
      times: count(shapes, (bits) => is(bits, shape.time)),
    },
  };
};
