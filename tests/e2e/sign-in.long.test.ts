import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../src/practice-org/server';
import { callbackUris } from '../../src/shared/domain/sign-in';
import { text } from '../../src/shared/messages/format';
import { control } from '../contract/practice-org/client';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram } from './screens/bridge';
import { goToObject, loadFile } from './screens/file';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { awaitResults, goToReview } from './screens/review';
import {
  answerInBrowser,
  beginSignIn,
  browserProgram,
  catchBrowser,
  fillIn,
  launchBrowser,
  readOpened,
} from './screens/sign-in';
import { button, goOn, goTo, sentence } from './screens/window';

// Signing in as a person does: in the real window and in a real browser, at the practice org's own login page.

const clientId = '3MVG9.the-admins-own-app';
const nameUser = (name: string): string => `${name}@practice.bulkhead.example`;
const barriers: string[] = [];
let home: string;
let company: PracticeOrg;
let sandbox: PracticeOrg;
let browser: Browser;
let launched: LaunchedBulkhead;

const startOrg = async (seed: string, organization: object): Promise<PracticeOrg> => {
  const org = await startPracticeOrg({ seed, empty: true });
  await control(org, {
    registerClient: { clientId, name: 'Bulkhead', redirectUris: callbackUris },
    organization,
  });
  return org;
};

const launch = async (): Promise<void> => {
  launched = await launchBulkhead({ home });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await catchBrowser(launched.app);
};

const look = async (name: string): Promise<void> => {
  barriers.push(...(await findBarriers(launched.page, name)));
};

const countOpened = async (): Promise<number> =>
  launched.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.length);

const signIn = async (org: PracticeOrg, decision: 'allow' | 'deny' = 'allow', user?: string) => {
  const before = await countOpened();
  await beginSignIn(launched.page, { address: org.instanceUrl, clientId });
  const page = await answerInBrowser(browser, await readOpened(launched.app, before), decision, user);
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.close();
  return title;
};

const switcher = () => launched.page.getByRole('banner').getByRole('button');
const openSwitcher = async (): Promise<void> => {
  await switcher().click();
  await launched.page.getByRole('menu').waitFor();
};
const reach = (key: Parameters<typeof text>[0]) =>
  launched.page.getByRole('heading', { name: text(key) }).waitFor();

