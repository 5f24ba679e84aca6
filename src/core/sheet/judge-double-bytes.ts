/** The encodings of East Asia, whose letters take two bytes. */
export type DoubleByteEncoding = 'shift_jis' | 'gbk' | 'gb18030' | 'big5' | 'euc-kr';

/** How many bytes the letter at a place takes, and how likely it is; null where the bytes are none. */
type Judge = (lead: number, trail: number) => number | null;

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to;

const unusual = Math.log(1 / 30_000);

/**
 * By rows of the code tables: each has its signs, then the letters in daily use (GB 2312 and JIS level 1, Big5 level
 * 1, the syllables of KS X 1001), then the rare ones.
 */
const judges: Record<DoubleByteEncoding, Judge> = {
  gbk: (lead, trail) => {
    if (!within(lead, 0x81, 0xfe) || !within(trail, 0x40, 0xfe) || trail === 0x7f) return null;
    if (trail < 0xa1 || lead < 0xa1) return Math.log(1e-6);
    if (lead <= 0xa3) return Math.log(1 / 300);
    return within(lead, 0xb0, 0xd7) ? Math.log(1 / 600) : unusual;
  },
  gb18030: (lead, trail) => judges.gbk(lead, trail),
  big5: (lead, trail) => {
    if (!within(lead, 0x81, 0xfe) || !(within(trail, 0x40, 0x7e) || within(trail, 0xa1, 0xfe))) return null;
    if (within(lead, 0xa4, 0xc6)) return Math.log(1 / 800);
    if (within(lead, 0xa1, 0xa3)) return Math.log(1 / 300);
    return within(lead, 0xc9, 0xf9) ? unusual : Math.log(1e-7);
  },
  'euc-kr': (lead, trail) => {
    if (!within(lead, 0x81, 0xfd) || !within(trail, 0x41, 0xfe)) return null;
    if (trail < 0xa1 || lead < 0xa1) return Math.log(1e-6);
    if (within(lead, 0xb0, 0xc8)) return Math.log(1 / 400);
    return lead <= 0xac ? Math.log(1 / 400) : unusual;
  },
  shift_jis: (lead, trail) => {
    if (!(within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc))) return null;
    if (!within(trail, 0x40, 0xfc) || trail === 0x7f) return null;
    if ((lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96)) return Math.log(1 / 120);
    if (lead === 0x81 || lead === 0x82) return Math.log(1 / 200);
    return within(lead, 0x88, 0x97) ? Math.log(1 / 1000) : unusual;
  },
};

const isLatinLetter = (byte: number): boolean => within(byte | 0x20, 0x61, 0x7a);

/** A byte that begins no letter of the encoding. */
const unfit = Math.log(1e-8);
/** Latin letters seldom touch others. */
const besideLatin = Math.log(0.05);

const isQuad = (bytes: Uint8Array, at: number): boolean =>
  [0, 2].every((step) => within(bytes[at + step] ?? 0, 0x81, 0xfe)) &&
  [1, 3].every((step) => within(bytes[at + step] ?? 0, 0x30, 0x39));

/** Katakana of one byte, as old systems print it. */
const isHalfWidth = (byte: number): boolean => within(byte, 0xa1, 0xdf);

const judgeOne = (bytes: Uint8Array, at: number, encoding: DoubleByteEncoding): readonly [number, number] => {
  const lead = bytes[at] ?? 0;
  if (encoding === 'gb18030' && isQuad(bytes, at)) return [4, Math.log(1e-5)];
  if (encoding === 'shift_jis' && isHalfWidth(lead)) {
    const inWord = isHalfWidth(bytes[at - 1] ?? 0) || isHalfWidth(bytes[at + 1] ?? 0);
    return [1, Math.log(inWord ? 1 / 100 : 1e-5)];
  }
  const value = judges[encoding](lead, bytes[at + 1] ?? 0);
  return value === null ? [1, unfit] : [2, value];
};

/** What `judgeReading` says of letters, for words in an encoding of two bytes a letter. */
export const judgeDoubleBytes = (words: readonly Uint8Array[], encoding: DoubleByteEncoding): number => {
  let total = 0;
  for (const bytes of words) {
    for (let at = 0; at < bytes.length;) {
      if ((bytes[at] ?? 0) < 0x80) {
        at += 1;
        continue;
      }
      const [length, value] = judgeOne(bytes, at, encoding);
      total += value;
      if (isLatinLetter(bytes[at - 1] ?? 0)) total += besideLatin;
      if (isLatinLetter(bytes[at + length] ?? 0)) total += besideLatin;
      at += length;
    }
  }
  return total;
};
