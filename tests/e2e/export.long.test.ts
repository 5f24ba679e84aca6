import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { foundPracticeOrg } from '../demo/prepare-org';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram, readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { addCondition, chooseExportObject, fieldBox } from './screens/export';
import { answerSaveDialog, button, goTo, sentence } from './screens/window';

// Records out of the org into a file, as a person does it, and back again into an update.

let launched: LaunchedBulkhead;
let folder: string;
let home: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-export-window-'));
  home = await mkdtemp(join(tmpdir(), 'bulkhead-export-home-'));
  // Slow enough that an export can be watched and stopped.
  await foundPracticeOrg(findRepository(), home, { queueMs: 4000 });
  launched = await launchBulkhead({ home });
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  await rm(folder, { recursive: true, force: true });
});

const readLines = async (name: string): Promise<string[]> =>
  (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');

it('says what is missing, where nobody has signed in', async () => {
  const { page } = launched;
  await goTo(page, 'export');
  const connect = button(page, 'export.signedOut.connect');
  await connect.waitFor();
  expect(await sentence(page).innerText()).toBe(text('export.sentence.start'));
  await connect.click();
  await openPracticeOrg(page);
});

it('exports chosen fields under conditions, counted first', { timeout: 120_000 }, async () => {
  const { app, page } = launched;
  await goTo(page, 'export');
  await button(page, 'export.start').click();
  await page
    .getByRole('alert')
    .filter({ hasText: text('export.object.choose') })
    .waitFor();
  await chooseExportObject(page, 'Contact', 'Contact');
  await page.getByRole('textbox', { name: text('export.fields.search') }).fill('last name');
  await fieldBox(page, 'LastName').check();
  await page.getByRole('textbox', { name: text('export.fields.search') }).fill('');
  const related = page.getByRole('combobox', { name: text('export.fields.parent') });
  await related.click();
  await page.getByRole('option', { name: /\(Account\)$/ }).click();
  await fieldBox(page, 'Account.Name').check();
  const value = await addCondition(page, 1, 'Last Name (LastName)', text('export.operator.starts-with'));
  await button(page, 'export.count').click();
  await page.getByText(text('export.filter.value-missing')).waitFor();
  await value.fill('S');
  await button(page, 'export.count').click();
  await page.getByText(/^\d+ records match\.$/).waitFor();
  const counted = Number(/\d+/.exec(await page.getByText(/records match/).innerText())?.[0]);
  expect(await findBarriers(page, 'export')).toEqual([]);
  await launched.screenshot('export-builder');

  await answerSaveDialog(app, null);
  await button(page, 'export.start').click();
  expect(await askProgram(page, 'exports.latest', undefined)).toBeNull();
  await answerSaveDialog(app, join(folder, 'contacts.csv'));
  await button(page, 'export.start').click();
  await page
    .getByRole('heading', { name: text('export.sentence.done', { rows: counted, file: 'contacts.csv' }) })
    .waitFor({ timeout: 30_000 });
  expect(await findBarriers(page, 'export, done')).toEqual([]);
  await launched.screenshot('export-done');
  const [header, ...rows] = await readLines('contacts.csv');
  expect(header).toBe('Id,LastName,Account.Name');
  expect(rows).toHaveLength(counted);
  expect(rows.every((row) => /^003\w{15},"?S/.test(row))).toBe(true);
});

it('begins an update from the file', { timeout: 60_000 }, async () => {
  const { page } = launched;
  await button(page, 'export.update').click();
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /column/ })
    .waitFor({ timeout: 30_000 });
  const load = await readNewestLoad(page);
  expect(load.target).toMatchObject({ object: 'Contact', operation: 'update' });
  expect(load.mapping.find(({ header }) => header === 'Id')?.field).toBe('Id');
  expect(load.sheet.name).toBe('contacts.csv');
});

it('takes a query in a person’s own words, and stops when told to', { timeout: 120_000 }, async () => {
  const { app, page } = launched;
  await goTo(page, 'export');
  await button(page, 'export.again').click();
  await button(page, 'export.advanced').click();
  const box = page.getByRole('textbox', { name: text('export.query.label') });
  expect(await box.inputValue()).toBe(
    "SELECT Id, LastName, Account.Name FROM Contact WHERE LastName LIKE 'S%'",
  );
  await box.fill('SELECT COUNT(Id) FROM Contact');
  await page.getByText(text('export.soql.aggregate')).waitFor();
  await box.fill('SELECT Nope__c FROM Contact');
  await answerSaveDialog(app, join(folder, 'query.xlsx'));
  await page.getByText(text('export.format.xlsx'), { exact: true }).click();
  await button(page, 'export.start').click();
  await page.getByText(text('error.export.query-refused.title')).waitFor({ timeout: 30_000 });
  expect(await findBarriers(page, 'export, refused')).toEqual([]);
  await launched.screenshot('export-failed');
  await button(page, 'export.retry').click();
  await box.fill('SELECT Id, Name FROM Account');
  expect(await findBarriers(page, 'export, query')).toEqual([]);
  await launched.screenshot('export-query');
  await button(page, 'export.start').click();
  await page.getByRole('heading', { name: text('export.sentence.waiting') }).waitFor({ timeout: 30_000 });
  expect(await findBarriers(page, 'export, running')).toEqual([]);
  await launched.screenshot('export-running');
  await button(page, 'export.stop').click();
  await page.getByRole('heading', { name: text('export.sentence.stopped') }).waitFor({ timeout: 30_000 });
  expect(await readdir(folder)).toEqual(['contacts.csv']);
  await button(page, 'export.retry').click();
  await button(page, 'export.start').click();
  await page.getByRole('heading', { name: /query\.xlsx/ }).waitFor({ timeout: 30_000 });
  expect((await readFile(join(folder, 'query.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  // A workbook that holds all of it can be loaded again just as well.
  expect(await button(page, 'export.update').count()).toBe(1);
  await button(page, 'export.again').click();
  await sentence(page)
    .filter({ hasText: text('export.sentence.soql') })
    .waitFor();
});

it('holds together in a narrow window', { timeout: 60_000 }, async () => {
  const { app, page } = launched;
  await button(page, 'export.simple').click();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 700));
  await page.waitForFunction(() => window.innerWidth === 900);
  await launched.screenshot('export-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(900);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await launched.screenshot('export-dark');
  expect(launched.problems).toEqual([]);
});
