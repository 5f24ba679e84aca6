import type { Delimiter, Encoding } from '../../shared/domain/sheet';
import { isBlankCell } from './cell-words';
import { delimiterCharacters } from './delimiters';

const startsWith = (head: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => head[at] === byte);

/** Marked as UTF-32, which hardly anything writes; its first mark begins like that of UTF-16. */
export const isUtf32 = (head: Uint8Array): boolean =>
  startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff]);

/** How NUL bytes spread over the two bytes of each pair, and how many pairs are two plain characters. */
const measurePairs = (head: Uint8Array) => {
  const pairs = head.length >> 1;
  let evenNuls = 0;
  let oddNuls = 0;
  let plain = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    const first = head[at] ?? 0;
    const second = head[at + 1] ?? 0;
    if (first === 0) evenNuls += 1;
    if (second === 0) oddNuls += 1;
    if (first >= 0x20 && first < 0x7f && second >= 0x20 && second < 0x7f) plain += 1;
  }
  return { pairs, evenNuls, oddNuls, plain };
};

/** UTF-16 without a mark: Latin text has a NUL in nearly every pair, other scripts at breaks and delimiters. */
const guessUtf16 = (head: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const { pairs, evenNuls, oddNuls, plain } = measurePairs(head);
  if (pairs === 0 || plain > pairs * 0.1) return null;
  const isHalf = (nuls: number, others: number): boolean =>
    (nuls > pairs * 0.3 && others < pairs * 0.05) || (nuls >= 4 && nuls > pairs * 0.04 && others === 0);
  if (isHalf(oddNuls, evenNuls)) return 'utf-16le';
  return isHalf(evenNuls, oddNuls) ? 'utf-16be' : null;
};

/**
 * The encoding the first bytes of a file prove: by a byte order mark, or UTF-16 by where its NULs stand.
 * Anything else is UTF-8 or one of the older one-byte encodings, which only the whole file can tell.
 */
export const guessEncoding = (head: Uint8Array): Encoding | 'utf-8-or-legacy' => {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  return guessUtf16(head) ?? 'utf-8-or-legacy';
};

const binarySignatures: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // zip, and with it .xlsx
  [0x50, 0x4b, 0x05, 0x06], // empty zip
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0xd0, 0xcf, 0x11, 0xe0], // OLE, and with it .xls
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // rar
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

const isControl = (byte: number): boolean =>
  byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1a && byte !== 0x1b;

/** A few NULs and control characters are damage in rows of text; many of them are no text at all. */
const hasManyControls = (head: Uint8Array): boolean => {
  let nuls = 0;
  let others = 0;
  for (const byte of head) {
    if (byte === 0) nuls += 1;
    else if (isControl(byte)) others += 1;
  }
  return (nuls > 3 && nuls > head.length * 0.02) || (others > 3 && others > head.length * 0.1);
};

/** Whether the first bytes of a file can be the beginning of a table in text form. */
export const looksLikeText = (head: Uint8Array): boolean => {
  if (binarySignatures.some((signature) => startsWith(head, signature))) return false;
  const encoding = guessEncoding(head);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return true;
  return !hasManyControls(head);
};

/** The records of a sample under one delimiter: how many cells each has; `0` marks a blank line. */
export const countCells = (sample: string, delimiter: string): number[] => {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let fieldStart = true;
  let empty = true;
  for (let at = 0; at < sample.length; at += 1) {
    const character = sample.charAt(at);
    if (quoted) {
      if (character !== '"') continue;
      if (sample.charAt(at + 1) === '"') at += 1;
      else quoted = false;
    } else if (character === '"' && fieldStart) {
      quoted = true;
      fieldStart = false;
      empty = false;
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && sample.charAt(at + 1) === '\n') at += 1;
      counts.push(empty ? 0 : cells);
      cells = 1;
      fieldStart = true;
      empty = true;
    } else if (character === delimiter) {
      cells += 1;
      fieldStart = true;
      empty = false;
    } else {
      fieldStart = false;
      empty = false;
    }
  }
  // The sample ends anywhere, so its last record counts only when it is the only one.
  if (!empty && (counts.length === 0 || (counts.length === 1 && !quoted))) counts.push(cells);
  return counts;
};

