import type { CorpusCase, ExpectedRow, Reading } from '../model';
import { sheetTable } from '../workbook/cells';

const everything: Reading = sheetTable(
  'Data',
  ['Name', 'Zip', 'Amount', 'Share', 'Day', 'At', 'Time', 'Active', 'Formula', 'Lookup'],
  [
    [
      1,
      2,
      [
        'Zoë & <Ada>',
        '00501',
        '1234.5',
        '5%',
        '2026-03-04',
        '2026-03-04T05:06:07',
        '12:00:00',
        'true',
        '2',
        '#N/A',
      ],
    ],
    [
      2,
      3,
      [
        '山田 🦊',
        '00124',
        '-7.25',
        '12.5%',
        '2024-02-29',
        '2024-02-29T05:06:07',
        '18:00:00',
        'false',
        'ab',
        '#DIV/0!',
      ],
    ],
    [
      3,
      4,
      [
        ' padded\nBreak ',
        '00125',
        '0.1',
        '100%',
        '1999-12-31',
        '1999-12-31T05:06:07',
        '00:00:00',
        'true',
        '2000-01-01',
        'ok',
      ],
    ],
  ],
  {
    findings: [
      ['error-cells', 2, 'Lookup'],
      ['hidden-rows', 1],
      ['hidden-sheets', 1],
      ['leading-zeros', 3, 'Zip'],
    ],
  },
);

const everySending = {
  fields: {
    Name: 'Text__c',
    Amount: 'Amount__c',
    Share: 'Share__c',
    Day: 'Date__c',
    At: 'Moment__c',
    Active: 'Flag__c',
  },
  choose: { timeZone: 'UTC' },
  wire: [
    [1, ['Zoë & <Ada>', '1234.5', '5', '2026-03-04', '2026-03-04T05:06:07.000Z', 'true']],
    [2, ['山田 🦊', '-7.25', '12.5', '2024-02-29', '2024-02-29T05:06:07.000Z', 'false']],
    [3, [' padded\nBreak ', '0.1', '100', '1999-12-31', '1999-12-31T05:06:07.000Z', 'true']],
  ] as [number, string[]][],
};

const old: Reading = sheetTable(
  'Data',
  ['Name', 'Day'],
  [
    [1, 2, ['n0', '2026-03-04']],
    [2, 3, ['n1', '2024-02-29']],
    [3, 4, ['n2', '1999-12-31']],
  ],
);

const titles: Reading = {
  dialect: { sheet: 'Report', headerRow: 4 },
  headerLine: 4,
  header: ['No', 'Name', 'City'],
  rows: [
    [1, 5, ['1', 'Ada', 'Oslo']],
    [2, 6, ['2', 'Bo', '']],
    [3, 8, ['3', 'Cy', 'Tromsø']],
  ],
  blankLines: 1,
  findings: [
    ['blank-lines', 1],
    ['title-lines', 1],
  ],
};

const longTexts = Array.from({ length: 40 }, (_, at): ExpectedRow => [
  at + 1,
  at + 2,
  [`n${at + 1}`, `${at + 1}:${(at % 2 === 0 ? 'é' : '語').repeat(300 + at * 40)}`],
]);

