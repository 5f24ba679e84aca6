import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { readNewestLoad, readRows } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { comesToRow, goToColumn, typeCell } from './screens/fix';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { goToReview } from './screens/review';
import { button } from './screens/window';

// The grid before anything was sent: rows held back are found by their number and mended one cell at a time.

const ROWS = 400;

let folder: string;
let launched: LaunchedBulkhead;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-fix-grid-'));
  const lines = Array.from({ length: ROWS }, (_, at) => `C-80${String(at + 1).padStart(4, '0')};;Ada`);
  await writeFile(join(folder, 'surnames.csv'), `Contact No;Surname;First name\r\n${lines.join('\r\n')}\r\n`);
  launched = await launchBulkhead();
  const { app, page } = launched;
  await openPracticeOrg(page);
  await loadFile(app, page, join(folder, 'surnames.csv'));
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'upsert', key: 'Contact_No__c' });
  await goToMatch(page);
  await goToOptions(page);
  await goToReview(page);
});
afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

const surnameOf = async (row: number): Promise<string | undefined> => {
  const { id } = await readNewestLoad(launched.page);
  return (await readRows(launched.page, id)).find((found) => found.row === row)?.cells[1];
};

it('has nothing to send while every row is held', async () => {
  const { page } = launched;
  expect((await readNewestLoad(page)).balance.counts).toMatchObject({ ready: 0, held: ROWS });
  await button(page, 'review.foot.none').click();
  await page.getByTestId('fix-grid').waitFor();
});

it.each([300, 2, 150, ROWS])('goes to row %i when asked once', async (row) => {
  expect(await comesToRow(launched.page, row)).toBe(true);
});

it('mends a cell, takes it back and makes it so again', async () => {
  const { page } = launched;
  await typeCell(page, 250, 'Surname', 'Żółkiewska');
  expect(await surnameOf(250)).toBe('Żółkiewska');
  expect((await readNewestLoad(page)).balance.counts).toMatchObject({ ready: 1, held: ROWS - 1 });
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await readNewestLoad(page)).balance.counts.held).toBe(ROWS);
  expect(await surnameOf(250)).toBe('');
  await page.keyboard.press('Control+y');
  await expect.poll(async () => (await readNewestLoad(page)).balance.counts.ready).toBe(1);
  expect(await surnameOf(250)).toBe('Żółkiewska');
});

it('keeps every letter that is typed over a cell', async () => {
  const { page } = launched;
  await comesToRow(page, 120);
  await goToColumn(page, 'Surname');
  await page.keyboard.type('Brandt');
  await page.keyboard.press('Enter');
  await expect.poll(() => surnameOf(120)).toBe('Brandt');
});

it('says so when there is no such row', async () => {
  const { page } = launched;
  const box = page.getByRole('textbox', { name: text('fix.goTo') });
  await box.fill('twelve');
  await box.press('Enter');
  await expect.poll(() => page.getByText(text('fix.goTo.none')).count()).toBe(1);
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
