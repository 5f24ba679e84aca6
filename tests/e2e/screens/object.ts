import type { Page } from 'playwright';
import type { Operation } from '../../../src/shared/domain/sobject';
import { text } from '../../../src/shared/messages/format';
import { goOn } from './window';

export type Choice = { object: string; operation: Operation; key?: string; findBy?: string };

/** Chooses object, operation and the field records are found by, where it is not the Id; all by API name. */
export async function chooseTarget(page: Page, { object, operation, key, findBy }: Choice): Promise<void> {
  const list = page.getByRole('group', { name: text('object.list') });
  await list.getByRole('textbox', { name: text('object.search') }).fill(object);
  await list.locator(`input[type=radio][value="${object}"]`).check();
  await page
    .getByRole('group', { name: text('operation.list') })
    .locator(`input[type=radio][value="${operation}"]`)
    .check();
  if (findBy !== undefined) await page.getByRole('radio', { name: text('find.field') }).check();
  const field = key ?? findBy;
  if (field === undefined) return;
  await page
    .getByLabel(text(key === undefined ? 'find.choose' : 'key.list'))
    .first()
    .click();
  await page.getByRole('option').filter({ hasText: field }).first().click();
}

export const goToMatch = async (page: Page): Promise<void> => {
  await goOn(page, 'object.foot');
  await page.getByTestId('match-row-0').waitFor({ timeout: 30_000 });
};
