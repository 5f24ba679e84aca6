import { z } from 'zod';

export const Encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'iso-8859-15',
]);
export type Encoding = z.infer<typeof Encoding>;

export const Delimiter = z.enum(['comma', 'semicolon', 'tab', 'pipe', 'caret', 'backquote']);
export type Delimiter = z.infer<typeof Delimiter>;

/** How the bytes of a text file become rows and cells. */
export const Dialect = z.object({
  encoding: Encoding,
  delimiter: Delimiter,
  /** 1-based record that holds the column names; records above it are title lines and no rows. */
  headerRow: z.number().int().min(1),
  /** Cells carry the apostrophe that exports put before what a spreadsheet would run; it is taken off. */
  guarded: z.boolean().optional(),
});
export type Dialect = z.infer<typeof Dialect>;

export const DateOrder = z.enum(['ymd', 'dmy', 'mdy']);
export type DateOrder = z.infer<typeof DateOrder>;
export const DecimalMark = z.enum(['dot', 'comma']);
export type DecimalMark = z.infer<typeof DecimalMark>;

/** A cell that a person can find again. */
export const CellSample = z.object({
  /** 1-based line of the file. */
  line: z.number().int(),
  /** The cell, or its beginning. */
  cell: z.string(),
});
export type CellSample = z.infer<typeof CellSample>;

/** How many cells one reading fits, and the first one it does not fit. */
export const ReadingProof = z.object({ fits: z.number().int(), against: CellSample.nullable() });
export type ReadingProof = z.infer<typeof ReadingProof>;

/**
 * What all filled cells of a column prove about its format. `dates` and `numbers` count, for each order and mark,
 * the cells it reads; `against` is the first cell that is a date or number under another one only.
 */
export const FormatProof = z.object({
  dates: z.record(DateOrder, ReadingProof),
  numbers: z.record(DecimalMark, ReadingProof),
  /** Marks that make every number whole. */
  wholeMarks: z.array(DecimalMark),
  /** The first date or number that reads two ways. */
  dateOfTwo: CellSample.nullable(),
  numberOfTwo: CellSample.nullable(),
  /** The first cell, errors aside, that is no date or no number under any reading. */
  notDate: CellSample.nullable(),
  notNumber: CellSample.nullable(),
  /** Dates, with a time of day or without, that do not say their time zone. */
  zoneless: z.number().int(),
  /** Dates whose year has two digits. */
  shortYears: z.number().int(),
  /** Times of day without a date. */
  times: z.number().int(),
});
export type FormatProof = z.infer<typeof FormatProof>;

/** What spreadsheets do to values, and what can be told of it afterwards. */
export const DamageKind = z.enum([
  'lost-zeros',
  'scientific',
  'rounded',
  'serial-dates',
  'short-ids',
  'cut-255',
  'cut-32767',
]);
export type DamageKind = z.infer<typeof DamageKind>;

/** Cells of a column that look damaged in one way. */
export const ColumnDamage = z.object({
  kind: DamageKind,
  count: z.number().int(),
  /** The first cells, three at most. */
  samples: z.array(CellSample),
  /** Lost zeros: the number of digits of the other cells. */
  width: z.number().int().optional(),
  /** The rest of the column leaves no doubt about the value that was there. */
  proven: z.boolean(),
});
export type ColumnDamage = z.infer<typeof ColumnDamage>;

/**
 * What one pass over all rows found out about a column. Counts are numbers of rows.
 * `dateOrders` / `decimalMarks` list the readings under which most filled cells are dates / numbers;
 * more than one means the column is ambiguous and a person must choose before it goes to a date or number field.
 */
export const ColumnProfile = z.object({
  index: z.number().int().nonnegative(),
  header: z.string(),
  filled: z.number().int(),
  blank: z.number().int(),
  /** Distinct filled values, counted exactly up to 1,000 and reported as 1,001 above. */
  distinct: z.number().int(),
  /** Above 1,000: how many there are, within about three in a hundred. */
  distinctAbout: z.number().int().optional(),
  samples: z.array(z.string()),
  longest: z.number().int(),
  leadingZeros: z.number().int(),
  errorCells: z.number().int(),
  dates: z.number().int(),
  numbers: z.number().int(),
  booleans: z.number().int(),
  emails: z.number().int(),
  dateOrders: z.array(DateOrder),
  decimalMarks: z.array(DecimalMark),
  /** Up to 100 distinct values with their counts, most frequent first; only for columns with at most 100. */
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /** The file itself says what every cell of the column is, as a workbook can: nothing is ambiguous then. */
  typed: z.enum(['date', 'datetime', 'number', 'boolean']).optional(),
  /** Absent in loads of older programs. */
  proof: FormatProof.optional(),
  damage: z.array(ColumnDamage).optional(),
  /** The error cells of the column by their words, most frequent first, ten at most. */
  errorWords: z.array(z.object({ value: z.string(), count: z.number().int() })).optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** Something about the file that a person should know; `code` names a sentence of the catalogue. */
export const SheetFinding = z.object({
  code: z.enum([
    'ragged-rows',
    'nul-bytes',
    'bad-bytes',
    'leading-zeros',
    'error-cells',
    'blank-lines',
    'long-numbers',
    'guarded-cells',
  ]),
  column: z.string().optional(),
  count: z.number().int(),
  /** 1-based line of the file where the first case stands. */
  line: z.number().int().optional(),
  sample: z.string().optional(),
});
export type SheetFinding = z.infer<typeof SheetFinding>;

/** A frozen source file: the hashed copy and how it was read. */
export const SheetView = z.object({
  name: z.string(),
  bytes: z.number().int(),
  /** When the file was last changed on disk, epoch milliseconds. */
  modifiedAt: z.number(),
  sha256: z.string(),
  rows: z.number().int(),
  blankLines: z.number().int(),
  dialect: Dialect,
  /** 1-based line of the file on which the header begins; absent in loads of older programs. */
  headerLine: z.number().int().optional(),
  /** Which parts of the dialect a person chose rather than the reader. */
  chosen: z.array(z.enum(['encoding', 'delimiter', 'headerRow'])),
  columns: z.array(ColumnProfile),
  findings: z.array(SheetFinding),
});
export type SheetView = z.infer<typeof SheetView>;