const findMostFrequent = (numbers: readonly number[]): { value: number; times: number } => {
  const times = new Map<number, number>();
  let best = { value: 0, times: 0 };
  for (const value of numbers) {
    const seen = (times.get(value) ?? 0) + 1;
    times.set(value, seen);
    if (seen > best.times || (seen === best.times && value > best.value)) best = { value, times: seen };
  }
  return best;
};

/** Commas come last: in half the world they are decimal marks, and then as regular as a delimiter. */
const candidates: readonly (readonly [Delimiter, number])[] = [
  ['tab', 1],
  ['semicolon', 1],
  ['pipe', 0.95],
  ['caret', 0.9],
  ['backquote', 0.9],
  ['comma', 0.85],
];

/** A report of Salesforce ends with five lines of one cell; counts of rows and the like may stand before them. */
const longestFoot = 10;

/** The records without a foot of single cells, as long as some of the others are as wide as the header. */
const dropFoot = (records: readonly number[]): readonly number[] => {
  const [header = 0] = records;
  const end = records.findLastIndex((count) => count > 1) + 1;
  const table = records.slice(0, end);
  const isFoot = header > 1 && records.length - end <= longestFoot;
  return isFoot && table.filter((count) => count === header).length > 1 ? table : records;
};

/** Lines of a title and the like that may stand above a table. */
const longestHead = 10;
const fewestRecords = 3;

/** A table of three columns at least, all records alike, below lines that have fewer cells; 0 where it is none. */
const scoreBelowTitles = (records: readonly number[], width: number): number => {
  const start = records.indexOf(width);
  const table = records.slice(start);
  const isTable = width >= fewestRecords && table.length >= fewestRecords;
  if (!isTable || start > longestHead || table.some((count) => count !== width)) return 0;
  return records.slice(0, start).every((count) => count < width) ? 0.4 * (width / (width + 1)) : 0;
};

const scoreDelimiter = (counts: readonly number[]): number => {
  const records = dropFoot(counts.filter((count) => count > 0));
  const { value: width, times } = findMostFrequent(records);
  if (width < 2) return 0;
  const consistent = times / records.length;
  const first = records[0] ?? 0;
  const headerFits = first === width;
  if (consistent < (headerFits ? 0.6 : 0.75)) return scoreBelowTitles(records, width);
  return consistent * consistent * (headerFits ? 1 : 0.5) * (width / (width + 1));
};

/** Excel's own hint, a first line such as `sep=;`. */
const readSeparatorLine = (sample: string): Delimiter | null => {
  const hint = /^\ufeff?"?sep=(.)"?(?:\r\n|\r|\n)/i.exec(sample)?.[1];
  return candidates.find(([delimiter]) => delimiterCharacters[delimiter] === hint)?.[0] ?? null;
};

/** A first line of nothing but names in quotes; no other delimiter could have written it. */
const isQuotedHeader = (sample: string, delimiter: string): boolean => {
  const [line = ''] = sample.replace(/^\ufeff/, '').split(/[\r\n]/, 1);
  const names = /^"(.*)"$/.exec(line)?.[1]?.split(`"${delimiter}"`) ?? [];
  return names.length > 1 && names.every((name) => !name.replaceAll('""', '').includes('"'));
};

/** Whether records are as wide as the header as often as they have any other number of cells. */
const agreesWithHeader = (counts: readonly number[]): boolean => {
  const [header = 0, ...others] = dropFoot(counts.filter((count) => count > 0));
  const { times } = findMostFrequent([header, ...others]);
  return others.includes(header) && others.filter((count) => count === header).length + 1 >= times;
};

