import type { Page } from 'playwright';
import type { Bridge, CallInput, CallName, CallOutput } from '../../../src/shared/contract';
import type { GridRow, RowFilter } from '../../../src/shared/domain/grid';
import type { LoadView } from '../../../src/shared/domain/load';

/** Asks the program what it knows, through the window's own bridge. For reading only: people click. */
export async function askProgram<N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const envelope = await page.evaluate(
    async ([call, words]) => {
      const { bulkhead } = window as unknown as { bulkhead: Bridge };
      return bulkhead.call(call as CallName, words);
    },
    [name, input] as const,
  );
  if (!envelope.ok) throw new Error(`${name}: ${envelope.error.code} ${envelope.error.detail ?? ''}`);
  return envelope.value as CallOutput<N>;
}

/** The load that was worked on last. */
export async function readNewestLoad(page: Page): Promise<LoadView> {
  const [newest] = (await askProgram(page, 'loads.list', undefined)).sort(
    (a, b) => b.createdAt - a.createdAt,
  );
  if (newest === undefined) throw new Error('There is no load yet.');
  return askProgram(page, 'loads.get', { loadId: newest.id });
}

const PAGE = 1000;

/** Every row of a load, or those of a filter. */
export async function readRows(page: Page, loadId: string, filter: RowFilter = {}): Promise<GridRow[]> {
  const rows: GridRow[] = [];
  for (;;) {
    const next = await askProgram(page, 'rows.page', { loadId, filter, offset: rows.length, limit: PAGE });
    rows.push(...next.rows);
    if (rows.length >= next.total || next.rows.length === 0) return rows;
  }
}
