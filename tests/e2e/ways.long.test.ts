import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { foundPracticeOrg } from '../demo/prepare-org';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { goToRow } from './screens/fix';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { answer, batchSize, openAdvanced } from './screens/options';
import { awaitResults, goToReview, send } from './screens/review';
import { button, goOn, sentence } from './screens/window';

// The three ways to send as a person sees them, from the choice to what came of it.

const rows = 600;
const locked = 17;
/** The first attempt and those the program makes by itself lose the lock; the next one gets it. */
const attempts = 4;
const barriers: string[] = [];

let home: string;
let launched: LaunchedBulkhead;

const scene = async (name: string): Promise<void> => {
  barriers.push(...(await findBarriers(launched.page, name)));
};
const see = async (words: string): Promise<void> => {
  await launched.page.getByText(words, { exact: true }).first().waitFor({ timeout: 30_000 });
};

/** From a file to the options of a load into an object. */
const setUp = async (object: string, name: string, lines: readonly string[]): Promise<void> => {
  const { app, page } = launched;
  const path = join(home, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  await loadFile(app, page, path);
  await goToObject(page);
  await chooseTarget(page, { object, operation: 'insert' });
  await goToMatch(page);
  await goToOptions(page);
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-ways-'));
  const lock = { code: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access to this record' };
  await foundPracticeOrg(findRepository(), home, {
    queueMs: 1500,
    chunkMs: 500,
    rowFaults: [
      { object: 'Contact', field: 'LastName', equals: 'Locked', ...lock, times: locked * attempts },
    ],
  });
  launched = await launchBulkhead({ home });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await sentence(launched.page).waitFor();
  await openPracticeOrg(launched.page);
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

it('says which way the rows go and why, and at once what can’t be had together', async () => {
  const { page } = launched;
  const lines = Array.from({ length: rows }, (_, at) => (at < locked ? 'Locked' : `Way ${at}`));
  await setUp('Contact', 'people.csv', ['Last Name', ...lines]);
  await see(text('sending.reason.unsettled-insert'));
  await openAdvanced(page);
  await scene('options-advanced');

  // A Contact inserted in bulk has neither calls nor assignment rules.
  await expect.poll(() => page.getByLabel(text('options.allOrNone')).count()).toBe(0);
  expect(await page.getByText(text('options.assignmentRule'), { exact: true }).count()).toBe(0);

  await answer(page, 'mode', 'serial').check();
  await see(text('sending.reason.serial'));
  await answer(page, 'api', '2.0').check();
  await see(text('sending.conflict.serial-needs-1.0'));
  await scene('options-conflict');
  await goOn(page, 'options.foot');
  await see(text('sending.conflict.serial-needs-1.0'));
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('bh-option-conflict');

  await button(page, 'options.api.auto').click();
  await see(text('sending.reason.unsettled-insert'));
  await batchSize(page).fill('0');
  await see(text('options.batchSize.wrong', { largest: 10_000 }));
  await answer(page, 'api', '1.0').check();
  await batchSize(page).fill('20');
  await expect
    .poll(async () => (await readNewestLoad(page)).options)
    .toMatchObject({
      api: '1.0',
      mode: 'parallel',
      batchSize: 20,
    });
});

const way = (words: { mode: string; size: number }): string =>
  text('sending.way', { name: text('sending.api.1.0'), unit: 'batch', ...words });

it('sends that way: named in the review, in few lines while it runs, and again by itself after locks', async () => {
  const { page } = launched;
  await goToReview(page);
  await see(text('review.way', { way: way({ mode: 'parallel', size: 20 }) }));
  await scene('review-way');
  const { org } = await readNewestLoad(page);
  await goOn(page, 'send.act', {
    operation: 'insert',
    rows,
    object: 'Contacts',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  });
  await see(text('run.parts', { kind: 'batch', mode: 'parallel', count: rows / 20 }));
  await expect.poll(() => page.locator('.bh-part').count()).toBeLessThan(8);
  await scene('run-batches');
  await button(page, 'run.stop').click();
  await see(text('run.stop.why', { kind: 'batch' }));
  await scene('run-stop');
  await button(page, 'shell.cancel').click();

  const again = { cause: 'locks', rows: locked, most: attempts - 1 };
  await see(text('run.again.title', { ...again, number: 2 }));
  await see(text('run.again.why', { cause: 'locks', calm: 'no', way: way({ mode: 'serial', size: 20 }) }));
  await scene('run-again');
  await awaitResults(page);
  expect((await readNewestLoad(page)).attempts.map(({ reason }) => reason)).toEqual([
    'asked',
    'after-locks',
    'after-locks',
    'after-locks',
  ]);
});

it('offers one batch at a time where its own tries are used up, and tells of every attempt how and why', async () => {
  const { page } = launched;
  await see(
    text('results.attempt.way', {
      way: way({ mode: 'serial', size: 20 }),
      reason: text('sending.reason.after-locks'),
    }),
  );
  await see(text('results.again.title', { rows: locked, made: attempts - 1, isMost: 'yes' }));
  await see(text('results.attempt.itself', { number: attempts - 1, most: attempts - 1 }));
  await scene('results-locked');
  await button(page, 'results.act.sendCalmly').click();
  await see(text('send.confirm.calmly', { others: 0 }));
  await scene('results-calmly');
  await page.keyboard.press('Escape');
  expect((await readNewestLoad(page)).balance.counts.failed).toBe(locked);

  await button(page, 'results.act.sendCalmly').click();
  const { org } = await readNewestLoad(page);
  await button(page.getByRole('dialog'), 'send.act', {
    operation: 'insert',
    rows: locked,
    object: 'Contacts',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  }).click();
  await see(text('run.parts', { kind: 'batch', mode: 'serial', count: 1 }));
  await awaitResults(page);
  const { attempts: made, balance } = await readNewestLoad(page);
  expect(made.at(-1)).toMatchObject({
    way: { api: '1.0', mode: 'serial', batchSize: 200 },
    reason: 'asked',
    rows: locked,
  });
  expect(balance.counts).toMatchObject({ created: rows, failed: 0 });
});

it('shows for few cases what calls and Cases alone have, and keeps what is chosen', async () => {
  const { page } = launched;
  await button(page, 'results.foot.close').click();
  await button(page, 'shell.newLoad').click();
  await setUp('Case', 'cases.csv', ['Subject', 'No light', 'No heat']);
  await openAdvanced(page);
  await answer(page, 'api', 'collections').check();
  await page.getByLabel(text('options.allOrNone')).check();
  await page.getByLabel(text('options.duplicateSave')).check();
  const rule = page.getByRole('combobox', { name: text('options.assignmentRule') });
  await rule.click();
  await page
    .getByRole('option', {
      name: text('options.assignmentRule.name', { name: 'Cases from the web', active: 'false' }),
    })
    .click();
  await scene('options-calls');
  await expect
    .poll(async () => (await readNewestLoad(page)).options)
    .toMatchObject({
      api: 'collections',
      allOrNone: true,
      duplicateSave: true,
      assignmentRuleId: expect.stringMatching(/^01Q/),
    });
  await goToReview(page);
  await send(page);
  const load = await readNewestLoad(page);
  expect(load.balance.counts.created).toBe(2);
  expect(load.attempts).toMatchObject([{ way: { api: 'collections' }, reason: 'asked' }]);
});

it('advises rows that look alike to go in order, or to carry a key in a field to spare', async () => {
  const { page } = launched;
  await button(page, 'results.foot.close').click();
  await button(page, 'shell.newLoad').click();
  const lines = Array.from({ length: 12 }, (_, at) => `Alike ${at % 3},${at + 1}`);
  await setUp('Contact', 'alike.csv', ['Last Name,Annual Budget', ...lines]);
  await goToReview(page);
  const advice = page.getByText(text('review.alike.title', { rows: 12 }), { exact: true });
  await advice.waitFor();
  await scene('review-alike');

  await button(page, 'review.alike.inOrder').click();
  await see(
    text('review.way', {
      way: text('sending.way', {
        name: text('sending.api.1.0'),
        unit: 'batch',
        mode: 'parallel',
        size: 0,
      }),
    }),
  );
  expect(await advice.count()).toBe(0);
  await button(page, 'shell.back').click();
  await answer(page, 'api', 'auto').check();
  await goToReview(page);

  await button(page, 'review.alike.trace').click();
  const field = page.getByRole('combobox', { name: text('options.trace') });
  await expect.poll(async () => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await field.click();
  const meter = text('options.trace.field', { label: 'Meter No', name: 'Meter_No__c' });
  await page.getByRole('option', { name: meter }).click();
  await scene('options-trace');
  await goToReview(page);
  await see(text('review.trace', { field: 'Meter No' }));
  expect(await advice.count()).toBe(0);
  await send(page);
  const load = await readNewestLoad(page);
  expect(load).toMatchObject({
    options: { api: 'auto', traceField: 'Meter_No__c' },
    balance: { counts: { created: 12 } },
  });
});

it('finds records by another field, and lets a person pick where several were found', async () => {
  const { app, page } = launched;
  await button(page, 'results.foot.close').click();
  await button(page, 'shell.newLoad').click();
  const path = join(home, 'titles.csv');
  await writeFile(path, 'Last Name,Title\nway 20,Chief\nNobody,None\nLocked,Head\n');
  await loadFile(app, page, path);
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'update', findBy: 'LastName' });
  await scene('object-find');
  await goToMatch(page);
  await see(text('match.sure.find'));
  await goToOptions(page);
  await goToReview(page);
  const found = { one: 1, none: 1, several: 1, shared: 0, object: 'Contact' };
  await see(text('review.found', { ...found, field: 'Last Name' }));
  await scene('review-find');

  await button(page, 'results.act.fix', { count: 1 }).first().click();
  await page.getByTestId('fix-grid').waitFor();
  await goToRow(page, 3);
  await page.getByRole('region', { name: text('pick.panel') }).waitFor();
  await see(text('pick.more', { count: locked - 10 }));
  await scene('fix-pick');
  await page
    .getByRole('button', { name: text('pick.act') })
    .first()
    .click();
  await expect.poll(async () => (await readNewestLoad(page)).balance.counts.ready).toBe(2);
  await send(page);
  expect((await readNewestLoad(page)).balance.counts).toMatchObject({ updated: 2, held: 1 });
});

it('puts no barrier on any of these screens, and has had no problem of its own', () => {
  expect(barriers).toEqual([]);
  expect(launched.problems).toEqual([]);
});
