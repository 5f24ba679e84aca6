import { expect, it } from 'vitest';
import { writeOds } from '../../../../tests/workbooks/write-ods';
import { readBytes } from './read-test-book';

const text = (...texts: string[]): string =>
  texts
    .map((one) =>
      one === ''
        ? '<table:table-cell/>'
        : `<table:table-cell office:value-type="string"><text:p>${one}</text:p></table:table-cell>`,
    )
    .join('');
const row = (cells: string, attributes = ''): string =>
  `<table:table-row${attributes}>${cells}</table:table-row>`;
const table = (name: string, rows: string, attributes = ''): string =>
  `<table:table table:name="${name}"${attributes}>${rows}</table:table>`;
const cell = (type: string, attributes: string, shown = ''): string =>
  `<table:table-cell office:value-type="${type}" ${attributes}>${shown === '' ? '' : `<text:p>${shown}</text:p>`}</table:table-cell>`;

it('reads values and not what is shown of them', async () => {
  const styles =
    '<number:number-style style:name="N1"><number:number number:min-integer-digits="5" number:decimal-places="0"/></number:number-style>' +
    '<number:date-style style:name="N2"><number:day/><number:hours/></number:date-style>' +
    '<style:style style:name="c1" style:family="table-cell" style:data-style-name="N1"/>' +
    '<style:style style:name="c2" style:family="table-cell" style:data-style-name="N2"/>' +
    '<style:style style:name="c3" style:family="table-cell" style:parent-style-name="c1"/>';
  const values = [
    cell('float', 'office:value="12345678901234567890"', '1,23E+19'),
    cell('float', 'table:style-name="c3" office:value="123"', '00123'),
    cell('percentage', 'office:value="0.05"', '5%'),
    cell('currency', 'office:currency="EUR" office:value="1234.5"', '1.234,50 €'),
    cell('date', 'office:date-value="2026-03-04"', '04.03.26'),
    cell('date', 'table:style-name="c2" office:date-value="2026-03-04"', '04.03.26'),
    cell('date', 'office:date-value="2026-03-04T05:06:07"', '04.03.26'),
    cell('time', 'office:time-value="PT12H30M05.5S"', '12:30'),
    cell('boolean', 'office:boolean-value="true"', 'WAHR'),
    cell('string', 'office:string-value="" calcext:value-type="error" table:formula="of:=NA()"', '#N/A'),
    cell('string', '', 'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e'),
    cell('string', '', ' a <text:span> b</text:span>'),
    cell('string', '', '\n    laid out'),
    cell('string', 'office:string-value="kept"', 'shown'),
    '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>x <text:span>y</text:span></text:p></table:table-cell>',
  ];
  const { cells, outcome } = await readBytes(
    writeOds(
      table('S', row(text('V', 'W')) + values.map((value) => row(value + text('.'))).join('')),
      styles,
    ),
  );
  expect(cells.map(([value]) => value)).toEqual([
    '12345678901234567890',
    '00123',
    '5%',
    '1234.5',
    '2026-03-04',
    '2026-03-04T00:00:00',
    '2026-03-04T05:06:07',
    '12:30:05.5',
    'true',
    '#N/A',
    'a  b\tc\nd\ne',
    ' a b',
    'laid out',
    'kept',
    'x y',
  ]);
  expect(outcome.findings).toEqual([
    { code: 'rounded-numbers', column: 'V', count: 1, line: 2, sample: '12345678901234567890' },
  ]);
});

it('gives repeated rows and cells as often as they stand for, and passes over endless empty ones', async () => {
  const rows =
    '<table:table-header-rows>' +
    row(text('A', 'B', 'C')) +
    '</table:table-header-rows>' +
    row('<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1"/>') +
    row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="3"') +
    row(text('x', '', 'y'), ' table:number-rows-repeated="2"') +
    row('<table:table-cell table:number-columns-repeated="16384"/>', ' table:number-rows-repeated="1048000"');
  const { cells, rows: found, outcome } = await readBytes(writeOds(table('S', rows)));
  expect(cells).toEqual([
    ['1', '1', '1'],
    ['x', '', 'y'],
    ['x', '', 'y'],
  ]);
  expect(found.map(({ line }) => line)).toEqual([2, 6, 7]);
  expect(outcome.blankLines).toBe(3);
});

it('tells of what is hidden, filtered or merged, and of formulas without a result', async () => {
  const rows =
    '<table:table-column/><table:table-column table:visibility="collapse"/>' +
    row(text('A', 'B')) +
    row(text('1', '2'), ' table:visibility="collapse"') +
    row(text('3', '4'), ' table:visibility="filter"') +
    row('<table:table-cell table:formula="of:=[.B5]"/>' + text('5')) +
    row(
      '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>m</text:p></table:table-cell>' +
        text('6'),
    ) +
    row('<table:covered-table-cell/>' + text('7'));
  const styles =
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
  const book = writeOds(
    table('Shown', rows) + table('Hidden', row(text('X')) + row(text('1')), ' table:style-name="ta2"'),
    styles,
  );
  const { dialect, cells, outcome } = await readBytes(book);
  expect(dialect.workbook?.sheets).toEqual([
    { name: 'Shown', rows: 6, hidden: false },
    { name: 'Hidden', rows: 2, hidden: true },
  ]);
  expect(cells.at(-1)).toEqual(['', '7']);
  expect(outcome.findings).toEqual([
    { code: 'hidden-rows', count: 1, line: 2 },
    { code: 'filtered-rows', count: 1, line: 3 },
    { code: 'hidden-columns', column: 'B', count: 1 },
    { code: 'merged-cells', count: 1, line: 5 },
    { code: 'formulas-without-value', count: 1, line: 4 },
    { code: 'hidden-sheets', count: 1, sample: 'Hidden' },
  ]);
  expect((await readBytes(book, { sheet: 'hidden' })).cells).toEqual([['1']]);
});
