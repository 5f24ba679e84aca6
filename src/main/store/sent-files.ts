import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeRecord } from '../../core/sheet/write-csv';
import { readCsvRecords } from '../files/read-records';
import { createGuard } from './store-errors';
import type { LoadFolder } from './load-folder';

/** Bytes that are collected before they are written. */
const chunkSize = 1 << 20;

const pathOf = (folder: LoadFolder, attempt: number, job: number): string =>
  join(folder.sent, `${attempt}-${job}.csv`);

export type SentFiles = {
  /**
   * Puts a record, `size` bytes of `record` from `from` on, behind the others of its part; returns where it stands
   * there, in bytes.
   */
  append: (job: number, record: Uint8Array, from: number, size: number) => number;
  /** So much has been collected that it is time to `flush`. */
  isFull: () => boolean;
  flush: () => Promise<void>;
  /** Everything is on the disk, not only on its way there. */
  finish: () => Promise<void>;
  /** Gives up what was written. */
  discard: () => Promise<void>;
};

/** Records of one part that wait to be written. */
type Waiting = { job: number; bytes: Buffer; used: number };

/**
 * Writes the CSV of every part of an attempt before anything is sent: the very bytes that go to the org. Parts are
 * written one after the other. Throws `store.full` and its kin.
 */
export const openSentFiles = async (
  folder: LoadFolder,
  attempt: number,
  header: readonly string[],
): Promise<SentFiles> => {
  const first = Buffer.from(writeRecord(header));
  let file: FileHandle | null = null;
  let written = 0;
  let at = 0;
  let full: Waiting[] = [];
  let current: Waiting = { job: 0, bytes: Buffer.alloc(0), used: 0 };
  let collected = 0;

  const guard = createGuard(folder.sent);
  const closeFile = async (): Promise<void> => {
    await file?.sync();
    await file?.close();
    file = null;
  };
  const put = (bytes: Uint8Array, from: number, size: number): void => {
    if (current.used + size > current.bytes.length) {
      full.push(current);
      // Parts of a few records would waste a large piece each.
      const more = current.job === 0 || current.used < chunkSize / 16 ? chunkSize / 16 : chunkSize;
      current = { job: current.job, bytes: Buffer.allocUnsafe(Math.max(size, more)), used: 0 };
    }
    const { bytes: into } = current;
    let { used } = current;
    for (let place = from; place < from + size; place += 1) {
      into[used] = bytes[place] as number;
      used += 1;
    }
    current.used = used;
    collected += size;
  };
  const flush = async (): Promise<void> => {
    const some = [...full, current];
    full = [];
    current = { job: current.job, bytes: Buffer.alloc(0), used: 0 };
    collected = 0;
    await guard(async () => {
      for (const { job, bytes, used } of some) {
        if (used === 0) continue;
        if (job !== written) {
          await closeFile();
          file = await open(pathOf(folder, attempt, job), 'w', 0o600);
          written = job;
        }
        await file?.writeFile(bytes.subarray(0, used));
      }
    });
  };

  await guard(async () => mkdir(folder.sent, { recursive: true, mode: 0o700 }));
  return {
    append: (job, record, from, size) => {
      if (job !== current.job) {
        full.push(current);
        current = { job, bytes: Buffer.alloc(0), used: 0 };
        put(first, 0, first.length);
        at = first.length;
      }
      put(record, from, size);
      const place = at;
      at += size;
      return place;
    },
    isFull: () => collected >= chunkSize || full.length > 100,
    flush,
    finish: async () => {
      await flush();
      await guard(closeFile);
    },
    discard: async () => {
      await file?.close().catch(() => undefined);
      file = null;
      await removeSent(folder, attempt);
    },
  };
};

/** Removes what was written for an attempt. */
export const removeSent = async (folder: LoadFolder, attempt: number): Promise<void> => {
  for (const name of await readdir(folder.sent).catch(() => []))
    if (name.startsWith(`${attempt}-`)) await rm(join(folder.sent, name), { force: true });
};

/** The CSV of a part as it was written, header first. */
export async function* readSentBytes(
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<Buffer> {
  const stream = createReadStream(pathOf(folder, attempt, job), { highWaterMark: 1 << 18 });
  for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk;
}

/** The records of a part in the order in which they were sent, without the header. */
export async function* readSentRecords(
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<string[]> {
  let header = true;
  const stream = createReadStream(pathOf(folder, attempt, job), { highWaterMark: 1 << 18 });
  for await (const record of readCsvRecords(stream)) {
    if (!header) yield record;
    header = false;
  }
}

/** One record of a part, by its place. */
export const readSentRecord = async (
  folder: LoadFolder,
  attempt: number,
  job: number,
  place: { at: number; size: number },
): Promise<string[]> => {
  const file = await open(pathOf(folder, attempt, job), 'r');
  try {
    const bytes = Buffer.alloc(place.size);
    await file.read(bytes, 0, place.size, place.at);
    for await (const record of readCsvRecords(Readable.from([bytes]))) return record;
    return [];
  } finally {
    await file.close();
  }
};
