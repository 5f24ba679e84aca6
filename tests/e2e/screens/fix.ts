import type { Locator, Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { readNewestLoad } from './bridge';
import { button, chooseOption, goOn } from './window';

/** Columns the grid has before those of the file: row, state, why. */
const LEAD = 3;

const panel = (page: Page): Locator => page.getByRole('region', { name: text('repair.panel') });
const grid = (page: Page): Locator => page.getByTestId('fix-grid');

/** Types a row's number of the file into the box above the grid and presses Enter. */
async function askForRow(page: Page, row: number): Promise<void> {
  const box = page.getByRole('textbox', { name: text('fix.goTo') });
  await box.fill(String(row));
  await box.press('Enter');
}

/** Whether the grid comes to a row, within a moment. */
export async function comesToRow(page: Page, row: number): Promise<boolean> {
  await askForRow(page, row);
  const there = page.waitForFunction(isAtRow, String(row), { timeout: 3000 });
  return there.then(
    () => true,
    () => false,
  );
}

/** Shows all open rows and goes to one of them by its number in the file, asking again where that is not heard. */
export async function goToRow(page: Page, row: number): Promise<void> {
  const all = page
    .getByRole('group', { name: text('fix.chips') })
    .getByRole('button')
    .first();
  if ((await all.getAttribute('aria-pressed')) !== 'true') await all.click();
  for (let tries = 0; tries < 4; tries += 1) if (await comesToRow(page, row)) return;
  throw new Error(`The grid does not come to row ${row}.`);
}

/** Runs in the window: whether the keyboard is in the grid, on a cell of this row of the file, in sight. */
function isAtRow(wanted: string): boolean {
  if (document.activeElement?.closest('[data-testid=fix-grid]') == null) return false;
  const chosen = document.querySelector('[data-testid=fix-grid] [role=gridcell][aria-selected=true]');
  return chosen?.parentElement?.querySelector('[role=gridcell]')?.textContent?.trim() === wanted;
}

/** Where a column of the file stands in the grid: sent columns first, each in the order of the file. */
async function gridColumnOf(page: Page, header: string): Promise<number> {
  const { sheet, mapping } = await readNewestLoad(page);
  const isSent = (index: number): boolean =>
    mapping.some(({ column, field }) => column === index && field !== null);
  const ordered = [...sheet.columns].sort(
    (a, b) => Number(isSent(b.index)) - Number(isSent(a.index)) || a.index - b.index,
  );
  return LEAD + ordered.findIndex((column) => column.header === header);
}

/** Index of the chosen cell's column. The list of cells for screen readers follows the picture a little later. */
async function chosenColumn(page: Page): Promise<number> {
  const cell = grid(page).locator('[role=gridcell][aria-selected=true]').first();
  return Number(await cell.getAttribute('aria-colindex')) - 1;
}

/** Moves the chosen cell to a column with the arrow keys. */
export async function goToColumn(page: Page, header: string): Promise<void> {
  const wanted = await gridColumnOf(page, header);
  const steps = wanted - (await chosenColumn(page));
  for (let step = 0; step < Math.abs(steps); step += 1) {
    await page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft');
  }
  await page.waitForFunction(
    (column) =>
      document
        .querySelector('[data-testid=fix-grid] [role=gridcell][aria-selected=true]')
        ?.getAttribute('aria-colindex') === String(column + 1),
    wanted,
    { timeout: 10_000 },
  );
}

/** Waits until the program has checked what was changed. */
export async function awaitSaved(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: text('fix.saved') })
    .waitFor({ timeout: 30_000 });
}

/** Types a value into a cell of a row, as a person at the keyboard does. */
export async function typeCell(page: Page, row: number, header: string, value: string): Promise<void> {
  await goToRow(page, row);
  await goToColumn(page, header);
  const before = (await readNewestLoad(page)).version;
  await page.keyboard.press('Enter');
  const editor = page.locator('#portal textarea, #portal input, .gdg-input').first();
  await editor.waitFor();
  await editor.fill(value);
  await page.keyboard.press('Enter');
  await awaitVersion(page, before);
}

