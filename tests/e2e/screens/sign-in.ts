import { chromium, type Browser, type ElectronApplication, type Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { button } from './window';

/** A browser of this computer's own, as a person would have one; set-up finds it, or installs it where it may. */
export const browserProgram: string | undefined = process.env['BULKHEAD_BROWSER'];

export async function launchBrowser(program: string): Promise<Browser> {
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: program, args: flags });
}

/** From now on the app opens no browser; the addresses it would have opened are kept instead. */
export async function catchBrowser(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as unknown as { opened: string[] }).opened = opened;
    shell.openExternal = async (url) => {
      opened.push(url);
    };
  });
}

/** The address the app opened last; waits for one that was not there before. */
export async function readOpened(app: ElectronApplication, before = 0): Promise<string> {
  for (;;) {
    const opened = await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    const last = opened.at(-1);
    if (opened.length > before && last !== undefined) return last;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Goes through the login page in a browser, and returns it on the app's own last page.
 *
 * @param user Who signs in, by name; left out: the one the page offers.
 */
export async function answerInBrowser(
  browser: Browser,
  url: string,
  decision: 'allow' | 'deny',
  user?: string,
): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  if (user !== undefined) await page.locator('select').selectOption({ label: user });
  await page.locator(`button[value=${decision}]`).click();
  await page.waitForURL(/OauthRedirect/);
  return page;
}

export type Wish = { address: string; clientId: string };

/** Fills in Connect for an org at its own address, by keys alone where a mouse is not needed. */
export async function fillIn(page: Page, { address, clientId }: Wish): Promise<void> {
  await page.getByRole('radio', { name: text('connect.own') }).check();
  await page.getByRole('textbox', { name: text('connect.address') }).fill(address);
  await page.getByRole('textbox', { name: text('connect.client') }).fill(clientId);
}

/** Fills in Connect and goes on to the browser; waits until the window waits. */
export async function beginSignIn(page: Page, wish: Wish): Promise<void> {
  await fillIn(page, wish);
  await button(page, 'connect.go').click();
  await button(page, 'signIn.copyLink').waitFor();
}
