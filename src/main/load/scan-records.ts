import { irregular, unfinished, type RecordScanner } from '../../core/sheet/scan-record';
import { bytesPerTurn, giveWay, rowsPerTurn } from '../give-way';

const lineFeed = 0x0a;
const startSize = 1 << 19;
/** A record longer than this is none that Salesforce takes or writes: no field is so long. */
const longestRecord = 1 << 24;

/** Bytes of a body that are looked at together; the first ones go once they are done with. */
const createHolder = () => {
  let bytes = Buffer.allocUnsafe(startSize);
  let held = 0;
  return {
    /** Puts a piece behind what is held, and a line feed behind both, which is none of theirs. */
    add: (chunk: Buffer): Buffer => {
      if (held + chunk.length + 1 > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, held + chunk.length + 1));
        bytes.copy(larger, 0, 0, held);
        bytes = larger;
      }
      chunk.copy(bytes, held);
      held += chunk.length;
      bytes[held] = lineFeed;
      return bytes;
    },
    held: () => held,
    drop: (size: number): void => {
      bytes.copyWithin(0, size, held);
      held -= size;
    },
  };
};

/**
 * Scans the records of a CSV body as it comes, and tells of each but blank lines: `take` sees the bytes in
 * which `scanner` has just found the cells, and says whether to go on.
 *
 * @returns whether every byte belonged to a record in the strict form that `take` went on after
 */
export const scanRecords = async (
  body: AsyncIterable<Buffer>,
  scanner: RecordScanner,
  take: (bytes: Buffer) => boolean,
): Promise<boolean> => {
  const holder = createHolder();
  for await (const chunk of body) {
    const bytes = holder.add(chunk);
    const end = holder.held();
    let at = 0;
    // A connection may hand over megabytes at once.
    let stop = bytesPerTurn;
    for (;;) {
      const next = scanner.scan(bytes, at, end);
      if (next === irregular) return false;
      if (next === unfinished) break;
      if (!scanner.isBlank() && !take(bytes)) return false;
      at = next;
      if (at < stop) continue;
      stop = at + bytesPerTurn;
      await giveWay();
    }
    holder.drop(at);
    if (holder.held() > longestRecord) return false;
  }
  return holder.held() === 0;
};

/**
 * Tells of the records of a body by their known places, in order: `take` sees where one begins and ends in the bytes,
 * and says whether to go on.
 *
 * @returns whether all of them were there and `take` went on after each
 */
export const eachSpan = async (
  body: AsyncIterable<Buffer>,
  starts: Int32Array,
  sizes: Int32Array,
  take: (bytes: Buffer, from: number, to: number) => boolean,
): Promise<boolean> => {
  const holder = createHolder();
  /** Place in the body of the first byte that is held. */
  let base = 0;
  let next = 0;
  for await (const chunk of body) {
    const bytes = holder.add(chunk);
    const end = base + holder.held();
    let stop = next + rowsPerTurn;
    for (; next < starts.length; next += 1) {
      const from = starts[next] as number;
      const to = from + (sizes[next] as number);
      if (from < base) return false;
      if (to > end) break;
      if (!take(bytes, from - base, to - base)) return false;
      if (next < stop) continue;
      stop = next + rowsPerTurn;
      await giveWay();
    }
    const done = Math.min(end, next < starts.length ? (starts[next] as number) : end);
    holder.drop(done - base);
    base = done;
  }
  return next === starts.length;
};