async function awaitVersion(page: Page, before: number): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await readNewestLoad(page)).version <= before) {
    if (Date.now() > deadline) throw new Error('Nothing changed.');
    await page.waitForTimeout(40);
  }
  await awaitSaved(page);
}

export type RepairWish =
  | { kind: 'map'; column: string; values: readonly { from: string; to: string }[] }
  | { kind: 'replace'; column: string; find: string; replace: string }
  | { kind: 'copy'; column: string; from: string }
  | { kind: 'cut'; column: string; length: number }
  | { kind: 'clear'; column: string };

/** Repairs all rows that share the cause of one row, through the panel beside the grid. */
export async function repairGroupOf(page: Page, row: number, wish: RepairWish): Promise<void> {
  await goToRow(page, row);
  const form = panel(page);
  await chooseOption(
    page,
    form.getByLabel(text('repair.kind'), { exact: true }).first(),
    text(`repair.kind.${wish.kind}`),
  );
  await chooseOption(page, form.getByLabel(text('repair.column'), { exact: true }).first(), wish.column);
  await fillRepair(page, form, wish);
  const before = (await readNewestLoad(page)).version;
  const apply = form.locator('button[type=submit]');
  await page.waitForFunction(
    (none) => {
      const submit = document.querySelector('.bh-fix-apply button[type=submit]');
      return submit !== null && submit.textContent?.trim() !== none;
    },
    text('repair.apply', { count: 0 }),
    { timeout: 15_000 },
  );
  await apply.click();
  await awaitVersion(page, before);
}

async function fillRepair(page: Page, form: Locator, wish: RepairWish): Promise<void> {
  switch (wish.kind) {
    case 'map':
      for (const { from, to } of wish.values) {
        const box = form.getByLabel(text('repair.map.to', { value: from }), { exact: true }).first();
        if ((await box.inputValue()) !== to) await chooseOption(page, box, to);
      }
      return;
    case 'replace':
      await form.getByLabel(text('repair.find'), { exact: true }).fill(wish.find);
      await form.getByLabel(text('repair.replace'), { exact: true }).fill(wish.replace);
      return;
    case 'copy':
      await chooseOption(page, form.getByLabel(text('repair.from'), { exact: true }).first(), wish.from);
      return;
    case 'cut':
      await form.getByLabel(text('repair.length'), { exact: true }).fill(String(wish.length));
      return;
    case 'clear':
      return;
  }
}

/** Makes all rows that share the cause of one row ready as they are. */
export async function sendGroupAgain(page: Page, row: number): Promise<void> {
  await goToRow(page, row);
  const before = (await readNewestLoad(page)).version;
  await button(panel(page), 'repair.sendAgain').click();
  await awaitVersion(page, before);
}

async function giveReason(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(text('leaveOut.reason')).fill(reason);
  const before = (await readNewestLoad(page)).version;
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  await awaitVersion(page, before);
}

/** Leaves all rows out that share the cause of one row. */
export async function leaveGroupOut(page: Page, row: number, reason: string): Promise<void> {
  await goToRow(page, row);
  await button(panel(page), 'repair.leaveOut').click();
  await giveReason(page, reason);
}

/** Leaves one row out, through the note beside its cell at fault. */
export async function leaveRowOut(page: Page, row: number, header: string, reason: string): Promise<void> {
  await goToRow(page, row);
  await goToColumn(page, header);
  const leaveOut = button(page.getByTestId('cell-bubble'), 'bubble.leaveOut');
  const isShown = await leaveOut.waitFor({ timeout: 1500 }).then(
    () => true,
    () => false,
  );
  // The note may not come by itself for a row that was fetched only just now; choosing the cell anew brings it.
  if (!isShown) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
  }
  await leaveOut.click();
  await giveReason(page, reason);
}

/** Sends what has become ready. */
export async function resubmit(page: Page): Promise<void> {
  const { target, balance, org } = await readNewestLoad(page);
  const rows = balance.counts.ready;
  await goOn(page, 'fix.foot.resubmit', {
    rows,
    object: (rows === 1 ? target?.objectLabel : target?.objectLabelPlural) ?? '',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  });
}
