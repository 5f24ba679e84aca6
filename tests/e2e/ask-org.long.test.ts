import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { readNewestLoad, readRows } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { answer, openAdvanced } from './screens/options';
import { goToReview, send } from './screens/review';
import { button, chooseOption, goTo, sentence } from './screens/window';

// Rows whose answer was lost: what the org says of them, where it can be asked, and how a person decides.

const rows = 12;
let home: string;
let controlFile: string;
let launched: LaunchedBulkhead;

const control = async (change: object): Promise<void> => {
  const { control: url, token } = JSON.parse(await readFile(controlFile, 'utf8')) as Record<string, string>;
  const headers = { 'X-Practice-Control': token ?? '', 'Content-Type': 'application/json' };
  const done = await fetch(url ?? '', { method: 'POST', headers, body: JSON.stringify(change) });
  expect(done.status).toBe(200);
};
const dialog = () => launched.page.getByRole('dialog', { name: text('ask.title') });
const askTheOrg = async (count: number): Promise<void> => {
  await button(launched.page, 'results.foot.decide', { count }).click();
  await dialog().getByText(text('ask.lead')).waitFor();
};
/** Inserts contacts by an API of the person's choice. */
const insert = async (name: string, lines: readonly string[], api: '2.0' | 'collections'): Promise<void> => {
  const { app, page } = launched;
  await goTo(page, 'history');
  await button(page, 'shell.newLoad').first().click();
  const path = join(home, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  await loadFile(app, page, path);
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'insert' });
  await goToMatch(page);
  await goToOptions(page);
  await openAdvanced(page);
  await answer(page, 'api', api).check();
  await goToReview(page);
  await send(page);
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-ask-'));
  controlFile = join(home, 'control.json');
  launched = await launchBulkhead({
    home,
    preloads: [join(findRepository(), 'tests', 'e2e', 'control-practice.cjs')],
    env: { BULKHEAD_PRACTICE_CONTROL: controlFile },
  });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openPracticeOrg(launched.page);
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

it('shows the query where rows have no key, and decides them all at once', async () => {
  const { page } = launched;
  await control({
    faults: [{ method: 'POST', pathPattern: 'composite/sobjects', when: 'after', action: 'drop', times: 1 }],
  });
  const lines = Array.from({ length: rows }, (_, index) => `Lost ${index},Keeper of row ${index}`);
  await insert('lost.csv', ['Last Name,Title', ...lines], 'collections');
  await askTheOrg(rows);
  await dialog()
    .getByText(text('ask.lead.none', { query: 'yes' }))
    .waitFor();
  await dialog().getByText('Lost 3, Keeper of row 3', { exact: true }).waitFor();
  expect(await findBarriers(page, 'rows without a key')).toEqual([]);

  const query = (await dialog().locator('pre').innerText()).trim();
  expect(query).toMatch(/^SELECT Id, CreatedDate, LastName, Title FROM Contact WHERE CreatedById = /);
  await button(dialog(), 'ask.query.export').click();
  expect(await page.getByRole('textbox', { name: text('export.query.label') }).inputValue()).toBe(query);

  await goTo(page, 'history');
  await page
    .getByRole('button', { name: /lost\.csv/ })
    .first()
    .click();
  await askTheOrg(rows);
  await button(dialog(), 'ask.apply', { count: 0 }).click();
  await dialog()
    .getByRole('alert')
    .filter({ hasText: text('ask.missing') })
    .waitFor();
  const all = dialog().getByRole('combobox', { name: text('ask.others', { count: rows, all: 'true' }) });
  await chooseOption(page, all, text('ask.as.created'));
  await button(dialog(), 'ask.apply', { count: rows }).click();
  await dialog().waitFor({ state: 'hidden' });
  expect((await readNewestLoad(page)).balance.counts).toMatchObject({ created: rows, no_verdict: 0 });
});

it('follows the org only where its answer is clear, and keeps the record', async () => {
  const { page } = launched;
  const cut = { method: 'GET', when: 'after', action: 'truncate', clean: true, times: 50 };
  await control({ faults: [{ ...cut, pathPattern: '(successful|failed)Results' }] });
  const lines = Array.from({ length: rows }, (_, index) => `ASK-${index},Asked`);
  // C-000001 is in the org since it was founded, and no second record may have that key.
  await insert('keyed.csv', ['Contact No,Last Name', 'C-000001,Taken', ...lines], '2.0');
  const { balance, id } = await readNewestLoad(page);
  const open = balance.counts.no_verdict;
  expect(open).toBeGreaterThan(1);
  await askTheOrg(open);
  await dialog()
    .getByText(text('ask.says.older', { count: 1 }), { exact: true })
    .waitFor();
  expect(await findBarriers(page, 'rows with a key')).toEqual([]);
  await button(dialog(), 'ask.all', { count: open }).click();
  await button(dialog(), 'ask.apply', { count: open }).click();
  await dialog().waitFor({ state: 'hidden' });
  expect((await readNewestLoad(page)).balance.counts).toMatchObject({ created: rows, failed: 1 });
  const [taken, ...made] = await readRows(page, id);
  expect(taken?.state).toBe('failed');
  expect(new Set(made.map(({ recordId }) => recordId)).size).toBe(rows);
  // Nothing is wrong with the row that is left: there is nothing to fix, only to send.
  await button(page, 'results.foot.again', { count: 1 }).click();
  await sentence(page)
    .filter({ hasText: text('results.sentence.ready', { settled: rows, ready: 1 }) })
    .waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(launched.problems).toEqual([]);
});
