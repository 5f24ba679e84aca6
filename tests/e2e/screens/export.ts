import type { Locator, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { button, chooseOption } from './window';

/** Chooses what to export from. */
export async function chooseExportObject(page: Page, label: string, name: string): Promise<void> {
  const box = page.getByRole('combobox', { name: text('export.object') });
  const words = label === name ? label : `${label} (${name})`;
  await chooseOption(page, box, words);
  await page.getByRole('textbox', { name: text('export.fields.search') }).waitFor();
}

/** The tick box of a field, by the path that goes into the query. */
export const fieldBox = (page: Page, path: string): Locator =>
  page
    .locator('.bh-export-field')
    .filter({ has: page.getByText(path, { exact: true }) })
    .getByRole('checkbox');

/** Adds a condition on a field and chooses how it compares; answers the box for its value. */
export async function addCondition(
  page: Page,
  number: number,
  field: string,
  operator: string | null,
): Promise<Locator> {
  await button(page, 'export.filters.add').click();
  await chooseOption(
    page,
    page.getByRole('combobox', { name: text('export.filters.field', { number }) }),
    field,
  );
  if (operator !== null) {
    const box = page.getByRole('combobox', { name: text('export.filters.operator', { number }) });
    await chooseOption(page, box, operator);
  }
  return page.getByLabel(text('export.filters.value', { number }));
}
