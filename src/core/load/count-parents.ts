import { hashKey } from '../preflight/key-set';

/** Rows that Salesforce saves in one transaction: more of one parent are in more than one, and can meet. */
export const rowsPerSave = 200;

export type ParentCounts = {
  rows: number;
  distinct: number;
  exact: boolean;
  /** Parents with more rows than one transaction takes, and their rows. */
  heavy: { parents: number; rows: number };
  biggest: { value: string; rows: number }[];
  /** How likely two rows drawn at random share a parent, 0 to 1. */
  meeting: number;
};

export type ParentCounter = {
  /** Counts one more row of a parent, by its key. */
  add: (key: string) => void;
  /** @param named how many of the biggest are named */
  counts: (named: number) => ParentCounts;
};

/** Bits by which the number of distinct parents is estimated: within 1 % for some ten million. */
const bits = 1 << 22;

/**
 * Counts rows by parent in bounded memory: exactly as long as there are no more than `most` parents at a time. Beyond
 * that, parents with few rows are forgotten again and again; the counts of the others stay right to within twice the
 * rows divided by `most` (lossy counting, Manku and Motwani 2002), and how many parents there are is estimated from
 * the share of bits that no parent has set (linear counting, Whang and others 1990).
 */
export const createParentCounter = (most = 100_000): ParentCounter => {
  const rowsOf = new Map<string, number>();
  let rows = 0;
  let seen: Uint32Array | null = null;

  const mark = (key: string, into: Uint32Array): void => {
    const bit = hashKey(key) % bits;
    into[bit >>> 5] = (into[bit >>> 5] ?? 0) | (1 << (bit & 31));
  };
  /** Forgets the smaller half of the parents. */
  const forget = (): void => {
    if (seen === null) {
      seen = new Uint32Array(bits >>> 5);
      for (const key of rowsOf.keys()) mark(key, seen);
    }
    const sizes = Float64Array.from(rowsOf.values()).sort();
    const middle = sizes[sizes.length >>> 1] ?? 0;
    for (const [key, count] of rowsOf) if (count <= middle) rowsOf.delete(key);
  };
  const countDistinct = (): number => {
    if (seen === null) return rowsOf.size;
    let empty = 0;
    for (let word of seen) {
      let set = 0;
      for (; word !== 0; word &= word - 1) set += 1;
      empty += 32 - set;
    }
    return Math.min(rows, Math.round(-bits * Math.log(Math.max(1, empty) / bits)));
  };

  return {
    add: (key) => {
      rows += 1;
      rowsOf.set(key, (rowsOf.get(key) ?? 0) + 1);
      if (seen !== null) mark(key, seen);
      if (rowsOf.size > most) forget();
    },
    counts: (named) => {
      const heavy = { parents: 0, rows: 0 };
      const biggest: { value: string; rows: number }[] = [];
      let pairs = 0;
      for (const [value, count] of rowsOf) {
        pairs += count * (count - 1);
        if (count > rowsPerSave) {
          heavy.parents += 1;
          heavy.rows += count;
        }
        if (biggest.length === named && count <= (biggest.at(-1)?.rows ?? 0)) continue;
        const at = biggest.findIndex((other) => other.rows < count);
        biggest.splice(at < 0 ? biggest.length : at, 0, { value, rows: count });
        biggest.length = Math.min(biggest.length, named);
      }
      const meeting = rows < 2 ? 0 : pairs / (rows * (rows - 1));
      return { rows, distinct: countDistinct(), exact: seen === null, heavy, biggest, meeting };
    },
  };
};
