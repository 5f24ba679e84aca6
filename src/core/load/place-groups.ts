import type { SplitLimits } from './split';

/** A part of an attempt as it is planned. Parts with the same `chain` go one after the other, never side by side. */
export type PartPlan = { rows: number; chain: number | null };

/**
 * Rows in a batch that Bulk API 2.0 cuts from a job by itself (Bulk API 2.0, "How requests are processed"): batches
 * run side by side, so more rows of one parent lock each other out within one job.
 */
export const rowsPerOwnBatch = 10_000;

/** Rows of one parent. */
export type Group = { rows: number; bytes: number };

export type GroupPlacer = {
  /** More rows than may run side by side: such a group goes by `placeLarge`. */
  isLarge: (group: Group) => boolean;
  /**
   * Deals groups that are not large into parts, each whole into one. Yields places of the list in the order in which
   * the groups are to be sent, with the 1-based part each belongs to; a part that was left is never come back to.
   */
  place: (groups: readonly Group[]) => Generator<{ group: number; part: number }>;
  /** Takes the records of one large group, in order, and says which part each belongs to. */
  placeLarge: () => (recordBytes: number) => number;
  parts: () => PartPlan[];
};

/** Groups of some given groups by their number of rows, smallest last. */
const sortBySize = (groups: readonly Group[]): { rows: number; left: number[] }[] => {
  const bySize = new Map<number, number[]>();
  groups.forEach(({ rows }, at) => {
    const same = bySize.get(rows);
    if (same === undefined) bySize.set(rows, [at]);
    else same.push(at);
  });
  return [...bySize].map(([rows, left]) => ({ rows, left: left.reverse() })).sort((a, b) => b.rows - a.rows);
};

/**
 * Deals rows into parts so that those which share a parent are in one part, unless they alone exceed what may run at
 * once. Within a part groups are ordered so that they don't lie across the cuts the org makes by itself, every
 * `window` rows; where one has to, it is the smallest.
 *
 * @param headerBytes what the header takes of every part; 0 where parts have none
 * @param window rows the org works off in order; more than a part holds where the org cuts nothing by itself
 */
export const createGroupPlacer = (
  headerBytes: number,
  limits: SplitLimits,
  window: number = Number.POSITIVE_INFINITY,
): GroupPlacer => {
  const parts: PartPlan[] = [];
  /** The part that takes groups, 0 for none. */
  let open = 0;
  let bytesIn = 0;
  let chains = 0;
  const most = Math.min(limits.rows, window);

  const openPart = (chain: number | null): number => {
    bytesIn = headerBytes;
    return parts.push({ rows: 0, chain });
  };
  const rowsIn = (part: number): number => parts[part - 1]?.rows ?? 0;
  const addTo = (part: number, { rows, bytes }: Group): void => {
    const plan = parts[part - 1];
    if (plan !== undefined) plan.rows += rows;
    bytesIn += bytes;
  };

  return {
    isLarge: ({ rows, bytes }) => rows > most || headerBytes + bytes > limits.bytes,
    place: function* place(groups) {
      let sizes = sortBySize(groups);
      const sizeOf = (at: number): Group => groups[at] ?? { rows: 0, bytes: 0 };
      const fits =
        (room: number) =>
        (size: { rows: number; left: number[] }): boolean =>
          size.rows <= room && bytesIn + sizeOf(size.left.at(-1) ?? 0).bytes <= limits.bytes;
      while (sizes.length > 0) {
        if (open === 0) open = openPart(null);
        const room = limits.rows - rowsIn(open);
        const inWindow = Math.min(room, window - (rowsIn(open) % window));
        const size = sizes.find(fits(inWindow)) ?? sizes.findLast(fits(room));
        if (size === undefined) {
          open = openPart(null);
          continue;
        }
        const group = size.left.pop() ?? 0;
        if (size.left.length === 0) sizes = sizes.filter((other) => other !== size);
        addTo(open, sizeOf(group));
        yield { group, part: open };
      }
    },
    placeLarge: () => {
      chains += 1;
      const chain = chains;
      open = 0;
      let part = 0;
      return (recordBytes) => {
        const isFull = rowsIn(part) >= most || bytesIn + recordBytes > limits.bytes;
        if (part === 0 || isFull) part = openPart(chain);
        addTo(part, { rows: 1, bytes: recordBytes });
        return part;
      };
    },
    parts: () => parts.map((part) => ({ ...part })),
  };
};