describe.skipIf(browserProgram === undefined)(
  'signing in, with a browser (set-up finds or installs one)',
  () => {
    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'bulkhead-sign-in-'));
      company = await startOrg('company', { kind: 'production', name: 'Acme Renewables' });
      sandbox = await startOrg('company copy', { kind: 'sandbox', name: 'Acme UAT' });
      browser = await launchBrowser(browserProgram ?? '');
      await launch();
    });
    afterAll(async () => {
      await browser.close();
      await launched.close();
      await company.close();
      await sandbox.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    });

    it('leads an admin through the set-up of the app, with every callback to copy', async () => {
      const { page, app } = launched;
      await sentence(page).waitFor();
      await look('connect');
      await button(page, 'connect.guide').click();
      await reach('guide.sentence');
      await look('guide');
      await page.getByRole('button', { name: new RegExp(`^Copy ${text('guide.oauth.callbacks')}`) }).click();
      await expect
        .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
        .toBe(callbackUris.join('\n'));
      await button(page, 'guide.copyAll').click();
      await expect
        .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
        .toMatch(/1\. .*External Client App Manager[\s\S]*27171[\s\S]*6\. /);
      await button(page, 'guide.back').click();
    });

    it('says what is missing, and where it is found, before any browser opens', async () => {
      const { page } = launched;
      await fillIn(page, { address: 'ada@acme.example', clientId: '' });
      await button(page, 'connect.go').click();
      await page.getByText(text('error.auth.username-typed.title')).waitFor();
      await fillIn(page, { address: company.instanceUrl, clientId: '' });
      await button(page, 'connect.go').click();
      await page.getByText(text('error.auth.no-client.title')).waitFor();
      await button(page, 'signIn.toGuide').click();
      await reach('guide.sentence');
      await button(page, 'guide.back').click();
      expect(await countOpened()).toBe(0);
    });

    it('waits for the browser, by keys as well as by mouse, and can be cancelled', async () => {
      const { page } = launched;
      await beginSignIn(page, { address: company.instanceUrl, clientId });
      await look('waiting');
      await button(page, 'signIn.copyLink').focus();
      await page.keyboard.press('Tab');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent))
        .toBe(text('signIn.cancel'));
      await goTo(page, 'settings');
      await goTo(page, 'load');
      await button(page, 'signIn.cancel').focus();
      await page.keyboard.press('Enter');
      await button(page, 'connect.go').waitFor();
    });

    it('tells a denied consent here and in the browser', async () => {
      const { page } = launched;
      expect(await signIn(company, 'deny')).toBe(text('error.auth.denied.title'));
      await page.getByText(text('error.auth.denied.title')).waitFor();
      await look('denied');
      await button(page, 'shell.close').click();
    });

    it('signs in, and says in the browser and at the top of the window to which org', async () => {
      const { page } = launched;
      expect(await signIn(company)).toBe(text('signIn.page.done', { org: 'Acme Renewables' }));
      await reach('file.sentence');
      await expect.poll(() => switcher().innerText()).toMatch(/Production\s+Acme Renewables/);
      await page.locator('.bh-keel-production').waitFor({ state: 'attached' });
    });

    it('holds a second org beside it and switches between them', async () => {
      const { page } = launched;
      await openSwitcher();
      await page.getByRole('menuitem', { name: text('org.menu.another') }).click();
      await signIn(sandbox);
      await reach('file.sentence');
      await expect.poll(() => switcher().innerText()).toMatch(/Sandbox\s+Acme UAT/);
      await openSwitcher();
      await look('switcher');
      await page.getByRole('menuitem', { name: /Acme Renewables/ }).click();
      await expect.poll(() => switcher().innerText()).toMatch(/Production\s+Acme Renewables/);
    });

    it('turns another user of an org away while somebody is signed in, and says who comes after them', async () => {
      const { page } = launched;
      const told = { org: 'Acme UAT', known: nameUser('ada.admin'), came: nameUser('bruno.baker') };
      const connectAs = async (user: string): Promise<string> => {
        await openSwitcher();
        await page.getByRole('menuitem', { name: text('org.menu.another') }).click();
        return signIn(sandbox, 'allow', user);
      };
      expect(await connectAs('Bruno Baker')).toBe(text('error.auth.another-user.title', told));
      await page.getByText(text('error.auth.another-user.remedy', told)).waitFor();
      await look('another user');
      await button(page, 'signIn.toSettings').click();
      await button(page, 'org.signOut.named', { org: 'Acme UAT' }).click();
      await button(page, 'org.signIn.named', { org: 'Acme UAT' }).waitFor();
      await connectAs('Bruno Baker');
      await page.getByText(text('signIn.formerUser.title', { org: 'Acme UAT', user: told.came })).waitFor();
      await look('who came after');
      await button(page, 'shell.close').click();
      await openSwitcher();
      await page.getByRole('menuitem', { name: /Acme Renewables/ }).click();
    });

    it('carries a name and a colour of the person’s own', async () => {
      const { page } = launched;
      await goTo(page, 'settings');
      await button(page, 'orgs.edit.named', { org: 'Acme Renewables' }).click();
      await page.getByRole('textbox', { name: text('orgs.name') }).fill('Acme live');
      await page.getByRole('radio', { name: text('orgs.colour.rose') }).check();
      await look('name and colour');
      await button(page, 'orgs.save').click();
      await expect.poll(() => switcher().innerText()).toMatch(/Acme live/);
      await page.locator('.bh-topbar .bh-org-mark-rose').waitFor();
      await look('settings');
      await goTo(page, 'load');
    });

    it('writes many rows to production once their count is typed, and not before', async () => {
      const { page, app } = launched;
      const path = join(home, 'many.csv');
      const names = Array.from({ length: 250 }, (_, at) => `Wall ${at}`);
      await writeFile(path, ['Last Name', ...names].join('\n'));
      await loadFile(app, page, path);
      await goToObject(page);
      await chooseTarget(page, { object: 'Contact', operation: 'insert' });
      await goToMatch(page);
      await goToOptions(page);
      await goToReview(page);
      const org = text('org.named', { org: 'Acme live', type: text('org.production') });
      const act = { operation: 'insert', rows: 250, object: 'Contacts', org };
      const countContacts = async (): Promise<number> => {
        const headers = { 'X-Practice-Control': company.controlToken };
        const answer = await fetch(`${company.control}/records?object=Contact`, { headers });
        return ((await answer.json()) as unknown[]).length;
      };

      await goOn(page, 'send.act', act);
      const dialog = page.getByRole('dialog');
      const count = dialog.getByLabel(text('confirm.type', { count: '250' }));
      await count.fill('25');
      await page.keyboard.press('Enter');
      await dialog.getByText(text('confirm.mismatch', { count: '250' })).waitFor();
      expect(await countContacts()).toBe(0);
      await count.fill('250');
      await page.keyboard.press('Enter');
      await awaitResults(page);
      expect(await countContacts()).toBe(250);
      await goTo(page, 'history');
      await button(page, 'shell.newLoad').click();
    });

    it('keeps what was done when Salesforce ends the sign-in, and goes on after the next', async () => {
      const { page, app } = launched;
      const path = join(home, 'two.csv');
      await writeFile(path, 'Last Name\nBerg\nDahl\n');
      await loadFile(app, page, path);
      await control(company, { expireSessions: true, revokeGrants: true });
      const orgs = await askProgram(page, 'orgs.list', undefined);
      const org = orgs.find(({ name }) => name === 'Acme live');
      const anew = {
        orgId: org?.id ?? '',
        query: { kind: 'soql' as const, soql: 'SELECT Id FROM Lead' },
        all: false,
      };
      await expect(askProgram(page, 'exports.count', anew)).rejects.toThrow('auth.expired');
      await page.getByText(text('org.signedOut.title', { org: 'Acme live' })).waitFor();
      await look('signed out');
      const before = await countOpened();
      await button(page, 'org.signIn').click();
      const last = await answerInBrowser(browser, await readOpened(app, before), 'allow');
      await last.close();
      await page.getByText(text('org.signedOut.title', { org: 'Acme live' })).waitFor({ state: 'detached' });
      expect(await sentence(page).innerText()).toBe('two.csv');
    });

    it('knows its orgs after a restart: signed in where a keychain keeps it, else one click away', async () => {
      await launched.close();
      await launch();
      const { page } = launched;
      if (process.env['BULKHEAD_KEYRING'] === 'ready') {
        await reach('file.sentence');
        await expect.poll(() => switcher().innerText()).toMatch(/Acme live/);
        expect((await askProgram(page, 'orgs.list', undefined)).map(({ standing }) => standing)).toEqual([
          'ready',
          'ready',
        ]);
        expect(await countOpened()).toBe(0);
      } else {
        await button(page, 'org.signIn.named', { org: 'Acme live' }).waitFor();
      }
    });

    it('signs out of one org and forgets it, and leaves the other alone', async () => {
      const { page } = launched;
      await goTo(page, 'settings');
      await button(page, 'orgs.remove.named', { org: 'Acme UAT' }).click();
      await button(page, 'orgs.remove.confirm').click();
      await expect
        .poll(async () => (await askProgram(page, 'orgs.list', undefined)).map(({ name }) => name))
        .toEqual(['Acme live']);
    });

    it('puts no barrier on any of these screens, in light or in dark, and has had no problem of its own', () => {
      expect(barriers).toEqual([]);
      expect(launched.problems).toEqual([]);
    });
  },
);
