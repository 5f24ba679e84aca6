import { afterAll, beforeAll, expect, it } from 'vitest';
import { tableXml, textRow, writeXlsx } from '../../workbooks/write-xlsx';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ empty: true });
});
afterAll(async () => world.end());

const people =
  textRow(1, ['Members of 2026']) +
  textRow(3, ['Name', 'City']) +
  textRow(4, ['Anna', 'Bonn']) +
  textRow(5, ['Ben', 'Graz']) +
  textRow(7, ['a note']);
const book = writeXlsx({
  sheets: [
    { name: 'People', rows: people, tables: [tableXml('Members', 'A3:B5', ['Name', 'City'])] },
    { name: 'Days', rows: textRow(1, ['Day']) + '<row r="2"><c r="A2" s="1"><v>46085</v></c></row>' },
  ],
  formats: ['d.m.yy'],
});

it('passes over a cover, and refuses by the first sheet where none is a table', async () => {
  const cover = { name: 'Cover', rows: textRow(1, ['Read the next sheet', 'Read the next sheet']) };
  const table = { name: 'People', rows: textRow(1, ['Name', 'City']) + textRow(2, ['Anna', 'Bonn']) };
  const notes = { name: 'Notes', rows: textRow(1, ['Only this line']) };
  const load = async (sheets: (typeof cover)[], name: string) =>
    world.call['loads.create']({ orgId: world.orgId, path: await world.file(name, writeXlsx({ sheets })) });
  const { id, sheet } = await load([cover, table], 'covered.xlsx');
  expect(sheet).toMatchObject({ rows: 1, chosen: [], dialect: { workbook: { sheet: 'People' } } });
  await world.call['loads.delete']({ loadId: id });
  await expect(load([notes, cover], 'notes.xlsx')).rejects.toMatchObject({ code: 'file.header-only' });
});

it('passes over a cover that would have to be asked about, for a table that is no smaller', async () => {
  const cover = {
    name: 'Cover',
    rows: textRow(1, ['Members', 'Members']) + textRow(2, ['made by', 'the club']),
  };
  const members = {
    name: 'People',
    rows: textRow(1, ['Name', 'City']) + textRow(2, ['Anna', 'Bonn']) + textRow(3, ['Ben', 'Graz']),
  };
  const small = { name: 'List', rows: textRow(1, ['City']) + textRow(2, ['Bonn']) };
  const load = async (sheets: (typeof cover)[], name: string) =>
    world.call['loads.create']({ orgId: world.orgId, path: await world.file(name, writeXlsx({ sheets })) });
  const passed = await load([cover, small, members], 'asking-cover.xlsx');
  expect(passed.sheet.dialect.workbook?.sheet).toBe('List');
  const larger = { ...cover, rows: cover.rows + textRow(3, ['a', 'b']) };
  const kept = await load([larger, small], 'asking-table.xlsx');
  expect(kept.sheet.dialect).toMatchObject({ workbook: { sheet: 'Cover' }, headers: { repeated: 'ask' } });
  const twice = await load([cover, { ...cover, name: 'Second' }], 'asking-both.xlsx');
  expect(twice.sheet.dialect).toMatchObject({ workbook: { sheet: 'Cover' }, headers: { repeated: 'ask' } });
  const { rows } = await world.call['rows.page']({ loadId: twice.id, filter: {}, offset: 0, limit: 5 });
  expect(rows.map(({ cells }) => cells)).toEqual([['made by', 'the club']]);
  for (const { id: loadId } of [passed, kept, twice]) await world.call['loads.delete']({ loadId });
});

it('holds a row for a formula without a result until its own cell is typed, and not where it is not sent', async () => {
  const rows =
    textRow(1, ['Last', 'Phone', 'Mail']) +
    '<row r="2"><c r="A2" t="str"><v>Ada</v></c><c r="B2"><f>1</f></c><c r="C2" t="str"><v>a@b.example</v></c></row>';
  const path = await world.file('formula.xlsx', writeXlsx({ sheets: [{ name: 'S', rows }] }));
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });
  const match = async (phone: string | null) => {
    const fields = ['LastName', phone, 'Email'];
    const entries = fields.map((field, column) => ({ column, field }));
    await world.call['loads.setMapping']({ loadId, entries });
    return world.call['loads.review']({ loadId });
  };
  expect(await match(null)).toMatchObject({ ready: 1, held: 0 });
  expect(await match('Phone')).toMatchObject({ ready: 0, held: 1 });
  const edit = async (column: number, value: string) =>
    (await world.call['rows.edit']({ loadId, edits: [{ row: 1, column, value }] })).balance.counts;
  expect(await edit(0, 'Lovelace')).toMatchObject({ ready: 0, held: 1 });
  expect(await edit(1, '0228 1')).toMatchObject({ ready: 1, held: 0 });
  await world.call['loads.send']({ loadId, rows: 1 });
  await world.settled(loadId);
  expect(await world.records('Contact')).toMatchObject([{ LastName: 'Lovelace', Phone: '0228 1' }]);
});

