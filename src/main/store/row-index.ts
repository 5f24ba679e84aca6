import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { createGuard } from './store-errors';

/** Rows behind one entry: what is read at least to get at a single row. */
export const rowsPerBlock = 512;

const headBytes = 16;
const blockHead = 16;
const blockBytes = blockHead + 4 * rowsPerBlock;
/** Bit of a span that says that the record is a record of any CSV as it stands. */
const exactBit = 0x80000000;

const pathOf = (rows: string): string => `${rows}.spans`;

export type RowIndexWriter = {
  /**
   * Notes the next row: the place of its first byte, the 1-based line it begins on, and whether its bytes can be
   * taken as they are for a record of the table. Its end is where the next row begins.
   */
  add: (at: number, line: number, exact: boolean) => void;
  /** Writes what has been collected, once it is enough to be worth it. */
  drain: () => Promise<void>;
  /** Everything is on the disk. `end`: where the last row ends. */
  finish: (width: number, end: number) => Promise<void>;
  discard: () => Promise<void>;
};

/**
 * Writes down where the rows of a source lie in it, four bytes a row: for a source whose bytes can be read again as
 * they are, which spares a copy of them. Throws `store.full` and its kin.
 */
export const writeRowIndex = async (rows: string): Promise<RowIndexWriter> => {
  const path = pathOf(rows);
  const guard = createGuard(path);
  await guard(async () => mkdir(dirname(path), { recursive: true, mode: 0o700 }));
  const file: FileHandle = await guard(async () => open(path, 'w', 0o600));
  const blocks = Buffer.alloc(blockBytes * 256);
  let used = 0;
  let at = headBytes;
  let count = 0;
  let previous = 0;
  let previousBit = 0;

  const closeRow = (end: number): void => {
    if (count === 0) return;
    const inBlock = (count - 1) % rowsPerBlock;
    blocks.writeUInt32LE(end - previous + previousBit, used + blockHead + 4 * inBlock);
    if (inBlock === rowsPerBlock - 1) used += blockBytes;
  };
  const flush = async (bytes: number): Promise<void> => {
    await guard(async () => {
      const { bytesWritten } = await file.write(blocks, 0, bytes, at);
      if (bytesWritten !== bytes) throw new AppError('store.full', { path });
    });
    at += bytes;
    blocks.copyWithin(0, bytes);
    used = 0;
  };

  return {
    add: (begin, line, exact) => {
      closeRow(begin);
      if (count % rowsPerBlock === 0) {
        blocks.fill(0, used, used + blockBytes);
        blocks.writeDoubleLE(begin, used);
        blocks.writeDoubleLE(line, used + 8);
      }
      count += 1;
      previous = begin;
      previousBit = exact ? exactBit : 0;
    },
    drain: async () => (used >= blockBytes * 128 ? flush(used) : undefined),
    finish: async (width, end) => {
      closeRow(end);
      const rest = count % rowsPerBlock === 0 ? 0 : blockBytes;
      await flush(used + rest);
      const head = Buffer.alloc(headBytes);
      head.writeDoubleLE(width, 0);
      head.writeDoubleLE(count, 8);
      await guard(async () => {
        await file.write(head, 0, headBytes, 0);
        await file.sync();
        await file.close();
      });
    },
    discard: async () => {
      await file.close().catch(() => undefined);
      await removeRowIndex(rows);
    },
  };
};

export const removeRowIndex = async (rows: string): Promise<void> => rm(pathOf(rows), { force: true });

/** Where some rows that follow each other lie: `starts[i]` of the first byte, `starts[count]` where the last ends. */
export type RowSpans = {
  /** Number of the first of the rows; they begin at a block. */
  first: number;
  count: number;
  starts: Float64Array;
  exact: Uint8Array;
  /** 1-based line on which the rows of each block begin. */
  lines: Float64Array;
};

export type RowIndex = { width: number; rows: number; read: (from: number, to: number) => Promise<RowSpans> };

/** Opens what `writeRowIndex` wrote, or null where the rows were not indexed. */
export const openRowIndex = async (rows: string): Promise<RowIndex | null> => {
  const path = pathOf(rows);
  const withFile = async <T>(work: (file: FileHandle) => Promise<T>): Promise<T> => {
    const file = await open(path, 'r');
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  };
  const readExactly = async (file: FileHandle, bytes: Buffer, position: number): Promise<void> => {
    const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
    if (bytesRead !== bytes.length) throw new AppError('store.damaged', { path });
  };
  const head = Buffer.alloc(headBytes);
  try {
    await withFile(async (file) => readExactly(file, head, 0));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
  const total = head.readDoubleLE(8);
  return {
    width: head.readDoubleLE(0),
    rows: total,
    read: async (from, to) => {
      const firstBlock = Math.floor((from - 1) / rowsPerBlock);
      const lastBlock = Math.floor((Math.min(to, total) - 1) / rowsPerBlock);
      const blocks = Buffer.alloc((lastBlock - firstBlock + 1) * blockBytes);
      await withFile(async (file) => readExactly(file, blocks, headBytes + firstBlock * blockBytes));
      const first = firstBlock * rowsPerBlock + 1;
      const count = Math.min(total, (lastBlock + 1) * rowsPerBlock) - first + 1;
      const starts = new Float64Array(count + 1);
      const exact = new Uint8Array(count);
      const lines = new Float64Array(lastBlock - firstBlock + 1);
      let at = 0;
      for (let row = 0; row < count; row += 1) {
        const block = Math.floor(row / rowsPerBlock) * blockBytes;
        if (row % rowsPerBlock === 0) {
          at = blocks.readDoubleLE(block);
          lines[row / rowsPerBlock] = blocks.readDoubleLE(block + 8);
        }
        starts[row] = at;
        const span = blocks.readUInt32LE(block + blockHead + 4 * (row % rowsPerBlock));
        exact[row] = span >= exactBit ? 1 : 0;
        at += span >= exactBit ? span - exactBit : span;
      }
      starts[count] = at;
      return { first, count, starts, exact, lines };
    },
  };
};
