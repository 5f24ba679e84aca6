import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AppError } from '../../shared/errors/app-error';
import { createSyncGuard } from './store-errors';

/** Rows kept before they are written, and handed on at a time: as many as the database takes in one piece. */
const pieceRows = 2048;

export type NumberFile = {
  /** Adds a row; as many numbers as there are columns. */
  add: (...numbers: number[]) => void;
  /** Everything is written. Safe to call twice. */
  close: () => void;
  /** The rows, some thousand at a time, row after row; once it is closed. The piece is overwritten by the next. */
  read: () => Generator<Int32Array>;
  /** The file is gone, whether it was written to its end or not. */
  discard: () => Promise<void>;
};

/** A file by which many rows of whole numbers go into a table: four bytes each, so that nothing has to be read. */
export const openNumberFile = (path: string, columns: number): NumberFile => {
  const guard = createSyncGuard(path);
  const piece = new Int32Array(pieceRows * columns);
  let used = 0;
  let open = true;
  const descriptor = guard(() => openSync(path, 'w', 0o600));
  const flush = (): void => {
    const bytes = new Uint8Array(piece.buffer, 0, used * 4);
    used = 0;
    guard(() => {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    });
  };
  return {
    add: (...numbers) => {
      for (let at = 0; at < numbers.length; at += 1) piece[used + at] = numbers[at] as number;
      used += numbers.length;
      if (used === piece.length) flush();
    },
    close: () => {
      if (!open) return;
      open = false;
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
    read: function* read() {
      const source = guard(() => openSync(path, 'r'));
      try {
        for (;;) {
          const bytes = guard(() => readSync(source, piece, 0, piece.byteLength, null));
          if (bytes % (4 * columns) !== 0) throw new AppError('store.damaged', { path });
          if (bytes === 0) return;
          yield piece.subarray(0, bytes / 4);
        }
      } finally {
        closeSync(source);
      }
    },
    discard: async () => {
      if (open) closeSync(descriptor);
      open = false;
      await rm(path, { force: true });
    },
  };
};
