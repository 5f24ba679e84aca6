import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createGuard } from './store-errors';

/** A record that waits to be sent: its row, what it is kept together by, and its bytes. */
export type BucketRow = { row: number; key: number; record: Buffer };

/** Bytes before each record: its length, its row and its key. */
const head = 16;

/** What is collected of one bucket before a new piece of memory is taken. */
const pieceSize = 1 << 16;

/** What all buckets together may hold in memory. */
const heldAtMost = 1 << 25;

/** Rows in one file, in the order in which they were added; rows whose keys are equal are never in two. */
export type Bucket = {
  path: string;
  /** Its number among the buckets it was filled with. */
  at: number;
  /** With 16 bytes more for each row. */
  bytes: number;
  rows: number;
};

export type RowBuckets = {
  /** Puts a row behind the others of its bucket. True when so much is held that it is time to `flush`. */
  add: (key: number, row: number, record: string, bytes: number) => boolean;
  /** The same with a record that is bytes already. */
  addBytes: (key: number, row: number, record: Buffer) => boolean;
  flush: () => Promise<void>;
  /** Everything is in files; those that have rows. */
  finish: () => Promise<Bucket[]>;
};

type Filling = { pieces: Buffer[]; used: number; bytes: number; rows: number };

/**
 * Sorts rows into files by their key, in one pass: the first step of sorting more rows than memory holds.
 *
 * @param name beginning of the files' names
 * @param choose which bucket a key belongs to, 0 up to `count` - 1
 */
export const openRowBuckets = async (
  folder: string,
  name: string,
  count: number,
  choose: (key: number) => number,
): Promise<RowBuckets> => {
  const guard = createGuard(folder);
  await guard(async () => mkdir(folder, { recursive: true, mode: 0o700 }));
  const buckets = Array.from({ length: count }, (): Filling => ({ pieces: [], used: 0, bytes: 0, rows: 0 }));
  const pathOf = (at: number): string => join(folder, `${name}-${at}`);
  let held = 0;

  /** Room for one more record, at the end of the bucket's last piece. */
  const reserve = (at: number, bytes: number): { piece: Buffer; from: number } => {
    const bucket = buckets[at] ?? { pieces: [], used: 0, bytes: 0, rows: 0 };
    const size = head + bytes;
    let piece = bucket.pieces.at(-1);
    if (piece === undefined || bucket.used + size > piece.length) {
      if (piece !== undefined) bucket.pieces[bucket.pieces.length - 1] = piece.subarray(0, bucket.used);
      piece = Buffer.allocUnsafeSlow(Math.max(size, pieceSize));
      bucket.pieces.push(piece);
      bucket.used = 0;
      held += piece.length;
    }
    const from = bucket.used;
    bucket.used += size;
    bucket.bytes += size;
    bucket.rows += 1;
    return { piece, from };
  };
  const writeHead = (piece: Buffer, from: number, key: number, row: number, bytes: number): void => {
    piece.writeUInt32LE(bytes, from);
    piece.writeUInt32LE(row, from + 4);
    piece.writeDoubleLE(key, from + 8);
  };
  const flush = async (): Promise<void> => {
    for (const [at, bucket] of buckets.entries()) {
      const last = bucket.pieces.pop();
      if (last === undefined) continue;
      const some = [...bucket.pieces, last.subarray(0, bucket.used)];
      bucket.pieces = [];
      bucket.used = 0;
      await guard(async () => {
        const file = await open(pathOf(at), 'a', 0o600);
        try {
          for (const piece of some) await file.writeFile(piece);
        } finally {
          await file.close();
        }
      });
    }
    held = 0;
  };

  return {
    add: (key, row, record, bytes) => {
      const { piece, from } = reserve(choose(key), bytes);
      writeHead(piece, from, key, row, bytes);
      piece.write(record, from + head, bytes, 'utf8');
      return held > heldAtMost;
    },
    addBytes: (key, row, record) => {
      const { piece, from } = reserve(choose(key), record.length);
      writeHead(piece, from, key, row, record.length);
      record.copy(piece, from + head);
      return held > heldAtMost;
    },
    flush,
    finish: async () => {
      await flush();
      return buckets.flatMap(({ bytes, rows }, at) =>
        rows === 0 ? [] : [{ path: pathOf(at), at, bytes, rows }],
      );
    },
  };
};

/** The rows that stand whole in some bytes, and where the first that does not begins. */
const readFrames = (bytes: Buffer, rows: BucketRow[]): number => {
  let at = 0;
  while (at + head <= bytes.length) {
    const size = bytes.readUInt32LE(at);
    if (at + head + size > bytes.length) break;
    rows.push({
      row: bytes.readUInt32LE(at + 4),
      key: bytes.readDoubleLE(at + 8),
      record: bytes.subarray(at + head, at + head + size),
    });
    at += head + size;
  }
  return at;
};

/** All rows of a bucket, in flat tables: where each record begins in `bytes` and ends, its row and its key. */
export type BucketTable = {
  bytes: Buffer;
  from: Uint32Array;
  to: Uint32Array;
  row: Uint32Array;
  key: Float64Array;
};

export const readBucket = async ({ path, rows }: Bucket): Promise<BucketTable> => {
  const bytes = await readFile(path);
  const table = {
    bytes,
    from: new Uint32Array(rows),
    to: new Uint32Array(rows),
    row: new Uint32Array(rows),
    key: new Float64Array(rows),
  };
  let at = 0;
  for (let index = 0; index < rows; index += 1) {
    table.from[index] = at + head;
    table.to[index] = at + head + bytes.readUInt32LE(at);
    table.row[index] = bytes.readUInt32LE(at + 4);
    table.key[index] = bytes.readDoubleLE(at + 8);
    at = table.to[index] ?? bytes.length;
  }
  return table;
};

/** The rows of a bucket, some at a time, so that memory holds few of them. */
export async function* eachBucketRow({ path }: Bucket): AsyncGenerator<BucketRow[]> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const rows: BucketRow[] = [];
    rest = bytes.subarray(readFrames(bytes, rows));
    yield rows;
  }
}

export const removeBucket = async ({ path }: Bucket): Promise<void> => rm(path, { force: true });
