import type { CellSample, ColumnDamage } from '../../shared/domain/sheet';
import { shape, widthOf } from './shape-bits';
import { firstCells, type ShapeCount } from './prove-format';

/** How many cells are exactly as long as something cuts cells, by that length. */
export type CutCells = Map<number, { count: number; samples: CellSample[] }>;

type ColumnFacts = {
  shapes: readonly ShapeCount[];
  filled: number;
  errorCells: number;
  longest: number;
  cut: CutCells;
};

const sampleCount = 3;
const has = (bits: number, flags: number): boolean => (bits & flags) !== 0;
const count = (shapes: readonly ShapeCount[], fits: (bits: number) => boolean): number =>
  shapes.reduce((sum, { bits, count: cells }) => (fits(bits) ? sum + cells : sum), 0);

/**
 * The share of cells that must have the same number of digits before the shorter ones look as if they lost some: less
 * where a zero was kept, which tells a code from a number.
 */
const fixedShare = { numbers: 0.8, codes: 0.5 };
const shortestCode = 4;
const fewestCodes = 4;

/**
 * Digits alone, most of them equally many, none more: shorter ones look as if they had lost their leading zeros.
 * Proven only where a zero was kept somewhere, for only then the digits are a code and no number that grew.
 */
const findLostZeros = ({ shapes, filled, errorCells }: ColumnFacts): ColumnDamage[] => {
  const values = filled - errorCells;
  const digits = count(shapes, (bits) => has(bits, shape.digits));
  if (digits < fewestCodes || digits < values) return [];
  const widths = shapes.filter(({ bits, count: cells }) => cells > 0 && has(bits, shape.digits));
  const width = Math.max(...widths.map(({ bits }) => widthOf(bits)));
  const ofWidth = (bits: number): boolean => has(bits, shape.digits) && widthOf(bits) === width;
  const isShort = (bits: number): boolean => has(bits, shape.digits) && widthOf(bits) < width;
  const short = count(shapes, isShort);
  const kept = count(shapes, (bits) => ofWidth(bits) && has(bits, shape.leadingZero));
  const share = kept > 0 ? fixedShare.codes : fixedShare.numbers;
  if (width < shortestCode || width > 18 || short === 0 || count(shapes, ofWidth) < values * share) return [];
  const shortWithZero = count(shapes, (bits) => isShort(bits) && has(bits, shape.leadingZero));
  return [
    {
      kind: 'lost-zeros',
      count: short,
      samples: firstCells(shapes, isShort, sampleCount),
      width,
      proven: kept > 0 && shortWithZero === 0,
    },
  ];
};

/** Five digits in any other order are now and then such a count, too; a column of days has hardly another number. */
const serialShare = 0.9;

/** Counts of days beside dates, or alone; whether they are dates at all only their field can say. */
const findSerials = ({ shapes, filled, errorCells }: ColumnFacts): ColumnDamage[] => {
  const isSerial = (bits: number): boolean => has(bits, shape.serial);
  const isDate = (bits: number): boolean => has(bits, shape.dateYmd | shape.dateDmy | shape.dateMdy);
  const serials = count(shapes, isSerial);
  const dates = count(shapes, isDate);
  const numbers = count(
    shapes,
    (bits) => has(bits, shape.numberDot | shape.numberComma) && !isSerial(bits) && !isDate(bits),
  );
  if (serials < (serials + numbers) * serialShare || serials === 0) return [];
  const samples = firstCells(shapes, isSerial, sampleCount);
  const proven = dates > 0 && serials + dates >= filled - errorCells;
  return [{ kind: 'serial-dates', count: serials, samples, proven }];
};

/** Ids of 18 characters in one case, whose check characters say what it was. */
const findLostCase = ({ shapes, filled, errorCells }: ColumnFacts): ColumnDamage[] => {
  const lost = (bits: number): boolean => has(bits, shape.idLostCase);
  const found = count(shapes, lost);
  if (found === 0) return [];
  const ids = count(shapes, (bits) => has(bits, shape.id15 | shape.id18));
  const samples = firstCells(shapes, lost, sampleCount);
  return [{ kind: 'id-case', count: found, samples, proven: ids >= filled - errorCells }];
};

/** A few Ids may well have letters of one case by chance. */
const fewestIds = 3;

/** Ids of 15 characters in one case throughout: nothing in them says what it was. */
const findOneCase = ({ shapes, filled, errorCells }: ColumnFacts): ColumnDamage[] => {
  const one = (bits: number): boolean => has(bits, shape.idOneCase);
  const short = count(shapes, (bits) => has(bits, shape.id15));
  const found = count(shapes, one);
  const ids = count(shapes, (bits) => has(bits, shape.id15 | shape.id18));
  if (found < fewestIds || found < short || ids < filled - errorCells) return [];
  return [
    { kind: 'one-case-ids', count: found, samples: firstCells(shapes, one, sampleCount), proven: false },
  ];
};

/** Record Ids of 15 characters, in a column of nothing but Ids. */
const findShortIds = (facts: ColumnFacts): ColumnDamage[] => {
  const { shapes, filled, errorCells } = facts;
  const short = (bits: number): boolean => has(bits, shape.id15);
  const ids = count(shapes, (bits) => has(bits, shape.id15 | shape.id18));
  const found = count(shapes, short);
  // Check characters made of letters that lost their case would prove another Id.
  if (found === 0 || ids < filled - errorCells || findOneCase(facts).length > 0) return [];
  return [{ kind: 'short-ids', count: found, samples: firstCells(shapes, short, sampleCount), proven: true }];
};

const findBits = (
  kind: 'formula-text' | 'invisible' | 'scientific' | 'rounded',
  flag: number,
  { shapes }: ColumnFacts,
): ColumnDamage[] => {
  const fits = (bits: number): boolean => has(bits, flag);
  const found = count(shapes, fits);
  if (found === 0) return [];
  const proven = kind === 'formula-text' || kind === 'invisible';
  return [{ kind, count: found, samples: firstCells(shapes, fits, sampleCount), proven }];
};

/** Only the longest cells of a column can have been cut. */
const findCuts = ({ cut, longest }: ColumnFacts): ColumnDamage[] =>
  ([32_767, 255] as const).flatMap((length): ColumnDamage[] => {
    const found = cut.get(length);
    if (found === undefined || longest > length) return [];
    return [{ kind: length === 255 ? 'cut-255' : 'cut-32767', ...found, proven: false }];
  });

/** What looks as if a spreadsheet had changed it, from the shapes of all cells of a column. */
export const findDamage = (facts: ColumnFacts): ColumnDamage[] => [
  ...findLostCase(facts),
  ...findOneCase(facts),
  ...findShortIds(facts),
  ...findLostZeros(facts),
  ...findSerials(facts),
  ...findBits('formula-text', shape.formulaText, facts),
  ...findBits('invisible', shape.invisible, facts),
  ...findBits('scientific', shape.scientific, facts),
  ...findBits('rounded', shape.rounded, facts),
  ...findCuts(facts),
];
