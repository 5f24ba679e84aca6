import type { Locator, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';

/** Unfolds what else can be chosen about the way the rows go. */
export async function openAdvanced(page: Page): Promise<void> {
  await page.locator('summary', { hasText: text('options.advanced') }).click();
  await page.getByRole('group', { name: text('options.api') }).waitFor();
}

/** An answer to one of the questions of the options, by the question's name and the value. */
export const answer = (page: Page, name: 'api' | 'mode', value: string): Locator =>
  page.locator(`input[type=radio][name="${name}"][value="${value}"]`);

export const batchSize = (page: Page): Locator =>
  page
    .getByLabel(text('options.batchSize'), { exact: true })
    .or(page.getByLabel(text('options.batchSize.calls'), { exact: true }));
