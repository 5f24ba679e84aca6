import { createGuardWatch, unguardCell } from '../../../core/export/guard-cell';
import { createProfiler } from '../../../core/sheet/profile-columns';
import type { ColumnProfile, Dialect, SheetFinding, SheetView } from '../../../shared/domain/sheet';
import { hasMark } from '../../files/has-mark';
import { readTable } from '../../files/read-table';
import type { TableReading } from '../../files/table-header';
import type { TableWriter } from '../../store/database';
import type { FrozenSource } from '../../store/load-folder';
import type { LoadStore } from '../../store/load-store';
import { createSheetTable } from '../../store/tables';

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
  /** Bytes and rows read so far. */
  tellProgress: (bytes: number, rows: number) => void;
};

/**
 * Reads the frozen copy of a file into the load's store; what was there of another reading is replaced whole.
 * Throws what `readTable` throws, and then leaves the store as it was.
 *
 * A file with a mark whose risky cells are all guarded was written for a spreadsheet: it is read once more, with
 * the guards taken off, so that what comes back is what the org held.
 */
export const readSheet = async (store: LoadStore, wanted: SheetReading): Promise<SheetView> => {
  const { source, dialect, chosen, reading, tellProgress } = wanted;
  const found: Findings = { damaged: 0, damageLine: undefined, nul: 0, badBytes: 0, unguarded: 0 };
  const guards = createGuardWatch();
  const mayBeGuarded = reading === 'forgiving' && (await hasMark(store.folder.source));
  let columns: ColumnProfile[] = [];
  let headerLine = 1;
  const outcome = await store.database.change(async (tx) => {
    let profiler: ReturnType<typeof createProfiler> | null = null;
    let width = 0;
    let pending: (string | number | null)[][] = [];
    const flush = async (): Promise<void> => {
      if (pending.length === 0) return;
      const rows = pending;
      pending = [];
      await tx.fill('src', (writer: TableWriter) => {
        for (const row of rows) writer.append(row);
      });
    };
    const read = await readTable(
      store.folder.source,
      { dialect, reading, onProgress: tellProgress },
      {
        begin: async (header, line) => {
          width = header.length;
          headerLine = line;
          profiler = createProfiler(header);
          await createSheetTable(tx, width);
        },
        row: ({ row, line, cells: written, damage, extra }) => {
          if (mayBeGuarded) guards.see(written);
          const cells = dialect.guarded === true ? written.map(unguardCell) : written;
          if (damage !== null) {
            found.damaged += 1;
            found.damageLine ??= damage.line;
            if (damage.kind === 'nul') found.nul += 1;
            if (damage.kind === 'bad-bytes') found.badBytes += 1;
          }
          // Cells that go as they stand need no look at what they could be read as.
          if (reading === 'forgiving') profiler?.add(cells);
          const words = damage === null ? null : JSON.stringify(damage);
          pending.push([row, line, words, extra === undefined ? null : JSON.stringify(extra), ...cells]);
        },
        drain: flush,
      },
    );
    await flush();
    columns = (profiler as ReturnType<typeof createProfiler> | null)?.finish() ?? [];
    for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
      await tx.run(`DELETE FROM ${table}`);
    return read;
  });
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
