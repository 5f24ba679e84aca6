import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sleep } from '../main/load/sleep';
import type { LoadStore } from '../main/store/load-store';
import { makeFolder } from '../main/store/make-folder';
import { toStoreError } from '../main/store/store-errors';
import { openOutputTables, tableNames, type OutputTables } from './output-tables';
import { refuse } from './refusal';

const reportName = 'report.json';

const finalNames: readonly string[] = [reportName, ...tableNames];

const draftOf = (name: string, loadId: string): string => `${name}.${loadId}.part`;

/** The load that left a file under its temporary name; null for a file that is none of ours. */
const loadOfDraft = (name: string): string | null => {
  const final = finalNames.find((one) => name.startsWith(`${one}.`) && name.endsWith('.part'));
  return final === undefined ? null : name.slice(final.length + 1, -'.part'.length);
};

const readOwner = async (folder: string): Promise<string | null> => {
  try {
    const report: unknown = JSON.parse(await readFile(join(folder, reportName), 'utf8'));
    const loadId: unknown = (report as { loadId?: unknown } | null)?.loadId;
    return typeof loadId === 'string' ? loadId : null;
  } catch {
    return null;
  }
};

/** Whether a file can be put into a folder; only trying tells it on every system. At once, so that nobody meets the try. */
const tryToWrite = (folder: string): void => rmdirSync(mkdtempSync(join(folder, '.try-')));

/**
 * Makes sure that a folder may take the files of a load: it is not there yet, empty, or holds this load's own
 * files alone. A load that is new (`null`) owns no file yet.
 *
 * @throws {import('./refusal').Refusal} where it holds anything else or can't be made
 */
export const claimFolder = async (folder: string, loadId: string | null): Promise<void> => {
  try {
    await makeFolder(folder);
    tryToWrite(folder);
  } catch {
    return refuse('cli.out.unwritable', { folder });
  }
  const entries = await readdir(folder).catch((): string[] => refuse('cli.out.unwritable', { folder }));
  const isDraft = (name: string): boolean =>
    loadId !== null && finalNames.some((final) => name === draftOf(final, loadId));
  const others = entries.filter((name) => !isDraft(name));
  if (others.length === 0) return;
  const isOwn = loadId !== null && (await readOwner(folder)) === loadId;
  const foreign = others.find((name) => !isOwn || !finalNames.includes(name));
  const unfinished = foreign === undefined ? null : loadOfDraft(foreign);
  if (unfinished !== null) refuse('cli.out.unfinished', { folder, load: unfinished });
  if (foreign !== undefined) refuse('cli.out.taken', { folder, name: foreign });
};

/** Folders that are being written: two commands about one load take turns. */
const turns = new Map<string, Promise<void>>();

/** Takes a folder, to be given back by what is returned; null where somebody has it. */
const takeFolder = (folder: string): (() => void) | null => {
  if (turns.has(folder)) return null;
  let end: () => void = () => undefined;
  turns.set(folder, new Promise((resolve) => (end = resolve)));
  return () => {
    turns.delete(folder);
    end();
  };
};

const removeDrafts = async (folder: string, loadId: string): Promise<void> => {
  for (const name of finalNames)
    await rm(join(folder, draftOf(name, loadId)), { force: true }).catch(() => undefined);
};

const writeReport = async (path: string, report: object): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(report, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

const isGone = (cause: unknown): boolean => (cause as NodeJS.ErrnoException | null)?.code === 'ENOENT';

/** How often is looked for rows that have come to their end, milliseconds. */
const lookEvery = 200;

export type Output = {
  /**
   * Writes what is settled from now on, while the load goes on; not where another command does so already. What fails
   * of it is done again at the end.
   */
  follow: () => void;
  /**
   * Writes the files of the load into its folder. All of them are complete under temporary names before the first one
   * gets its own, so that a reader never sees half a file. Leaves nothing new behind when it fails.
   */
  finish: (report: object) => Promise<void>;
  /** Leaves nothing behind but what was finished; safe to call twice. */
  discard: () => Promise<void>;
};

/** The files of a load that is on its way, in a folder that was claimed for it. */
export const openOutput = (store: LoadStore, loadId: string, folder: string, signal: AbortSignal): Output => {
  const ended = new AbortController();
  const broken = AbortSignal.any([signal, ended.signal]);
  let following: Promise<OutputTables | null> = Promise.resolve(null);
  /** Lets the next have the folder; null while it is not ours. */
  let giveBack: (() => void) | null = null;

  const openTables = async (): Promise<OutputTables> => {
    await removeDrafts(folder, loadId);
    return openOutputTables(store, folder, (name) => draftOf(name, loadId));
  };

  /** The tables as far as they are written by then; null where they have to be written from the start. */
  const followLoad = async (): Promise<OutputTables | null> => {
    let tables: OutputTables | null = null;
    try {
      tables = await openTables();
      let seen = -1;
      while (!broken.aborted) {
        const changes = store.rowChanges();
        if (changes !== seen) await tables.advance(broken);
        seen = changes;
        await sleep(lookEvery, broken);
      }
      return tables;
    } catch {
      await tables?.close();
      return null;
    }
  };

  const stopFollowing = async (): Promise<OutputTables | null> => {
    ended.abort();
    return following;
  };

  const writeAll = async (tables: OutputTables, report: object): Promise<void> => {
    try {
      await tables.finish(signal);
      await writeReport(join(folder, draftOf(reportName, loadId)), report);
      // The report goes first: it says whose folder this is.
      for (const name of finalNames) await rename(join(folder, draftOf(name, loadId)), join(folder, name));
    } finally {
      await tables.close();
    }
  };

  const writeAnew = async (report: object): Promise<void> => {
    try {
      await makeFolder(folder);
      await writeAll(await openTables(), report);
    } catch (cause) {
      throw toStoreError(cause, folder);
    }
  };

  const discard = async (): Promise<void> => {
    if (giveBack === null) return;
    await (await stopFollowing())?.close();
    await removeDrafts(folder, loadId);
    giveBack();
    giveBack = null;
  };

  return {
    follow: () => {
      giveBack = takeFolder(folder);
      if (giveBack !== null) following = followLoad();
    },
    finish: async (report) => {
      while (giveBack === null) {
        await turns.get(folder);
        giveBack = takeFolder(folder);
      }
      try {
        const followed = await stopFollowing();
        await writeAll(followed ?? (await openTables()), report);
      } catch (cause) {
        // Somebody took the folder away while the load went on. All of it is in the ledger still.
        if (isGone(cause)) return await writeAnew(report);
        throw toStoreError(cause, folder);
      } finally {
        await discard();
      }
    },
    discard,
  };
};
