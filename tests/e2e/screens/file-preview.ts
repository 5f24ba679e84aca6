import type { ElectronApplication, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { answerFileDialog, button } from './window';

/** What the File screen shows of a file that was read. */
export type ShownFile = {
  chips: string[];
  notes: string[];
  /** What a spreadsheet did to the values, column by column. */
  damages: string[];
  header: string[];
  rows: { row: string; line: string; cells: string[] }[];
};

const limit = 60_000;
const seenMark = 'data-seen';

/**
 * Chooses another file in place of the one a load has, and waits until it is read or refused.
 *
 * @returns The words of the refusal; null where the file was read.
 */
export async function takeAnother(
  app: ElectronApplication,
  page: Page,
  path: string,
  name: string,
): Promise<string | null> {
  await answerFileDialog(app, path);
  await page.evaluate(
    (mark) => document.querySelectorAll('[role=alert]').forEach((notice) => notice.setAttribute(mark, '')),
    seenMark,
  );
  await button(page, 'file.another').first().click();
  const refused = page.getByRole('main').locator(`[role=alert]:not([${seenMark}])`).first();
  const read = page.getByRole('main').getByRole('heading', { level: 1, name, exact: true });
  await read.or(refused).first().waitFor({ timeout: limit });
  if (await refused.isVisible()) return refused.innerText();
  await page.getByRole('table', { name: text('file.preview') }).waitFor({ timeout: limit });
  return null;
}

/** Changes one part of how the file is read, by the words of the chip and of its choice. */
export async function changeChip(page: Page, chip: string, choice: string): Promise<void> {
  await page.locator('.bh-chip', { hasText: chip }).first().click();
  await page.getByRole('menuitemradio', { name: choice }).first().click();
  await page.locator('.bh-chip[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: limit });
  await page.getByRole('table', { name: text('file.preview') }).waitFor({ timeout: limit });
}

/** Reads the chips, the findings, the damage and the table of the first rows as they stand in the window. */
export async function readShown(page: Page): Promise<ShownFile> {
  return page.evaluate(() => {
    const words = (selector: string): string[] =>
      [...document.querySelectorAll<HTMLElement>(selector)].map((element) => element.innerText);
    const cells = (row: Element, selector: string): string[] =>
      [...row.querySelectorAll(selector)].map((cell) => cell.textContent);
    const table = document.querySelector('table.bh-sheet');
    const [head, ...rows] = [...(table?.querySelectorAll('tr') ?? [])];
    return {
      chips: words('.bh-chip-value'),
      notes: words('.bh-notes li'),
      damages: words('.bh-damage'),
      header: head === undefined ? [] : cells(head, 'th').slice(2),
      rows: rows.map((row) => {
        const [line = '', ...values] = cells(row, 'td');
        return { row: cells(row, 'th')[0] ?? '', line, cells: values };
      }),
    };
  });
}
