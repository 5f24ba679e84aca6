/** A record of an .xls: what it is, and its bytes with those of the records that continue it. */
export type BiffRecord = { id: number; offset: number; parts: Buffer[] };

/** Ids of the records that are read ([MS-XLS] 2.3). */
export const ids = {
  formula: 0x0006,
  end: 0x000a,
  dateMode: 0x0022,
  filePass: 0x002f,
  continued: 0x003c,
  columnInfo: 0x007d,
  boundSheet: 0x0085,
  filterMode: 0x009b,
  multipleRk: 0x00bd,
  richText: 0x00d6,
  format: 0x00e0,
  mergedCells: 0x00e5,
  sharedTexts: 0x00fc,
  sharedText: 0x00fd,
  number: 0x0203,
  text: 0x0204,
  booleanOrError: 0x0205,
  formulaText: 0x0207,
  row: 0x0208,
  rk: 0x027e,
  formatCode: 0x041e,
  beginning: 0x0809,
} as const;

/** The records from an offset on, up to the end of the stream. Throws `RangeError` where one is cut off. */
export function* readRecords(bytes: Buffer, from = 0): Generator<BiffRecord> {
  let at = from;
  while (at + 4 <= bytes.length) {
    const offset = at;
    const id = bytes.readUInt16LE(at);
    const parts: Buffer[] = [];
    do {
      const length = bytes.readUInt16LE(at + 2);
      if (at + 4 + length > bytes.length) throw new RangeError(`record ${id} is cut off at ${at}`);
      parts.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    } while (at + 4 <= bytes.length && bytes.readUInt16LE(at) === ids.continued);
    yield { id, offset, parts };
  }
  throw new RangeError('the records break off');
}

/** Reads texts that may run over into the records that continue theirs. */
export type TextReader = {
  u8: () => number;
  u16: () => number;
  u32: () => number;
  skip: (count: number) => void;
  /** So many characters after the byte that says how wide they are; that byte stands again where a record begins. */
  characters: (count: number, flags: number) => string;
};

export const createTextReader = (parts: readonly Buffer[], start = 0): TextReader => {
  let part = 0;
  let at = start;
  const current = (): Buffer => {
    while (part < parts.length && at >= (parts[part]?.length ?? 0)) {
      at -= parts[part]?.length ?? 0;
      part += 1;
    }
    const found = parts[part];
    if (found === undefined) throw new RangeError('a text is cut off');
    return found;
  };
  const u8 = (): number => {
    const value = current()[at] ?? 0;
    at += 1;
    return value;
  };
  const u16 = (): number => u8() + u8() * 256;
  return {
    u8,
    u16,
    u32: () => u16() + u16() * 65_536,
    skip: (count) => {
      at += count;
    },
    characters: (count, flags) => {
      let text = '';
      let wide = (flags & 1) === 1;
      let left = count;
      while (left > 0) {
        const before = part;
        let bytes = current();
        if (part !== before) {
          wide = ((bytes[at] ?? 0) & 1) === 1;
          at += 1;
          bytes = current();
        }
        const width = wide ? 2 : 1;
        const here = Math.min(left, Math.floor((bytes.length - at) / width));
        if (here === 0) throw new RangeError('a text is cut in the middle of a character');
        text += bytes.toString(wide ? 'utf16le' : 'latin1', at, at + here * width);
        at += here * width;
        left -= here;
      }
      return text;
    },
  };
};

/** A text with its length in two bytes before it ([MS-XLS] 2.5.294). */
export const readText = (parts: readonly Buffer[], start: number): string => {
  const reader = createTextReader(parts, start);
  const count = reader.u16();
  return reader.characters(count, reader.u8());
};

/** The table of texts all sheets share; runs of formatting and readings that follow a text are passed over. */
export const readSharedTexts = (parts: readonly Buffer[]): string[] => {
  const reader = createTextReader(parts, 4);
  const count = reader.u32();
  const texts: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const length = reader.u16();
    const flags = reader.u8();
    const runs = (flags & 8) === 0 ? 0 : reader.u16();
    const extra = (flags & 4) === 0 ? 0 : reader.u32();
    texts.push(reader.characters(length, flags));
    reader.skip(runs * 4 + extra);
  }
  return texts;
};

/** A number packed into four bytes ([MS-XLS] 2.5.217). */
export const readRk = (packed: number): number => {
  const isHundredfold = (packed & 1) === 1;
  let value: number;
  if ((packed & 2) === 2) {
    value = packed >> 2;
  } else {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE((packed & 0xffff_fffc) >>> 0, 4);
    value = bytes.readDoubleLE(0);
  }
  return isHundredfold ? value / 100 : value;
};
