import { isAscii, isUtf8 } from 'node:buffer';
import { countCutBytes, measureSequence } from './utf8-sequence';

/** What the bytes of a whole file say about its encoding. */
export type ByteMeasure = {
  /** Sound UTF-8 sequences of two bytes and more, and bytes that fit into none. */
  sequences: number;
  invalid: number;
  /** Different words with bytes beyond ASCII, from the pieces that are not sound UTF-8; the first few hundred. */
  words: Buffer[];
};

const mostWords = 600;
const longestWord = 400;

/**
 * Words as one-byte encodings have them, and runs of letters of two bytes. The second byte of those may be ASCII
 * from 0x30 up, so digits and a few signs are part of a word; what is left of a word that is too long is passed over.
 */
const createWordCollector = (): { add: (bytes: Buffer) => void; finish: () => Buffer[] } => {
  const words = new Map<string, Buffer>();
  let rest: Buffer = Buffer.alloc(0);

  const keep = (bytes: Buffer): void => {
    const word = bytes.subarray(0, longestWord);
    const key = word.toString('latin1');
    if (!words.has(key)) words.set(key, Buffer.from(word));
  };

  const scan = (bytes: Buffer, last: boolean): number => {
    let start = 0;
    let high = false;
    for (let at = 0; at < bytes.length && words.size < mostWords; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) high = true;
      else if (byte < 0x30 || (byte > 0x39 && byte < 0x40)) {
        if (high) keep(bytes.subarray(start, at));
        start = at + 1;
        high = false;
      }
    }
    if (last && high) keep(bytes.subarray(start));
    return start;
  };

  return {
    add: (bytes) => {
      if (words.size >= mostWords) return;
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const start = scan(whole, false);
      rest = Buffer.from(whole.subarray(start, start + longestWord));
    },
    finish: () => {
      scan(rest, true);
      return [...words.values()];
    },
  };
};

/** Measures a file piece by piece, in one pass. */
export const createByteMeasure = (): { add: (bytes: Buffer) => void; finish: () => ByteMeasure } => {
  const words = createWordCollector();
  let sequences = 0;
  let invalid = 0;
  let rest: Buffer = Buffer.alloc(0);

  const addSequences = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length;) {
      const length = measureSequence(bytes, at);
      if (typeof length === 'number') {
        if (length > 1) sequences += 1;
        at += length;
        continue;
      }
      invalid += 1;
      at += 1;
    }
  };

  const countLeads = (bytes: Buffer): void => {
    for (const byte of bytes) if (byte >= 0xc0) sequences += 1;
  };

  /** Sound pieces, most of any file, say nothing about the older encodings and are passed over quickly. */
  const addWhole = (bytes: Buffer): void => {
    if (isUtf8(bytes)) {
      if (!isAscii(bytes)) countLeads(bytes);
    } else {
      words.add(bytes);
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
      return { sequences, invalid, words: words.finish() };
    },
  };
};
