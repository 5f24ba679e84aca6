import { closeSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createSyncGuard } from './store-errors';

type Cell = string | number | null;

export type BulkFile = {
  path: string;
  add: (cells: readonly Cell[]) => void;
  /** Rows that were added. */
  count: () => number;
  /** Everything is written. Safe to call twice. */
  close: () => void;
  /** The file is gone, whether it was written to its end or not. */
  discard: () => Promise<void>;
};

const enough = 1 << 20;

/** Null is nothing at all between two commas; every text is quoted, so that an empty one is none. */
const toCell = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : `"${cell}"`;
};

/**
 * A file by which many rows go into a table at once. It is written and read by this program alone, so its form is
 * fixed; a row costs a fifth of what it costs to append it value by value.
 */
export const openBulkFile = (path: string): BulkFile => {
  let pending = '';
  const guard = createSyncGuard(path);
  let open = true;
  let count = 0;
  const descriptor = guard(() => openSync(path, 'w', 0o600));
  const flush = (): void => {
    const bytes = Buffer.from(pending, 'utf8');
    pending = '';
    guard(() => {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    });
  };
  return {
    path,
    add: (cells) => {
      let line = '';
      for (let at = 0; at < cells.length; at += 1) line += (at === 0 ? '' : ',') + toCell(cells[at] ?? null);
      pending += `${line}\n`;
      count += 1;
      if (pending.length > enough) flush();
    },
    count: () => count,
    close: () => {
      if (!open) return;
      open = false;
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
    discard: async () => {
      if (open) closeSync(descriptor);
      open = false;
      await rm(path, { force: true });
    },
  };
};

/** The rows of a bulk file as a table in SQL, with the names and types of its columns. */
export const fromBulkFile = (
  path: string,
  columns: Readonly<Record<string, 'INTEGER' | 'VARCHAR'>>,
): string => {
  const typed = Object.entries(columns)
    .map(([name, type]) => `'${name}': '${type}'`)
    .join(', ');
  return `read_csv('${path.replaceAll("'", "''")}', columns = {${typed}}, header = false, auto_detect = false,
    delim = ',', quote = '"', escape = '"', new_line = '\\n', parallel = false, allow_quoted_nulls = false,
    max_line_size = 2097152, buffer_size = 4194304)`;
};
