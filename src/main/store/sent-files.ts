import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeRecord } from '../../core/sheet/write-csv';
import { readCsvRecords } from '../files/read-records';
import { toStoreError } from './database';
import type { LoadFolder } from './load-folder';

/** Characters that are collected before they are written. */
const chunkSize = 1 << 20;

const pathOf = (folder: LoadFolder, attempt: number, job: number): string =>
  join(folder.sent, `${attempt}-${job}.csv`);

export type SentFiles = {
  /**
   * Puts a record behind the others of its part; returns where it stands there, in bytes, and whether so much has
   * been collected that it is time to `flush`.
   */
  append: (job: number, record: string, bytes: number) => { at: number; full: boolean };
  flush: () => Promise<void>;
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
  let written = 0;
  let current = 0;
  let at = 0;
  let waiting: { job: number; text: string }[] = [];
  let pending = '';

  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw toStoreError(cause, folder.sent);
    }
  };
  const closeFile = async (): Promise<void> => {
    await file?.sync();
    await file?.close();
    file = null;
  };
  const flush = async (): Promise<void> => {
    const some = [...waiting, { job: current, text: pending }];
    waiting = [];
    pending = '';
    await guard(async () => {
      for (const { job, text } of some) {
        if (text === '') continue;
        if (job !== written) {
          await closeFile();
          file = await open(pathOf(folder, attempt, job), 'w', 0o600);
          written = job;
        }
        await file?.writeFile(text);
      }
    });
  };

  await guard(async () => mkdir(folder.sent, { recursive: true, mode: 0o700 }));
  return {
    append: (job, record, bytes) => {
      if (job !== current) {
        if (pending !== '') waiting.push({ job: current, text: pending });
        current = job;
        pending = first;
        at = Buffer.byteLength(first);
      }
      pending += record;
      const place = at;
      at += bytes;
      return { at: place, full: pending.length >= chunkSize || waiting.length > 100 };
    },
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
