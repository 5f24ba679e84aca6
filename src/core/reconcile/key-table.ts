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

/** Numbers of one place: record plus one or 0 where it is free, start, end, and 1 where the key is repeated. */
const placeSize = 4;

/**
 * A table of keys that lie in `source`: some forty bytes each, with no text made of any. Equal means equal bytes; a
 * hash only says where to look. All there is of a place lies together, since results come in any order and every
 * look elsewhere costs more than the comparison.
 *
 * @param records how many keys there will be
 */
export const createKeyTable = (source: Uint8Array, records: number): KeyTable => {
  let size = 1024;
  while (size < records * 2) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size * placeSize);
  let count = 0;

  /** Where in `places` a key is, or where it would stand. */
  const placeOf = (bytes: Uint8Array, start: number, end: number): number => {
    const length = end - start;
    const value = hash(bytes, start, end);
    let at = (value ^ (value >>> 16)) & mask;
    for (;;) {
      const place = at * placeSize;
      if (places[place] === 0) return place;
      const own = places[place + 1] as number;
      if ((places[place + 2] as number) - own === length) {
        let same = 0;
        while (same < length && source[own + same] === bytes[start + same]) same += 1;
        if (same === length) return place;
      }
      at = (at + 1) & mask;
    }
  };

  return {
    add: (start, end) => {
      count += 1;
      if (start === end) return;
      const place = placeOf(source, start, end);
      if (places[place] !== 0) places[place + 3] = 1;
      else {
        places[place] = count;
        places[place + 1] = start;
        places[place + 2] = end;
      }
    },
    find: (bytes, start, end) => {
      if (start === end) return unknownKey;
      const place = placeOf(bytes, start, end);
      const record = places[place] as number;
      if (record === 0) return unknownKey;
      return places[place + 3] === 1 ? repeatedKey : record - 1;
    },
  };
};
