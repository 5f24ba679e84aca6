import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file.not-found',
  ENOTDIR: 'file.not-found',
  EBUSY: 'file.locked',
  EACCES: 'file.locked',
  EPERM: 'file.locked',
};

/** The program's error for a failure of the file system; `name` is the file's name without its folder. */
export const toFileError = (error: unknown, path: string): unknown => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (error.code === 'ABORT_ERR') return error;
  return new AppError(
    codes[error.code] ?? 'file.unreadable',
    { name: basename(path) },
    { detail: error.message, cause: error },
  );
};

/** Larger reads are slower to parse and hold more memory (measured: 64 to 256 KiB is best). */
const readSize = 128 * 1024;

/**
 * The bytes of a file, piece by piece; the next piece is read when the last was dealt with. Throws `AppError`
 * `file.not-found`, `file.locked` or `file.unreadable`, and the signal's reason once it is aborted.
 */
export async function* readChunks(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  signal?.throwIfAborted();
  const stream = createReadStream(path, { highWaterMark: readSize });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    throw toFileError(error, path);
  } finally {
    stream.destroy();
  }
}
