import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LoadSummary } from '../../shared/domain/load';
import { AppError } from '../../shared/errors/app-error';
import { toFileError } from '../files/to-file-error';
import { toStoreError } from './store-errors';
import { readJson, writeJson } from './json-file';

/** A load is a folder: deleting it deletes all there is of the load. */
export type LoadFolder = {
  path: string;
  source: string;
  database: string;
  object: string;
  summary: string;
  sending: string;
  /** The rows of the sheet, one file for each time it was read. */
  rows: string;
  /** The CSV of every part that was sent, exactly as it went to the org. */
  sent: string;
  /** What a command wants of the load: where its files go, how patient it is. Absent for loads of the window. */
  command: string;
};

export const folderOf = (loads: string, loadId: string): LoadFolder => {
  const path = join(loads, loadId);
  return {
    path,
    source: join(path, 'source'),
    database: join(path, 'load.duckdb'),
    object: join(path, 'object.json'),
    summary: join(path, 'summary.json'),
    sending: join(path, 'sending'),
    rows: join(path, 'rows'),
    sent: join(path, 'sent'),
    command: join(path, 'command.json'),
  };
};

export const createLoadFolder = async (folder: LoadFolder): Promise<void> => {
  try {
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw toStoreError(cause, folder.path);
  }
};

export type FrozenSource = { name: string; bytes: number; modifiedAt: number; sha256: string };

/** A failure to write the copy is the store's, and says nothing of the file. */
const toCopyError = (cause: unknown, path: string, folder: LoadFolder): unknown => {
  const { code, path: failed } = cause as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && failed !== folder.source) return toFileError(cause, path);
  const error = toStoreError(cause, folder.path);
  return error instanceof AppError
    ? error
    : new AppError('store.unwritable', { path: folder.path }, { cause });
};

/** Bytes that are copied at a time. */
const copySize = 1 << 20;

/** Copies a file to the disk, not only on its way there, and hashes it. */
const copyFile = async (
  from: string,
  to: string,
  onProgress: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ bytes: number; sha256: string }> => {
  const hash = createHash('sha256');
  const source = await open(from, 'r');
  try {
    const copy = await open(to, 'w', 0o600);
    try {
      let bytes = 0;
      for (const piece = Buffer.allocUnsafe(copySize); ;) {
        const { bytesRead } = await source.read(piece, 0, copySize, bytes);
        if (bytesRead === 0) break;
        signal?.throwIfAborted();
        const some = piece.subarray(0, bytesRead);
        const written = copy.writeFile(some);
        hash.update(some);
        await written;
        bytes += bytesRead;
        onProgress(bytes);
      }
      await copy.sync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await copy.close();
    }
  } finally {
    await source.close();
  }
};

/**
 * Copies the person's file into the load's folder while hashing it. From then on the load depends on nothing
 * outside: the file may be moved, changed or deleted. A file that changes during the copy is refused
 * (`file.changed`); other failures are those of `toFileError`, or the store's own. Throws the signal's reason when
 * aborted.
 */
export const freezeSource = async (
  path: string,
  folder: LoadFolder,
  onProgress: (bytes: number, of: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<FrozenSource> => {
  try {
    const before = await stat(path);
    if (!before.isFile()) throw new AppError('file.unreadable', { name: basename(path) });
    const tell = (done: number): void => onProgress(done, before.size);
    const { bytes, sha256 } = await copyFile(path, folder.source, tell, signal);
    const after = await stat(path).catch(() => null);
    const isOther = after !== null && (after.mtimeMs !== before.mtimeMs || after.size !== bytes);
    // A file that is gone by now was still read whole, or it was cut off before it went.
    if (isOther || bytes !== before.size) {
      throw new AppError('file.changed', { name: basename(path) });
    }
    return { name: basename(path), bytes, modifiedAt: before.mtimeMs, sha256 };
  } catch (cause) {
    signal?.throwIfAborted();
    throw toCopyError(cause, path, folder);
  }
};

/** Rows that never were a file, and what they are to be called. */
export type PastedSource = { name: string; text: string };

/** Writes what was pasted as the frozen source, in UTF-8. Throws the store's own failures. */
export const freezeText = async ({ name, text }: PastedSource, folder: LoadFolder): Promise<FrozenSource> => {
  const bytes = Buffer.from(text, 'utf8');
  try {
    const file = await open(folder.source, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw toStoreError(cause, folder.path);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, bytes: bytes.length, modifiedAt: Date.now(), sha256 };
};

/**
 * Marks a load as being sent, before its attempt is written down: the summary may lag behind a crash, so the
 * next start looks into every load with this mark.
 */
export const markSending = async (folder: LoadFolder): Promise<void> => {
  try {
    await writeFile(folder.sending, '', { mode: 0o600 });
  } catch (cause) {
    throw toStoreError(cause, folder.path);
  }
};

export const unmarkSending = async (folder: LoadFolder): Promise<void> => rm(folder.sending, { force: true });

export const isMarkedSending = (folder: LoadFolder): boolean => existsSync(folder.sending);

export const writeSummary = async (folder: LoadFolder, summary: LoadSummary): Promise<void> =>
  writeJson(folder.summary, summary);

/** The summary of one load; null where there is no such load, or its folder was never finished. */
export const readSummary = async (loads: string, loadId: string): Promise<LoadSummary | null> => {
  const path = join(loads, basename(loadId), 'summary.json');
  const summary = await readJson(path, LoadSummary.nullable(), null);
  return summary?.id === loadId ? summary : null;
};

/** Summaries of all loads, newest first. A folder without a readable summary was never finished and is left out. */
export const listSummaries = async (loads: string): Promise<LoadSummary[]> => {
  const entries = await readdir(loads, { withFileTypes: true }).catch(() => []);
  const summaries: LoadSummary[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const summary = await readSummary(loads, entry.name);
    if (summary !== null) summaries.push(summary);
  }
  return summaries.sort((a, b) => b.createdAt - a.createdAt);
};
