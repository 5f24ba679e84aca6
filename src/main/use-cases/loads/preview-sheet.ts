import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Dialect, EncodingDoubt, PreviewRow, SheetPreview } from '../../../shared/domain/sheet';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import { readSource } from '../../files/read-source';
import { toFileError } from '../../files/to-file-error';

const previewRows = 50;
/** Nobody reads more of a cell in a preview. */
const cellLength = 1000;
/** Bytes from which a preview guesses, and beyond which it gives up looking for more rows. */
const guessBytes = 256 * 1024;
const mostBytes = 8 * 1024 * 1024;

/** Names that are missing or used twice are shown as they are: the full reading asks about them. */
const withNames = (dialect: Dialect): Dialect => ({
  ...dialect,
  headers: { repeated: 'ask', unnamed: 'ask', ...dialect.headers },
});

/**
 * The first rows of a file, from its beginning alone, so that they are there at once however long the file is. What
 * the whole file says of its encoding may differ. Throws what `inspectFile` and `readSource` throw for what comes before
 * the end of the preview.
 *
 * @param known the dialect of an earlier reading, with what a person changed; null guesses it
 */
export const previewSheet = async (
  path: string,
  name: string | null,
  known: { dialect: Dialect; doubt: EncodingDoubt } | null,
  wanted: WantedDialect,
): Promise<SheetPreview> => {
  const { size, mtimeMs } = await stat(path).catch((cause: unknown) => {
    throw toFileError(cause, path);
  });
  const { dialect, doubt } = known ?? (await inspectFile(path, wanted, guessBytes));
  const rows: PreviewRow[] = [];
  let header: string[] = [];
  const enough = new AbortController();
  try {
    await readSource(
      path,
      {
        dialect: withNames(dialect),
        signal: enough.signal,
        onProgress: (bytes) => {
          if (rows.length >= previewRows || bytes >= mostBytes) enough.abort();
        },
      },
      {
        begin: ({ names }) => {
          header = names;
        },
        row: ({ row, line, cells }) => {
          if (rows.length >= previewRows) return;
          rows.push({ row, line, cells: cells.map((cell) => cell.slice(0, cellLength)) });
        },
      },
    );
  } catch (cause) {
    if (!enough.signal.aborted) throw cause;
  }
  return { name: name ?? basename(path), bytes: size, modifiedAt: mtimeMs, dialect, doubt, header, rows };
};
