import { createGroupPlacer, type Group, type PartPlan } from '../../core/load/place-groups';
import type { SplitLimits } from '../../core/load/split';
import { hashKey } from '../../core/preflight/key-set';
import { writeRecord } from '../../core/sheet/write-csv';
import type { LoadFolder } from './load-folder';
import { eachBucketRow, openRowBuckets, readBucket, removeBucket, type Bucket } from './row-buckets';
import { openSentFiles } from './sent-files';
import { openPlaces, type SentParts } from './sent-parts';

/** How rows are kept together. */
export type Grouping = {
  /** What a row shares with others, or null where it goes with any. */
  keyOf: (wire: readonly string[]) => string | null;
  /** Rows the org works off in order; infinite where it cuts nothing by itself. */
  window: number;
  /** About how many bytes will be added. */
  bytes: number;
  /** All parts go one after the other, not those of large parents alone. */
  oneByOne: boolean;
  /** Bytes that are sorted in memory at most. */
  sortedAtOnce?: number;
};

/** What a bucket should hold on average, and what is sorted in memory at most. */
const bucketBytes = 12_000_000;
const usuallySortedAtOnce = 40_000_000;
const mostBuckets = 128;
/** Into how many buckets one that is too large to sort is dealt again. */
const dealtAgain = 16;
const deepest = 3;

/**
 * Writes down what an attempt is to send so that rows which share a parent are together in one part: the very bytes
 * that go to the org, and the place of each row in them. Rows are dealt into buckets by their parent while they come,
 * and each bucket is sorted by itself at the end, so that memory never holds more than one of them. The rows of one
 * parent keep their order. Throws `store.full` and its kin.
 */
export const openGroupedParts = async (
  folder: LoadFolder,
  attempt: number,
  header: readonly string[],
  limits: SplitLimits,
  { keyOf, window, bytes: expected, oneByOne, sortedAtOnce = usuallySortedAtOnce }: Grouping,
): Promise<SentParts> => {
  const placer = createGroupPlacer(Buffer.byteLength(writeRecord(header)), limits, window);
  const files = await openSentFiles(folder, attempt, header);
  const places = await openPlaces(folder, attempt);
  const count = Math.min(mostBuckets, Math.max(1, Math.ceil(expected / bucketBytes)));
  /** A row without a parent is alone with its number, which is below zero so that it is nobody's key. */
  const choose = (key: number): number => Math.abs(key) % count;
  const buckets = await openRowBuckets(folder.sent, `${attempt}-rows`, count, choose);
  const large: Bucket[] = [];
  let parts: PartPlan[] = [];
  let named = 0;

  const send = (part: number, row: number, bytes: Buffer, from: number, to: number): void => {
    places.add(part, row, files.append(part, bytes, from, to - from), to - from);
  };
  const rest = async (): Promise<void> => {
    if (files.isFull()) await files.flush();
  };

  /** Sorts the rows of a bucket by parent and places them; parents that are too large wait in files of their own. */
  const placeBucket = async (bucket: Bucket): Promise<void> => {
    const { bytes, from, to, row, key } = await readBucket(bucket);
    const groups: (Group & { members: number[] })[] = [];
    const known = new Map<number, Group & { members: number[] }>();
    for (let at = 0; at < bucket.rows; at += 1) {
      let group = known.get(key[at] ?? 0);
      if (group === undefined) {
        group = { rows: 0, bytes: 0, members: [] };
        groups.push(group);
        known.set(key[at] ?? 0, group);
      }
      group.rows += 1;
      group.bytes += (to[at] ?? 0) - (from[at] ?? 0);
      group.members.push(at);
    }
    for (const { members } of groups.filter((group) => placer.isLarge(group))) {
      const aside = await openAside(1, () => 0);
      for (const at of members) {
        const record = bytes.subarray(from[at], to[at]);
        if (aside.addBytes(key[at] ?? 0, row[at] ?? 0, record)) await aside.flush();
      }
      large.push(...(await aside.finish()));
    }
    const small = groups.filter((group) => !placer.isLarge(group));
    for (const { group, part } of placer.place(small)) {
      for (const at of small[group]?.members ?? [])
        send(part, row[at] ?? 0, bytes, from[at] ?? 0, to[at] ?? 0);
      await rest();
    }
    await removeBucket(bucket);
  };

  const openAside = async (count: number, deal: (key: number) => number) =>
    openRowBuckets(folder.sent, `${attempt}-rows-${(named += 1)}`, count, deal);

  /** A bucket that is too large to be sorted: its large parents are set aside, the others dealt again. */
  const dealAgain = async (bucket: Bucket, depth: number): Promise<void> => {
    const sizes = new Map<number, Group>();
    for await (const some of eachBucketRow(bucket)) {
      for (const { key, record } of some) {
        if (key < 0) continue;
        const size = sizes.get(key) ?? { rows: 0, bytes: 0 };
        sizes.set(key, { rows: size.rows + 1, bytes: size.bytes + record.length });
      }
    }
    const apart = [...sizes].filter(([, size]) => placer.isLarge(size)).map(([key]) => key);
    const placeOf = new Map(apart.map((key, at) => [key, dealtAgain + at]));
    const step = count * dealtAgain ** (depth - 1);
    const again = await openAside(
      dealtAgain + apart.length,
      (key) => placeOf.get(key) ?? Math.floor(Math.abs(key) / step) % dealtAgain,
    );
    for await (const some of eachBucketRow(bucket)) {
      for (const { key, row, record } of some) if (again.addBytes(key, row, record)) await again.flush();
    }
    await removeBucket(bucket);
    for (const dealt of await again.finish()) {
      if (dealt.at >= dealtAgain) large.push(dealt);
      else await place(dealt, depth + 1);
    }
  };

  const place = async (bucket: Bucket, depth: number): Promise<void> =>
    bucket.bytes > sortedAtOnce && depth <= deepest ? dealAgain(bucket, depth) : placeBucket(bucket);

  const placeLarge = async (bucket: Bucket): Promise<void> => {
    const next = placer.placeLarge();
    for await (const some of eachBucketRow(bucket)) {
      for (const { row, record } of some) send(next(record.length), row, record, 0, record.length);
      await rest();
    }
    await removeBucket(bucket);
  };

  return {
    add: async (row, wire) => {
      const record = writeRecord(wire);
      const key = keyOf(wire);
      const isFull = buckets.add(key === null ? -row : hashKey(key), row, record, Buffer.byteLength(record));
      if (isFull) await buckets.flush();
    },
    parts: () => parts,
    record: async (tx) => {
      for (const bucket of await buckets.finish()) await place(bucket, 1);
      for (const bucket of large) await placeLarge(bucket);
      await files.finish();
      await places.record(tx);
      parts = placer.parts().map(({ rows, chain }) => ({ rows, chain: oneByOne ? 0 : chain }));
    },
    discard: async () => {
      await places.discard();
      await files.discard();
    },
  };
};
