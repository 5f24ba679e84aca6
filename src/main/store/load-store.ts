import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { openDatabase, type Database, type Transaction } from './database';
import { LoadDoc, storeVersion } from './load-doc';
import { createPartTable, readWithParts, writeWithParts } from './doc-parts';
import type { LoadFolder } from './load-folder';
import { openRowFile, type RowFile } from './row-file';
import { openIndexedRows } from './indexed-rows';
import { openRowIndex } from './row-index';
import { createTables } from './tables';

/** Numbers of the first and the last of some rows. */
export type RowRange = { from: number; to: number };

const anyRow: RowRange = { from: 1, to: Number.POSITIVE_INFINITY };

/** The open store of one load. */
export type LoadStore = {
  folder: LoadFolder;
  database: Database;
  /** The rows of the sheet as it was last read. */
  rows: () => Promise<RowFile>;
  readDoc: () => Promise<LoadDoc>;
  /**
   * Changes the document and, in the same transaction, whatever rows go with it. The version rises with each
   * change, so that a late snapshot can be told from the newest.
   *
   * @param within all rows that `work` may touch; any where it is left out
   */
  change: (work: (doc: LoadDoc, tx: Transaction) => Promise<LoadDoc>, within?: RowRange) => Promise<LoadDoc>;
  /** Rises with every change of more than the document, so that nobody counts rows that are as they were. */
  rowChanges: () => number;
  /** Which rows were touched since `rowChanges` was so high, change by change. */
  touchedSince: (changes: number) => readonly RowRange[];
  close: () => Promise<void>;
};

/** Where the rows of a reading of the sheet are. */
export const rowFileOf = (folder: LoadFolder, reading: number): string => join(folder.rows, String(reading));

const parseDoc = (raw: unknown, path: string): LoadDoc => {
  const version = (raw as { store?: unknown }).store;
  if (typeof version === 'number' && version > storeVersion) throw new AppError('store.newer', { path });
  const parsed = LoadDoc.safeParse(raw);
  if (!parsed.success) throw new AppError('store.damaged', { path }, { cause: parsed.error });
  return parsed.data;
};

const wrap = (folder: LoadFolder, database: Database): LoadStore => {
  const readStored = async (from: Pick<Database, 'all'>): Promise<LoadDoc> => {
    const stored = await readWithParts(from);
    if (stored === undefined) throw new AppError('store.damaged', { path: folder.database });
    return parseDoc(stored, folder.database);
  };
  /** The document as it was committed last, while nobody is changing it: one of 5,000 parts takes long to read. */
  let current: LoadDoc | null = null;
  const touched: RowRange[] = [];
  const readDoc = async (): Promise<LoadDoc> => current ?? readStored(database);
  const change: LoadStore['change'] = async (work, within = anyRow) => {
    let touches = false;
    const saved = await database.change(
      async (tx): Promise<LoadDoc> => {
        const known = current;
        const doc = known ?? (await readStored(tx));
        // What is not committed may never be, and what is must not be overlooked by the next change.
        current = null;
        const noting: Transaction = {
          ...tx,
          run: async (sql, values) => {
            touches = true;
            await tx.run(sql, values);
          },
        };
        const next = await work(doc, noting);
        const version = doc.version + 1;
        const changed: LoadDoc = { ...next, store: storeVersion, version, updatedAt: Date.now() };
        await writeWithParts(tx, changed, known === null ? null : (known.attempt?.jobs ?? []));
        return changed;
      },
      (committed) => {
        current = committed;
      },
    );
    // Only now: who counted while this was not committed yet has to count again.
    if (touches) touched.push(within);
    return saved;
  };
  let opened: { reading: number; file: RowFile } | null = null;
  return {
    folder,
    database,
    rows: async () => {
      const { reading } = await readDoc();
      if (opened?.reading !== reading) {
        const path = rowFileOf(folder, reading);
        const index = await openRowIndex(path);
        const file = index === null ? openRowFile(path) : openIndexedRows(folder.source, index);
        opened = { reading, file };
      }
      return opened.file;
    },
    readDoc,
    rowChanges: () => touched.length,
    touchedSince: (changes) => touched.slice(changes),
    change,
    close: database.close,
  };
};

/** Opens a database and prepares it; one that nobody gets is closed again, or no other could open it. */
const openPrepared = async (
  folder: LoadFolder,
  prepare: (database: Database) => Promise<unknown>,
): Promise<LoadStore> => {
  const database = await openDatabase(folder.database);
  try {
    await prepare(database);
    const store = wrap(folder, database);
    await store.readDoc();
    return store;
  } catch (cause) {
    await database.close();
    throw cause;
  }
};

/** Makes the database of a new load. */
export const createLoadStore = async (folder: LoadFolder, doc: LoadDoc): Promise<LoadStore> =>
  openPrepared(folder, async ({ change }) =>
    change(async (tx) => {
      await createTables(tx);
      await createPartTable(tx);
      await tx.run("INSERT INTO doc VALUES ('')");
      await writeWithParts(tx, doc, null);
    }),
  );

/** Opens the database of a load that exists. Throws `store.newer` for one written by a later program. */
export const openLoadStore = async (folder: LoadFolder): Promise<LoadStore> =>
  openPrepared(folder, async ({ change }) => change(createPartTable));
