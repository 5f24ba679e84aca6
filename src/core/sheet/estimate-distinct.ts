const bits = 12;
const registers = 1 << bits;
const correction = 0.7213 / (1 + 1.079 / registers);

const start = (length: number): number => 0x811c9dc5 ^ length;
const add = (value: number, code: number): number => Math.imul(value ^ code, 0x01000193);
const mix = (mixed: number): number => {
  let value = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
};

/** A hash of 32 well mixed bits. */
const hash = (text: string): number => {
  let value = start(text.length);
  for (let at = 0; at < text.length; at += 1) value = add(value, text.charCodeAt(at));
  return mix(value);
};

/** The hash of the bytes between two places; of ASCII it is that of the text. */
export const hashBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let value = start(to - from);
  for (let at = from; at < to; at += 1) value = add(value, bytes[at] as number);
  return mix(value);
};

export type DistinctCounter = {
  add: (text: string) => void;
  /** The same for ASCII text that stands between two places. */
  addBytes: (bytes: Uint8Array, from: number, to: number) => void;
  estimate: () => number;
};

/**
 * Estimates how many different texts were seen in 4 kB, whatever their number: the longest run of leading zeros
 * among their hashes, in 4,096 groups (HyperLogLog). The usual error is 1.6 in a hundred.
 */
export const createDistinctCounter = (): DistinctCounter => {
  const longest = new Uint8Array(registers);
  const see = (value: number): void => {
    const register = value >>> (32 - bits);
    const run = Math.clz32((value << bits) | (1 << (bits - 1))) + 1;
    if (run > (longest[register] ?? 0)) longest[register] = run;
  };
  return {
    add: (text) => see(hash(text)),
    addBytes: (bytes, from, to) => see(hashBytes(bytes, from, to)),
    estimate: () => {
      let sum = 0;
      let empty = 0;
      for (const run of longest) {
        sum += 2 ** -run;
        if (run === 0) empty += 1;
      }
      const raw = (correction * registers * registers) / sum;
      const few = raw <= 2.5 * registers && empty > 0;
      return Math.round(few ? registers * Math.log(registers / empty) : raw);
    },
  };
};
