import { writeZip } from '../../../../tests/workbooks/write-zip';
import { describe, expect, it } from 'vitest';
import {
  textRow,
  toXlsxParts,
  writeXlsx,
  type BookXml,
  type SheetXml,
} from '../../../../tests/workbooks/write-xlsx';
import type { WantedDialect } from '../inspect-file';
import { readBytes } from './read-test-book';

const read = async (book: BookXml, wanted: WantedDialect = {}) => readBytes(writeXlsx(book), wanted);

/** One column named `V`, one cell a row, as given. */
const column = async (cells: string[], book: Partial<BookXml> = {}) => {
  const rows = cells.map((cell, at) => `<row r="${at + 2}">${cell}</row>`).join('');
  const sheet: SheetXml = { name: 'S', rows: textRow(1, ['V', 'W']) + rows };
  const { rows: found, outcome } = await read({ sheets: [sheet], ...book });
  return { values: found.map(({ cells: [value] }) => value), found, outcome };
};

describe('cells', () => {
  it('joins rich text, skips readings and takes off escapes, shared or inline', async () => {
    const strings = [
      '<si><t>plain</t></si>',
      '<si><r><t>Anna</t></r><r><rPr><b/></rPr><t xml:space="preserve"> Berg</t></r></si>',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
      '<si><t>one_x000D_\ntwo _x005F_x000D_</t></si>',
      '<si><t xml:space="preserve">  kept  </t></si>',
      '<si><t>a &amp; b &lt;c&gt;</t></si>',
    ].join('');
    const { values } = await column(
      [
        ...[0, 1, 2, 3, 4, 5].map((at) => `<c t="s"><v>${at}</v></c>`),
        '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
        '<c t="str"><f>A1&amp;"x"</f><v>worked_x000A_out</v></c>',
      ],
      { strings },
    );
    expect(values).toEqual([
      'plain',
      'Anna Berg',
      '東京',
      'one\r\ntwo _x000D_',
      '  kept  ',
      'a & b <c>',
      'inline',
      'worked\nout',
    ]);
  });

  it('reads dates in both date systems, by the style and not by how they look', async () => {
    const cells = [
      '<c s="1"><v>46085</v></c>',
      '<c s="2"><v>46085.212581018519</v></c>',
      '<c s="3"><v>46085</v></c>',
      '<c s="1"><f>TODAY()</f><v>45292</v></c>',
      '<c s="1" t="d"><v>2026-03-04T00:00:00</v></c>',
      '<c s="2" t="d"><v>2026-03-04T05:06:07</v></c>',
      '<c s="1"><v>60</v></c>',
      '<c s="1"><v>61</v></c>',
      '<c><v>46085</v></c>',
    ];
    const book = { formats: ['dd"."mm"."yyyy', '[$-407]d/m/yy h:mm;@'], builtIns: [14] };
    expect((await column(cells, book)).values).toEqual([
      '2026-03-04',
      '2026-03-04T05:06:07',
      '2026-03-04',
      '2024-01-01',
      '2026-03-04',
      '2026-03-04T05:06:07',
      '1900-02-29',
      '1900-03-01',
      '46085',
    ]);
    const { values } = await column(['<c s="1"><v>44623</v></c>', '<c s="1"><v>0</v></c>'], {
      ...book,
      is1904: true,
    });
    expect(values).toEqual(['2026-03-04', '1904-01-01']);
  });

  it('keeps numbers as they are written and shows the zeros their format shows', async () => {
    const { values, outcome } = await column(
      [
        '<c><v>1234.50</v></c>',
        '<c s="1"><v>0.05</v></c>',
        '<c s="2"><v>1234.5</v></c>',
        '<c s="3"><v>123</v></c>',
        '<c><v>12345678901234567890</v></c>',
        '<c><v>1E-3</v></c>',
        '<c><f>1.1*1</f><v>1.1000000000000001</v></c>',
      ],
      { formats: ['0%', '#,##0.00\\ "€"', '00000'] },
    );
    expect(values).toEqual(['1234.50', '5%', '1234.5', '00123', '12345678901234567890', '0.001', '1.1']);
    expect(outcome.findings).toContainEqual({
      code: 'rounded-numbers',
      column: 'V',
      count: 1,
      line: 6,
      sample: '12345678901234567890',
    });
  });

  it('reads booleans and errors, also as results of formulas', async () => {
    const { values } = await column([
      '<c t="b"><v>1</v></c>',
      '<c t="b"><f>1=2</f><v>0</v></c>',
      '<c t="e"><v>#REF!</v></c>',
      '<c t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>',
    ]);
    expect(values).toEqual(['true', 'false', '#REF!', '#N/A']);
  });

  it('holds a row whose formula has no saved result, and takes an empty result for a blank', async () => {
    const { found, outcome } = await column([
      '<c r="A2"><f>B2*2</f></c><c r="B2"><v>1</v></c>',
      '<c r="A3"><f>B3*2</f><v></v></c><c r="B3"><v>1</v></c>',
      '<c r="A4" t="str"><f>IF(B4=1,"","x")</f><v></v></c><c r="B4"><v>1</v></c>',
      '<c r="A5" t="str"><f>B5</f></c>',
    ]);
    expect(found.map(({ damage }) => damage)).toEqual([
      { kind: 'no-value', line: 2, column: 1, withoutValue: [1] },
      { kind: 'no-value', line: 3, column: 1, withoutValue: [1] },
      null,
      { kind: 'no-value', line: 5, column: 1, withoutValue: [1] },
    ]);
    expect(outcome.findings).toContainEqual({ code: 'formulas-without-value', count: 3, line: 2 });
  });

  it('names every formula without a result, whatever else is wrong with the row', async () => {
    const { rows: found } = await read({
      sheets: [
        {
          name: 'S',
          rows:
            textRow(1, ['Name', 'One', 'Two']) +
            '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2"><f>1</f></c><c r="C2"><f>2</f></c></row>' +
            '<row r="3"><c r="A3" t="str"><v>b</v></c><c r="C3"><f>2</f></c><c r="D3"><v>9</v></c></row>',
        },
      ],
    });
    expect(found.map(({ damage }) => damage)).toEqual([
      { kind: 'no-value', line: 2, column: 2, withoutValue: [2, 3] },
      { kind: 'cell-count', line: 3, expected: 3, found: 4, withoutValue: [3] },
    ]);
  });

  it('puts cells where their references say, and after one another where they have none', async () => {
    const rows =
      textRow(1, ['A', 'B', 'C']) +
      '<row r="2"><c r="C2"><v>3</v></c></row>' +
      '<row><c><v>1</v></c><c><v>2</v></c></row>' +
      '<row r="9"><c r="B9"><v>2</v></c><c><v>3</v></c></row>';
    const { cells, rows: found, outcome } = await read({ sheets: [{ name: 'S', rows }] });
    expect(cells).toEqual([
      ['', '', '3'],
      ['1', '2', ''],
      ['', '2', '3'],
    ]);
    expect(found.map(({ line }) => line)).toEqual([2, 3, 9]);
    expect(outcome.blankLines).toBe(5);
  });

  it('takes prefixed elements and UTF-16 for what they are', async () => {
    const rows =
      '<x:row r="1"><x:c r="A1" t="str"><x:v>Name</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>';
    const data = Buffer.from(
      `\ufeff<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="urn:x"><x:sheetData>${rows}</x:sheetData></x:worksheet>`,
      'utf16le',
    );
    const book: BookXml = { sheets: [{ name: 'S', rows: '' }] };
    const parts = toXlsxParts(book).map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, data } : part,
    );
    const { cells } = await readBytes(writeZip(parts));
    expect(cells).toEqual([['5']]);
  });
});

describe('types', () => {
  it('names a column by the type all its cells have, errors aside', async () => {
    const rows =
      textRow(1, ['Day', 'Moment', 'Amount', 'Done', 'Mixed', 'Text']) +
      '<row r="2"><c s="1"><v>46085</v></c><c s="2"><v>46085.5</v></c><c><v>1.234</v></c><c t="b"><v>1</v></c><c><v>1</v></c><c t="str"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="C3"><v>12345678901234567</v></c><c r="E3" t="str"><v>x</v></c></row>';
    const { outcome } = await read({
      sheets: [{ name: 'S', rows }],
      formats: ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm'],
    });
    expect(outcome.types).toEqual(['date', 'datetime', 'number', 'boolean', undefined, undefined]);
  });
});
