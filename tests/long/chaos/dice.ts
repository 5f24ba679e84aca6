/** Chance with a seed, so that a run can be had again. */
export type Dice = {
  /** From 0 up to and without 1. */
  next: () => number;
  /** A whole number from `least` to `most`, both included. */
  number: (least: number, most: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
};

/** Dice whose throws are those of their seed (mulberry32). */
export const throwDice = (seed: number): Dice => {
  let state = Math.imul(seed, 2_654_435_761) | 0;
  const next = (): number => {
    let value = (state = (state + 0x6d2b79f5) | 0);
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    number,
    chance: (share) => next() < share,
    pick: (list) => {
      const found = list[number(0, list.length - 1)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
  };
};
