import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartPlan } from '../../core/load/place-groups';
import { createSplitter, type SplitLimits } from '../../core/load/split';
import { writeRecord } from '../../core/sheet/write-csv';
import type { Transaction } from './database';
import { toStoreError } from './store-errors';
import type { LoadFolder } from './load-folder';
import { openNumberFile } from './number-file';
import { openSentFiles } from './sent-files';

export type SentParts = {
  /** Puts a row into the part it belongs to, behind those that came before. */
  add: (row: number, wire: readonly string[]) => Promise<void>;
  /** The parts, once they are recorded. */
  parts: () => PartPlan[];
  /** Everything is on the disk: the files of the parts, and in the database which row stands where. */
  record: (tx: Transaction) => Promise<void>;
  discard: () => Promise<void>;
};

/** Parts in the order of the file also take records that are written already. */
export type FileOrderParts = SentParts & {
  /**
   * `size` bytes from `from` on, as `writeRecord` would write them; `rest` is to be awaited now and then.
   *
   * @param stays nobody changes these bytes before the next `rest`
   */
  addRecord: (row: number, bytes: Uint8Array, from: number, size: number, stays?: boolean) => void;
  /** Writes what has been collected, once it is enough to be worth it. */
  rest: () => Promise<void>;
};

export const isInFileOrder = (parts: SentParts | FileOrderParts): parts is FileOrderParts =>
  'addRecord' in parts;

const placeColumns = ['pos', 'job', 'rn', 'place', 'size'] as const;

/** Which row of an attempt stands where, in the order in which rows are sent. */
export type Places = {
  add: (part: number, row: number, at: number, bytes: number) => void;
  record: (tx: Transaction) => Promise<void>;
  discard: () => Promise<void>;
};

export const openPlaces = async (folder: LoadFolder, attempt: number): Promise<Places> => {
  const file = await mkdir(folder.sent, { recursive: true, mode: 0o700 }).then(
    () => openNumberFile(join(folder.sent, `${attempt}-places`), placeColumns.length),
    (cause: unknown) => {
      throw toStoreError(cause, folder.sent);
    },
  );
  let position = 0;
  return {
    add: (part, row, at, bytes) => {
      position += 1;
      file.add(position, part, row, at, bytes);
    },
    record: async (tx) => {
      file.close();
      const columns = placeColumns.map((name) => `${name} INTEGER`).join(', ');
      await tx.run(`DROP TABLE IF EXISTS sent_${attempt}`);
      await tx.run(`CREATE TABLE sent_${attempt} (${columns})`);
      await tx.fillNumbers(`sent_${attempt}`, file.read(), placeColumns.length);
      await file.discard();
    },
    discard: file.discard,
  };
};

/**
 * Writes down what an attempt is to send, part by part, in the order of the file: the very bytes that go to the org,
 * and the place of each row in them. Throws `store.full` and its kin.
 *
 * @param chain Given to all parts: none of them starts while another is under way.
 */
export const openSentParts = async (
  folder: LoadFolder,
  attempt: number,
  header: readonly string[],
  limits: SplitLimits,
  chain: number | null = null,
): Promise<FileOrderParts> => {
  const splitter = createSplitter(Buffer.byteLength(writeRecord(header)), limits);
  const files = await openSentFiles(folder, attempt, header);
  const places = await openPlaces(folder, attempt);
  const addRecord: FileOrderParts['addRecord'] = (row, bytes, from, size, stays) => {
    const part = splitter.place(size);
    places.add(part, row, files.append(part, bytes, from, size, stays), size);
  };
  const rest: FileOrderParts['rest'] = async () => {
    files.settle();
    if (files.isFull()) await files.flush();
  };
  return {
    add: async (row, wire) => {
      const record = Buffer.from(writeRecord(wire));
      addRecord(row, record, 0, record.length);
      await rest();
    },
    addRecord,
    rest,
    parts: () => splitter.jobs().map((rows) => ({ rows, chain })),
    record: async (tx) => {
      await files.finish();
      await places.record(tx);
    },
    discard: async () => {
      await places.discard();
      await files.discard();
    },
  };
};
