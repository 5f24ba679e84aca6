/** Numbers from 0 up to 1 that look like chance and are the same on every machine (mulberry32). */
export type Random = () => number;

const hash = (text: string): number => {
  let state = 2166136261;
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 16777619);
  return state >>> 0;
};

export function startRandom(seed: string): Random {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

export function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[between(random, 0, from.length - 1)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

/** Puts a digit in the place of every `#`. */
export const fillDigits = (random: Random, pattern: string): string =>
  pattern.replace(/#/g, () => String(between(random, 0, 9)));
