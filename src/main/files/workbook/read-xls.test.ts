import { expect, it } from 'vitest';
import { writeBiff, writeOle, writeXls } from '../../../../tests/workbooks/write-xls';
import { readBytes } from './read-test-book';

it('reads the values of every kind of cell', async () => {
  const book = writeXls(
    [
      { name: 'Hidden', hidden: true, rows: [['X'], ['1']] },
      {
        name: 'People',
        rows: [
          ['Name', 'Day', 'Moment', 'Amount', 'Done', 'Link'],
          ['Łucja', { number: 46085, style: 1 }, { number: 46085.5, style: 2 }, 12.5, true, { error: 42 }],
          [null, null, null, { formula: 3 }, { formula: false }, { formula: 'worked out' }],
          ['東京', { number: 59, style: 1 }, null, -7],
        ],
        merges: [[1, 2, 0, 0]],
      },
    ],
    { formats: ['dd/mm/yyyy', 'yyyy-mm-dd hh:mm'] },
  );
  const { dialect, cells, outcome } = await readBytes(book, {}, 'people.xls');
  expect(dialect.workbook).toMatchObject({ kind: 'xls', sheet: 'People' });
  expect(cells).toEqual([
    ['Łucja', '2026-03-04', '2026-03-04T12:00:00', '12.5', 'true', '#N/A'],
    ['', '', '', '3', 'false', 'worked out'],
    ['東京', '1900-02-28', '', '-7', '', ''],
  ]);
  expect(outcome.types).toEqual([undefined, 'date', 'datetime', 'number', 'boolean', undefined]);
  expect(outcome.findings).toEqual([
    { code: 'merged-cells', count: 1, line: 2 },
    { code: 'hidden-sheets', count: 1, sample: 'Hidden' },
  ]);
});

it('knows the date system of the Mac and the zeros a format shows', async () => {
  const rows = [
    ['Day', 'Code'],
    [
      { number: 44623, style: 1 },
      { number: 7, style: 2 },
    ],
  ];
  const { cells } = await readBytes(
    writeXls([{ name: 'S', rows }], { formats: ['yyyy-mm-dd', '00000'], is1904: true }),
  );
  expect(cells).toEqual([['2026-03-04', '00007']]);
});

it('reads texts that run over into the records that continue theirs, whichever width they have there', async () => {
  const texts = [
    'Name',
    'plain',
    'ÄÖÜ '.repeat(3000),
    '東京 '.repeat(3000),
    'rich and long '.repeat(700),
    'last',
  ];
  const rows = texts.map((text) => [{ shared: text }]);
  const { header, cells } = await readBytes(writeXls([{ name: 'S', rows }]));
  expect(header).toEqual(['Name']);
  expect(cells.map(([text]) => text)).toEqual(texts.slice(1));
});

it('finds the text of a formula behind the record that shares it, and packed numbers', async () => {
  const rows = [
    ['A', 'B', 'C', 'D'],
    [{ formula: 'shared', sharing: true }, { packed: [1.5, -2, 100.25] }],
  ];
  const { cells } = await readBytes(writeXls([{ name: 'S', rows }]));
  expect(cells).toEqual([['shared', '1.5', '-2', '100.25']]);
});

it('tells of rows and columns that are hidden, and of those a filter hides', async () => {
  const sheet = {
    name: 'S',
    rows: [
      ['A', 'B'],
      ['1', '2'],
      ['3', '4'],
    ],
    hiddenRows: [1],
    hiddenColumns: [1],
  };
  expect((await readBytes(writeXls([sheet]))).outcome.findings).toEqual([
    { code: 'hidden-rows', count: 1, line: 2 },
    { code: 'hidden-columns', column: 'B', count: 1 },
  ]);
  const { outcome } = await readBytes(writeXls([{ ...sheet, filtered: true }]));
  expect(outcome.findings?.[0]).toEqual({ code: 'filtered-rows', count: 1, line: 2 });
});

it.each([
  ['a password', writeXls([{ name: 'S', rows: [['A'], ['1']] }], { protect: true }), 'file.password'],
  [
    'a password on an .xlsx',
    writeOle([
      { name: 'EncryptionInfo', data: Buffer.from('x') },
      { name: 'EncryptedPackage', data: Buffer.alloc(9000) },
    ]),
    'file.password',
  ],
  ['Excel 95', writeXls([{ name: 'S', rows: [['A']] }], { version: 0x500 }), 'file.old-workbook'],
  ['Excel 3', Buffer.from('0902060000001000', 'hex'), 'file.old-workbook'],
  ['a Word document', writeOle([{ name: 'WordDocument', data: Buffer.alloc(5000) }]), 'file.not-workbook'],
  [
    'an end that is missing',
    writeXls([{ name: 'S', rows: [['A'], ['1']] }]).subarray(0, 3000),
    'file.workbook-damaged',
  ],
  [
    'records that break off',
    writeOle([{ name: 'Workbook', data: writeBiff([{ name: 'S', rows: [['A'], ['1']] }]).subarray(0, -8) }]),
    'file.workbook-damaged',
  ],
])('refuses %s in words of its own', async (_, bytes, code) => {
  await expect(readBytes(bytes, {}, 'book.xls')).rejects.toMatchObject({ code });
});
