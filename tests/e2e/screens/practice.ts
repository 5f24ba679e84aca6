import type { Page } from 'playwright';
import { text, type MessageKey, type MessageParams } from '../../../src/shared/messages/format';
import { button, sentence } from './window';

/** Waits until the sentence at the top is this one. */
export async function comesToSay(page: Page, key: MessageKey, params?: MessageParams): Promise<void> {
  await sentence(page)
    .and(page.getByRole('heading', { name: text(key, params), exact: true }))
    .waitFor({ timeout: 15_000 });
}

/** Opens the conditions from the org's menu in the top bar, by keys alone. */
export async function openConditions(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: text('org.menu') });
  await menu.focus();
  await page.keyboard.press('Enter');
  const entry = page.getByRole('menuitem', { name: text('shell.practice'), exact: true });
  await entry.waitFor();
  for (let tries = 0; tries < 5; tries += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByText(text('practice.sub')).waitFor({ timeout: 15_000 });
}

/** Presses a button by keys: it takes the focus, Enter does the rest. */
export async function pressByKey(page: Page, key: MessageKey, params?: MessageParams): Promise<void> {
  await button(page, key, params).focus();
  await page.keyboard.press('Enter');
}

/** What the practice org holds of an object, as its table on the screen says. */
export async function readRecords(page: Page, label: string): Promise<number> {
  const list = page.getByRole('region', { name: text('practice.company.list') });
  const line = list.getByRole('row').filter({ has: page.getByRole('cell', { name: label, exact: true }) });
  return Number((await line.getByRole('cell').last().innerText()).replaceAll(',', ''));
}
