import type { Locator, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { readNewestLoad } from './bridge';
import { button, goOn } from './window';

const boxOf = (page: Page, header: string): Locator =>
  page.getByLabel(text('match.select', { header }), { exact: true }).first();

/** The field each column goes to now, by column header; null where it is not sent. */
export async function readMatches(page: Page): Promise<Map<string, string | null>> {
  const load = await readNewestLoad(page);
  return new Map(load.mapping.map(({ header, field }) => [header, field]));
}

/** Sends a column to a field, by the field's API name or relationship header. */
export async function matchColumn(page: Page, header: string, field: string): Promise<void> {
  const box = boxOf(page, header);
  await box.click();
  await box.fill(field);
  await page
    .getByRole('option')
    .filter({ has: page.getByText(field, { exact: true }) })
    .first()
    .click();
  await settle(page, header, field);
}

const rowOf = (page: Page, header: string): Locator =>
  page.locator('[data-testid^="match-row-"]').filter({ has: boxOf(page, header) });

/** Shows what a column holds, and how it is read, beside the list. */
export async function showColumn(page: Page, header: string): Promise<void> {
  await rowOf(page, header).getByRole('button').first().click();
  await page.locator('aside').getByRole('heading', { name: header, exact: true }).waitFor();
}

/** Leaves a column out of the load. */
export async function ignoreColumn(page: Page, header: string): Promise<void> {
  await rowOf(page, header)
    .getByRole('button', { name: text('match.select.none') })
    .click();
  await settle(page, header, null);
}

/** Waits until the program holds the choice. */
async function settle(page: Page, header: string, field: string | null): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await readMatches(page)).get(header) !== field) {
    if (Date.now() > deadline) throw new Error(`Column ${header} did not go to ${field ?? 'nothing'}.`);
    await page.waitForTimeout(50);
  }
}

export const goToOptions = async (page: Page): Promise<void> => {
  await goOn(page, 'match.foot');
  await button(page, 'options.foot').waitFor();
};
