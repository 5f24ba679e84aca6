import { expect, it } from 'vitest';
import { writeOds, writeXlsx } from 'hucre';
import { readBytes } from './read-test-book';

// Workbooks by a writer that knows nothing of this reader.
const sheets = [
  { name: 'Notes', rows: [] },
  {
    name: 'People',
    rows: [
      ['Name', 'Born', 'Amount', 'Active', 'Code', 'Long text'],
      ['Łucja & Co', new Date(Date.UTC(1990, 1, 28)), 12.5, true, '00123', 'two\nlines <b>'],
      ['東京 😀', new Date(Date.UTC(2026, 2, 4)), -7, false, '#N/A', null],
    ],
    columns: [{}, { numFmt: 'yyyy-mm-dd' }, { numFmt: '#,##0.00' }],
  },
];
const meant = [
  ['Łucja & Co', '1990-02-28', '12.5', 'true', '00123', 'two\nlines <b>'],
  ['東京 😀', '2026-03-04', '-7', 'false', '#N/A', ''],
];

it('reads an .xlsx of another writer', async () => {
  const { dialect, cells, outcome } = await readBytes(Buffer.from(await writeXlsx({ sheets })));
  expect(dialect.workbook).toMatchObject({ kind: 'xlsx', sheet: 'People' });
  expect(cells).toEqual(meant);
  expect(outcome.types?.slice(0, 4)).toEqual([undefined, 'date', 'number', 'boolean']);
});

it('reads an .ods of another writer', async () => {
  const { dialect, cells } = await readBytes(Buffer.from(await writeOds({ sheets })));
  expect(dialect.workbook).toMatchObject({ kind: 'ods', sheet: 'People' });
  // It leaves line breaks bare, which stand for blanks in OpenDocument.
  const asWritten = meant.map((row) => row.map((text) => text.replace('\n', ' ')));
  expect(cells).toEqual(asWritten);
});
