import type { ElectronApplication, Locator, Page } from 'playwright';
import { text, type MessageKey, type MessageParams } from '../../../src/shared/messages/format';

/** A button by the words people see on it. */
export const button = (scope: Page | Locator, key: MessageKey, params?: MessageParams): Locator =>
  scope.getByRole('button', { name: text(key, params), exact: true });

/** The sentence at the top of the screen. */
export const sentence = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });

/** The filled button that goes on from a step. */
export const goOn = async (page: Page, key: MessageKey, params?: MessageParams): Promise<void> => {
  await button(page.getByRole('contentinfo').or(page.locator('footer')), key, params).click();
};

type Place = 'load' | 'export' | 'history' | 'settings';

/** The entry of the rail that leads to one of the window's places. */
export const placeButton = (page: Page, place: Place): Locator =>
  button(page.getByRole('navigation', { name: text('shell.main') }), `shell.${place}`);

/** Goes to one of the window's places by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await placeButton(page, place).click();
}

/** What the system's file dialog will answer from now on; null for Cancel. */
export async function answerFileDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({
      canceled: chosen === null,
      filePaths: chosen === null ? [] : [chosen],
    });
  }, path);
}

/** Where the system's save dialog will say to save from now on; null for Cancel. */
export async function answerSaveDialog(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
  }, path);
}

/** Chooses an entry of a list box by its words. */
export async function chooseOption(page: Page, box: Locator, name: string): Promise<void> {
  await box.click();
  await page.getByRole('option', { name, exact: true }).click();
}

/** The state and number of every term of the sum under the balance bar, as the screen shows them. */
export async function readSum(page: Page): Promise<Record<string, number>> {
  const terms = page.locator('.bh-sum .bh-term');
  const shown: Record<string, number> = {};
  for (const term of await terms.all()) {
    // Words for screen readers alone stand behind the word and the number that are seen.
    const word = (await term.locator('.bh-term-word').innerText()).replace(/[\s,]+$/, '').trim();
    const number = /[\d,]+/.exec(await term.locator('.bh-term-value').innerText())?.[0] ?? '';
    shown[word] = Number(number.replaceAll(',', ''));
  }
  return shown;
}
