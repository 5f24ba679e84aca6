import type { Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { button } from './window';

/** Opens the practice org from the connect screen and waits until a file can be chosen. */
export async function openPracticeOrg(page: Page): Promise<void> {
  await button(page, 'connect.practice.open').click();
  await page.getByRole('heading', { name: text('file.sentence') }).waitFor({ timeout: 60_000 });
}
