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
