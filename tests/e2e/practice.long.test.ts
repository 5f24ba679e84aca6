import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { crane, wharf } from '../contract/practice/describes';
import { signInAsPerson } from '../demo/judge/org-session';
import { findPracticeUrl } from '../demo/prepare-org';
import { launchBulkhead, resizeWindow, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, takeSample } from './screens/file';
import { comesToSay, openConditions, pressByKey, readRecords } from './screens/practice';
import { answerFileDialog, button, goTo } from './screens/window';

// A bad day is chosen, seen and taken back; the org is put back as it was; and it takes on somebody's own objects.

const barriers: string[] = [];
const problems: string[] = [];
let home: string;
let launched: LaunchedBulkhead;

const start = async (): Promise<void> => {
  launched = await launchBulkhead({ home });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
};
const end = async (): Promise<void> => {
  await launched.close();
  problems.push(...launched.problems);
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-practice-'));
  await start();
  await openPracticeOrg(launched.page);
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const look = async (name: string): Promise<void> => {
  barriers.push(...(await findBarriers(launched.page, name)));
};
const chip = (state: string) => button(launched.page, 'practice.chip', { state });
const slow = text('practice.state.slow');

it('chooses a bad day by keys, and everybody can see it', async () => {
  const { page } = launched;
  await openConditions(page);
  await comesToSay(page, 'practice.sentence.clear');
  await look('conditions on a good day');
  await pressByKey(page, 'practice.days.choose.day', { day: text('practice.day.slow') });
  await comesToSay(page, 'practice.sentence.slow');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  const line = page.getByRole('listitem').filter({ hasText: text('practice.day.slow.what') });
  await line.getByText(text('practice.days.now')).waitFor();
  await chip(slow).waitFor();
  await look('conditions on a slow day');
  await goTo(page, 'history');
  await chip(slow).waitFor();
});

it('remembers the day when it is closed and opened again', async () => {
  await end();
  await start();
  const { page } = launched;
  // Where a keychain kept the sign-in the day stands in the shell at once; elsewhere Connect leads to it.
  await chip(slow).or(button(page, 'shell.practice')).first().waitFor();
  if ((await chip(slow).count()) === 0) {
    await pressByKey(page, 'shell.practice');
    await comesToSay(page, 'practice.sentence.slow');
    await goTo(page, 'load');
    await openPracticeOrg(page);
  }
  await chip(slow).click();
  await comesToSay(page, 'practice.sentence.slow');
  await pressByKey(page, 'practice.goodDay');
  await comesToSay(page, 'practice.sentence.clear');
  expect(await chip(slow).count()).toBe(0);
});

it('moves the clock, and says so wherever one is', async () => {
  const { page } = launched;
  await pressByKey(page, 'practice.clock.week');
  await page.getByText(text('practice.clock.ahead', { days: 7 })).waitFor();
  await chip(text('practice.state.ahead', { days: 7 })).waitFor();
  await pressByKey(page, 'practice.clock.back');
  await page.getByText(text('practice.clock.same')).waitFor();
  expect(await page.getByText(text('practice.clock.ahead', { days: 7 })).count()).toBe(0);
});

it('puts the org back as it was, but only when that is confirmed', async () => {
  const { page } = launched;
  const before = await readRecords(page, 'Account');
  // Its address is written down where it is signed in to.
  await askProgram(page, 'orgs.openPractice', undefined);
  const session = await signInAsPerson(await findPracticeUrl(home));
  const added = await fetch(`${session.instanceUrl}/services/data/v67.0/sobjects/Account`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ Name: 'Added for practice' }),
  });
  expect(added.status).toBe(201);
  await expect.poll(() => readRecords(page, 'Account'), { timeout: 15_000 }).toBe(before + 1);
  await pressByKey(page, 'practice.reset.act');
  const dialog = page.getByRole('dialog', { name: text('practice.reset.title') });
  await dialog.waitFor();
  await look('the question before a reset');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await readRecords(page, 'Account')).toBe(before + 1);
  await pressByKey(page, 'practice.reset.act');
  await button(dialog, 'practice.reset.confirm').click();
  await page.getByText(text('practice.reset.done')).waitFor({ timeout: 60_000 });
  expect(await readRecords(page, 'Account')).toBe(before);
});