/**
 * The delimiter that cuts the first record of the sample into the most cells, or null where none cuts it. Where that
 * record may be no header, others have to agree with it.
 */
const guessByHeader = (sample: string, headerFirst: boolean): Delimiter | null => {
  let best: { delimiter: Delimiter; cells: number } | null = null;
  for (const [delimiter] of candidates) {
    const character = delimiterCharacters[delimiter];
    const counts = countCells(sample, character);
    const cells = counts.find((count) => count > 0) ?? 0;
    if (cells <= (best?.cells ?? 1)) continue;
    if (headerFirst || isQuotedHeader(sample, character) || agreesWithHeader(counts))
      best = { delimiter, cells };
  }
  return best?.delimiter ?? null;
};

/**
 * The delimiter under which most records of the sample have the same number of cells, more than one. A table of
 * one column gets a delimiter that does not occur in it.
 *
 * @param headerFirst The first record is known to be the header: where the records disagree it decides.
 */
export const guessDelimiter = (sample: string, headerFirst = false): Delimiter => {
  const stated = readSeparatorLine(sample);
  if (stated !== null) return stated;
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const [delimiter, weight] of candidates) {
    const score = scoreDelimiter(countCells(sample, delimiterCharacters[delimiter])) * weight;
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  if (best !== null) return best.delimiter;
  const named = guessByHeader(sample, headerFirst);
  if (named !== null) return named;
  const order: readonly Delimiter[] = ['comma', 'semicolon', 'tab', 'pipe', 'caret', 'backquote'];
  return order.find((delimiter) => !sample.includes(delimiterCharacters[delimiter])) ?? 'comma';
};

/** A number, date or time without any word. */
const isValue = (cell: string): boolean => /^[\d\s.,:/+%€$£()T-]*\d[\d\s.,:/+%€$£()T-]*Z?$/.test(cell.trim());

const areNames = (cells: readonly string[]): boolean => {
  const names = cells.filter((cell) => !isBlankCell(cell)).map((cell) => cell.trim().toLowerCase());
  return new Set(names).size === names.length && !names.some(isValue);
};

const mostNotes = 4;

/**
 * The names below a few lines such as `As of | 2026-03-04`, which fill less of the table than its rows do: a value
 * among them or a blank record behind them tells them from names of which some are missing. -1 where it is no such case.
 */
const findBelowNotes = (
  records: readonly string[][],
  filled: readonly number[],
  at: number,
  usual: number,
) => {
  const end = filled.findIndex((count, row) => row > at && (count === 0 || count >= usual));
  const names = filled.findIndex((count, row) => row >= end && count > 0);
  if (end === -1 || end - at > mostNotes || names === -1 || (filled[names] ?? 0) < usual) return -1;
  const isApart = names > end || (names === at + 1 && (records[at] ?? []).some(isValue));
  const gap = filled.findIndex((count, row) => row > names && count === 0);
  const rows = (gap === -1 ? filled.length : gap) - names - 1;
  // A block as long as what stands below it is rather a table of its own.
  return isApart && rows > 0 && rows >= end - at && areNames(records[names] ?? []) ? names : -1;
};

/**
 * The 1-based record that holds the column names: the first one filled nearly as far as the records below it.
 * Title lines above a table fill one or two cells of it. Blank records count, so that the number is the one a
 * person sees.
 */
export const guessHeaderRow = (records: string[][]): number => {
  const filled = records.map((cells) => cells.filter((cell) => !isBlankCell(cell)).length);
  const sorted = filled.filter((count) => count > 0).sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length * 0.75)] ?? 0;
  const header = filled.findIndex((count) => count > 0 && count * 2 > usual);
  if (header === -1) return 1;
  const below = (filled[header] ?? 0) < usual ? findBelowNotes(records, filled, header, usual) : -1;
  return (below === -1 ? header : below) + 1;
};
