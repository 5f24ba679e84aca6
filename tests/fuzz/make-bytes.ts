import iconv from 'iconv-lite';
import { between, pick, startRandom, type Random } from '../samples/random';

export const encodings = [
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
] as const;

export const delimiters = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  caret: '^',
  backquote: '`',
} as const;

export type AnyFile = {
  bytes: Buffer;
  encoding: (typeof encodings)[number];
  delimiter: keyof typeof delimiters;
  headerRow: number;
};

const below = (random: Random, limit: number): number => between(random, 0, limit - 1);

const scraps = [
  'a',
  'Berg',
  '007',
  ' ',
  'ü',
  '1,5',
  "'",
  '\u0000',
  '5" pipe',
  'x'.repeat(40),
  '\ufeff',
  '=1',
];

/** Cells, delimiters, quotes and breaks in any order, most of them where they belong. */
const makeText = (random: Random, delimiter: string): string => {
  let text = '';
  const pieces = below(random, 60);
  for (let piece = 0; piece < pieces; piece += 1) {
    const kind = below(random, 80);
    if (kind < 28) text += pick(random, scraps);
    else if (kind < 48) text += delimiter;
    else if (kind < 62) text += pick(random, ['\n', '\r\n', '\r']);
    else if (kind < 76) {
      const inside = pick(random, ['', 'in, side;', 'two\nlines', 'a""b', '\r\n']);
      // Most quotes close where a cell ends.
      text += `"${inside}"${pick(random, [delimiter, delimiter, '\n', '\r\n', ' ', ''])}`;
    } else if (kind < 77) text += '"';
    else text += pick(random, ['\v', '\f', '\u0085', '\u2028', '|', '^', '`', '\t']);
  }
  return text;
};

const makeRaw = (random: Random): Buffer => {
  const bytes = Buffer.alloc(below(random, 200));
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] =
      below(random, 3) === 0 ? below(random, 256) : pick(random, [0x2c, 0x3b, 0x22, 0x0a, 0x0d, 0x61, 0xe4]);
  return bytes;
};

/** A file nobody would write, the same for each seed: text with flaws, bytes of any kind, or long runs of rows. */
export const makeAnyFile = (seed: number): AnyFile => {
  const random = startRandom(`file ${seed}`);
  const delimiter = pick(random, Object.keys(delimiters) as (keyof typeof delimiters)[]);
  const encoding = pick(random, encodings);
  const headerRow = below(random, 5) === 0 ? 2 : 1;
  const character = delimiters[delimiter];
  const kind = below(random, 10);
  const header = below(random, 4) === 0 ? '' : `h1${character}h2${character}h3\n`;
  // Some are longer than the pieces in which a file is read.
  const repeat = below(random, 200) === 0 ? 4000 : 1;
  const text = header + makeText(random, character).repeat(repeat);
  const bytes = kind < 7 ? iconv.encode(text, encoding) : kind < 9 ? makeRaw(random) : null;
  if (bytes !== null) return { bytes, encoding, delimiter, headerRow };
  // Text in one encoding, read in another, or cut in the middle of a letter.
  const other = iconv.encode(text, pick(random, encodings));
  return { bytes: other.subarray(0, below(random, other.length + 1)), encoding, delimiter, headerRow };
};
