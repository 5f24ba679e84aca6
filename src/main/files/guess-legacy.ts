import { judgeDoubleBytes, type DoubleByteEncoding } from '../../core/sheet/judge-double-bytes';
import { judgeReading } from '../../core/sheet/judge-reading';
import type { Encoding, EncodingDoubt } from '../../shared/domain/sheet';
import { decodeLegacy } from './decode-text';

type LegacyEncoding = Exclude<Encoding, 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1'>;

/**
 * How usual the older encodings are in files people load, as logarithms. Where several read a file alike the most
 * usual one gets the name. ISO 8859-1 reads like Windows-1252 wherever both have letters, so it is never guessed.
 */
const priors: Record<LegacyEncoding, number> = {
  'windows-1252': 0,
  'windows-1250': -1.5,
  'windows-1251': -2,
  'windows-1253': -2,
  'windows-1254': -2,
  'windows-1255': -2,
  'windows-1256': -2,
  'windows-1257': -2.5,
  shift_jis: -2,
  gbk: -2,
  gb18030: -3,
  big5: -2,
  'euc-kr': -2,
  macintosh: -3,
  cp850: -3,
  cp437: -4,
  cp852: -4,
  'iso-8859-15': -3,
  'iso-8859-2': -3,
};
const candidates = Object.keys(priors) as LegacyEncoding[];

const doubleBytes: ReadonlySet<string> = new Set<DoubleByteEncoding>([
  'shift_jis',
  'gbk',
  'gb18030',
  'big5',
  'euc-kr',
]);
const isDoubleByte = (encoding: string): encoding is DoubleByteEncoding => doubleBytes.has(encoding);

/** A reading of the words of a file, and for how likely it is held beside the others (a logarithm). */
type Reading = { encoding: LegacyEncoding; texts: string[]; value: number };

const separator = 0x0a;

const readIn = (words: readonly Buffer[], joined: Buffer, encoding: LegacyEncoding): Reading => {
  const texts = decodeLegacy(joined, encoding).split('\n');
  const judged = isDoubleByte(encoding) ? judgeDoubleBytes(words, encoding) : judgeReading(texts);
  return { encoding, texts, value: judged + priors[encoding] };
};

/** Below this a reading is at most twenty times as likely as another, which decides nothing. */
const decisive = 3;
/** Readings this far behind the best are no question any more. */
const farBehind = 8;
const mostOffered = 4;
const mostShown = 3;

export type LegacyGuess = {
  encoding: Encoding;
  /** Readings that are about as likely, the guessed one first; empty where the guess is sure. */
  doubt: EncodingDoubt;
  /** The first word that is in doubt, as it stands in the file. */
  doubtful: Buffer | null;
};

/** Words, by their place, that read differently in some of the readings, so that a person can tell them apart. */
const findTelling = (readings: readonly Reading[]): number[] =>
  (readings[0]?.texts ?? [])
    .map((_text, at) => at)
    .filter((at) => new Set(readings.map(({ texts }) => texts[at])).size > 1)
    .slice(0, mostShown);

const sure = (encoding: Encoding): LegacyGuess => ({ encoding, doubt: [], doubtful: null });

const offer = (readings: readonly Reading[], telling: readonly number[]): EncodingDoubt =>
  readings.map(({ encoding, texts }) => ({ encoding, words: telling.map((at) => texts[at] ?? '') }));

/**
 * The older encoding in which some words of a file are most likely written: by which letters, signs and neighbours
 * they would have. Takes runs of bytes, each with at least one beyond ASCII.
 */
export const guessLegacy = (words: readonly Buffer[]): LegacyGuess => {
  const joined = Buffer.concat(words.flatMap((word) => [word, Buffer.from([separator])]));
  const ranked = candidates
    .map((encoding) => readIn(words, joined, encoding))
    .sort((a, b) => b.value - a.value);
  // Readings that give the same text are one.
  const different: Reading[] = [];
  for (const reading of ranked) {
    const text = reading.texts.join('\n');
    if (!different.some(({ texts }) => texts.join('\n') === text)) different.push(reading);
  }
  const [best, second] = different;
  if (best === undefined) return sure('windows-1252');
  if (second === undefined || best.value - second.value >= decisive) return sure(best.encoding);
  const near = different.filter(({ value }) => best.value - value < farBehind).slice(0, mostOffered);
  const telling = findTelling(near);
  const doubtful = words[telling[0] ?? -1] ?? null;
  return { encoding: best.encoding, doubt: offer(near, telling), doubtful };
};
