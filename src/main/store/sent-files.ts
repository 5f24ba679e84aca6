import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeRecord } from '../../core/sheet/write-csv';
import { readCsvRecords } from '../files/read-records';
import { toStoreError } from './database';
import type { LoadFolder } from './load-folder';

/** Characters that are collected before they are written. */
const chunkSize = 1 << 18;

const pathOf = (folder: LoadFolder, attempt: number, job: number): string =>
  join(folder.sent, `${attempt}-${job}.csv`);

export type SentFiles = {
  /** Writes a record to the file of a part; returns where it stands and how long it is, in bytes. */
  append: (job: number, record: string, bytes: number) => Promise<{ at: number; size: number }>;
  /** Everything is on the disk, not only on its way there. */
  finish: () => Promise<void>;
  /** Gives up what was written. */
  discard: () => Promise<void>;
};

/**
 * Writes the CSV of every part of an attempt before anything is sent: the very bytes that go to the org. Parts are
 * written one after the other. Throws `store.full` and its kin.
 */
export const openSentFiles = async (
  folder: LoadFolder,
  attempt: number,
  header: readonly string[],
): Promise<SentFiles> => {
  const first = writeRecord(header);
  let file: FileHandle | null = null;
  let current = 0;
  let at = 0;
  let pending: string[] = [];
  let pendingSize = 0;

  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw toStoreError(cause, folder.sent);
    }
  };
  const flush = async (): Promise<void> => {
    if (pending.length === 0 || file === null) return;
    const text = pending.join('');
    pending = [];
    pendingSize = 0;
    await file.writeFile(text);
  };
  const closeCurrent = async (): Promise<void> => {
    await flush();
    await file?.sync();
    await file?.close();
    file = null;
  };

  await guard(async () => mkdir(folder.sent, { recursive: true, mode: 0o700 }));
  return {
    append: async (job, record, bytes) => {
      if (job !== current) {
        await guard(async () => {
          await closeCurrent();
          file = await open(pathOf(folder, attempt, job), 'w', 0o600);
        });
        current = job;
        pending = [first];
        at = Buffer.byteLength(first);
      }
      pending.push(record);
      pendingSize += record.length;
      const place = { at, size: bytes };
      at += bytes;
      if (pendingSize >= chunkSize) await guard(flush);
      return place;
    },
    finish: async () => guard(closeCurrent),
    discard: async () => {
      await file?.close().catch(() => undefined);
      file = null;
      const mine = `${attempt}-`;
      for (const name of await readdir(folder.sent).catch(() => []))
        if (name.startsWith(mine)) await rm(join(folder.sent, name), { force: true });
    },
  };
};

/** The CSV of a part as it was written, header first. */
export async function* readSentText(
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<string> {
  const stream = createReadStream(pathOf(folder, attempt, job), { highWaterMark: 1 << 18 });
  stream.setEncoding('utf8');
  for await (const chunk of stream) yield String(chunk);
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