const chooseDescribes = async (name: string, content: string): Promise<void> => {
  const { app, page } = launched;
  const path = join(home, name);
  await writeFile(path, content);
  await answerFileDialog(app, path);
  await pressByKey(page, 'practice.look.file');
  const dialog = page.getByRole('dialog', { name: text('practice.file.title', { file: name }) });
  await button(dialog, 'practice.file.confirm').click();
};

it('offers no connected org where there is none', async () => {
  expect(await button(launched.page, 'practice.look.org').count()).toBe(0);
});

it('says in which line a file is wrong, and changes nothing', async () => {
  const { page } = launched;
  await chooseDescribes('torn.json', `${JSON.stringify([wharf], null, 2).slice(0, -3)}\n`);
  await page.getByText(text('error.practice.schema-refused.title')).waitFor();
  await page.getByText(/^Line \d+: .*\. Nothing in the practice org was changed\./).waitFor();
  expect(await page.getByText(text('practice.company.sample')).count()).toBe(1);
});

it('takes on the objects of a file, and a load finds them', async () => {
  const { app, page } = launched;
  await chooseDescribes('ours.json', JSON.stringify([wharf, crane]));
  await page.getByText(text('practice.company.own')).waitFor({ timeout: 30_000 });
  await page.getByText(/^2 objects are in the practice org now, with \d+ fields\.$/).waitFor();
  await page.getByText(text('error.practice.schema-refused.title')).waitFor({ state: 'hidden' });
  await look('conditions with objects of somebody’s own');
  await resizeWindow(app, page, { width: 900, height: 700 });
  await look('conditions in a narrow window');
  await resizeWindow(app, page, { width: 1280, height: 800 });
  await pressByKey(page, 'practice.toLoad');
  await takeSample(page);
  await goToObject(page);
  const list = page.getByRole('group', { name: text('object.list') });
  await list.getByText('Wharf__c').waitFor();
  expect(await list.getByRole('radio').count()).toBeGreaterThanOrEqual(2);
  expect(await list.getByText('Account', { exact: true }).count()).toBe(0);
});

it('goes back to the sample company, and a load finds that', async () => {
  const { page } = launched;
  await openConditions(page);
  await pressByKey(page, 'practice.look.back');
  await button(page.getByRole('dialog'), 'practice.back.confirm').click();
  await page.getByText(text('practice.company.sampleBack')).waitFor({ timeout: 60_000 });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('OUTPUT');
  await pressByKey(page, 'practice.toLoad');
  const list = page.getByRole('group', { name: text('object.list') });
  await list.getByText('Account', { exact: true }).first().waitFor();
  expect(await list.getByText('Wharf__c').count()).toBe(0);
});

/** Tells the window of a connected org that is no practice org: the practice org itself, by another name. */
async function pretendOrg(name: string): Promise<void> {
  const { app, page } = launched;
  const [practice] = await askProgram(page, 'orgs.list', undefined);
  await app.evaluate(
    ({ BrowserWindow }, orgs) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('event', { name: 'orgs.changed', payload: orgs }),
    [practice, { ...practice, name, type: 'sandbox' }],
  );
}

it('takes on objects chosen from a connected org', async () => {
  const { page } = launched;
  await openConditions(page);
  await pretendOrg('Acme Renewables');
  await pressByKey(page, 'practice.look.org');
  const dialog = page.getByRole('dialog', { name: text('practice.pick.title') });
  await dialog.getByText(text('practice.pick.lead', { org: 'Acme Renewables' })).waitFor();
  await button(dialog, 'practice.pick.confirm', { count: 0 }).click();
  await dialog.getByText(text('practice.pick.missing')).waitFor();
  const search = dialog.getByRole('textbox', { name: text('practice.pick.search') });
  await search.fill('conta');
  expect(await dialog.getByRole('checkbox').count()).toBe(1);
  await page.keyboard.press('Enter');
  await search.fill('');
  await dialog.getByRole('checkbox', { name: /^Lead/ }).check();
  await look('the choice of objects of a connected org');
  await button(dialog, 'practice.pick.confirm', { count: 2 }).click();
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
  await page.getByText(/^2 objects are in the practice org now, with \d+ fields\.$/).waitFor();
  expect(await readRecords(page, 'Contact')).toBe(0);
  expect(await readRecords(page, 'Lead')).toBe(0);
});

it('has no barriers and no problems', async () => {
  await end();
  expect(barriers).toEqual([]);
  expect(problems).toEqual([]);
});
