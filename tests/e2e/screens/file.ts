import type { ElectronApplication, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { answerFileDialog, button, goOn } from './window';

const READING_LIMIT = 60_000;

/** Takes the sample file and waits until it is read. */
export async function takeSample(page: Page): Promise<void> {
  await button(page, 'file.sample').click();
  await button(page, 'file.next').waitFor({ timeout: READING_LIMIT });
}

/** Chooses a file in the system's dialog. Says nothing about whether it can be read. */
export async function chooseFile(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await answerFileDialog(app, path);
  await button(page, 'file.choose').click();
}

/** Chooses a file and waits until it is read. */
export async function loadFile(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await chooseFile(app, page, path);
  await button(page, 'file.next').waitFor({ timeout: READING_LIMIT });
}

export const goToObject = async (page: Page): Promise<void> => {
  await goOn(page, 'file.next');
  await page.getByRole('group', { name: text('object.list') }).waitFor({ timeout: READING_LIMIT });
};
