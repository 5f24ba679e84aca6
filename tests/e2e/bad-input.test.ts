import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { text, type MessageParams } from '../../src/shared/messages/format';
import { textRow, writeXlsx } from '../workbooks/write-xlsx';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { askProgram, readNewestLoad } from './screens/bridge';
import { findBarriers } from './screens/axe';
import { openPracticeOrg } from './screens/connect';
import { chooseFile, goToObject, loadFile } from './screens/file';
import { changeChip } from './screens/file-preview';
import { goToOptions } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { answerFileDialog, button, sentence } from './screens/window';

// What people hand over by mistake: each gets its own sentences, and nothing that was there is lost.

type BadFile = {
  name: string;
  content: string | Uint8Array | null;
  code:
    | 'empty'
    | 'header-only'
    | 'not-text'
    | 'not-found'
    | 'unclosed-quote'
    | 'text-after-quote'
    | 'workbook-cut'
    | 'html-table';
  params?: MessageParams;
};

const BAD_FILES: readonly BadFile[] = [
  { name: 'nothing.csv', content: '', code: 'empty' },
  { name: 'names-only.csv', content: 'Contact No;Surname\r\n', code: 'header-only' },
  {
    name: 'picture.csv',
    content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]),
    code: 'not-text',
  },
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
    params: { line: 2, column: 2 },
  },
  {
    name: 'quote-inside.csv',
    content: 'Contact No;Surname\r\nC-1;"Berg" "Dahl"\r\n',
    code: 'text-after-quote',
    params: { line: 2, column: 2 },
  },
];

let folder: string;
let launched: LaunchedBulkhead;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-bad-input-'));
  for (const { name, content } of BAD_FILES) {
    if (content !== null) await writeFile(join(folder, name), content);
  }
  await writeFile(join(folder, 'twice.csv'), 'Contact No;Surname;Surname\r\nC-1;Berg;Dahl\r\n');
  await writeFile(join(folder, 'good.csv'), 'Contact No;Surname\r\nC-1;Berg\r\nC-2;Dahl\r\n');
  const sheets = [
    { name: 'Notes', rows: textRow(1, ['Note']) + textRow(2, ['Read the other sheet']) },
    {
      name: 'People',
      rows: textRow(3, ['Contact No', 'Surname']) + textRow(4, ['C-1', 'Berg']) + textRow(5, ['C-2', 'Dahl']),
    },
  ];
  await writeFile(join(folder, 'good.xlsx'), writeXlsx({ sheets }));
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

it('reads the sheet a person chooses, and keeps it when another file can’t be read', async () => {
  const { app, page } = launched;
  await loadFile(app, page, join(folder, 'good.xlsx'));
  const people = text('workbook.sheet.choice', { name: 'People', rows: 3, hidden: 'no' });
  await changeChip(page, text('workbook.sheet'), people);
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
});

it('mends what a spreadsheet changed, and asks what a column leaves open', async () => {
  const { app, page } = launched;
  await answerFileDialog(app, join(folder, 'changed.csv'));
  await button(page, 'file.another').last().click();
  const report = page.getByRole('region', { name: text('damage.title') });
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

it('asks about names used twice, and goes on once it is told', async () => {
  const { app, page } = launched;
  await page
    .getByRole('navigation', { name: text('passage.label') })
    .getByRole('button', { name: text('passage.file') })
    .click();
  await answerFileDialog(app, join(folder, 'twice.csv'));
  await button(page, 'file.another').last().click();
  await button(page, 'file.choice.number').waitFor();
  await button(page, 'file.next').click();
  await page.getByText(text('file.decide.first')).waitFor();
  expect(await findBarriers(page, 'file, asking')).toEqual([]);
  await button(page, 'file.choice.number').click();
  await page.getByRole('columnheader', { name: 'Surname (2)' }).waitFor();
  await page.getByText(text('file.choice.repeated.number.why')).waitFor();
  expect((await readNewestLoad(page)).sheet.dialect.headers).toEqual({ repeated: 'number' });
});

it('takes rows from the clipboard', async () => {
  const { app, page } = launched;
  const copied = 'Contact No\tSurname\r\nC-1\t"Berg\nDahl"\r\n';
  await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), copied);
  await page.keyboard.press('Control+v');
  await page.getByRole('cell', { name: 'Berg Dahl' }).waitFor();
  expect((await readNewestLoad(page)).sheet).toMatchObject({ rows: 1, pasted: true });
  await button(page, 'file.paste').click();
  await page.getByRole('cell', { name: 'Berg Dahl' }).waitFor();
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
