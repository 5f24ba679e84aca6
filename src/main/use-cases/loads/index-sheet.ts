import { collectFindings } from '../../../core/sheet/collect-findings';
import { findTotalLines } from '../../../core/sheet/find-total-lines';
import { createProfiler, type Profiler } from '../../../core/sheet/profile-columns';
import type { Dialect, SheetView } from '../../../shared/domain/sheet';
import { indexSource } from '../../files/index-source';
import { readCell } from '../../files/read-cell';
import { totalsTail } from '../../files/hold-total-lines';
import { beginsAsBook } from '../../files/workbook/open-book';
import { inspectFile, type WantedDialect } from '../../files/inspect-file';
import type { FrozenSource } from '../../store/load-folder';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { removeRowFile } from '../../store/row-file';
import { openIndexedRows } from '../../store/indexed-rows';
import { openRowIndex, writeRowIndex } from '../../store/row-index';

/** How the file would be read if it is UTF-8, by its beginning; null where even that is doubtful. */
const guessDialect = async (path: string, wanted: WantedDialect): Promise<Dialect | null> => {
  if (wanted.reading !== 'as-written' || (wanted.encoding ?? 'utf-8') !== 'utf-8') return null;
  try {
    // To look into a workbook costs a reading of all its sheets, and would be done again.
    if (wanted.sheet !== undefined || (await beginsAsBook(path))) return null;
    const { dialect } = await inspectFile(path, { ...wanted, encoding: 'utf-8' });
    return dialect.delimiter === 'comma' && dialect.headerRow === 1 ? dialect : null;
  } catch (cause) {
    // Whoever reads the whole of it will say what is wrong.
    wanted.signal?.throwIfAborted();
    void cause;
    return null;
  }
};

/** Whether the last rows could look like totals to whoever knows all the rows above them. */
const mayEndInTotals = async (rowFile: string, source: string): Promise<boolean> => {
  const index = await openRowIndex(rowFile);
  if (index === null || index.rows === 0) return false;
  const from = Math.max(1, index.rows - totalsTail + 1);
  const tail = await openIndexedRows(source, index).range(from, index.rows);
  const before = { rows: from - 1, firstBlank: 0 };
  return findTotalLines(
    tail.map(({ cells }) => cells),
    before,
  ).includes(true);
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
  const rowFile = rowFileOf(store.folder, before + 1);
  const rows = await writeRowIndex(rowFile);
  let header: string[] = [];
  let headerLine = 1;
  /** Columns that are read by their type need a look at each of their cells. */
  let profiler: Profiler | null = null;
  const findings = collectFindings();
  try {
    const indexed = await indexSource(
      store.folder.source,
      {
        begin: (names, line) => {
          header = names;
          headerLine = line;
          const examined = wanted.examine?.(names);
          if ((examined?.size ?? 0) > 0) profiler = createProfiler(names, examined);
        },
        row: (at, line, exact, bytes, scanner) => {
          rows.add(at, line, exact);
          profiler?.addRecord(bytes, scanner, line, (column) => readCell(bytes, scanner, column));
          const width = scanner.width();
          if (width === header.length) return;
          findings.damage({ kind: 'cell-count', line, expected: header.length, found: width });
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
    if (await mayEndInTotals(rowFile, store.folder.source)) {
      await rows.discard();
      return null;
    }
    await store.change(async (doc, tx) => {
      for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
        await tx.run(`DELETE FROM ${table}`);
      return { ...doc, reading: before + 1 };
    });
    await removeRowFile(rowFileOf(store.folder, before));
    const columns = ((profiler as Profiler | null) ?? createProfiler(header)).finish();
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
      findings: findings.finish({ columns, blankLines: indexed.blankLines, unguarded: 0 }),
    };
  } catch (cause) {
    await rows.discard();
    throw cause;
  }
};