it('reads a workbook again by another sheet, table and header row, and remembers what was chosen', async () => {
  const path = await world.file('members.xlsx', book);
  const { id: loadId, sheet } = await world.call['loads.create']({ orgId: world.orgId, path });
  expect(sheet).toMatchObject({
    rows: 3,
    blankLines: 1,
    headerLine: 3,
    chosen: [],
    dialect: { headerRow: 3, workbook: { kind: 'xlsx', sheet: 'People' } },
  });
  const rowsOf = async (): Promise<string[][]> => {
    const { rows } = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 50 });
    return rows.map(({ line, cells }) => [String(line), ...cells]);
  };
  expect(await rowsOf()).toEqual([
    ['4', 'Anna', 'Bonn'],
    ['5', 'Ben', 'Graz'],
    ['7', 'a note', ''],
  ]);

  const table = await world.call['loads.reread']({ loadId, table: 'Members' });
  expect(table.sheet).toMatchObject({ rows: 2, chosen: ['table'], dialect: { headerRow: 3 } });
  expect(table.sheet.findings).toEqual([{ code: 'outside-table', count: 1, line: 7 }]);

  const whole = await world.call['loads.reread']({ loadId, table: '', headerRow: 4 });
  expect(whole.sheet.columns.map(({ header }) => header)).toEqual(['Anna', 'Bonn']);
  expect(whole.sheet.chosen).toEqual(['table', 'headerRow']);
  expect(whole.sheet.dialect.workbook).not.toHaveProperty('table');

  const days = await world.call['loads.reread']({ loadId, sheet: 'Days' });
  expect(days.sheet).toMatchObject({ rows: 1, chosen: ['sheet'], dialect: { headerRow: 1 } });
  expect(days.sheet.columns).toMatchObject([{ header: 'Day', typed: 'date', samples: ['2026-03-04'] }]);
  expect(await rowsOf()).toEqual([['2', '2026-03-04']]);

  await expect(world.call['loads.reread']({ loadId, sheet: 'Gone' })).rejects.toMatchObject({
    code: 'file.no-sheet',
  });
  expect(await rowsOf()).toEqual([['2', '2026-03-04']]);

  const mended = await world.call['loads.replaceFile']({ loadId, path });
  expect(mended.sheet.dialect.workbook?.sheet).toBe('Days');
  const text = await world.file('days.csv', 'Day\n2026-03-05\n');
  const other = await world.call['loads.replaceFile']({ loadId: mended.id, path: text });
  expect(other.sheet).toMatchObject({ rows: 1, chosen: [] });
  expect(other.sheet.dialect).not.toHaveProperty('workbook');
});

it('asks about names that are missing or used twice, and reads the workbook as the person says', async () => {
  const rows =
    textRow(1, ['Last Name', 'Email', 'Last Name', '', 'City']) +
    textRow(2, ['Berg', 'a@test.example', 'Dahl', 'x', 'Bonn']) +
    textRow(3, ['Name', 'Mail', 'Other', 'Note', 'Place']) +
    textRow(4, ['Holm', 'b@test.example', 'Lund', 'y', 'Graz']);
  const path = await world.file('twice.xlsx', writeXlsx({ sheets: [{ name: 'People', rows }] }));
  const { id: loadId, sheet } = await world.call['loads.create']({ orgId: world.orgId, path });
  expect(sheet.findings).toMatchObject([
    { code: 'repeated-header', column: 'Last Name', line: 1, at: 3 },
    { code: 'empty-header', count: 1, line: 1, at: 4 },
  ]);
  const target = { loadId, object: 'Contact', operation: 'insert' } as const;
  await expect(world.call['loads.setTarget'](target)).rejects.toMatchObject({ code: 'file.undecided' });

  const headers = { repeated: 'number', unnamed: 'leave-out' } as const;
  const shown = await world.call['loads.preview']({ loadId, headers });
  expect(shown.header).toEqual(['Last Name', 'Email', 'Last Name (2)', 'City']);
  const decided = await world.call['loads.reread']({ loadId, headers });
  expect(decided.sheet.columns.map(({ header }) => header)).toEqual(shown.header);
  const { rows: read } = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 1 });
  expect(read[0]).toMatchObject({ line: 2, cells: ['Berg', 'a@test.example', 'Dahl', 'Bonn'] });
  await world.call['loads.setTarget'](target);

  const other = await world.call['loads.reread']({ loadId, headerRow: 3 });
  expect(other.sheet).toMatchObject({ rows: 1, headerLine: 3, chosen: ['headerRow'] });
  expect(other.sheet.findings).toEqual([{ code: 'title-lines', count: 2, sample: 'Last Name · Berg' }]);
  expect(other.sheet.columns.map(({ header }) => header)).toEqual(['Name', 'Mail', 'Other', 'Note', 'Place']);
});
