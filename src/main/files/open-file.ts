import { createReadStream } from 'node:fs';
import { toFileError } from './to-file-error';

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
