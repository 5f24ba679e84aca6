import { open } from 'node:fs/promises';

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whether a file begins with the byte-order mark of UTF-8, as those made for spreadsheets do. */
export const hasMark = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mark.length), 0, mark.length, 0);
    return bytesRead === mark.length && buffer.equals(mark);
  } finally {
    await file.close();
  }
};
