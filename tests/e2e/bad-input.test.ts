import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text, type MessageParams } from '../../src/shared/messages/format';
import { textRow, writeXlsx } from '../workbooks/write-xlsx';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { askProgram, readNewestLoad } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { chooseFile, loadFile } from './screens/file';
import { answerFileDialog, button, sentence } from './screens/window';

// What people hand over by mistake: each gets its own sentences, and nothing that was there is lost.

type BadFile = {
  name: string;
  content: string | Uint8Array | null;
  code:
    | 'empty'
    | 'header-only'
    | 'repeated-header'
    | 'not-text'
    | 'not-found'
    | 'unclosed-quote'
    | 'workbook-cut'
    | 'html-table';
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
  { name: 'picture.csv', content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), code: 'not-text' },
  {
    name: 'cut.csv',
    content: Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0x08, 0x00]),
    code: 'workbook-cut',
  },
  {
    name: 'report.xls',
    content: '<html><table><tr><td>Surname</td></tr></table></html>',
    code: 'html-table',
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
  const sheets = [
    { name: 'Notes', rows: textRow(1, ['Note']) + textRow(2, ['Read the other sheet']) },
    {
      name: 'People',
      rows: textRow(3, ['Contact No', 'Surname']) + textRow(4, ['C-1', 'Berg']) + textRow(5, ['C-2', 'Dahl']),
    },
  ];
  await writeFile(join(folder, 'good.xlsx'), writeXlsx({ sheets }));
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

it('reads the sheet a person chooses, and keeps it when another file can’t be read', async () => {
  const { app, page } = launched;
  await loadFile(app, page, join(folder, 'good.xlsx'));
  await page.getByRole('button', { name: text('workbook.sheet') }).click();
  await page
    .getByRole('menuitemradio', {
      name: text('workbook.sheet.choice', { name: 'People', rows: 3, hidden: 'no' }),
    })
    .click();
  await page.getByRole('cell', { name: 'Dahl' }).waitFor();
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
  await button(page, 'file.next').click();
  await page.getByRole('group', { name: text('object.list') }).waitFor();
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
