import { stat } from 'node:fs/promises';
import type { Encoding } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { createTextDecoder } from './decode-text';
import { readChunks } from './open-file';
import { toFileError } from './to-file-error';

/** By its byte order mark: what PowerShell's `>` writes is UTF-16. */
const findEncoding = (start: Buffer): Encoding => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
};

/** Bytes of a file. Throws as `readChunks` does. */
export const measureFile = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw toFileError(cause, path);
  }
};

/**
 * The whole text of a small file in UTF-8 or, with a byte order mark, UTF-16. Throws as `readChunks` does, and
 * `file.not-text` where the bytes are none.
 */
export const readWholeText = async (path: string): Promise<string> => {
  let decoder: ReturnType<typeof createTextDecoder> | null = null;
  let text = '';
  for await (const chunk of readChunks(path)) {
    decoder ??= createTextDecoder(findEncoding(chunk));
    text += decoder.write(chunk);
  }
  text += decoder?.end() ?? '';
  if (decoder?.damaged() === true) throw new AppError('file.not-text');
  return text;
};