/** What other programs wrote; see `write-office-files.py` and `write-package-files.mjs` beside this file. */
export const officeCases: CorpusCase[] = [
  {
    name: 'libreoffice.xlsx',
    why: 'A workbook of LibreOffice with every kind of cell, a hidden row and a hidden sheet.',
    reading: everything,
    sendings: [everySending],
  },
  {
    name: 'libreoffice.xls',
    why: 'The same as an Excel 97 workbook: other bytes, the same reading.',
    reading: everything,
    sendings: [everySending],
  },
  {
    name: 'libreoffice.ods',
    why: 'The same as an OpenDocument workbook.',
    reading: everything,
    sendings: [everySending],
  },
  {
    name: 'xls-named.xlsx',
    why: 'An Excel 97 workbook that was renamed to .xlsx: Excel refuses it, here what is inside decides.',
    reading: everything,
  },
  { name: 'system-1904.xls', why: 'Days counted from 1904 in an Excel 97 workbook.', reading: old },
  {
    name: 'system-1904.ods',
    why: 'Days counted from 1904 in an OpenDocument workbook, where dates are written out.',
    reading: old,
  },
  {
    name: 'titles.xls',
    why: 'A merged title, a header in row 4 from column B on, and a gap.',
    reading: titles,
  },
  {
    name: 'titles.ods',
    why: 'A merged title, a header in row 4 from column B on, and a gap.',
    reading: titles,
  },
  {
    name: 'long-texts.xls',
    why: 'An Excel 97 workbook cuts its texts into records of 8,224 bytes, in the middle of a text, which goes on in one byte or two a letter.',
    reading: sheetTable('Data', ['Name', 'Note'], longTexts),
  },
  {
    name: 'password.xlsx',
    why: 'Encrypted with a password, as Excel does it: a workbook inside an older container.',
    refusal: { kind: 'password' },
  },
  { name: 'password.xls', why: 'An Excel 97 workbook with a password.', refusal: { kind: 'password' } },
  { name: 'password.ods', why: 'An OpenDocument workbook with a password.', refusal: { kind: 'password' } },
  {
    name: 'flat.fods',
    why: 'OpenDocument in one XML file. It is opened by LibreOffice alone, and can be saved as .ods there.',
    refusal: { kind: 'xml-spreadsheet' },
  },
  {
    name: 'openpyxl.xlsx',
    why: 'Written by a Python script: formulas have no results there, since nothing has worked them out.',
    reading: sheetTable(
      'Data',
      ['Name', 'Day', 'At', 'Active', 'Sum', 'Share'],
      [
        [1, 2, ['Ada', '2026-03-04', '2026-03-04T05:06:07', 'true', '', '5%']],
        [2, 3, ['Bo', '2024-02-29', '2024-02-29T23:59:59', 'false', '2', '50%']],
      ],
      { damage: [[1, 'no-value', 2, 5]], findings: [['formulas-without-value', 1]] },
    ),
  },
  {
    name: 'xlsxwriter.xlsx',
    why: 'Written row by row by a Python script, with its texts inside the cells.',
    reading: sheetTable(
      'Data',
      ['Name', 'Zip', 'Day', 'Site', 'Twice'],
      [
        [1, 2, ['Ada', '00501', '2026-03-04', 'ada.example', '1002']],
        [2, 3, ['Bo', '00502', '2024-02-29', 'ada.example', '1004']],
      ],
      { findings: [['leading-zeros', 2, 'Zip']] },
    ),
  },
  {
    name: 'xlsxwriter-table.xlsx',
    why: 'An Excel table with a row of totals, below a title. The totals are held, whether the table was chosen or not.',
    reading: {
      dialect: { sheet: 'Sales', headerRow: 3 },
      headerLine: 3,
      header: ['Name', 'Region', 'Amount'],
      rows: [
        [1, 4, ['Ada', 'North', '100']],
        [2, 5, ['Bo', 'South', '250']],
        [3, 6, ['Total', '', '350']],
      ],
      damage: [[3, 'total-line', 6, 1]],
      findings: [
        ['title-lines', 1],
        ['total-lines', 1],
      ],
    },
  },
  {
    name: 'hucre.xlsx',
    why: 'Written by the package our own exports are written with.',
    reading: sheetTable(
      'Data',
      ['Name', 'Day', 'Active', 'No'],
      [
        [1, 2, ['Ada', '2026-03-04', 'true', '1.5']],
        [2, 3, ['=not a formula', '2024-02-29', 'false', '-2']],
      ],
    ),
  },
  {
    name: 'exceljs.xlsx',
    why: 'Written by ExcelJS, which many web applications export with; the filter hides nothing.',
    reading: sheetTable(
      'Data',
      ['Name', 'Day', 'Active', 'No'],
      [
        [1, 2, ['Ada', '2026-03-04', 'true', '1.5']],
        [2, 3, ['=not a formula', '2024-02-29', 'false', '-2']],
        [3, 4, ['Rich text', '', '', '3']],
      ],
    ),
  },
];
