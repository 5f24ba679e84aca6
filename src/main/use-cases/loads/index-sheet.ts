import { createProfiler } from '../../../core/sheet/profile-columns';
import type { Dialect, SheetView } from '../../../shared/domain/sheet';
import { indexSource } from '../../files/index-source';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import type { FrozenSource } from '../../store/load-folder';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { removeRowFile } from '../../store/row-file';
import { writeRowIndex } from '../../store/row-index';
import { toFindings } from './sheet-findings';

/** How the file would be read if it is UTF-8, by its beginning; null where even that is doubtful. */
const guessDialect = async (path: string, wanted: WantedDialect): Promise<Dialect | null> => {
  if (wanted.reading !== 'as-written' || (wanted.encoding ?? 'utf-8') !== 'utf-8') return null;
  try {
    const dialect = await inspectFile(path, { ...wanted, encoding: 'utf-8' });
    return dialect.delimiter === 'comma' && dialect.headerRow === 1 ? dialect : null;
  } catch (cause) {
    // Whoever reads the whole of it will say what is wrong.
    wanted.signal?.throwIfAborted();
    void cause;
    return null;
  }
};

/**
 * Reads the frozen copy of a file as it is written, where it is strict enough for its rows to be read from it again:
 * then only their places are noted. The same sheet as `readSheet` makes of it, ten times as fast; null, and the store
 * as it was, where the file has to be read more closely.
 */
export const indexSheet = async (
  store: LoadStore,
  source: FrozenSource,
  wanted: WantedDialect & { tellProgress: (bytes: number, rows: number) => void },
): Promise<SheetView | null> => {
  const dialect = await guessDialect(store.folder.source, wanted);
  if (dialect === null) return null;
  const { signal, tellProgress } = wanted;
  const before = (await store.readDoc()).reading;
  const rows = await writeRowIndex(rowFileOf(store.folder, before + 1));
  let header: string[] = [];
  let headerLine = 1;
  let damaged = 0;
  let damageLine: number | undefined;
  try {
    const indexed = await indexSource(
      store.folder.source,
      {
        begin: (names, line) => {
          header = names;
          headerLine = line;
        },
        row: (at, line, width, exact) => {
          rows.add(at, line, exact);
          if (width === header.length) return;
          damaged += 1;
          damageLine ??= line;
        },
        drain: rows.drain,
      },
      { onProgress: tellProgress, ...(signal === undefined ? {} : { signal }) },
    );
    if (indexed === null) {
      await rows.discard();
      return null;
    }
    await rows.finish(header.length, indexed.end);
    await store.change(async (doc, tx) => {
      for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
        await tx.run(`DELETE FROM ${table}`);
      return { ...doc, reading: before + 1 };
    });
    await removeRowFile(rowFileOf(store.folder, before));
    const columns = createProfiler(header).finish();
    const found = { damaged, damageLine, nul: 0, badBytes: 0, unguarded: 0 };
    return {
      name: source.name,
      bytes: source.bytes,
      modifiedAt: source.modifiedAt,
      sha256: source.sha256,
      rows: indexed.rows,
      blankLines: indexed.blankLines,
      dialect,
      headerLine,
      chosen: (['encoding', 'delimiter'] as const).filter((part) => wanted[part] !== undefined),
      columns,
      findings: toFindings(columns, indexed.blankLines, found),
    };
  } catch (cause) {
    await rows.discard();
    throw cause;
  }
};
