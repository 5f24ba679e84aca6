import { createGuardWatch, unguardCell } from '../../../core/export/guard-cell';
import { collectFindings } from '../../../core/sheet/collect-findings';
import { findSideTable } from '../../../core/sheet/find-side-table';
import { createProfiler } from '../../../core/sheet/profile-columns';
import type { ColumnProfile, Dialect, EncodingDoubt, SheetView } from '../../../shared/domain/sheet';
import { AppError } from '../../../shared/errors/app-error';
import { hasMark } from '../../files/has-mark';
import { readSource } from '../../files/read-source';
import type { ReadOutcome } from '../../files/read-table';
import type { TableReading } from '../../files/table-header';
import type { FrozenSource } from '../../store/load-folder';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { removeRowFile, writeRowFile } from '../../store/row-file';

/** What a workbook says of its columns: their types, and that numbers of them lost their end, told once is enough. */
const addOfWorkbook = (
  columns: ColumnProfile[],
  { types = [], findings = [] }: ReadOutcome,
): ColumnProfile[] => {
  const rounded = new Set(
    findings.flatMap(({ code, column }) =>
      code === 'rounded-numbers' && column !== undefined ? [column] : [],
    ),
  );
  return columns.map((column, at) => {
    const typed = types[at];
    const { damage = [], ...profile } = typed === undefined ? column : { ...column, typed };
    if (!rounded.has(column.header)) return { ...profile, damage };
    return { ...profile, longNumbers: 0, damage: damage.filter(({ kind }) => kind !== 'rounded') };
  });
};

export type SheetReading = {
  source: FrozenSource;
  dialect: Dialect;
  /** Parts of the dialect that a person chose. */
  chosen: SheetView['chosen'];
  doubt: EncodingDoubt;
  reading: TableReading;
  /** Which columns of a header are profiled; left out, all. */
  examine?: ((header: readonly string[]) => ReadonlySet<number>) | undefined;
  /** Bytes and rows read so far. */
  tellProgress: (bytes: number, rows: number) => void;
  signal?: AbortSignal;
};

/**
 * How to go on where names are missing or used twice: they are kept apart, and a person is asked. Null where the
 * error is another one, or nobody can be asked.
 */
const askAboutNames = (cause: unknown, dialect: Dialect): Dialect | null => {
  if (!(cause instanceof AppError)) return null;
  const { headers = {} } = dialect;
  if (cause.code === 'file.repeated-header' && headers.repeated === undefined)
    return { ...dialect, headers: { ...headers, repeated: 'ask' } };
  if (cause.code === 'file.empty-header' && headers.unnamed === undefined)
    return { ...dialect, headers: { ...headers, unnamed: 'ask' } };
  return null;
};

/**
 * Reads the frozen copy of a file into the load's store; what was there of another reading is replaced whole.
 * Throws what `readSource` throws, and then leaves the store as it was.
 *
 * It is read once more where that is needed: with the names kept apart that are missing or used twice; and with the
 * guards taken off where a file with a mark has all its risky cells guarded, since it was written for a spreadsheet,
 * so that what comes back is what the org held.
 */
export const readSheet = async (store: LoadStore, wanted: SheetReading): Promise<SheetView> => {
  try {
    return await readOnce(store, wanted);
  } catch (cause) {
    const dialect = wanted.reading === 'forgiving' ? askAboutNames(cause, wanted.dialect) : null;
    if (dialect === null) throw cause;
    return readSheet(store, { ...wanted, dialect });
  }
};

const readOnce = async (store: LoadStore, wanted: SheetReading): Promise<SheetView> => {
  const { source, dialect, chosen, doubt, reading, tellProgress, signal } = wanted;
  const findings = collectFindings();
  const guards = createGuardWatch();
  const mayBeGuarded = await hasMark(store.folder.source);
  let columns: ColumnProfile[] = [];
  let headerLine = 1;
  const before = (await store.readDoc()).reading;
  const rows = await writeRowFile(rowFileOf(store.folder, before + 1));
  let profiler: ReturnType<typeof createProfiler> | null = null;
  let outcome: ReadOutcome;
  try {
    outcome = await readSource(
      store.folder.source,
      { dialect, reading, onProgress: tellProgress, ...(signal === undefined ? {} : { signal }) },
      {
        begin: (header, line, titles) => {
          headerLine = line;
          const told = reading === 'forgiving';
          const unnamed = told && dialect.headers?.unnamed !== undefined ? header.unnamed : [];
          findings.header({ line, titles, repeated: told ? header.repeated : [], unnamed });
          profiler = createProfiler(header.names, wanted.examine?.(header.names));
        },
        row: (written) => {
          if (mayBeGuarded) guards.see(written.cells);
          const row =
            dialect.guarded === true ? { ...written, cells: written.cells.map(unguardCell) } : written;
          if (row.damage !== null) findings.damage(row.damage);
          // Names of columns say nothing about their values.
          if (row.damage?.kind !== 'header-line') profiler?.add(row.cells, row.line);
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
  columns = addOfWorkbook((profiler as ReturnType<typeof createProfiler> | null)?.finish() ?? [], outcome);
  if (dialect.guarded !== true && guards.count() > 0) {
    await rows.discard();
    return readOnce(store, { ...wanted, dialect: { ...dialect, guarded: true } });
  }
  await store.change(async (doc, tx) => {
    for (const table of ['st', 'cell', 'edit_batch', 'edit_cell', 'edit_row'])
      await tx.run(`DELETE FROM ${table}`);
    return { ...doc, reading: before + 1 };
  });
  await removeRowFile(rowFileOf(store.folder, before));
  const unguarded = dialect.guarded === true ? guards.count() : 0;
  // Read as written, not all columns are looked at, and those that are sent are named by whoever asked for them.
  const sideTable = reading === 'forgiving' ? findSideTable(columns) : null;
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
    doubt,
    columns,
    findings: [
      ...findings.finish({ columns, blankLines: outcome.blankLines, unguarded, sideTable }),
      ...(outcome.findings ?? []),
    ],
  };
};
