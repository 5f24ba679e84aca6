/** A source of numbers in [0, 1). The same seed text always gives the same run of numbers. */
export type Random = () => number;

function hashText(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** Mulberry32 over an FNV-1a hash of the seed: small, fast, and the same on every machine. */
export function seedRandom(seed: string): Random {
  let state = hashText(seed);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** An integer from `low` to `high`, both included. */
export function pickInteger(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One entry of a list that is never empty. */
export function pickOne<T>(random: Random, list: readonly T[]): T {
  const picked = list[Math.floor(random() * list.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/**
 * Shuffles in place. A list of two or more never keeps its order: a client that pairs results with
 * rows by position must be caught even on the smallest file.
 */
export function shuffleIndexes(list: Uint32Array, random: Random): Uint32Array {
  const before = list.slice(0, Math.min(list.length, 64));
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const held = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = held;
  }
  if (list.length > 1 && before.every((value, i) => list[i] === value)) {
    const first = list[0] ?? 0;
    list.copyWithin(0, 1);
    list[list.length - 1] = first;
  }
  return list;
}
