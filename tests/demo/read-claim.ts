import type { Page } from 'playwright';
import { readNewestLoad, readRows } from '../e2e/screens/bridge';
import { readResults } from '../e2e/screens/results';
import type { Claim } from './judge/claim';

/** What the program says of its newest load: its rows, its balance, and the numbers on the results screen. */
export async function readClaim(page: Page): Promise<Claim> {
  const load = await readNewestLoad(page);
  const rows = await readRows(page, load.id);
  const shown = await readResults(page);
  if (shown.rows !== load.balance.rows) {
    throw new Error(`The screen closes its sum with ${shown.rows} rows; the load has ${load.balance.rows}.`);
  }
  return {
    rows: rows.map(({ row, state, recordId, attempts }) => ({ row, state, recordId, attempts })),
    balance: load.balance,
    attempts: load.attempts.map((attempt) => attempt.rows),
    onScreen: shown.counts,
  };
}
