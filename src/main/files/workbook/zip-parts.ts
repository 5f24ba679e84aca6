import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { AppError } from '../../../shared/errors/app-error';
import { toFileError } from '../to-file-error';

/** The parts of a zipped workbook, by their path inside of it. */
export type ZipParts = {
  has: (part: string) => boolean;
  names: () => string[];
  /** Bytes of a part once it is unpacked, as the file says; reading stops where it turns out to be more. */
  size: (part: string) => number;
  /** The unpacked bytes of a part, piece by piece. */
  read: (part: string, signal?: AbortSignal) => AsyncGenerator<Buffer>;
  close: () => void;
};

/** A workbook has a few parts for each sheet, picture and chart. */
const mostParts = 50_000;
/** A sheet of a million rows unpacks to about a gigabyte; beyond that nothing is a spreadsheet any more. */
const mostUnpacked = 4 * 2 ** 30;
/** Sheets shrink to a tenth, and long runs of one value to a hundredth; a bomb is made to shrink to a thousandth. */
const mostShrunk = 300;
/** Below this size it does not matter how small a part was packed. */
const harmless = 32 * 2 ** 20;

const refuseBomb = (entry: Entry, name: string): void => {
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize <= harmless) return;
  if (uncompressedSize > mostUnpacked || uncompressedSize > compressedSize * mostShrunk)
    throw new AppError('file.too-packed', { name });
};

const cutShort = /end of central directory|unexpected end|unexpected EOF|truncated|not enough bytes/i;

/** What yauzl and zlib say of a file that is not whole, or not right, in the program's words. */
const toZipError = (cause: unknown, path: string): unknown => {
  if (cause instanceof AppError || !(cause instanceof Error)) return cause;
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (code === 'ABORT_ERR' || cause.name === 'AbortError') return cause;
  if (/^E[A-Z0-9]+$/.test(code)) return toFileError(cause, path);
  const params = { name: basename(path) };
  const kind = cutShort.test(cause.message) ? 'file.workbook-cut' : 'file.workbook-damaged';
  return new AppError(kind, params, { detail: cause.message, cause });
};

const readEntries = async (zip: ZipFile, name: string): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > mostParts) throw new AppError('file.too-packed', { name });
  for await (const entry of zip.eachEntry()) {
    const part = entry.fileName.replaceAll('\\', '/').replace(/^\//, '');
    if (entry.isEncrypted()) throw new AppError('file.password', { name });
    // Two parts of one name would let each program read another one.
    if (entries.has(part.toLowerCase())) throw new AppError('file.workbook-damaged', { name });
    entries.set(part.toLowerCase(), entry);
  }
  return entries;
};

/** Pieces as large as those of a text file: the usual ones of 16 KiB cost a third more time. */
const pieceSize = 256 * 1024;

const unpack = async (zip: ZipFile, entry: Entry): Promise<Readable> => {
  if (entry.compressionMethod === 0) return zip.openReadStreamPromise(entry);
  if (entry.compressionMethod !== 8) throw new Error(`compression method ${entry.compressionMethod}`);
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const unpacked = createInflateRaw({ chunkSize: pieceSize });
  packed.on('error', (cause) => unpacked.destroy(cause));
  unpacked.on('close', () => packed.destroy());
  return packed.pipe(unpacked);
};

/**
 * Opens a zip file by its list of parts, which stands at its end. Sizes and checksums of what is read are held
 * against what that list says. Throws `file.workbook-cut`, `file.workbook-damaged`, `file.password`,
 * `file.too-packed`, and what `toFileError` makes of a failure of the file system.
 */
export const openZip = async (path: string): Promise<ZipParts> => {
  const name = basename(path);
  let zip: ZipFile;
  let entries: Map<string, Entry>;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    throw toZipError(cause, path);
  }
  try {
    entries = await readEntries(zip, name);
  } catch (cause) {
    zip.close();
    throw toZipError(cause, path);
  }

  const find = (part: string): Entry | undefined => entries.get(part.toLowerCase());

  async function* read(part: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const entry = find(part);
    if (entry === undefined) throw new AppError('file.workbook-damaged', { name }, { detail: part });
    refuseBomb(entry, name);
    let sum = 0;
    let size = 0;
    try {
      const stream = await unpack(zip, entry);
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          signal?.throwIfAborted();
          sum = crc32(chunk, sum);
          size += chunk.length;
          // More than the list of parts says: whatever is behind it, it is not what was looked at before.
          if (size > entry.uncompressedSize) throw new AppError('file.too-packed', { name });
          yield chunk;
        }
      } finally {
        stream.destroy();
      }
    } catch (cause) {
      throw toZipError(cause, path);
    }
    if (sum !== entry.crc32 || size !== entry.uncompressedSize) {
      throw new AppError('file.workbook-damaged', { name }, { detail: `${part}: checksum` });
    }
  }

  return {
    has: (part) => find(part) !== undefined,
    names: () => [...entries.values()].map(({ fileName }) => fileName),
    size: (part) => find(part)?.uncompressedSize ?? 0,
    read,
    close: () => zip.close(),
  };
};
