import type { Page } from 'playwright';
import { rowStates } from '../../../src/shared/domain/row-state';
import { text } from '../../../src/shared/messages/format';
import { readNewestLoad } from './bridge';
import { button, readSum } from './window';

/** The numbers of the sum under the bar, by state; and the rows of the file it is closed with. */
export async function readResults(page: Page): Promise<{ counts: Record<string, number>; rows: number }> {
  const shown = await readSum(page);
  const counts: Record<string, number> = {};
  for (const state of rowStates) {
    const count = shown[text(`state.${state}`)];
    if (count !== undefined) counts[state] = count;
  }
  return { counts, rows: shown[text('balance.total')] ?? -1 };
}

/** Opens the grid with every open row. */
export async function openFix(page: Page): Promise<void> {
  const { counts } = (await readNewestLoad(page)).balance;
  await button(page, 'results.foot.fix', {
    count: counts.failed + counts.held + counts.not_processed,
  }).click();
  await page.getByTestId('fix-grid').waitFor();
}
