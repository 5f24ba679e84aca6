/**
 * Which rows name the same record: two of them in one upload would overwrite each other or fail. Keys are the
 * checker's normalised ones. Counts every row that still is or will be in play.
 */
export type KeyBook = {
  add: (key: string | null, row: number) => void;
  remove: (key: string | null, row: number) => void;
  /** All rows with this key, in order; as they are until the next change. */
  rows: (key: string | null) => readonly number[];
};

/** Where a row stands among rows in order, or would stand. */
const placeOf = (rows: readonly number[], row: number): number => {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle] ?? 0) < row) from = middle + 1;
    else to = middle;
  }
  return from;
};

const none: readonly number[] = [];

/** Rows are kept in order and asked for without a copy: all rows of a file may have one and the same key. */
export const openKeyBook = (): KeyBook => {
  const rows = new Map<string, number[]>();
  return {
    add: (key, row) => {
      if (key === null) return;
      const known = rows.get(key);
      if (known === undefined) {
        rows.set(key, [row]);
        return;
      }
      const place = placeOf(known, row);
      if (known[place] !== row) known.splice(place, 0, row);
    },
    remove: (key, row) => {
      const known = key === null ? undefined : rows.get(key);
      if (known === undefined) return;
      const place = placeOf(known, row);
      if (known[place] === row) known.splice(place, 1);
    },
    rows: (key) => (key === null ? none : (rows.get(key) ?? none)),
  };
};
