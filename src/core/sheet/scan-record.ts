const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** What has to be known of a cell besides where it stands. */
export const cellMarks = {
  /** Stands in quotes, which are part of its place. */
  quoted: 1,
  /** Quoted, and holds a comma, a line break or a doubled quote: it can't stand without its quotes. */
  needsQuotes: 2,
  /** Quoted, and holds a doubled quote, which stands for one. */
  doubled: 4,
  /** Quoted, and holds a carriage return. */
  returns: 8,
  /** Not quoted, and holds a quote. */
  bareQuote: 16,
} as const;

/** The record goes on beyond the bytes there are. */
export const unfinished = -1;
/** The record is not written in the strict form; who wants to know what it says has to look more closely. */
export const irregular = -2;

/** Finds the cells of one record after the other; where they stand is overwritten by the next. */
export type RecordScanner = {
  /**
   * Takes the record that begins at `at`, in bytes that count up to `end`; `bytes[end]` must be there and be a line
   * feed, which is none of the text's.
   * @returns where the next record begins, `unfinished` or `irregular`
   */
  scan: (bytes: Uint8Array, at: number, end: number) => number;
  /** Cells of the record. */
  width: () => number;
  /** Line breaks inside of cells: LF, CRLF and CR count as one each. */
  breaks: () => number;
  /** Whether the record is an empty line. */
  isBlank: () => boolean;
  /** Where each cell begins, quotes included. */
  starts: () => Int32Array;
  /** Where each cell ends, quotes included. */
  ends: () => Int32Array;
  /** `cellMarks` of each cell. */
  marks: () => Uint8Array;
};

/** Bytes that end an unquoted cell, or that have to be noted in it. */
const stops = new Uint8Array(256);
for (const byte of [comma, lineFeed, carriageReturn, quote]) stops[byte] = 1;

/**
 * Reads records after RFC 4180 straight from the bytes of ASCII or UTF-8: comma, LF or CRLF, quotes around a whole
 * cell and doubled inside. A quote in the middle of an unquoted cell is itself. Anything beyond that (blanks around
 * quotes, text behind them, a lone CR outside of quotes) is `irregular` rather than guessed at.
 */
export const createRecordScanner = (): RecordScanner => {
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
  let marks = new Uint8Array(64);
  let width = 0;
  let breaks = 0;

  const grow = (): void => {
    const more = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    starts = more(starts, new Int32Array(starts.length * 2));
    ends = more(ends, new Int32Array(ends.length * 2));
    marks = more(marks, new Uint8Array(marks.length * 2));
  };

  /** The place behind the closing quote of a cell whose text begins at `from`; sets its marks. */
  const scanQuoted = (bytes: Uint8Array, from: number, end: number): number => {
    let mark: number = cellMarks.quoted;
    let at = from;
    for (;;) {
      const byte = bytes[at];
      if (at >= end) return unfinished;
      if (byte === quote) {
        if (at + 1 >= end) return unfinished;
        if (bytes[at + 1] !== quote) {
          marks[width] = mark;
          return at + 1;
        }
        mark |= cellMarks.doubled | cellMarks.needsQuotes;
        at += 1;
      } else if (byte === comma) mark |= cellMarks.needsQuotes;
      else if (byte === lineFeed) {
        mark |= cellMarks.needsQuotes;
        breaks += 1;
      } else if (byte === carriageReturn) {
        mark |= cellMarks.needsQuotes | cellMarks.returns;
        if (bytes[at + 1] !== lineFeed) breaks += 1;
      }
      at += 1;
    }
  };

  const scan = (bytes: Uint8Array, begin: number, end: number): number => {
    let at = begin;
    width = 0;
    breaks = 0;
    if (at >= end) return unfinished;
    for (;;) {
      if (width === starts.length) grow();
      starts[width] = at;
      if (bytes[at] === quote) {
        at = scanQuoted(bytes, at + 1, end);
        if (at < 0) return at;
      } else {
        marks[width] = 0;
        while (stops[bytes[at] as number] === 0) at += 1;
        while (bytes[at] === quote) {
          marks[width] = cellMarks.bareQuote;
          at += 1;
          while (stops[bytes[at] as number] === 0) at += 1;
        }
      }
      ends[width] = at;
      width += 1;
      const byte = bytes[at];
      if (byte === comma) at += 1;
      else if (byte === lineFeed) return at >= end ? unfinished : at + 1;
      else if (byte === carriageReturn) {
        if (at + 1 >= end) return unfinished;
        return bytes[at + 1] === lineFeed ? at + 2 : irregular;
      } else return irregular;
    }
  };

  return {
    scan,
    width: () => width,
    breaks: () => breaks,
    isBlank: () => {
      if (width > 1) return false;
      const size = (ends[0] ?? 0) - (starts[0] ?? 0);
      return size === 0 || (size === 2 && marks[0] === cellMarks.quoted);
    },
    starts: () => starts,
    ends: () => ends,
    marks: () => marks,
  };
};
