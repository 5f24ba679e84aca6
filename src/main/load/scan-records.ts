import { createRecordScanner, irregular, unfinished, type RecordScanner } from '../../core/sheet/scan-record';
import { bytesPerTurn, giveWay } from '../give-way';

const lineFeed = 0x0a;
const startSize = 1 << 19;
/** A record longer than this is none that Salesforce takes or writes: no field is so long. */
const longestRecord = 1 << 24;

/**
 * Scans the records of a CSV body as it comes, and tells of each but blank lines: `take` sees the bytes and the
 * scanner that has just found the cells in them, and says whether to go on.
 *
 * @returns whether every byte belonged to a record in the strict form that `take` went on after
 */
export const scanRecords = async (
  body: AsyncIterable<Buffer>,
  take: (bytes: Buffer, scanner: RecordScanner) => boolean,
): Promise<boolean> => {
  const scanner = createRecordScanner();
  let bytes = Buffer.allocUnsafe(startSize);
  let held = 0;
  for await (const chunk of body) {
    if (held + chunk.length + 1 > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, held + chunk.length + 1));
      bytes.copy(larger, 0, 0, held);
      bytes = larger;
    }
    chunk.copy(bytes, held);
    const end = held + chunk.length;
    bytes[end] = lineFeed;
    let at = 0;
    // A connection may hand over megabytes at once.
    let stop = bytesPerTurn;
    for (;;) {
      const next = scanner.scan(bytes, at, end);
      if (next === irregular) return false;
      if (next === unfinished) break;
      if (!scanner.isBlank() && !take(bytes, scanner)) return false;
      at = next;
      if (at < stop) continue;
      stop = at + bytesPerTurn;
      await giveWay();
    }
    held = end - at;
    if (held > longestRecord) return false;
    bytes.copyWithin(0, at, end);
  }
  return held === 0;
};
