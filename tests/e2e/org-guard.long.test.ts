import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { listIds } from '../demo/judge/judge-inserts';
import { signInAsPerson, type OrgSession } from '../demo/judge/org-session';
import { findPracticeUrl, foundPracticeOrg } from '../demo/prepare-org';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram, readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { awaitResults, goToReview } from './screens/review';
import { button, goOn, goTo } from './screens/window';

// Which org a load goes to, what it still allows, and what is asked before much is written or anything deleted.

const ROWS = 250;
const barriers: string[] = [];

let home: string;
let launched: LaunchedBulkhead;
let session: OrgSession;
let pretended = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-guard-'));
  await foundPracticeOrg(findRepository(), home, { dailyBulkBatches: 0 });
  launched = await launchBulkhead({ home });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openPracticeOrg(launched.page);
  session = await signInAsPerson(await findPracticeUrl(home));
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const look = async (name: string): Promise<void> => {
  await launched.screenshot(name);
  barriers.push(...(await findBarriers(launched.page, name)));
};

/** From a new file to the review. */
async function prepare(
  name: string,
  lines: readonly string[],
  operation: 'insert' | 'delete',
): Promise<void> {
  const { app, page } = launched;
  const path = join(home, name);
  await writeFile(path, `${lines.join('\r\n')}\r\n`);
  await loadFile(app, page, path);
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation });
  await goToMatch(page);
  await goToOptions(page);
  await goToReview(page);
}

/** Lets the window believe that the newest load was made for an org of another kind; the program knows better. */
async function pretendProduction(name?: string): Promise<void> {
  const load = await readNewestLoad(launched.page);
  pretended += 1000;
  const org = { ...load.org, type: 'production', ...(name === undefined ? {} : { name }) };
  const view = { ...load, version: load.version + pretended, org };
  await launched.app.evaluate(({ BrowserWindow }, payload) => {
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.send('event', { name: 'load.changed', payload });
  }, view);
}

async function pretendOrgs(change: object, other?: object): Promise<void> {
  const [own] = await askProgram(launched.page, 'orgs.list', undefined);
  const payload = [...(other === undefined ? [] : [{ ...own, ...other }]), { ...own, ...change }];
  await launched.app.evaluate(({ BrowserWindow }, orgs) => {
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.send('event', { name: 'orgs.changed', payload: orgs });
  }, payload);
}

const resize = async (width: number, height: number): Promise<void> => {
  await launched.app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]),
    [width, height] as const,
  );
  await launched.page.waitForFunction((wanted) => innerWidth === wanted, width);
};

/** Whether part of a button's words can't be seen, or the button leaves the window. */
const cutOff = async (button: Locator): Promise<boolean> =>
  button.evaluate((node) => {
    const label = node.querySelector('.mantine-Button-label') ?? node;
    const box = node.getBoundingClientRect();
    return (
      label.scrollWidth > label.clientWidth + 1 ||
      label.scrollHeight > label.clientHeight + 1 ||
      box.left < 0 ||
      box.right > innerWidth
    );
  });

const dialogOf = (): Locator => launched.page.getByRole('dialog');
const focused = async (): Promise<string> =>
  launched.page.evaluate(() => document.activeElement?.textContent ?? '');
const actOn = async (): Promise<string> => {
  const { target, org, balance } = await readNewestLoad(launched.page);
  return text('send.act', {
    operation: target?.operation ?? '',
    rows: balance.counts.ready,
    object: target?.objectLabelPlural ?? '',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  });
};

it('shows what the org still allows in its menu', async () => {
  const { page } = launched;
  await page.getByRole('banner').getByRole('button').click();
  const { apiCalls } = await askProgram(page, 'orgs.limits', {
    orgId: (await askProgram(page, 'orgs.list', undefined))[0]?.id ?? '',
  });
  expect(apiCalls?.max).toBe(100_000);
  await page.getByText(text('limits.left', { kind: 'batches', left: 0, max: 0 })).waitFor();
  await page.getByText(/^API calls left today: 99,\d{3} of 100,000$/).waitFor();
  await look('org-menu');
  await page.keyboard.press('Escape');
});

it('warns before sending takes more than is left', async () => {
  await prepare(
    'many.csv',
    ['Last Name', ...Array.from({ length: ROWS }, (_, index) => `Guard ${index}`)],
    'insert',
  );
  const { page } = launched;
  await page.getByText(text('review.limits.batches', { needed: 1, left: 0 })).waitFor();
  // More calls are left than it takes: of them nothing is said.
  expect(await page.getByText(/about \d+ API calls/).count()).toBe(0);
  await look('review-limits');
});

