/** What `find` says of a key that several were added with. */
export const repeatedKey = -2;
export const unknownKey = -1;

/** Keys of records by the order in which they were added, compared byte for byte. */
export type KeyTable = {
  /** Adds the key of the next record; one without a byte is nobody's. */
  add: (start: number, end: number) => void;
  /** The 0-based number of the record whose key these bytes are, `unknownKey` or `repeatedKey`. */
  find: (bytes: Uint8Array, start: number, end: number) => number;
};

const hash = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ (bytes[at] as number), 0x01000193);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) >>> 0;
};

/**
 * A table of keys that lie in `source`: sixteen bytes each, with no text made of any. Equal means equal bytes; a hash
 * only says where to look.
 *
 * @param records how many keys there will be
 */
export const createKeyTable = (source: Uint8Array, records: number): KeyTable => {
  let size = 1024;
  while (size < records * 2) size *= 2;
  const mask = size - 1;
  /** Number of a record plus one; 0 for a free place. */
  const places = new Int32Array(size);
  const starts = new Int32Array(records);
  const ends = new Int32Array(records);
  const repeats = new Uint8Array(records);
  let count = 0;

  const isSame = (record: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const own = starts[record] as number;
    const length = end - start;
    if ((ends[record] as number) - own !== length) return false;
    for (let at = 0; at < length; at += 1) if (source[own + at] !== bytes[start + at]) return false;
    return true;
  };
  /** The place of a key, or the free one where it would stand. */
  const placeOf = (bytes: Uint8Array, start: number, end: number): number => {
    const value = hash(bytes, start, end);
    let at = (value ^ (value >>> 16)) & mask;
    for (let there = places[at] as number; there !== 0; there = places[at] as number) {
      if (isSame(there - 1, bytes, start, end)) return at;
      at = (at + 1) & mask;
    }
    return at;
  };

  return {
    add: (start, end) => {
      const record = count;
      count += 1;
      starts[record] = start;
      ends[record] = end;
      if (start === end) return;
      const place = placeOf(source, start, end);
      const there = places[place] as number;
      if (there === 0) places[place] = record + 1;
      else repeats[there - 1] = 1;
    },
    find: (bytes, start, end) => {
      if (start === end) return unknownKey;
      const there = places[placeOf(bytes, start, end)] as number;
      if (there === 0) return unknownKey;
      return repeats[there - 1] === 1 ? repeatedKey : there - 1;
    },
  };
};
