import { afterAll, beforeAll, expect, it } from 'vitest';
import { textRow, writeXlsx } from '../../workbooks/write-xlsx';
import { lastLine, openBench, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  const rows = [
    '<row r="1"><c r="A1" t="str"><v>LastName</v></c><c r="B1" t="str"><v>Birthdate</v></c><c r="C1" t="str"><v>Title</v></c></row>',
    '<row r="2"><c r="A2" t="str"><v>Ada</v></c><c r="B2" s="1"><v>29000</v></c><c r="C2" s="2"><v>42</v></c></row>',
    '<row r="4" hidden="1"><c r="A4" t="str"><v>Eve</v></c><c r="C4" t="e"><v>#N/A</v></c></row>',
    '<row r="5"><c r="A5" t="str"><v>Max</v></c><c r="B5"><f>B2</f></c></row>',
  ].join('');
  const other = textRow(1, ['LastName']) + textRow(2, ['Ida']);
  const book = writeXlsx({
    sheets: [
      { name: 'New members', rows },
      { name: 'Others', rows: other },
    ],
    formats: ['dd/mm/yyyy', '00000'],
  });
  await bench.file('members.xls', book);
});
afterAll(async () => bench.end());

const words = ['--file', 'members.xls', '--object', 'Contact', '--operation', 'insert', '--json'];

it('loads the first sheet of a workbook, says which, and keeps every value as it was read', async () => {
  const finished = await bench.run(['load', ...bench.toOrg, ...words, '--out', 'first']);
  expect(finished.code).toBe(1);
  expect(lastLine(finished)).toMatchObject({ rows: 3, created: 1, held: 2, balanced: true });
  expect(finished.err).toContain('reading sheet “New members”, the first of 2 with rows');
  expect(finished.err).toContain('1 hidden row is read like the others. The first is row 4 of the sheet.');
  const [, ada = '', eve = '', max = ''] = (await bench.read('first/ledger.csv')).split('\n');
  expect(ada).toContain('"Ada","1979-05-25","00042","1","created"');
  expect(eve).toContain('"Eve","","#N/A","2","held","","","error-cell","Line 4, column 3 (Title): ');
  expect(max).toContain('"Max","","","3","held","","","row-no-value","Line 5, column 2 (Birthdate): ');
  const report = JSON.parse(await bench.read('first/report.json')) as Record<string, unknown>;
  expect(report['file']).toMatchObject({ workbook: 'xlsx', sheet: 'New members', headerRow: 1 });
  expect(report['file']).not.toHaveProperty('delimiter');
  expect(report['blankLines']).toBe(1);
});

it('takes a sheet by its name, and names those there are where it has no such one', async () => {
  const byName = await bench.run(['load', ...bench.toOrg, ...words, '--out', 'second', '--sheet', 'others']);
  expect(lastLine(byName)).toMatchObject({ rows: 1, created: 1 });
  expect(byName.err).not.toContain('reading sheet');
  const unknown = await bench.run(['load', ...bench.toOrg, ...words, '--out', 'none', '--sheet', 'Gone']);
  expect(unknown).toMatchObject({
    code: 2,
    out: '',
    err: 'There is no sheet, table or named range “Gone” in the file. It has “New members”, “Others”.\n',
  });
});

it('says that the encoding and delimiter mean nothing in a workbook', async () => {
  const given = await bench.run([
    'load',
    ...bench.toOrg,
    ...words,
    '--out',
    'third',
    '--sheet',
    '2',
    '--encoding',
    'utf-16le',
    '--delimiter',
    'auto',
  ]);
  expect(lastLine(given)).toMatchObject({ rows: 1, created: 1 });
  expect(given.err).toContain('--encoding means nothing in a workbook and was not looked at\n');
});
