import { createGuardWatch, unguardCell } from '../../../core/export/guard-cell';
import { createProfiler } from '../../../core/sheet/profile-columns';
import type { ColumnProfile, Dialect, SheetView } from '../../../shared/domain/sheet';
import { hasMark } from '../../files/has-mark';
import { readTable, type ReadOutcome } from '../../files/read-table';
import type { TableReading } from '../../files/table-header';
import type { FrozenSource } from '../../store/load-folder';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { removeRowFile, writeRowFile } from '../../store/row-file';
import { toFindings, type Findings } from './sheet-findings';

export type SheetReading = {
  source: FrozenSource;
  dialect: Dialect;
  /** Parts of the dialect that a person chose. */
  chosen: SheetView['chosen'];
  reading: TableReading;
  /** Bytes and rows read so far. */
  tellProgress: (bytes: number, rows: number) => void;
  signal?: AbortSignal;
};

/**
 * Reads the frozen copy of a file into the load's store; what was there of another reading is replaced whole.
 * Throws what `readTable` throws, and then leaves the store as it was.
 *
 * A file with a mark whose risky cells are all guarded was written for a spreadsheet: it is read once more, with
 * the guards taken off, so that what comes back is what the org held.
 */
export const readSheet = async (store: LoadStore, wanted: SheetReading): Promise<SheetView> => {
  const { source, dialect, chosen, reading, tellProgress, signal } = wanted;
  const found: Findings = { damaged: 0, damageLine: undefined, nul: 0, badBytes: 0, unguarded: 0 };
  const guards = createGuardWatch();
  const mayBeGuarded = reading === 'forgiving' && (await hasMark(store.folder.source));
  let columns: ColumnProfile[] = [];
  let headerLine = 1;
  const before = (await store.readDoc()).reading;
  const rows = await writeRowFile(rowFileOf(store.folder, before + 1));
  let profiler: ReturnType<typeof createProfiler> | null = null;
  let outcome: ReadOutcome;
  try {
    outcome = await readTable(
      store.folder.source,
      { dialect, reading, onProgress: tellProgress, ...(signal === undefined ? {} : { signal }) },
      {
        begin: (header, line) => {
          headerLine = line;
          profiler = createProfiler(header);
        },
        row: (written) => {
          if (mayBeGuarded) guards.see(written.cells);
          const row =
            dialect.guarded === true ? { ...written, cells: written.cells.map(unguardCell) } : written;
          const { cells, damage } = row;
          if (damage !== null) {
            found.damaged += 1;
            found.damageLine ??= damage.line;
            if (damage.kind === 'nul') found.nul += 1;
            if (damage.kind === 'bad-bytes') found.badBytes += 1;
          }
          // Cells that go as they stand need no look at what they could be read as.
          if (reading === 'forgiving') profiler?.add(cells);
          rows.add(row);
        },
        drain: rows.drain,
      },
    );
    await rows.finish();
  } catch (cause) {
    await rows.discard();
    throw cause;
  }
  columns = (profiler as ReturnType<typeof createProfiler> | null)?.finish() ?? [];
  await store.change(async (doc, tx) => {
    for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
      await tx.run(`DELETE FROM ${table}`);
    return { ...doc, reading: before + 1 };
  });
  await removeRowFile(rowFileOf(store.folder, before));
  if (dialect.guarded === true) found.unguarded = guards.count();
  else if (guards.count() > 0) return readSheet(store, { ...wanted, dialect: { ...dialect, guarded: true } });
  return {
    name: source.name,
    bytes: source.bytes,
    modifiedAt: source.modifiedAt,
    sha256: source.sha256,
    rows: outcome.rows,
    blankLines: outcome.blankLines,
    dialect,
    headerLine,
    chosen,
    columns,
    findings: toFindings(columns, outcome.blankLines, found),
  };
};
