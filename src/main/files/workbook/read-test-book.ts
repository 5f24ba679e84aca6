import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectFile, type WantedDialect } from '../inspect-file';
import { readSource } from '../read-source';
import type { TableRow } from '../read-table';

/** Reads a file of the given bytes as the program does: inspected first, then row by row. */
export const readBytes = async (bytes: Buffer, wanted: WantedDialect = {}, name = 'book.xlsx') => {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  try {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const { dialect } = await inspectFile(path, wanted);
    const rows: TableRow[] = [];
    let header: string[] = [];
    let headerLine = 0;
    const outcome = await readSource(
      path,
      { dialect, reading: wanted.reading ?? 'forgiving' },
      {
        begin: ({ names }, line) => {
          header = names;
          headerLine = line;
        },
        row: (row) => void rows.push(row),
      },
    );
    return { dialect, header, headerLine, rows, cells: rows.map(({ cells }) => cells), outcome };
  } finally {
    await rm(folder, { recursive: true });
  }
};
