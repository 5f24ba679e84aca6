import { z } from 'zod';

export const Encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'cp437',
  'cp850',
  'cp852',
  'shift_jis',
  'gbk',
  'gb18030',
  'big5',
  'euc-kr',
]);
export type Encoding = z.infer<typeof Encoding>;

/** Encodings that fit a file about equally well, with words of it that tell them apart; empty where one is sure. */
export const EncodingDoubt = z.array(z.object({ encoding: Encoding, words: z.array(z.string()) }));
export type EncodingDoubt = z.infer<typeof EncodingDoubt>;

export const Delimiter = z.enum(['comma', 'semicolon', 'tab', 'pipe', 'caret', 'backquote']);
export type Delimiter = z.infer<typeof Delimiter>;

/**
 * What becomes of columns whose name is missing or used before: `ask` keeps the load from going on until a person
 * decides, `number` gives them names with a number, `leave-out` drops all but the first of each name.
 */
export const HeaderChoice = z.enum(['ask', 'number', 'leave-out']);
export const HeaderChoices = z.object({
  repeated: HeaderChoice.optional(),
  unnamed: HeaderChoice.optional(),
});
export type HeaderChoices = z.infer<typeof HeaderChoices>;

/**
 * Which part of a workbook is read, and what there is to choose from. `rows` of a sheet counts those with any value,
 * the header included. Without a table the whole sheet is read.
 */
export const WorkbookPart = z.object({
  kind: z.enum(['xlsx', 'xls', 'ods']),
  sheet: z.string(),
  table: z.string().optional(),
  /** Its days count from 1904, as those of older Excels for Mac do; absent where they count from 1900. */
  is1904: z.boolean().optional(),
  /** The first column that has anything at or below the header, counted from 0; absent where it was not looked for. */
  left: z.number().int().optional(),
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      hidden: z.boolean(),
    }),
  ),
  /** Tables of the sheet that is read, and blocks that only have a name; `range` as a spreadsheet writes it: `A3:L500`. */
  tables: z.array(z.object({ name: z.string(), range: z.string(), isNamed: z.boolean().optional() })),
});
export type WorkbookPart = z.infer<typeof WorkbookPart>;

/** How the bytes of a file become rows and cells. Encoding and delimiter mean nothing in a workbook. */
export const Dialect = z.object({
  encoding: Encoding,
  delimiter: Delimiter,
  /**
   * 1-based record that holds the column names; records above it are title lines and no rows. In a workbook the
   * sheet's own row number.
   */
  headerRow: z.number().int().min(1),
  /** Cells carry the apostrophe that exports put before what a spreadsheet would run; it is taken off. */
  guarded: z.boolean().optional(),
  /** Only for workbooks. */
  workbook: WorkbookPart.optional(),
  /** Only where names are missing or used twice. */
  headers: HeaderChoices.optional(),
});
export type Dialect = z.infer<typeof Dialect>;

export const DateOrder = z.enum(['ymd', 'dmy', 'mdy']);
export type DateOrder = z.infer<typeof DateOrder>;
export const DecimalMark = z.enum(['dot', 'comma']);
export type DecimalMark = z.infer<typeof DecimalMark>;

/** The type a workbook itself gives its cells. */
export const ColumnType = z.enum(['date', 'datetime', 'number', 'boolean']);
export type ColumnType = z.infer<typeof ColumnType>;

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
  /** Dates whose year has two digits, and the first whose year, 30 to 69, programs lay in different centuries. */
  shortYears: z.number().int(),
  centuryOfTwo: CellSample.nullable().optional(),
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
  'id-case',
  'one-case-ids',
  'formula-text',
  'invisible',
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
  /**
   * Cells of more than 15 digits that are all there: what a spreadsheet would round. Absent in loads of older programs.
   */
  longNumbers: z.number().int().optional(),
  errorCells: z.number().int(),
  dates: z.number().int(),
  numbers: z.number().int(),
  booleans: z.number().int(),
  emails: z.number().int(),
  dateOrders: z.array(DateOrder),
  decimalMarks: z.array(DecimalMark),
  /** Up to 100 distinct values with their counts, most frequent first; only for columns with at most 100. */
  values: z.array(z.object({ value: z.string(), count: z.number().int() })),
  /**
   * Every filled cell, errors aside, is of this type in the workbook: dates stand as `2026-03-04`, date-times as
   * `2026-03-04T05:06:07`, numbers with a dot, booleans as `true` and `false`. Nothing of it is ambiguous.
   */
  typed: ColumnType.optional(),
  /** Absent in loads of older programs. */
  proof: FormatProof.optional(),
  damage: z.array(ColumnDamage).optional(),
  /** The error cells of the column by their words, most frequent first, ten at most. */
  errorWords: z.array(z.object({ value: z.string(), count: z.number().int() })).optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** What can be found in workbooks alone. */
export const WorkbookFindingCode = z.enum([
  'hidden-rows',
  'filtered-rows',
  'hidden-columns',
  'hidden-sheets',
  'merged-cells',
  'formulas-without-value',
  'rounded-numbers',
  'outside-table',
  'totals-row',
]);
export type WorkbookFindingCode = z.infer<typeof WorkbookFindingCode>;

/** Something about the file that a person should know; `code` names a sentence of the catalogue. */
export const SheetFinding = z.object({
  code: z.enum([
    'ragged-rows',
    'nul-bytes',
    'bad-bytes',
    'text-after-quote',
    'total-lines',
    'header-lines',
    'side-table',
    'title-lines',
    'repeated-header',
    'empty-header',
    'leading-zeros',
    'error-cells',
    'blank-lines',
    'long-numbers',
    'guarded-cells',
    ...WorkbookFindingCode.options,
  ]),
  column: z.string().optional(),
  count: z.number().int(),
  /** 1-based line of the file where the first case stands. */
  line: z.number().int().optional(),
  /** 1-based column of the file where the first case stands. */
  at: z.number().int().optional(),
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
  chosen: z.array(z.enum(['encoding', 'delimiter', 'headerRow', 'sheet', 'table'])),
  /** Encodings that fit about equally well; absent or empty where one is sure or was chosen. */
  doubt: EncodingDoubt.optional(),
  /** The rows came from the clipboard, not from a file. */
  pasted: z.boolean().optional(),
  columns: z.array(ColumnProfile),
  findings: z.array(SheetFinding),
});
export type SheetView = z.infer<typeof SheetView>;

/** A row of a file that was not read whole yet. */
export const PreviewRow = z.object({
  row: z.number().int(),
  line: z.number().int(),
  cells: z.array(z.string()),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

/** The first rows of a file, while the rest is still being read. */
export const SheetPreview = z.object({
  name: z.string(),
  bytes: z.number().int(),
  modifiedAt: z.number(),
  dialect: Dialect,
  doubt: EncodingDoubt,
  header: z.array(z.string()),
  rows: z.array(PreviewRow),
});
export type SheetPreview = z.infer<typeof SheetPreview>;

/** Characters that can be pasted at once; more come as a file. */
export const pasteLimit = 10_000_000;
