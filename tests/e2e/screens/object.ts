import type { Page } from 'playwright';
import type { Operation } from '../../../src/shared/domain/sobject';
import { text } from '../../../src/shared/messages/format';
import { goOn } from './window';

export type Choice = { object: string; operation: Operation; key?: string };

/** Chooses object (by its API name), operation and, for an upsert, the key field (by its API name). */
export async function chooseTarget(page: Page, { object, operation, key }: Choice): Promise<void> {
  const list = page.getByRole('group', { name: text('object.list') });
  await list.getByRole('textbox', { name: text('object.search') }).fill(object);
  await list.locator(`input[type=radio][value="${object}"]`).check();
  await page
    .getByRole('group', { name: text('operation.list') })
    .locator(`input[type=radio][value="${operation}"]`)
    .check();
  if (key === undefined) return;
  const box = page.getByLabel(text('key.list')).first();
  await box.click();
  await page.getByRole('option').filter({ hasText: key }).click();
}

export const goToMatch = async (page: Page): Promise<void> => {
  await goOn(page, 'object.foot');
  await page.getByTestId('match-row-0').waitFor({ timeout: 30_000 });
};
