import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../../shared/domain/sheet';
import { countCutBytes, measureSequence } from './utf8-sequence';

/** What the bytes of a whole file say about its encoding. */
export type ByteMeasure = {
  /** Sound UTF-8 sequences of two bytes and more, and bytes that fit into none. */
  sequences: number;
  invalid: number;
  /** 1-based line of the first byte that fits into no sequence; 0 while there is none. */
  firstInvalidLine: number;
  /** How often each byte value occurs in the pieces that are not sound UTF-8. */
  bytes: Uint32Array;
  /** Letters of the upper half that follow another one: seldom in Latin text, usual in Cyrillic. */
  adjacent: number;
  /** Bytes that are signs in Windows-1252 and letters in Windows-1250, beside a Latin letter. */
  signsInWords: number;
};

const isLatinLetter = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const signsOrLetters = new Set([0xa3, 0xa5, 0xaf, 0xb3, 0xb9, 0xbc, 0xbe, 0xbf]);

/** Measures a file piece by piece, in one pass. */
export const createByteMeasure = (): { add: (bytes: Buffer) => void; finish: () => ByteMeasure } => {
  const measure: ByteMeasure = {
    sequences: 0,
    invalid: 0,
    firstInvalidLine: 0,
    bytes: new Uint32Array(256),
    adjacent: 0,
    signsInWords: 0,
  };
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let previous = 0;

  const addBytes = (bytes: Buffer): void => {
    for (const byte of bytes) {
      measure.bytes[byte] = (measure.bytes[byte] ?? 0) + 1;
      if (byte >= 0xc0 && previous >= 0xc0) measure.adjacent += 1;
      if (signsOrLetters.has(byte) && isLatinLetter(previous)) measure.signsInWords += 1;
      previous = byte;
    }
  };

  const addSequences = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) {
      const length = measureSequence(bytes, at);
      if (bytes[at] === 0x0a) line += 1;
      if (typeof length !== 'number') {
        measure.invalid += 1;
        if (measure.firstInvalidLine === 0) measure.firstInvalidLine = line;
      } else if (length > 1) {
        measure.sequences += 1;
      }
      at += typeof length === 'number' ? length : 1;
    }
  };

  const countLeads = (bytes: Buffer): void => {
    for (const byte of bytes) if (byte >= 0xc0) measure.sequences += 1;
  };

  const countLines = (bytes: Buffer): void => {
    if (measure.firstInvalidLine > 0) return;
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  };

  /** Sound pieces, most of any file, say nothing about the one-byte encodings and are passed over quickly. */
  const addWhole = (bytes: Buffer): void => {
    if (isUtf8(bytes)) {
      countLines(bytes);
      if (!isAscii(bytes)) countLeads(bytes);
      previous = 0;
    } else {
      addBytes(bytes);
      addSequences(bytes);
    }
  };

  return {
    add: (bytes) => {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const cut = countCutBytes(whole);
      rest = Buffer.from(whole.subarray(whole.length - cut));
      addWhole(whole.subarray(0, whole.length - cut));
    },
    finish: () => {
      addWhole(rest);
      return measure;
    },
  };
};

const undefinedIn1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const undefinedIn1250 = [0x81, 0x83, 0x88, 0x90, 0x98];
const undefinedIn1251 = [0x98];

/**
 * The encoding of a file without a mark: UTF-8 where its bytes are, or where sound sequences outnumber damaged
 * ones; else the one-byte encoding its upper bytes are plausible in. Null where none is.
 */
export const decideEncoding = (measure: ByteMeasure): Encoding | null => {
  if (measure.invalid === 0 || measure.sequences >= measure.invalid) return 'utf-8';
  const occur = (values: readonly number[]): boolean =>
    values.some((value) => (measure.bytes[value] ?? 0) > 0);
  const upper = measure.bytes.subarray(0x80).reduce((sum, count) => sum + count, 0);
  if (measure.adjacent > upper * 0.5 && upper >= 8 && !occur(undefinedIn1251)) return 'windows-1251';
  if (measure.signsInWords > upper * 0.2 && upper >= 8 && !occur(undefinedIn1250)) return 'windows-1250';
  if (!occur(undefinedIn1252)) return 'windows-1252';
  return occur(undefinedIn1250) ? null : 'windows-1250';
};
