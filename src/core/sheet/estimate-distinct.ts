const bits = 12;
const registers = 1 << bits;
const correction = 0.7213 / (1 + 1.079 / registers);

/** A hash of 32 well mixed bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5 ^ text.length;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
};

export type DistinctCounter = { add: (text: string) => void; estimate: () => number };

/**
 * Estimates how many different texts were seen in 4 kB, whatever their number: the longest run of leading zeros
 * among their hashes, in 4,096 groups (HyperLogLog). The usual error is 1.6 in a hundred.
 */
export const createDistinctCounter = (): DistinctCounter => {
  const longest = new Uint8Array(registers);
  return {
    add: (text) => {
      const value = hash(text);
      const register = value >>> (32 - bits);
      const run = Math.clz32((value << bits) | (1 << (bits - 1))) + 1;
      if (run > (longest[register] ?? 0)) longest[register] = run;
    },
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
