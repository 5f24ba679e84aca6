import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram, readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { readMatches } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { button, chooseOption, goTo } from './screens/window';

// What is known of an org's objects: with its age in sight, without the org, and by record type.

const HOUR = 3_600_000;

let folder: string;
let launched: LaunchedBulkhead;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-known-'));
  const rows = ['Berg;Hot', 'Dahl;Cold', 'Lind;Warm', 'Moe;Cold', 'Nor;Tepid'];
  await writeFile(join(folder, 'accounts.csv'), `Account Name;Account Rating\r\n${rows.join('\r\n')}\r\n`);
  launched = await launchBulkhead();
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openPracticeOrg(launched.page);
});
afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes everything that is kept of orgs two hours old, as if the app had been closed meanwhile. */
async function growOlder(): Promise<void> {
  const place = join(launched.home, 'describes');
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const kept = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...kept, asOf: Date.now() - 2 * HOUR }));
  }
}

const ageOf = (words: 'object.asOf' | 'match.asOf', ago: string) =>
  launched.page.getByRole('main').getByText(text(words, { ago }), { exact: true });

/** The process of the practice org that the app started. */
const findPracticePid = (): number => {
  const parent = String(launched.app.process().pid);
  return Number(execFileSync('pgrep', ['-P', parent, '-f', 'practice-org'], { encoding: 'utf8' }).trim());
};

it('says how old the objects and fields are, and asks the org when a person wants it', async () => {
  const { app, page } = launched;
  await loadFile(app, page, join(folder, 'accounts.csv'));
  await goToObject(page);
  await ageOf('object.asOf', 'now').waitFor();
  await chooseTarget(page, { object: 'Account', operation: 'insert' });
  await goToMatch(page);
  await ageOf('match.asOf', 'now').waitFor();
  const before = await askProgram(page, 'orgs.describe', {
    orgId: (await readNewestLoad(page)).org.id,
    object: 'Account',
  });
  await button(page, 'shell.refresh').focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => {
      const { id, org } = await readNewestLoad(page);
      const now = await askProgram(page, 'orgs.describe', { orgId: org.id, object: 'Account' });
      return id !== '' && now.asOf > before.asOf;
    })
    .toBe(true);
  expect([...(await readMatches(page)).values()]).toEqual(['Name', 'Rating']);
});

it('shows the values of one record type beside the file’s', async () => {
  const { page } = launched;
  await page.getByTestId('match-row-1').getByRole('button').first().click();
  const list = page.getByLabel(text('detail.list', { field: 'Account Rating' }));
  const outcomeOf = async (value: string): Promise<string> =>
    list.getByRole('row').filter({ hasText: value }).getByRole('cell').last().innerText();
  expect(await outcomeOf('Cold')).toBe(text('detail.list.on'));
  expect(await outcomeOf('Tepid')).toBe(text('detail.list.off'));
  const types = page.getByLabel(text('detail.list.type'), { exact: true }).first();
  await chooseOption(page, types, 'Partner');
  await page.getByText(text('detail.list.type.held', { count: 3 })).waitFor();
  expect(await outcomeOf('Cold')).toBe(text('detail.list.type.off'));
  expect(await outcomeOf('Warm')).toBe(text('detail.list.on'));
  await launched.screenshot('record-type');
  expect(await findBarriers(page, 'match by record type')).toEqual([]);
  await chooseOption(page, types, text('detail.list.type.all'));
  await expect.poll(async () => outcomeOf('Cold')).toBe(text('detail.list.on'));
});

/** Opens the file's load at its match, as after a start of the window. */
async function openMatch(): Promise<void> {
  const { page } = launched;
  await page.reload();
  await goTo(page, 'history');
  await page.getByRole('button', { name: 'accounts.csv', exact: true }).click();
  await page
    .getByRole('navigation', { name: text('passage.label') })
    .getByRole('button', { name: text('passage.match') })
    .click();
  await page.getByTestId('match-row-0').waitFor();
}

it('asks the org behind an old answer, and shows the new one without being told to', async () => {
  await growOlder();
  await openMatch();
  await ageOf('match.asOf', 'now').waitFor();
  expect([...(await readMatches(launched.page)).values()]).toEqual(['Name', 'Rating']);
});

// A process is halted by a signal that Windows does not know.
it.skipIf(process.platform === 'win32')(
  'shows what it knows while the org does not answer, and goes on once it does',
  { timeout: 120_000 },
  async () => {
    const { page } = launched;
    await growOlder();
    const pid = findPracticePid();
    process.kill(pid, 'SIGSTOP');
    try {
      await openMatch();
      await ageOf('match.asOf', '2 hours ago').waitFor();
      expect([...(await readMatches(page)).values()]).toEqual(['Name', 'Rating']);
      await launched.screenshot('match-offline');
      expect(await findBarriers(page, 'match without the org')).toEqual([]);

      await button(page, 'shell.back').click();
      await ageOf('object.asOf', '2 hours ago').waitFor();
      await page
        .getByRole('group', { name: text('object.list') })
        .locator('input[type=radio][value="Contact"]')
        .waitFor();
      await launched.screenshot('object-offline');

      await button(page, 'shell.refresh').click();
      const silent = page.getByRole('alert').getByText(text('error.network.silent.title'));
      await silent.waitFor({ timeout: 60_000 });
      await ageOf('object.asOf', '2 hours ago').waitFor();
      await launched.screenshot('object-unreachable');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await button(page, 'shell.refresh').click();
    await ageOf('object.asOf', 'now').waitFor({ timeout: 60_000 });
    expect(await page.getByRole('alert').count()).toBe(0);
  },
);

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
