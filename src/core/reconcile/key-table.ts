/** What `find` says of a key that several were added with. */
export const repeatedKey = -2;
export const unknownKey = -1;

/** Keys of records by the order in which they were added, compared byte for byte. */
export type KeyTable = {
  /** Adds the key of the next record, which is copied; one without a byte is nobody's. */
  add: (bytes: Uint8Array, start: number, end: number) => void;
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
 * A table of keys: their bytes and some thirty more for each, with no text made of any. Equal means equal bytes; a
 * hash only says where to look. Results come in any order, so all of it is kept close together: every look elsewhere
 * costs more than a comparison.
 *
 * @param records how many keys there will be at most
 */
export const createKeyTable = (records: number): KeyTable => {
  let size = 1024;
  while (size < records * 2) size *= 2;
  const mask = size - 1;
  const places = new Int32Array(size * placeSize);
  let kept = new Uint8Array(16 * records + 16);
  let used = 0;
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
        while (same < length && kept[own + same] === bytes[start + same]) same += 1;
        if (same === length) return place;
      }
      at = (at + 1) & mask;
    }
  };

  return {
    add: (bytes, start, end) => {
      count += 1;
      if (start === end) return;
      const place = placeOf(bytes, start, end);
      if (places[place] !== 0) {
        places[place + 3] = 1;
        return;
      }
      if (used + end - start > kept.length) {
        const larger = new Uint8Array((used + end - start) * 2);
        larger.set(kept);
        kept = larger;
      }
      places[place] = count;
      places[place + 1] = used;
      for (let at = start; at < end; at += 1) {
        kept[used] = bytes[at] as number;
        used += 1;
      }
      places[place + 2] = used;
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
