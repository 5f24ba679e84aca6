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

/** A place holds the number of a record, counted from 1, and in the bits above it some of its key's hash. */
const recordBits = 24;
const recordMask = (1 << recordBits) - 1;

/**
 * A table of keys: their bytes and some twenty more for each, with no text made of any. Equal means equal bytes; a
 * hash only says where to look, and mostly that another key is not worth a look. Results mostly come in the order in
 * which they were sent, so that all of it but the places is looked at in order.
 *
 * @param records how many keys there will be at most; fewer than 16 million
 */
export const createKeyTable = (records: number): KeyTable => {
  if (records > recordMask) throw new Error('too many keys for one table');
  let size = 1024;
  while (size < records * 2) size *= 2;
  const mask = size - 1;
  const places = new Uint32Array(size);
  /** Where the key of each record begins; it ends where the next begins. */
  const starts = new Int32Array(records + 1);
  const repeated = new Uint8Array(records);
  let kept = new Uint8Array(16 * records + 16);
  let used = 0;
  let count = 0;

  /** Where in `places` the key with such a hash is, or where it would stand. */
  const placeOf = (bytes: Uint8Array, start: number, end: number, value: number): number => {
    const length = end - start;
    const some = value >>> recordBits;
    let at = (value ^ (value >>> 16)) & mask;
    for (;;) {
      const place = places[at] as number;
      if (place === 0) return at;
      if (place >>> recordBits === some) {
        const record = (place & recordMask) - 1;
        const own = starts[record] as number;
        if ((starts[record + 1] as number) - own === length) {
          let same = 0;
          while (same < length && kept[own + same] === bytes[start + same]) same += 1;
          if (same === length) return at;
        }
      }
      at = (at + 1) & mask;
    }
  };

  return {
    add: (bytes, start, end) => {
      const record = count;
      count += 1;
      starts[record + 1] = used;
      if (start === end) return;
      const value = hash(bytes, start, end);
      const at = placeOf(bytes, start, end, value);
      const other = places[at] as number;
      if (other !== 0) {
        repeated[(other & recordMask) - 1] = 1;
        return;
      }
      if (used + end - start > kept.length) {
        const larger = new Uint8Array((used + end - start) * 2);
        larger.set(kept);
        kept = larger;
      }
      places[at] = ((value >>> recordBits) << recordBits) | count;
      for (let from = start; from < end; from += 1) {
        kept[used] = bytes[from] as number;
        used += 1;
      }
      starts[count] = used;
    },
    find: (bytes, start, end) => {
      if (start === end) return unknownKey;
      const place = places[placeOf(bytes, start, end, hash(bytes, start, end))] as number;
      if (place === 0) return unknownKey;
      const record = (place & recordMask) - 1;
      return repeated[record] === 1 ? repeatedKey : record;
    },
  };
};
