import { mkdir, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RowDamage } from '../../core/sheet/row-damage';
import { AppError } from '../../shared/errors/app-error';
import { createGuard } from './store-errors';
import { removeRowIndex, type RowIndex } from './row-index';

/** A row as it was read from the file; `extra` holds filled cells beyond the header. */
export type SourceRow = {
  row: number;
  line: number;
  cells: string[];
  damage: RowDamage | null;
  extra?: string[] | undefined;
};

type Stored = [line: number, cells: string[], damage?: RowDamage | null, extra?: string[] | null];

/** Rows behind one entry of the index: what is read at least to get at a single row. */
const rowsPerBlock = 512;

export type RowFileWriter = {
  add: (row: SourceRow) => void;
  /** Writes what has been collected, once it is enough to be worth it. */
  drain: () => Promise<void>;
  /** Everything is on the disk. */
  finish: () => Promise<void>;
  discard: () => Promise<void>;
};

const indexOf = (path: string): string => `${path}.index`;

/**
 * Writes the rows of a sheet one after the other: a line of JSON each, with the place of every 512th row beside them.
 * Text in a row of its own costs a tenth of what a cell of the database does, and is as quickly found again.
 */
export const writeRowFile = async (path: string): Promise<RowFileWriter> => {
  const guard = createGuard(path);
  await guard(async () => mkdir(dirname(path), { recursive: true, mode: 0o700 }));
  const file: FileHandle = await guard(async () => open(path, 'w', 0o600));
  const offsets: number[] = [0];
  let block: string[] = [];
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let end = 0;

  const closeBlock = (): void => {
    if (block.length === 0) return;
    const bytes = Buffer.from(`${block.join('\n')}\n`, 'utf8');
    block = [];
    end += bytes.length;
    offsets.push(end);
    pending.push(bytes);
    pendingBytes += bytes.length;
  };
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const some = pending;
    pending = [];
    pendingBytes = 0;
    await guard(async () =>
      file.writev(some).then(({ bytesWritten }) => {
        const expected = some.reduce((sum, { length }) => sum + length, 0);
        if (bytesWritten !== expected) throw new AppError('store.full', { path });
      }),
    );
  };

  return {
    add: ({ line, cells, damage, extra }) => {
      const stored: Stored =
        damage === null && extra === undefined ? [line, cells] : [line, cells, damage, extra ?? null];
      block.push(JSON.stringify(stored));
      if (block.length === rowsPerBlock) closeBlock();
    },
    drain: async () => (pendingBytes >= 1 << 20 ? flush() : undefined),
    finish: async () => {
      closeBlock();
      await flush();
      await guard(async () => {
        await file.sync();
        await file.close();
        await writeFile(indexOf(path), new Uint8Array(Float64Array.from(offsets).buffer), { mode: 0o600 });
      });
    },
    discard: async () => {
      await file.close().catch(() => undefined);
      await removeRowFile(path);
    },
  };
};

export const removeRowFile = async (path: string): Promise<void> => {
  await rm(path, { force: true });
  await rm(indexOf(path), { force: true });
  await removeRowIndex(path);
};

/**
 * Rows that follow each other as records of CSV, unread: those whose cells can be taken as they are written down.
 * `starts[i]` and `ends[i]` lie around the cells of one, without the end of the record; -1 where it has to be read.
 */
export type Stretch = { bytes: Buffer; starts: Int32Array; ends: Int32Array };

export type RowFile = {
  /** Rows between two numbers, both included, in order. */
  range: (from: number, to: number) => Promise<SourceRow[]>;
  /** The same rows as records, unread. */
  stretch: (from: number, to: number) => Promise<Stretch>;
  /** Rows by number, in order; numbers there are not are left out. */
  some: (rows: readonly number[]) => Promise<SourceRow[]>;
  /** The source and where the rows lie in it, where they are read from there. */
  indexed?: { path: string; index: RowIndex };
};

const parseRow = (row: number, text: string): SourceRow => {
  const [line, cells, damage, extra] = JSON.parse(text) as Stored;
  return { row, line, cells, damage: damage ?? null, ...(extra == null ? {} : { extra }) };
};