it('asks for the count before many rows go to production, and says whose they are', async () => {
  const { page } = launched;
  await pretendProduction();
  const act = (await actOn()).replace(`(${text('org.practice')})`, `(${text('org.production')})`);
  await page.locator('footer').getByRole('button', { name: act, exact: true }).click();
  await dialogOf()
    .getByLabel(text('confirm.type', { count: '250' }))
    .waitFor();
  expect(await focused()).toBe(text('shell.cancel'));
  await dialogOf().getByText(text('org.production'), { exact: true }).waitFor();
  await look('confirm-production');

  await dialogOf().getByRole('textbox').fill('25');
  await page.keyboard.press('Enter');
  await dialogOf()
    .getByText(text('confirm.mismatch', { count: '250' }))
    .waitFor();
  await page.keyboard.press('Escape');
  await dialogOf().waitFor({ state: 'hidden' });
  expect((await readNewestLoad(page)).attempts).toEqual([]);
});

it('shows whole what is written and where, however long the name and narrow the window', async () => {
  const { page } = launched;
  const name = 'Acme International Holdings and Subsidiaries of Central and Northern Europe GmbH';
  await resize(900, 700);
  await pretendProduction(name);
  const act = text('send.act', {
    operation: 'insert',
    rows: ROWS,
    object: 'Contacts',
    org: text('org.named', { org: name, type: text('org.production') }),
  });
  const acting = page.locator('footer').getByRole('button', { name: act, exact: true });
  expect(await cutOff(acting)).toBe(false);
  await acting.click();
  const confirming = dialogOf().getByRole('button', { name: act, exact: true });
  await confirming.waitFor();
  expect(await cutOff(confirming)).toBe(false);
  await look('confirm-long-name-900');
  await page.keyboard.press('Escape');
  await dialogOf().waitFor({ state: 'hidden' });
  await resize(1280, 800);
});

it('lets a person say for each production org from how many rows on', async () => {
  const { page } = launched;
  await pretendOrgs({ type: 'production' });
  await goTo(page, 'settings');
  const above = page.getByLabel(text('settings.guard.above'));
  expect(await above.inputValue()).toBe('200');
  await above.fill('1000');
  await look('settings-guard');
  await page.keyboard.press('Enter');
  const { org } = await readNewestLoad(page);
  await expect
    .poll(async () => (await askProgram(page, 'settings.get', undefined)).countAbove)
    .toEqual({ [org.id]: 1000 });

  await goTo(page, 'load');
  await pretendProduction();
  const act = (await actOn()).replace(`(${text('org.practice')})`, `(${text('org.production')})`);
  await page.locator('footer').getByRole('button', { name: act, exact: true }).click();
  await dialogOf().getByRole('button', { name: act, exact: true }).waitFor();
  expect(await dialogOf().getByRole('textbox').count()).toBe(0);
  await page.keyboard.press('Escape');
});

it('says where a load goes while another org is chosen', async () => {
  const { page } = launched;
  const { org } = await readNewestLoad(page);
  await pretendOrgs({}, { id: '00D000000000099AAA', name: 'Acme', type: 'production' });
  await page.reload();
  await goTo(page, 'history');
  await page.getByRole('button', { name: 'many.csv', exact: true }).click();
  await pretendOrgs({}, { id: '00D000000000099AAA', name: 'Acme', type: 'production' });
  const own = text('org.named', { org: org.name, type: text(`org.${org.type}`) });
  await page.getByText(text('org.other.title', { own, current: 'Acme' })).waitFor();
  await look('other-org');
  await page.reload();
  await goTo(page, 'history');
  await page.getByRole('button', { name: 'many.csv', exact: true }).click();
  await button(page, 'review.again').waitFor();
  expect(await page.getByText(text('org.other.why')).count()).toBe(0);
});

it('deletes nothing before its count was typed', async () => {
  const { page } = launched;
  const before = await listIds(session, 'Contact');
  const doomed = [...before].slice(0, 3);
  await goTo(page, 'history');
  await button(page, 'shell.newLoad').click();
  await prepare('doomed.csv', ['Id', ...doomed], 'delete');
  const { name } = (await readNewestLoad(page)).org;
  await goOn(page, 'send.act', {
    operation: 'delete',
    rows: 3,
    object: 'Contacts',
    org: text('org.named', { org: name, type: text('org.practice') }),
  });
  const answer = dialogOf().getByLabel(text('confirm.type', { count: '3' }));
  await answer.waitFor();
  expect(await focused()).toBe(text('shell.cancel'));
  await look('confirm-delete');
  await page.keyboard.press('Enter');
  await dialogOf().waitFor({ state: 'hidden' });
  expect((await listIds(session, 'Contact')).size).toBe(before.size);

  await page.keyboard.press('Control+Enter');
  await answer.fill('3');
  await page.keyboard.press('Enter');
  await awaitResults(page);
  expect((await readNewestLoad(page)).balance.counts.deleted).toBe(3);
  const left = await listIds(session, 'Contact');
  expect(doomed.filter((id) => left.has(id))).toEqual([]);
  expect(left.size).toBe(before.size - 3);
});

it('puts no barrier on any screen, and has had no problem of its own', () => {
  expect(barriers).toEqual([]);
  expect(launched.problems).toEqual([]);
});
