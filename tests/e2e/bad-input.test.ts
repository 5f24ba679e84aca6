import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text, type MessageParams } from '../../src/shared/messages/format';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram, readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { chooseFile, goToObject, loadFile } from './screens/file';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { answerFileDialog, button, sentence } from './screens/window';

// What people hand over by mistake: each gets its own sentences, and nothing that was there is lost.

type BadFile = {
  name: string;
  content: string | Uint8Array | null;
  code: 'empty' | 'header-only' | 'repeated-header' | 'not-text' | 'not-found' | 'unclosed-quote';
  params?: MessageParams;
};

const BAD_FILES: readonly BadFile[] = [
  { name: 'nothing.csv', content: '', code: 'empty' },
  { name: 'names-only.csv', content: 'Contact No;Surname\r\n', code: 'header-only' },
  {
    name: 'twice.csv',
    content: 'Contact No;Surname;Surname\r\nC-1;Berg;Dahl\r\n',
    code: 'repeated-header',
    params: { header: 'Surname', column: 3 },
  },
  {
    name: 'workbook.csv',
    content: Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00]),
    code: 'not-text',
  },
  { name: 'gone.csv', content: null, code: 'not-found' },
  {
    name: 'open-quote.csv',
    content: 'Contact No;Surname\r\nC-1;"Berg\r\nC-2;Dahl\r\n',
    code: 'unclosed-quote',
    params: { line: 2 },
  },
];

let folder: string;
let launched: LaunchedBulkhead;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-bad-input-'));
  for (const { name, content } of BAD_FILES) {
    if (content !== null) await writeFile(join(folder, name), content);
  }
  await writeFile(join(folder, 'good.csv'), 'Contact No;Surname\r\nC-1;Berg\r\nC-2;Dahl\r\n');
  await writeFile(
    join(folder, 'changed.csv'),
    'Contact No;Surname;Contract Start;Phone\r\n01069;Berg;03/04/2026;1\r\n1097;Dahl;05/06/2026;#N/A\r\n10115;Moe;;2\r\n80331;Lind;;3\r\n',
  );
  launched = await launchBulkhead();
  await openPracticeOrg(launched.page);
});
afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** What happened, why, and what to do, all in sight. */
async function expectExplained({ code, params = {} }: BadFile): Promise<void> {
  for (const part of ['title', 'why', 'remedy'] as const) {
    const words = text(`error.file.${code}.${part}`, params);
    await launched.page.getByRole('main').getByText(words).first().waitFor({ timeout: 15_000 });
  }
}

it.each(BAD_FILES)('explains $name and starts no load', async (bad) => {
  const { app, page } = launched;
  await chooseFile(app, page, join(folder, bad.name));
  await expectExplained(bad);
  expect(await sentence(page).innerText()).toBe(text('file.sentence'));
  expect(await askProgram(page, 'loads.list', undefined)).toEqual([]);
});

it('does nothing when the person cancels', async () => {
  const { app, page } = launched;
  await answerFileDialog(app, null);
  await button(page, 'file.choose').click();
  await page.waitForTimeout(300);
  expect(await sentence(page).innerText()).toBe(text('file.sentence'));
  expect(await askProgram(page, 'loads.list', undefined)).toEqual([]);
});

it('keeps the file a load has when another one can’t be read', async () => {
  const { app, page } = launched;
  await loadFile(app, page, join(folder, 'good.csv'));
  const before = await readNewestLoad(page);
  for (const bad of BAD_FILES) {
    await answerFileDialog(app, join(folder, bad.name));
    await button(page, 'file.another').last().click();
    await expectExplained(bad);
    const now = await readNewestLoad(page);
    expect(now.sheet).toEqual(before.sheet);
    expect(now.id).toBe(before.id);
    expect(await askProgram(page, 'loads.list', undefined)).toHaveLength(1);
  }
});

it('mends what a spreadsheet changed, and asks what a column leaves open', async () => {
  const { app, page } = launched;
  await answerFileDialog(app, join(folder, 'changed.csv'));
  await button(page, 'file.another').last().click();
  const report = page.getByRole('region', { name: text('damage.list') });
  await report.getByText(text('damage.lost-zeros.title', { column: 'Contact No', count: 1 })).waitFor();
  await report.getByText(text('damage.example', { line: 3, cell: '1097', value: '01097' })).waitFor();
  await report.getByRole('button', { name: new RegExp(`^${text('damage.repair')}`) }).click();
  await report.getByText(text('damage.lost-zeros.done', { count: 1, width: 5 })).waitFor();

  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'insert' });
  await goToMatch(page);
  const detail = page.getByRole('group', { name: text('detail.date') });
  await detail.getByText(text('detail.date.choose')).waitFor();
  await detail.getByRole('radio', { name: new RegExp(`^${text('detail.date.dmy')}`) }).click();
  await page.getByRole('row', { name: '03/04/2026 2026-04-03' }).waitFor();
  await page.getByTestId('match-row-3').getByRole('button').first().click();
  const errors = page.getByRole('group', { name: text('detail.errors') });
  await errors.getByText('#N/A (1)', { exact: false }).waitFor();
  await errors.getByRole('radio', { name: new RegExp(`^${text('options.errorCells.blank')}`) }).click();
  expect(await findBarriers(page, 'match')).toEqual([]);
  await goToOptions(page);
  const { repairs, mapping, mappingProblems } = await readNewestLoad(page);
  expect(repairs).toEqual([{ column: 0, kind: 'lost-zeros', width: 5 }]);
  expect(mapping.map(({ format }) => format)).toEqual([
    {},
    {},
    { dateOrder: 'dmy' },
    { errorCells: 'blank' },
  ]);
  expect(mappingProblems).toEqual([]);
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
