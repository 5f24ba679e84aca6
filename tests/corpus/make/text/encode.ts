/** The upper half of one-byte encodings, as far as the corpus uses it: letter to byte. */
const pages = {
  'windows-1252': {
    '€': 0x80,
    '„': 0x84,
    '“': 0x93,
    '”': 0x94,
    '’': 0x92,
    '–': 0x96,
    Š: 0x8a,
    š: 0x9a,
    Ž: 0x8e,
  },
  'windows-1250': {
    Ł: 0xa3,
    ł: 0xb3,
    Ą: 0xa5,
    ą: 0xb9,
    Ż: 0xaf,
    ż: 0xbf,
    ś: 0x9c,
    Ś: 0x8c,
    ź: 0x9f,
    ę: 0xea,
    ć: 0xe6,
    ń: 0xf1,
    ó: 0xf3,
    ř: 0xf8,
    š: 0x9a,
    č: 0xe8,
    ž: 0x9e,
    ý: 0xfd,
    á: 0xe1,
    í: 0xed,
    ő: 0xf5,
    ű: 0xfb,
  },
  'iso-8859-15': { '€': 0xa4, Š: 0xa6, š: 0xa8, Ž: 0xb4, ž: 0xb8, Œ: 0xbc, œ: 0xbd, Ÿ: 0xbe },
  macintosh: { Ä: 0x80, é: 0x8e, ä: 0x8a, ö: 0x9a, ü: 0x9f, ß: 0xa7, ç: 0x8d, ñ: 0x96, '€': 0xdb },
  shift_jis: { 山: 0x8e52, 田: 0x9363, 太: 0x91be, 郎: 0x9859, 東: 0x938c, 京: 0x8b9e, ｱ: 0xb1, 表: 0x955c },
} as const satisfies Record<string, Record<string, number>>;

export type CodePage = keyof typeof pages | 'windows-1251';

const cyrillic = (letter: string): number | undefined => {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x410 && code <= 0x44f) return 0xc0 + code - 0x410;
  return { Ё: 0xa8, ё: 0xb8, '№': 0xb9 }[letter];
};

const isLatin1Page = (page: CodePage): boolean => page === 'windows-1252' || page === 'iso-8859-15';

const byteOf = (letter: string, page: CodePage): number => {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return code;
  const found = page === 'windows-1251' ? cyrillic(letter) : (pages[page] as Record<string, number>)[letter];
  if (found !== undefined) return found;
  if (isLatin1Page(page) && code >= 0xa0 && code <= 0xff) return code;
  throw new Error(`${page} has no byte for ${letter}`);
};

/** Text in one of the older encodings, byte by byte. */
export const encode = (text: string, page: CodePage): Uint8Array => {
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = byteOf(letter, page);
    if (byte > 0xff) bytes.push(byte >> 8);
    bytes.push(byte & 0xff);
  }
  return Uint8Array.from(bytes);
};

export const utf8 = (text: string, mark = false): Uint8Array =>
  Buffer.from(mark ? `\ufeff${text}` : text, 'utf8');

export const utf16le = (text: string, mark: boolean): Uint8Array =>
  Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');

export const utf16be = (text: string, mark: boolean): Uint8Array => Buffer.from(utf16le(text, mark)).swap16();

/** UTF-8 with single bytes put in where the text has `\u{10ffXX}`, so that a text can hold broken bytes. */
export const withBytes = (text: string): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    parts.push(
      code >= 0x10ff00 && code <= 0x10ffff ? Uint8Array.of(code & 0xff) : Buffer.from(letter, 'utf8'),
    );
  }
  return Buffer.concat(parts);
};