const listStart = Buffer.from('["');
const listEnd = Buffer.from('"]');
const backslash = 0x5c;

/**
 * Where the cells of an undamaged row lie, as a record of CSV with every cell quoted: a JSON list of texts in which
 * nothing had to be escaped is one already. Null where the row has to be read.
 */
const findRecord = (bytes: Buffer, from: number, to: number): { start: number; end: number } | null => {
  const start = bytes.indexOf(listStart, from);
  if (start < from + 1 || start >= to) return null;
  // The first list that ends must be the end of all; what is said of damage would follow it.
  const end = bytes.indexOf(listEnd, start + 2);
  return end === to - 3 ? { start: start + 1, end: end + 1 } : null;
};

/** Opens what `writeRowFile` wrote. The index is read once, when the first row is asked for. */
export const openRowFile = (path: string): RowFile => {
  let index: Promise<Float64Array> | null = null;
  const readIndex = async (): Promise<Float64Array> => {
    const bytes = await readFile(indexOf(path));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  /** Some blocks that follow each other. */
  const readBlocks = async (file: FileHandle, first: number, last: number): Promise<Buffer> => {
    const offsets = await (index ??= readIndex());
    const start = offsets[first];
    if (start === undefined) return Buffer.alloc(0);
    const end = offsets[Math.min(last + 1, offsets.length - 1)] ?? start;
    const bytes = Buffer.alloc(Math.max(0, end - start));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    if (bytesRead !== bytes.length) throw new AppError('store.damaged', { path });
    return bytes;
  };
  const readLines = async (file: FileHandle, first: number, last: number): Promise<string[]> => {
    const lines = (await readBlocks(file, first, last)).toString('utf8').split('\n');
    lines.pop();
    return lines;
  };
  const withFile = async <T>(work: (file: FileHandle) => Promise<T>): Promise<T> => {
    const file = await open(path, 'r');
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  };
  const blockOf = (row: number): number => Math.floor((row - 1) / rowsPerBlock);

  const texts = async (from: number, to: number): Promise<string[]> => {
    if (to < from) return [];
    return withFile(async (file) => {
      const first = blockOf(from);
      const lines = await readLines(file, first, blockOf(to));
      const base = first * rowsPerBlock + 1;
      return lines.slice(from - base, to - base + 1);
    });
  };

  const stretch = async (from: number, to: number): Promise<Stretch> => {
    const first = blockOf(from);
    const bytes = await withFile(async (file) => readBlocks(file, first, blockOf(to)));
    const starts = new Int32Array(to - from + 1).fill(-1);
    const ends = new Int32Array(to - from + 1);
    let at = 0;
    let escape = bytes.indexOf(backslash);
    for (let row = first * rowsPerBlock + 1; row <= to; row += 1) {
      const end = bytes.indexOf(0x0a, at);
      if (end === -1) break;
      if (escape !== -1 && escape < at) escape = bytes.indexOf(backslash, at);
      const hasEscape = escape !== -1 && escape < end;
      const record = row < from || hasEscape ? null : findRecord(bytes, at, end);
      if (record !== null) {
        starts[row - from] = record.start;
        ends[row - from] = record.end;
      }
      at = end + 1;
    }
    return { bytes, starts, ends };
  };

  return {
    stretch,
    range: async (from, to) => (await texts(from, to)).map((text, at) => parseRow(from + at, text)),
    some: async (rows) => {
      const wanted = [...new Set(rows)].sort((a, b) => a - b);
      if (wanted.length === 0) return [];
      return withFile(async (file) => {
        const found: SourceRow[] = [];
        let block = -1;
        let lines: string[] = [];
        for (const row of wanted) {
          if (blockOf(row) !== block) {
            block = blockOf(row);
            lines = await readLines(file, block, block);
          }
          const text = lines[row - 1 - block * rowsPerBlock];
          if (text !== undefined) found.push(parseRow(row, text));
        }
        return found;
      });
    },
  };
};
