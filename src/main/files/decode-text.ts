import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Encoding } from '../../shared/domain/sheet';
import { countCutBytes, measureSequence } from './utf8-sequence';

/**
 * Decoded text never holds half a surrogate pair of its own, so single low surrogates are free to stand for
 * what is no text: U+DC80 to U+DCFF for a byte the encoding does not know (U+DC80 where the byte is lost).
 */
const unknownByte = '\udc80';
const damagedText = /(?<![\ud800-\udbff])[\udc80-\udcff]/;
const damagedTexts = new RegExp(damagedText, 'g');

/** Whether a decoded cell holds bytes that are not valid in the file's encoding. */
export const hasBadBytes = (cell: string): boolean => damagedText.test(cell);

/** The cell with U+FFFD in place of each byte that could not be read. */
export const showBadBytes = (cell: string): string => cell.replace(damagedTexts, '\ufffd');

export type TextDecoder = {
  write: (bytes: Buffer) => string;
  end: () => string;
  /** Whether any byte so far was not valid in the encoding. */
  damaged: () => boolean;
};

type Step = { text: string; damaged: boolean };

const decodeUtf8 = (bytes: Buffer): Step => {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), damaged: false };
  let text = '';
  let soundFrom = 0;
  for (let at = 0; at < bytes.length;) {
    const length = measureSequence(bytes, at);
    if (typeof length === 'number') {
      at += length;
      continue;
    }
    text += bytes.toString('utf8', soundFrom, at) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += 1;
    soundFrom = at;
  }
  return { text: text + bytes.toString('utf8', soundFrom), damaged: true };
};

const createUtf8Steps = (): { write: (bytes: Buffer) => Step; end: () => Step } => {
  let rest: Buffer = Buffer.alloc(0);
  return {
    write: (bytes) => {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const cut = countCutBytes(whole);
      rest = Buffer.from(whole.subarray(whole.length - cut));
      return decodeUtf8(whole.subarray(0, whole.length - cut));
    },
    end: () => decodeUtf8(rest),
  };
};

const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Pairs of bytes and pairs of surrogates may both be cut by a piece's end; what is left over waits. */
const createUtf16Steps = (encoding: 'utf-16le' | 'utf-16be') => {
  let oddByte: Buffer = Buffer.alloc(0);
  let highSurrogate = '';
  const mark = (text: string): Step => {
    const marked = text.replace(loneSurrogates, unknownByte);
    return { text: marked, damaged: marked.includes(unknownByte) };
  };
  return {
    write: (bytes: Buffer): Step => {
      const whole = Buffer.concat([oddByte, bytes]);
      const even = whole.length - (whole.length % 2);
      oddByte = whole.subarray(even);
      const units = whole.subarray(0, even);
      const text = highSurrogate + (encoding === 'utf-16be' ? units.swap16() : units).toString('utf16le');
      highSurrogate = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
      return mark(text.slice(0, text.length - highSurrogate.length));
    },
    end: (): Step => {
      const step = mark(highSurrogate);
      return oddByte.length === 0 ? step : { text: step.text + unknownByte, damaged: true };
    },
  };
};

/** Since Mac OS 8.5 the byte 0xDB is the euro, which iconv-lite reads as the currency sign it was before. */
const renewMacintosh = (text: string, encoding: Encoding): string =>
  encoding === 'macintosh' ? text.replaceAll('¤', '€') : text;

/** Bytes in one of the older encodings; U+FFFD stands for those it does not know. */
export const decodeLegacy = (bytes: Buffer, encoding: Encoding): string =>
  renewMacintosh(iconv.decode(bytes, encoding, { stripBOM: false }), encoding);

const createOneByteSteps = (encoding: Encoding) => {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  const take = (decoded: string): Step => {
    const text = renewMacintosh(decoded, encoding);
    return text.includes('\ufffd')
      ? { text: text.replaceAll('\ufffd', unknownByte), damaged: true }
      : { text, damaged: false };
  };
  return {
    write: (bytes: Buffer): Step => take(decoder.write(bytes)),
    end: (): Step => take(decoder.end() ?? ''),
  };
};

const createSteps = (encoding: Encoding) => {
  if (encoding === 'utf-8') return createUtf8Steps();
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return createUtf16Steps(encoding);
  return createOneByteSteps(encoding);
};

/**
 * Turns the bytes of a file into text, piece by piece. Characters cut in two by a piece's end are put together
 * again, a byte order mark is dropped, and bytes that are not valid are marked (`hasBadBytes`) rather than
 * replaced in silence.
 */
export const createTextDecoder = (encoding: Encoding): TextDecoder => {
  const steps = createSteps(encoding);
  let atStart = true;
  let damaged = false;
  const finish = (step: Step): string => {
    damaged ||= step.damaged;
    if (!atStart || step.text === '') return step.text;
    atStart = false;
    return step.text.startsWith('\ufeff') ? step.text.slice(1) : step.text;
  };
  return {
    write: (bytes) => finish(steps.write(bytes)),
    end: () => finish(steps.end()),
    damaged: () => damaged,
  };
};
