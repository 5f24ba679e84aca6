import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { guardCell } from '../../core/export/guard-cell';
import { isTooLong, toWorkbookCell } from '../../core/export/workbook-cell';
import { writeExactRecord } from '../../core/sheet/write-csv';
import type { ExportFormat } from '../../shared/domain/export';
import type { FieldType } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';

export type ExportTable = {
  header: readonly string[];
  types: readonly FieldType[];
  /** Records in the order of the header. */
  rows: AsyncIterable<readonly string[]>;
};

export type ExportTarget = {
  path: string;
  format: ExportFormat;
  /** CSV only: a byte-order mark, and cells that no spreadsheet runs as formulas. */
  forSpreadsheet: boolean;
  /** Rows of one sheet, its header among them; only tests ask for fewer than Excel takes. */
  sheetRows?: number;
};

/** How much was written; `cutCells` are cells that were longer than Excel allows. */
export type Written = { bytes: number; cutCells: number };

/** Records written at once: fewer, larger writes. */
const recordsPerWrite = 500;

async function* toCsv({ header, rows }: ExportTable, forSpreadsheet: boolean): AsyncGenerator<string> {
  const write = forSpreadsheet
    ? (record: readonly string[]): string => writeExactRecord(record.map(guardCell))
    : writeExactRecord;
  let part = (forSpreadsheet ? '\ufeff' : '') + write(header);
  let held = 0;
  for await (const row of rows) {
    part += write(row);
    held += 1;
    if (held < recordsPerWrite) continue;
    yield part;
    part = '';
    held = 0;
  }
  yield part;
}

const toXlsx = async (
  { header, types, rows }: ExportTable,
  { sheetRows }: ExportTarget,
  onCut: (cells: number) => void,
): Promise<Readable> => {
  // The writer is large, and most of the time nobody exports a workbook.
  const { writeXlsxStream } = await import('hucre/xlsx');
  const cells = async function* cells() {
    for await (const row of rows) {
      const cut = row.filter(isTooLong).length;
      if (cut > 0) onCut(cut);
      yield row.map((text, at) => toWorkbookCell(types[at] ?? 'string', text));
    }
  };
  const stream = writeXlsxStream(cells(), {
    name: 'Export',
    columns: header.map((name) => ({ header: name, width: Math.min(40, Math.max(12, name.length + 2)) })),
    freezePane: { rows: 1 },
    zip64: true,
    ...(sheetRows === undefined ? {} : { maxRowsPerSheet: sheetRows }),
  });
  return Readable.fromWeb(stream);
};

/** An error of the file system as the sentence a person can act on; anything else is handed through. */
const toSaveError = (cause: unknown, path: string): unknown => {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('export.disk-full', { path }, { cause });
  if (code === 'EBUSY' || code === 'ETXTBSY') return new AppError('file.locked', {}, { cause });
  const isUnwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EFBIG'];
  if (code !== undefined && isUnwritable.includes(code))
    return new AppError('export.unwritable', { path }, { cause });
  return cause;
};

/**
 * Writes records to a file as they arrive, under a temporary name in the same folder; only a whole file gets its
 * name, in place of what may have been there. Throws `AppError` `export.disk-full`, `export.unwritable` or
 * `file.locked`, and whatever the records throw; nothing is left behind then.
 */
export const writeExport = async (
  table: ExportTable,
  target: ExportTarget,
  signal: AbortSignal,
): Promise<Written> => {
  const { path, format, forSpreadsheet } = target;
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.part`);
  let cutCells = 0;
  try {
    const source =
      format === 'csv'
        ? Readable.from(toCsv(table, forSpreadsheet), { objectMode: false })
        : await toXlsx(table, target, (cells) => (cutCells += cells));
    await pipeline(source, createWriteStream(draft, { flags: 'wx' }), { signal });
    const file = await open(draft, 'r+');
    await file.sync().finally(async () => file.close());
    const { size } = await stat(draft);
    await rename(draft, path);
    return { bytes: size, cutCells };
  } catch (cause) {
    await rm(draft, { force: true });
    throw toSaveError(cause, path);
  }
};
