import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSplitter, type SplitLimits } from '../../core/load/split';
import { writeRecord } from '../../core/sheet/write-csv';
import { toStoreError, type Transaction } from './database';
import type { LoadFolder } from './load-folder';
import { openNumberFile } from './number-file';
import { openSentFiles } from './sent-files';

export type SentParts = {
  /** Puts a row into the part it belongs to, behind those that came before. */
  add: (row: number, wire: readonly string[]) => Promise<void>;
  /** The same for a record that is written already, as `writeRecord` would; `rest` is to be awaited now and then. */
  addRecord: (row: number, bytes: Uint8Array, from: number, size: number) => void;
  /** Writes what has been collected, once it is enough to be worth it. */
  rest: () => Promise<void>;
  /** Rows of each part so far. */
  parts: () => number[];
  /** Everything is on the disk: the files of the parts, and in the database which row stands where. */
  record: (tx: Transaction) => Promise<void>;
  discard: () => Promise<void>;
};

const placeColumns = ['pos', 'job', 'rn', 'place', 'size'] as const;

/**
 * Writes down what an attempt is to send, part by part: the very bytes that go to the org, and the place of each row
 * in them. Throws `store.full` and its kin.
 */
export const openSentParts = async (
  folder: LoadFolder,
  attempt: number,
  header: readonly string[],
  limits: SplitLimits,
): Promise<SentParts> => {
  const splitter = createSplitter(Buffer.byteLength(writeRecord(header)), limits);
  const files = await openSentFiles(folder, attempt, header);
  const places = await mkdir(folder.sent, { recursive: true, mode: 0o700 }).then(
    () => openNumberFile(join(folder.sent, `${attempt}-places`), placeColumns.length),
    (cause: unknown) => {
      throw toStoreError(cause, folder.sent);
    },
  );
  let position = 0;
  const addRecord: SentParts['addRecord'] = (row, bytes, from, size) => {
    const job = splitter.place(size);
    const at = files.append(job, bytes, from, size);
    position += 1;
    places.add(position, job, row, at, size);
  };
  return {
    add: async (row, wire) => {
      const record = Buffer.from(writeRecord(wire));
      addRecord(row, record, 0, record.length);
      if (files.isFull()) await files.flush();
    },
    addRecord,
    rest: async () => (files.isFull() ? files.flush() : undefined),
    parts: () => splitter.jobs(),
    record: async (tx) => {
      await files.finish();
      places.close();
      await tx.run(`DROP TABLE IF EXISTS sent_${attempt}`);
      await tx.run(
        `CREATE TABLE sent_${attempt} (${placeColumns.map((name) => `${name} INTEGER`).join(', ')})`,
      );
      await tx.fillNumbers(`sent_${attempt}`, places.read(), placeColumns.length);
      await places.remove();
    },
    discard: async () => {
      places.close();
      await files.discard();
    },
  };
};
