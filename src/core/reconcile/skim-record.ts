import { cellMarks, createRecordScanner, type RecordScanner } from '../sheet/scan-record';

const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

export type RecordSkimmer = RecordScanner & {
  /**
   * From the next record on no more than its first so many cells are needed: the others are not told, and a record is
   * taken to be as wide as the last that was scanned to its end.
   */
  lookAt: (cells: number) => void;
  /** Finds those cells alone of the record that begins at `at`; false where they have to be looked at more closely. */
  look: (bytes: Uint8Array, at: number, end: number) => boolean;
};

/** What `skim` says where it takes a closer look to tell. */
const unsure = -1;

/** A letter or digit of ASCII. */
export const isWordByte = (byte: number): boolean => {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
};

/**
 * Scans records like `createRecordScanner`, but skips the cells that nobody asks for where it is sure of where the
 * record ends. It is sure of a line feed with a quote and a letter or digit behind it: inside of a cell in quotes, a
 * quote is either doubled or the end of the cell, so that only another quote, a comma or a line break can follow it.
 * So it is the beginning of the next record, whose first cell stands in quotes. All others are scanned to their ends.
 */
export const createRecordSkimmer = (): RecordSkimmer => {
  const whole = createRecordScanner();
  let wanted = 0;
  let starts = new Int32Array(0);
  let ends = new Int32Array(0);
  let marks = new Uint8Array(0);
  let skimmed = false;
  let width = 0;

  /** The place behind a cell that begins at `from`, in quotes or not, or `unsure`; notes its marks. */
  const skimCell = (bytes: Uint8Array, from: number, end: number, cell: number): number => {
    let at = from;
    if (bytes[at] !== quote) {
      marks[cell] = 0;
      for (;;) {
        const byte = bytes[at];
        if (byte === comma || byte === lineFeed || byte === carriageReturn) return at;
        if (byte === quote) return unsure;
        at += 1;
      }
    }
    let mark: number = cellMarks.quoted;
    for (at += 1; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === quote) {
        if (bytes[at + 1] !== quote) {
          marks[cell] = mark;
          return at + 1;
        }
        mark |= cellMarks.doubled | cellMarks.needsQuotes;
        at += 1;
      } else if (byte === carriageReturn) mark |= cellMarks.returns | cellMarks.needsQuotes;
      else if (byte === comma || byte === lineFeed) mark |= cellMarks.needsQuotes;
    }
    return unsure;
  };

  /** Where the last of the wanted cells ends, or `unsure`. */
  const skimCells = (bytes: Uint8Array, begin: number, end: number): number => {
    let at = begin;
    for (let cell = 0; cell < wanted; cell += 1) {
      if (cell > 0) {
        if (bytes[at] !== comma) return unsure;
        at += 1;
      }
      starts[cell] = at;
      at = skimCell(bytes, at, end, cell);
      if (at === unsure) return unsure;
      ends[cell] = at;
    }
    return at;
  };

  /** Where the next record begins, or `unsure`. */
  const skim = (bytes: Uint8Array, begin: number, end: number): number => {
    const at = skimCells(bytes, begin, end);
    if (at === unsure) return unsure;
    const found = bytes.indexOf(lineFeed, at);
    const isSure = found + 2 < end && bytes[found + 1] === quote && isWordByte(bytes[found + 2] as number);
    return isSure ? found + 1 : unsure;
  };

  return {
    scan: (bytes, at, end) => {
      const next = wanted === 0 ? unsure : skim(bytes, at, end);
      skimmed = next !== unsure;
      if (skimmed) return next;
      const scanned = whole.scan(bytes, at, end);
      if (scanned >= 0) width = whole.width();
      return scanned;
    },
    lookAt: (cells) => {
      wanted = cells;
      starts = new Int32Array(cells);
      ends = new Int32Array(cells);
      marks = new Uint8Array(cells);
    },
    look: (bytes, at, end) => {
      skimmed = true;
      return skimCells(bytes, at, end) !== unsure;
    },
    width: () => width,
    breaks: () => whole.breaks(),
    isBlank: () => !skimmed && whole.isBlank(),
    starts: () => (skimmed ? starts : whole.starts()),
    ends: () => (skimmed ? ends : whole.ends()),
    marks: () => (skimmed ? marks : whole.marks()),
  };
};
