import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const PART = 1024 * 1024;

/** The lines of a file that may be longer than any one string can be. Empty lines are left out. */
export function* readLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const part = Buffer.alloc(PART);
  let rest = '';
  try {
    for (let size = readSync(file, part); size > 0; size = readSync(file, part)) {
      const lines = (rest + decoder.write(part.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}
