/** A set of keys that may say "seen" of a key it has not seen (once in billions), but never the other way round. */
export type KeySet = {
  /** Adds a key; true when it, or one that looks like it, is there already. */
  add: (key: string) => boolean;
};

/** 53 bits of a key, as many as a number holds exactly; 0 stands for an empty place. */
export const hashKey = (key: string): number => {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d);
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae35);
  const value = (low >>> 0) * 0x200000 + ((high >>> 0) & 0x1fffff);
  return value === 0 ? 1 : value;
};

/**
 * Finds out, in one pass and eight to sixteen bytes a row, whether keys of a file may repeat. Which rows share a key
 * is only asked, exactly, where this says that some may.
 */
export const createKeySet = (expected = 1024): KeySet => {
  let size = 1024;
  while (size < expected * 2) size *= 2;
  let places = new Float64Array(size);
  let count = 0;

  const put = (into: Float64Array, value: number): boolean => {
    let at = value % into.length;
    for (let there = into[at]; there !== undefined && there !== 0; there = into[at]) {
      if (there === value) return true;
      at = (at + 1) % into.length;
    }
    into[at] = value;
    return false;
  };

  return {
    add: (key) => {
      if (count * 2 >= places.length) {
        const larger = new Float64Array(places.length * 2);
        for (const value of places) if (value !== 0) put(larger, value);
        places = larger;
      }
      const seen = put(places, hashKey(key));
      if (!seen) count += 1;
      return seen;
    },
  };
};
