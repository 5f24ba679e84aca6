import { createGuardWatch, unguardCell } from '../core/export/guard-cell';
import { hasMark } from '../main/files/has-mark';
import { inspectFile, type WantedDialect } from '../main/files/inspect-file';
import { readSource } from '../main/files/read-source';
import type { TableRow } from '../main/files/read-table';
import type { ResubmittedRow } from '../main/use-cases/loads/resubmit';
import type { Dialect } from '../shared/domain/sheet';
import { ownColumns, toOutputHeader } from './ledger-columns';
import { nameColumn } from './match-columns';
import { refuse } from './refusal';

const atOnce = 2000;

/** Which column of the load each column of the file is, and where the file says its row numbers. */
type Layout = { numberAt: number; columns: Map<number, number>; unknown: string[] };

const readLayout = (header: readonly string[], sources: readonly string[]): Layout => {
  const names = header.map((name) => name.trim());
  const numberAt = names.indexOf('_row');
  if (numberAt === -1) return refuse('cli.resubmit.no-row-column');
  const free = sources.map((source, column) => ({ name: toOutputHeader(source).trim(), column }));
  const columns = new Map<number, number>();
  const unknown: string[] = [];
  names.forEach((name, at) => {
    if (ownColumns.some((own) => own === name)) return;
    // Columns of one name are told apart by their order.
    const found = free.findIndex((source) => source.name === name);
    if (found === -1) unknown.push(nameColumn(header[at] ?? '', at));
    else columns.set(at, free.splice(found, 1)[0]?.column ?? 0);
  });
  return { numberAt, columns, unknown };
};

/** How many guards a file carries that was written for a spreadsheet; they are known once all rows were seen. */
const countGuards = async (path: string, dialect: Dialect): Promise<number> => {
  if (!(await hasMark(path))) return 0;
  const guards = createGuardWatch();
  const sink = { begin: () => undefined, row: ({ cells }: TableRow) => guards.see(cells) };
  await readSource(path, { dialect, reading: 'as-written' }, sink);
  return guards.count();
};

const readNumber = (text: string, line: number): number => {
  const number = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : 0;
  return number > 0 ? number : refuse('cli.resubmit.no-row-number', { line, value: text });
};

/**
 * Reads a file of rows that are to go again, a few thousand at a time, keyed by `_row`. Columns of the load that it
 * lacks keep their value; columns the load does not know are named in the answer and not used. The guards of an
 * export for a spreadsheet are taken off, and counted in the answer.
 *
 * @throws {import('./refusal').Refusal} for a damaged or repeated row, by line or number
 */
export const readFixedRows = async (
  path: string,
  wanted: WantedDialect,
  sources: readonly string[],
  take: (rows: ResubmittedRow[]) => Promise<void>,
): Promise<{ unknown: string[]; unguarded: number; isWorkbook: boolean }> => {
  const { dialect } = await inspectFile(path, wanted);
  const unguarded = await countGuards(path, dialect);
  const readCell = (cell = ''): string => (unguarded > 0 ? unguardCell(cell) : cell);
  const seen = new Set<number>();
  let layout: Layout = { numberAt: -1, columns: new Map(), unknown: [] };
  const waiting: ResubmittedRow[] = [];
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) await take(waiting.splice(0, atOnce));
  };
  await readSource(
    path,
    { dialect, reading: 'as-written' },
    {
      begin: ({ names }) => {
        layout = readLayout(names, sources);
      },
      row: ({ line, cells, damage }) => {
        // A row that is named by its number is a row, whatever it looks like.
        const isRow = damage?.kind === 'total-line' && damage.withoutValue === undefined;
        if (damage !== null && !isRow) refuse('cli.resubmit.damaged', { line, column: damage.column ?? 1 });
        const row = readNumber(cells[layout.numberAt] ?? '', line);
        if (seen.has(row)) refuse('cli.resubmit.repeated', { row });
        seen.add(row);
        const given = [...layout.columns].map(([at, column]): [number, string] => [
          column,
          readCell(cells[at]),
        ]);
        waiting.push({ row, cells: new Map(given) });
      },
      drain: flush,
    },
  );
  await flush();
  return { unknown: layout.unknown, unguarded, isWorkbook: dialect.workbook !== undefined };
};
