import { cellMarks, type RecordScanner } from '../sheet/scan-record';
import type { RowChecker } from './check-row';

const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * First bytes of a cell that is something and goes as it is: neither a blank of any kind, nor the beginning of an
 * error of a spreadsheet or a word for nothing (`#N/A`, `null`). UTF-8 writes blanks beyond ASCII with the lead bytes
 * C2, E1, E2, E3 and EF.
 */
const plainFirst = new Uint8Array(256);
for (let byte = 0x21; byte < 0xf5; byte += 1) if (byte < 0x7f || byte >= 0xc3) plainFirst[byte] = 1;
for (const byte of [0x23, 0xe1, 0xe2, 0xe3, 0xef]) plainFirst[byte] = 0;

/** `null` and `n/a`, in bytes: every other word that begins with an n is something. */
const longestNothing = 4;

const nameOfError = [0x65, 0x72, 0x72, 0x3a];

/** Whether a text begins like the errors that have a number instead of a name (`Err:502`). */
const isNumberedError = (bytes: Uint8Array, start: number): boolean =>
  nameOfError.every((letter, at) => ((bytes[start + at] as number) | 0x20) === letter);

/** Lead bytes of characters of two and of three bytes that may be blanks. */
const isBlankLead = (two: number, three: number): boolean =>
  two === 0xc2 || three === 0xe1 || three === 0xe2 || three === 0xe3 || three === 0xef;

/** A record that needs a closer look at its cells. */
export const notCopied = -1;

/** What a cell does to its field. */
const kind = { set: 0, keep: 1, clear: 2 } as const;

/** How often each column sets, keeps or clears its field, counted by `copy`. */
export type CopiedEffects = { set: Float64Array; keep: Float64Array; clear: Float64Array };

export type RecordCopier = {
  /** Bytes a record of `size` bytes may grow to. */
  room: (size: number) => number;
  /**
   * Writes the record that was scanned last, as it goes to Salesforce, into `out` from `begin` on.
   * @returns where it ends there, or `notCopied`; what was written then is void
   */
  copy: (bytes: Uint8Array, out: Uint8Array, begin: number) => number;
  /**
   * Whether the record that was scanned last, which ends before `next`, goes to Salesforce byte for byte as it stands;
   * then it counts as copied.
   */
  isSame: (bytes: Uint8Array, next: number) => boolean;
  effects: CopiedEffects;
};

/**
 * Makes wire records of scanned ones without reading the texts of their cells: byte for byte what the checker and
 * `writeRecord` make of them. Cells that could be blank, an error or a word for nothing, that are dates, times or
 * numbers in another form than Salesforce's own, or whose quotes have to change, are not judged here: their rows are
 * `notCopied`.
 *
 * @param checker of rows whose values go as they are
 * @param scanner has found the cells of the record to be copied
 * @param width columns of the table
 */
export const createRecordCopier = (
  checker: RowChecker,
  scanner: RecordScanner,
  width: number,
): RecordCopier => {
  const columns = Int32Array.from(checker.columns);
  const count = columns.length;
  const { forms } = checker;
  const empty = checker.check(
    Array.from({ length: width }, () => ''),
    null,
  );
  /** What an empty cell of each column goes as. */
  const blanks = empty.wire.map((wire) => Uint8Array.from(wire, (character) => character.charCodeAt(0)));
  const blankKinds = Uint8Array.from(blanks, ({ length }) => (length === 0 ? kind.keep : kind.clear));
  const largestBlank = Math.max(0, ...blanks.map(({ length }) => length));
  // A lone empty value is written in quotes; where empty cells hold a row back none of them can be copied.
  const copiesEmpty = empty.problem === null && count > 1;
  const zeros = (): Float64Array => new Float64Array(count);
  const effects: CopiedEffects = { set: zeros(), keep: zeros(), clear: zeros() };
  /** Which of the three each cell of the record at hand is. */
  const kinds = new Uint8Array(count);

  /** Whether the text between two places is something that goes as it is. */
  const isPlain = (bytes: Uint8Array, start: number, end: number): boolean => {
    const first = bytes[start] as number;
    if (plainFirst[first] === 0) return false;
    if ((first | 0x20) === 0x6e && end - start <= longestNothing) return false;
    if ((first | 0x20) === 0x65 && isNumberedError(bytes, start)) return false;
    const last = bytes[end - 1] as number;
    if (last < 0x80) return last > 0x20 && last !== 0x7f;
    return !isBlankLead(bytes[end - 2] as number, bytes[end - 3] as number);
  };

  /** What the text between two places does to the field of a column, or `notCopied` where that is not judged here. */
  const kindOf = (bytes: Uint8Array, at: number, start: number, end: number): number => {
    if (start === end) return copiesEmpty ? (blankKinds[at] as number) : notCopied;
    if (!isPlain(bytes, start, end)) return notCopied;
    const isInForm = forms[at];
    return isInForm != null && !isInForm(bytes, start, end) ? notCopied : kind.set;
  };

  const countKinds = (): void => {
    for (let at = 0; at < count; at += 1) {
      const of =
        kinds[at] === kind.set ? effects.set : kinds[at] === kind.keep ? effects.keep : effects.clear;
      of[at] = (of[at] as number) + 1;
    }
  };

  /** Every column is sent, in the order of the table, so that whole records can go. */
  const sendsAll = count === width && columns.every((column, at) => column === at);

  const isSame = (bytes: Uint8Array, next: number): boolean => {
    if (!sendsAll || bytes[next - 2] === carriageReturn) return false;
    const starts = scanner.starts();
    const ends = scanner.ends();
    const marks = scanner.marks();
    for (let at = 0; at < count; at += 1) {
      const mark = marks[at] as number;
      let start = starts[at] as number;
      let end = ends[at] as number;
      if (mark !== 0) {
        // Quotes that need not be there are left out, and some have to change.
        if ((mark & (cellMarks.bareQuote | cellMarks.returns)) !== 0 || (mark & cellMarks.needsQuotes) === 0)
          return false;
        start += 1;
        end -= 1;
      }
      const found = kindOf(bytes, at, start, end);
      if (found !== kind.set && found !== kind.keep) return false;
      kinds[at] = found;
    }
    countKinds();
    return true;
  };

  const copy = (bytes: Uint8Array, out: Uint8Array, begin: number): number => {
    const starts = scanner.starts();
    const ends = scanner.ends();
    const marks = scanner.marks();
    let to = begin;
    for (let at = 0; at < count; at += 1) {
      const column = columns[at] as number;
      const mark = marks[column] as number;
      let start = starts[column] as number;
      let end = ends[column] as number;
      if ((mark & (cellMarks.bareQuote | cellMarks.returns)) !== 0) return notCopied;
      const isQuoted = (mark & cellMarks.quoted) !== 0;
      const from = isQuoted ? start + 1 : start;
      const until = isQuoted ? end - 1 : end;
      if (at > 0) {
        out[to] = comma;
        to += 1;
      }
      const found = kindOf(bytes, at, from, until);
      if (found === notCopied) return notCopied;
      kinds[at] = found;
      const blank = blanks[at];
      if (from === until && blank !== undefined) {
        out.set(blank, to);
        to += blank.length;
        continue;
      }
      if ((mark & cellMarks.needsQuotes) === 0) {
        start = from;
        end = until;
      }
      for (let place = start; place < end; place += 1) {
        out[to] = bytes[place] as number;
        to += 1;
      }
    }
    out[to] = lineFeed;
    countKinds();
    return to + 1;
  };

  return { room: (size) => size + count * (largestBlank + 1) + 1, copy, isSame, effects };
};
