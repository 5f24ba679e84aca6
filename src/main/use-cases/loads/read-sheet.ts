import { createGuardWatch, unguardCell } from '../../../core/export/guard-cell';
import { createProfiler } from '../../../core/sheet/profile-columns';
import type { ColumnProfile, Dialect, SheetFinding, SheetView } from '../../../shared/domain/sheet';
import { hasMark } from '../../files/has-mark';
import { readTable, type ReadOutcome } from '../../files/read-table';
import type { TableReading } from '../../files/table-header';
import type { FrozenSource } from '../../store/load-folder';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { removeRowFile, writeRowFile } from '../../store/row-file';

type Findings = {
  damaged: number;
  damageLine: number | undefined;
  nul: number;
  badBytes: number;
  unguarded: number;
};

const toFindings = (columns: ColumnProfile[], blankLines: number, found: Findings): SheetFinding[] => {
  const ragged = found.damaged - found.nul - found.badBytes;
  const line = found.damageLine === undefined ? {} : { line: found.damageLine };
  return [
    ...(ragged > 0 ? [{ code: 'ragged-rows' as const, count: ragged, ...line }] : []),
    ...(found.nul > 0 ? [{ code: 'nul-bytes' as const, count: found.nul, ...line }] : []),
    ...(found.badBytes > 0 ? [{ code: 'bad-bytes' as const, count: found.badBytes, ...line }] : []),
    ...(found.unguarded > 0 ? [{ code: 'guarded-cells' as const, count: found.unguarded }] : []),
    ...(blankLines > 0 ? [{ code: 'blank-lines' as const, count: blankLines }] : []),
    ...columns.flatMap((column): SheetFinding[] => [
      ...(column.leadingZeros > 0
        ? [{ code: 'leading-zeros' as const, column: column.header, count: column.leadingZeros }]
        : []),
      ...(column.errorCells > 0
        ? [{ code: 'error-cells' as const, column: column.header, count: column.errorCells }]
        : []),
    ]),
  ];
};

export type SheetReading = {
  source: FrozenSource;
  dialect: Dialect;
  /** Parts of the dialect that a person chose. */
  chosen: SheetView['chosen'];
  reading: TableReading;
  /** Which columns of a header are profiled; left out, all. */
  examine?: ((header: readonly string[]) => ReadonlySet<number>) | undefined;
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
          profiler = createProfiler(header, wanted.examine?.(header));
        },
        row: (written) => {
          if (mayBeGuarded) guards.see(written.cells);
          const row =
            dialect.guarded === true ? { ...written, cells: written.cells.map(unguardCell) } : written;
          const { cells, damage, line } = row;
          if (damage !== null) {
            found.damaged += 1;
            found.damageLine ??= damage.line;
            if (damage.kind === 'nul') found.nul += 1;
            if (damage.kind === 'bad-bytes') found.badBytes += 1;
          }
          profiler?.add(cells, line);
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
