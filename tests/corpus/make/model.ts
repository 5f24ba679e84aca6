/** What a person can say before a file is read, in the words of the command line. */
export type Asked = {
  encoding?: string;
  delimiter?: string;
  /** In the window alone. */
  headerRow?: number;
  sheet?: string;
  /** A table of the workbook's sheet; in the window alone. */
  table?: string;
};

/** How the file is read. What does not apply to a kind of file is left out. */
export type DialectFound = {
  encoding?: string;
  delimiter?: string;
  /** 1-based record of a text file, 1-based row of a sheet. */
  headerRow: number;
  sheet?: string;
};

/** Row number after the header, 1-based line of the file (row of the sheet), cells as read. */
export type ExpectedRow = [row: number, line: number, cells: string[]];

export type DamageKind =
  | 'cell-count'
  | 'nul'
  | 'bad-bytes'
  | 'total-line'
  | 'header-line'
  | 'text-after-quote'
  | 'no-value';

/** Damage of one row: such a row is held. `column` is 1-based. */
export type Damage = [row: number, kind: DamageKind, line: number, column: number];

/** What a person is told of the file: a kind, how many cells, rows or columns, and the column where it is of one. */
export type Finding = [kind: FindingKind, count: number, column?: string];

export type FindingKind =
  | 'ragged-rows'
  | 'nul-bytes'
  | 'bad-bytes'
  | 'blank-lines'
  | 'leading-zeros'
  | 'long-numbers'
  | 'error-cells'
  | 'guarded-cells'
  | 'total-lines'
  | 'header-lines'
  | 'lost-zeros'
  | 'scientific'
  | 'rounded-numbers'
  | 'rounded'
  | 'serial-dates'
  | 'short-ids'
  | 'id-case'
  | 'one-case-ids'
  | 'formula-text'
  | 'invisible'
  | 'cut-values'
  | 'hidden-rows'
  | 'hidden-columns'
  | 'filtered-rows'
  | 'merged-cells'
  | 'hidden-sheets'
  | 'formulas-without-value'
  | 'outside-table'
  | 'totals-row'
  | 'title-lines'
  | 'text-after-quote'
  | 'repeated-header'
  | 'empty-header';

export type Reading = {
  dialect: DialectFound;
  headerLine: number;
  header: string[];
  /** Every row; or, for wide and long files, the ones that tell (`rowCount` then says how many there are). */
  rows: ExpectedRow[];
  rowCount?: number;
  blankLines?: number;
  damage?: Damage[];
  findings?: Finding[];
  /** Something about it is open, and the load does not go on before a person has decided. */
  asks?: true;
};

export type RefusalKind =
  | 'empty'
  | 'header-only'
  | 'open-quote'
  | 'text-after-quote'
  | 'cell-too-large'
  | 'encoding-doubt'
  | 'repeated-header'
  | 'empty-header'
  | 'not-a-table'
  | 'password'
  | 'html'
  | 'xml-spreadsheet'
  | 'json'
  | 'binary-workbook'
  | 'damaged-workbook'
  | 'cut-workbook'
  | 'zip-bomb'
  | 'no-sheet'
  | 'unsafe-xml'
  | 'utf-32';

/** Why a file is not read at all, and where. */
export type Refused = { kind: RefusalKind; line?: number; column?: number };

/** Why a cell keeps its row from being sent. */
export type HeldKind =
  | 'error-cell'
  | 'date-unreadable'
  | 'no-such-day'
  | 'date-has-time'
  | 'time-gap'
  | 'time-overlap'
  | 'number-unreadable'
  | 'bad-id'
  | 'id-case'
  | 'damage';

/** What goes to Salesforce once the columns are matched with fields of the object the corpus is loaded into. */
export type Sending = {
  /** Where it goes out this way; everywhere if it is not said. */
  through?: 'screens' | 'command-line';
  /** Column of the file to field. */
  fields: Record<string, string>;
  /** What the person chooses for all columns. */
  choose?: {
    dateOrder?: 'ymd' | 'dmy' | 'mdy';
    decimal?: 'dot' | 'comma';
    timeZone?: string;
    errorCells?: string;
    /** The first of the hundred years that two-digit years are of. */
    centuryFrom?: number;
    /** Column of the file to the repair a person decides on. */
    repairs?: Record<string, string>;
  };
  /** Row, and the values that are sent for the fields in the order of `fields`; '' leaves a field as it is. */
  wire: [row: number, values: string[]][];
  held?: [row: number, kind: HeldKind, column: string][];
  /** Columns that must be decided before anything may be sent; then nothing is. */
  undecided?: [kind: 'date-order' | 'decimal-mark' | 'century', column: string][];
};

/** What a file of the corpus must read as. */
export type Expected = {
  /** What is nasty about it and, where nobody has laid down how it is read, why it is to be read so. */
  why: string;
  ask?: Asked;
  reading?: Reading;
  refusal?: Refused;
  /** Where the command line owes something else than the screens, and why. */
  cli?: { why: string; reading?: Partial<Reading>; refusal?: Refused };
  /** Each sends the same file with other choices. */
  sendings?: Sending[];
};

/** A file of the corpus; without bytes where an office program wrote it (see `office`). */
export type CorpusCase = Expected & {
  name: string;
  /** Writes the file; absent where another program wrote it. */
  write?: () => Uint8Array;
  /** Too big to keep: made when it is needed. */
  passing?: true;
};
