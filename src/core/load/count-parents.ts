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
  counts: () => ParentCounts;
};

/** Parents whose names are kept: those with most rows. */
const named = 5;

/** Bits by which the number of distinct parents is estimated: within 1 % for some ten million. */
const bits = 1 << 22;

/** Rows by the hash of their parent, in eight to sixteen bytes each. */
const openTable = () => {
  let keys = new Float64Array(1024);
  let counts = new Uint32Array(1024);
  let size = 0;
  const find = (key: number): number => {
    let at = key % keys.length;
    for (let there = keys[at]; there !== 0 && there !== key; there = keys[at]) at = (at + 1) % keys.length;
    return at;
  };
  const fill = (length: number, keeps: (count: number) => boolean): void => {
    const [oldKeys, oldCounts] = [keys, counts];
    keys = new Float64Array(length);
    counts = new Uint32Array(length);
    size = 0;
    for (let from = 0; from < oldKeys.length; from += 1) {
      const [key = 0, count = 0] = [oldKeys[from], oldCounts[from]];
      if (key === 0 || !keeps(count)) continue;
      const at = find(key);
      keys[at] = key;
      counts[at] = count;
      size += 1;
    }
  };
  return {
    size: () => size,
    add: (key: number): number => {
      if (size * 2 >= keys.length) fill(keys.length * 2, () => true);
      const at = find(key);
      if (keys[at] === 0) {
        keys[at] = key;
        size += 1;
      }
      const count = (counts[at] ?? 0) + 1;
      counts[at] = count;
      return count;
    },
    counts: () => counts.filter((count) => count > 0),
    keys: () => keys.filter((key) => key > 0),
    forget: (most: number) => fill(keys.length, (count) => count > most),
  };
};

/**
 * Counts rows by parent in bounded memory: exactly as long as there are no more than `most` parents at a time. Beyond
 * that, parents with few rows are forgotten again and again; the counts of the others stay right to within twice the
 * rows divided by `most` (lossy counting, Manku and Motwani 2002), and how many parents there are is estimated from
 * the share of bits that no parent has set (linear counting, Whang and others 1990).
 */
export const createParentCounter = (most = 200_000): ParentCounter => {
  const table = openTable();
  let rows = 0;
  let seen: Uint32Array | null = null;
  let biggest: { key: number; value: string; rows: number }[] = [];
  let enough = 0;

  const mark = (key: number, into: Uint32Array): void => {
    const bit = key % bits;
    into[bit >>> 5] = (into[bit >>> 5] ?? 0) | (1 << (bit & 31));
  };
  /** Forgets the smaller half of the parents. */
  const forget = (): void => {
    if (seen === null) {
      seen = new Uint32Array(bits >>> 5);
      for (const key of table.keys()) mark(key, seen);
    }
    const sizes = table.counts().sort();
    table.forget(sizes[sizes.length >>> 1] ?? 0);
  };
  const countDistinct = (): number => {
    if (seen === null) return table.size();
    let empty = 0;
    for (let word of seen) {
      let set = 0;
      for (; word !== 0; word &= word - 1) set += 1;
      empty += 32 - set;
    }
    return Math.min(rows, Math.round(-bits * Math.log(Math.max(1, empty) / bits)));
  };
  /** Counts only grow, so whoever is among the biggest at the end gets here with its last row. */
  const rank = (key: number, value: string, count: number): void => {
    const known = biggest.find((other) => other.key === key);
    if (known === undefined) biggest.push({ key, value, rows: count });
    else known.rows = Math.max(known.rows, count);
    biggest = biggest.sort((a, b) => b.rows - a.rows).slice(0, named);
    enough = biggest.length < named ? 0 : (biggest.at(-1)?.rows ?? 0);
  };

  return {
    add: (parent) => {
      rows += 1;
      const key = hashKey(parent);
      const count = table.add(key);
      if (count > enough) rank(key, parent, count);
      if (seen !== null) mark(key, seen);
      if (table.size() > most) forget();
    },
    counts: () => {
      const heavy = { parents: 0, rows: 0 };
      let pairs = 0;
      for (const count of table.counts()) {
        pairs += count * (count - 1);
        if (count <= rowsPerSave) continue;
        heavy.parents += 1;
        heavy.rows += count;
      }
      return {
        rows,
        distinct: countDistinct(),
        exact: seen === null,
        heavy,
        biggest: biggest.map(({ value, rows: own }) => ({ value, rows: own })),
        meeting: rows < 2 ? 0 : pairs / (rows * (rows - 1)),
      };
    },
  };
};
