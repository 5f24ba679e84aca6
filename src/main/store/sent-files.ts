import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeRecord } from '../../core/sheet/write-csv';
import { readCsvRecords } from '../files/read-records';
import { AppError } from '../../shared/errors/app-error';
import { createGuard, toReadError } from './store-errors';
import type { LoadFolder } from './load-folder';

/** Bytes that are collected before they are written. */
const chunkSize = 1 << 20;
/** Pieces that are on their way to the disk while more is collected. */
const mostUnderWay = 4;
/** Copying fewer bytes one by one takes less than having them copied. */
const fewBytes = 256;

const pathOf = (folder: LoadFolder, attempt: number, job: number): string =>
  join(folder.sent, `${attempt}-${job}.csv`);

export type SentFiles = {
  /**
   * Puts a record, `size` bytes of `record` from `from` on, behind the others of its part; returns where it stands
   * there, in bytes.
   *
   * @param stays nobody changes these bytes before the next `settle`: neighbours are then copied at once
   */
  append: (job: number, record: Uint8Array, from: number, size: number, stays?: boolean) => number;
  /** Copies what still stands in the bytes it was given in. */
  settle: () => void;
  /** So much has been collected that it is time to `flush`. */
  isFull: () => boolean;
  /** Hands on what has been collected; waits only where the disk is far behind. */
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

  /** Neighbours that wait to be copied, all of the current part. */
  let run: { bytes: Uint8Array; from: number; to: number } | null = null;
  /** What is on its way to the disk, one after the other, the oldest first. */
  let underWay: Promise<void>[] = [];

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
    const { bytes: into, used } = current;
    if (size > fewBytes) into.set(bytes.subarray(from, from + size), used);
    else for (let place = 0; place < size; place += 1) into[used + place] = bytes[from + place] as number;
    current.used = used + size;
  };
  const putRun = (): void => {
    if (run !== null) put(run.bytes, run.from, run.to - run.from);
    run = null;
  };
  const write = async (some: readonly Waiting[]): Promise<void> =>
    guard(async () => {
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
  const flush = async (most = mostUnderWay): Promise<void> => {
    putRun();
    const some = [...full, current];
    full = [];
    current = { job: current.job, bytes: Buffer.alloc(0), used: 0 };
    collected = 0;
    const last = underWay.at(-1) ?? Promise.resolve();
    const next = last.then(async () => write(some));
    // Whoever waits for it is told what went wrong.
    next.catch(() => undefined);
    underWay.push(next);
    while (underWay.length > most) await underWay.shift();
  };

  await guard(async () => mkdir(folder.sent, { recursive: true, mode: 0o700 }));
  return {
    append: (job, record, from, size, stays = false) => {
      if (job !== current.job) {
        putRun();
        full.push(current);
        current = { job, bytes: Buffer.alloc(0), used: 0 };
        put(first, 0, first.length);
        at = first.length;
      }
      if (run !== null && run.to === from && run.bytes === record && stays) run.to += size;
      else {
        putRun();
        if (stays) run = { bytes: record, from, to: from + size };
        else put(record, from, size);
      }
      collected += size;
      const place = at;
      at += size;
      return place;
    },
    settle: putRun,
    isFull: () => collected >= chunkSize || full.length > 100,
    flush: async () => flush(),
    finish: async () => {
      await flush(0);
      await guard(closeFile);
    },
    discard: async () => {
      await Promise.allSettled(underWay);
      underWay = [];
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

const openSent = (path: string): Readable => createReadStream(path, { highWaterMark: 1 << 18 });

/** The CSV of a part as it was written, header first. Throws `store.damaged` where it can't be read. */
export async function* readSentBytes(
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<Buffer> {
  const path = pathOf(folder, attempt, job);
  try {
    for await (const chunk of openSent(path) as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    throw toReadError(cause, path);
  }
}

/** The records of a part in the order in which they were sent, without the header. */
export async function* readSentRecords(
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<string[]> {
  const path = pathOf(folder, attempt, job);
  let header = true;
  try {
    for await (const record of readCsvRecords(openSent(path))) {
      if (!header) yield record;
      header = false;
    }
  } catch (cause) {
    throw toReadError(cause, path);
  }
}

/** One record of a part, by its place. */
export const readSentRecord = async (
  folder: LoadFolder,
  attempt: number,
  job: number,
  place: { at: number; size: number },
): Promise<string[]> => {
  const path = pathOf(folder, attempt, job);
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw toReadError(cause, path);
  });
  try {
    const bytes = Buffer.alloc(place.size);
    const { bytesRead } = await file.read(bytes, 0, place.size, place.at);
    if (bytesRead !== place.size) throw new AppError('store.damaged', { path });
    for await (const record of readCsvRecords(Readable.from([bytes]))) return record;
    return [];
  } finally {
    await file.close();
  }
};
