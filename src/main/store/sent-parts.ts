import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSplitter, type SplitLimits } from '../../core/load/split';
import { writeRecord } from '../../core/sheet/write-csv';
import { fromBulkFile, openBulkFile } from './bulk-file';
import { toStoreError, type Transaction } from './database';
import type { LoadFolder } from './load-folder';
import { openSentFiles } from './sent-files';

export type SentParts = {
  /** Puts a row into the part it belongs to, behind those that came before. */
  add: (row: number, wire: readonly string[]) => Promise<void>;
  /** Rows of each part so far. */
  parts: () => number[];
  /** Everything is on the disk: the files of the parts, and in the database which row stands where. */
  record: (tx: Transaction) => Promise<void>;
  discard: () => Promise<void>;
};

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
    () => openBulkFile(join(folder.sent, `${attempt}-places`)),
    (cause: unknown) => {
      throw toStoreError(cause, folder.sent);
    },
  );
  let position = 0;
  return {
    add: async (row, wire) => {
      const record = writeRecord(wire);
      const bytes = Buffer.byteLength(record);
      const job = splitter.place(bytes);
      const { at, full } = files.append(job, record, bytes);
      position += 1;
      places.add([position, job, row, at, bytes]);
      if (full) await files.flush();
    },
    parts: () => splitter.jobs(),
    record: async (tx) => {
      await files.finish();
      places.close();
      const columns = {
        pos: 'INTEGER',
        job: 'INTEGER',
        rn: 'INTEGER',
        place: 'INTEGER',
        size: 'INTEGER',
      } as const;
      await tx.run(`DROP TABLE IF EXISTS sent_${attempt}`);
      await tx.run(`CREATE TABLE sent_${attempt} AS SELECT * FROM ${fromBulkFile(places.path, columns)}`);
      await places.remove();
    },
    discard: async () => {
      places.close();
      await files.discard();
    },
  };
};
