import { describe, expect, it } from 'vitest';
import { tableXml, textRow, writeXlsx, type BookXml } from '../../../../tests/workbooks/write-xlsx';
import type { WantedDialect } from '../inspect-file';
import { readBytes } from './read-test-book';

const read = async (book: BookXml, wanted: WantedDialect = {}) => readBytes(writeXlsx(book), wanted);

const findingCodes = (outcome: { findings?: { code: string }[] }) =>
  outcome.findings?.map(({ code }) => code);

describe('sheets and tables', () => {
  const people = textRow(1, ['Name', 'City']) + textRow(2, ['Anna', 'Bonn']) + textRow(3, ['Ben', 'Graz']);

  it('chooses the first visible sheet with rows and lists all', async () => {
    const { dialect, cells, outcome } = await read({
      sheets: [
        { name: 'Empty', rows: '<row r="1"><c r="A1" s="1"/></row>' },
        { name: 'Old', rows: people, state: 'veryHidden' },
        { name: 'People', rows: people },
        { name: 'More', rows: textRow(1, ['X']) + textRow(2, ['1']) },
      ],
    });
    expect(dialect.workbook).toMatchObject({
      sheet: 'People',
      sheets: [
        { name: 'Empty', rows: 0, hidden: false },
        { name: 'Old', rows: 3, hidden: true },
        { name: 'People', rows: 3, hidden: false },
        { name: 'More', rows: 2, hidden: false },
      ],
    });
    expect(cells).toEqual([
      ['Anna', 'Bonn'],
      ['Ben', 'Graz'],
    ]);
    expect(outcome.findings).toEqual([{ code: 'hidden-sheets', count: 1, sample: 'Old' }]);
  });

  it('finds a sheet by name, whatever its case, then by number', async () => {
    const sheets = [
      { name: 'People', rows: people },
      { name: '1', rows: textRow(1, ['X']) + textRow(2, ['1']) },
    ];
    expect((await read({ sheets }, { sheet: 'people' })).header).toEqual(['Name', 'City']);
    expect((await read({ sheets }, { sheet: '1' })).header).toEqual(['X']);
    expect((await read({ sheets }, { sheet: '2' })).header).toEqual(['X']);
    await expect(read({ sheets }, { sheet: 'Gone' })).rejects.toMatchObject({
      code: 'file.no-sheet',
      params: { sheet: 'Gone', sheets: '“People”, “1”' },
    });
  });

  it('skips title rows, begins at the first named column and ends at the last filled row', async () => {
    const rows =
      textRow(2, ['', '', 'Members 2026']) +
      textRow(4, ['', '', 'Name', 'City']) +
      textRow(5, ['', '', 'Anna', 'Bonn']) +
      textRow(7, ['', '', 'Ben', 'Graz']) +
      '<row r="8" s="1"><c r="C8" s="1"/></row><row r="90000"><c r="C90000" t="inlineStr"><is><t> </t></is></c></row>';
    const { header, headerLine, rows: found, outcome } = await read({ sheets: [{ name: 'S', rows }] });
    expect({ header, headerLine }).toEqual({ header: ['Name', 'City'], headerLine: 4 });
    expect(found.map(({ line }) => line)).toEqual([5, 7]);
    expect(outcome.blankLines).toBe(1);
  });

  it('damages a row that has cells beside the columns of the header, and keeps them', async () => {
    const rows = textRow(1, ['', 'Name', 'City']) + textRow(2, ['', 'Anna', 'Bonn', '', 'note']);
    const { rows: found } = await read({ sheets: [{ name: 'S', rows }] });
    expect(found).toEqual([
      {
        row: 1,
        line: 2,
        cells: ['Anna', 'Bonn'],
        extra: ['note'],
        damage: { kind: 'cell-count', line: 2, expected: 2, found: 4 },
      },
    ]);
  });

  it('takes a first column without a name for one of the table', async () => {
    const rows =
      textRow(1, ['', '', 'Name', 'City']) +
      textRow(2, ['', '1', 'Anna', 'Bonn']) +
      textRow(3, ['', '2', 'Ben', 'Graz']);
    const sheets = [{ name: 'S', rows }];
    await expect(read({ sheets })).rejects.toMatchObject({
      code: 'file.empty-header',
      params: { column: 2 },
    });
    const asWritten = await read({ sheets }, { reading: 'as-written' });
    expect(asWritten.header).toEqual(['', 'Name', 'City']);
    expect(asWritten.cells).toEqual([
      ['1', 'Anna', 'Bonn'],
      ['2', 'Ben', 'Graz'],
    ]);
  });

  it('holds a row with a cell before the table where no other has one', async () => {
    const many = Array.from({ length: 60 }, (_, at) => textRow(at + 2, ['', 'x'])).join('');
    const sheets = [{ name: 'S', rows: textRow(1, ['', 'Name']) + many + textRow(90, ['!', 'y']) }];
    await expect(read({ sheets })).rejects.toMatchObject({
      code: 'file.empty-header',
      params: { column: 1 },
    });
    const { rows } = await read({ sheets }, { reading: 'as-written' });
    expect(rows.at(-1)).toEqual({
      row: 61,
      line: 90,
      cells: ['y'],
      extra: ['!'],
      damage: { kind: 'cell-count', line: 90, expected: 1, found: 2 },
    });
  });

  it('refuses names that repeat and values under none, by the sheet’s own column', async () => {
    const twice = textRow(1, ['', 'Name', 'Name']) + textRow(2, ['', 'a', 'b']);
    await expect(read({ sheets: [{ name: 'S', rows: twice }] })).rejects.toMatchObject({
      code: 'file.repeated-header',
      params: { header: 'Name', column: 3 },
    });
    const none = textRow(1, ['Name', '', 'City']) + textRow(2, ['a', 'b', 'c']);
    await expect(read({ sheets: [{ name: 'S', rows: none }] })).rejects.toMatchObject({
      code: 'file.empty-header',
      params: { column: 2 },
    });
    const asWritten = await read({ sheets: [{ name: 'S', rows: none }] }, { reading: 'as-written' });
    expect(asWritten.header).toEqual(['Name', '', 'City']);
    expect(asWritten.cells).toEqual([['a', 'b', 'c']]);
  });

  it('reads one table alone where it is chosen, without its total line, and counts what it leaves', async () => {
    const rows =
      people +
      '<row r="4"><c r="A4" t="str"><v>Total</v></c><c r="B4"><v>2</v></c></row>' +
      textRow(6, ['a note']) +
      '<row r="7"><c r="D7"><v>1</v></c></row>';
    const tables = [tableXml('People', 'A1:B4', ['Name', 'City'], ' totalsRowCount="1"')];
    const sheets = [{ name: 'S', rows, tables }];
    const whole = await read({ sheets });
    expect(whole.dialect.workbook).toMatchObject({ tables: [{ name: 'People', range: 'A1:B4' }] });
    expect(whole.rows.map(({ damage }) => damage?.kind)).toEqual([
      undefined,
      undefined,
      'totals',
      undefined,
      'cell-count',
    ]);
    const table = await read({ sheets }, { table: 'People' });
    expect(table.cells).toEqual([
      ['Anna', 'Bonn'],
      ['Ben', 'Graz'],
    ]);
    expect(table.outcome.findings).toEqual([
      { code: 'outside-table', count: 2, line: 6 },
      { code: 'totals-row', count: 1, line: 4 },
    ]);
  });

  it('holds a sum at the end of a sheet as a total line, and that of a table above other rows as its totals row', async () => {
    const members = textRow(1, ['Name', 'Paid']) + textRow(2, ['Anna', '5']) + textRow(3, ['Ben', '7']);
    const damages = async (end: string, tables: string[] = []) => {
      const { rows, outcome } = await read({ sheets: [{ name: 'S', rows: members + end, tables }] });
      return { damages: rows.map(({ damage }) => damage), damaged: outcome.damaged };
    };
    const sum = '<row r="4"><c r="A4" t="str"><v>Total</v></c><c r="B4"><f>SUM(B2:B3)</f><v>12</v></c></row>';
    const line = { kind: 'total-line', line: 4, column: 1, value: 'Total' };
    expect(await damages(sum)).toEqual({ damages: [null, null, line], damaged: 1 });
    const unsaved = sum.replace('<v>12</v>', '');
    expect((await damages(unsaved)).damages.at(-1)).toEqual({ ...line, withoutValue: [2] });
    const tables = [tableXml('Members', 'A1:B4', ['Name', 'Paid'], ' totalsRowCount="1"')];
    expect(await damages(sum, tables)).toEqual({ damages: [null, null, line], damaged: 1 });
    const notes = Array.from({ length: 12 }, (_, at) => textRow(at + 6, ['a note', 'on it'])).join('');
    const above = await damages(sum + notes, tables);
    expect(above.damages[2]).toEqual({ kind: 'totals', line: 4 });
    expect(above.damaged).toBe(1);
  });

  it('holds a row that says the column names once more, and keeps the types of the columns', async () => {
    const paid = (row: number) =>
      `<row r="${row}"><c r="A${row}" t="str"><v>Anna</v></c><c r="B${row}"><v>5</v></c></row>`;
    const rows = textRow(1, ['Name', 'Paid']) + paid(2) + textRow(3, [' Name', 'Paid ']) + paid(4);
    const seen = await read({ sheets: [{ name: 'S', rows }] });
    expect(seen.rows.map(({ damage }) => damage)).toEqual([
      null,
      { kind: 'header-line', line: 3, column: 1 },
      null,
    ]);
    expect(seen.outcome).toMatchObject({ rows: 3, damaged: 1, types: [undefined, 'number'] });
  });

  it('takes the first of several tables on one sheet, and names for one without a header', async () => {
    const rows = people + textRow(6, ['Anna', '5']) + textRow(7, ['Ben', '6']);
    const tables = [
      tableXml('Second', 'A6:B7', ['Who', 'Points'], ' headerRowCount="0"'),
      tableXml('First', 'A1:B3', ['Name', 'City']),
    ];
    const sheets = [{ name: 'S', rows, tables }];
    const first = await read({ sheets });
    expect(first.dialect.workbook?.table).toBe('First');
    expect(first.cells).toEqual([
      ['Anna', 'Bonn'],
      ['Ben', 'Graz'],
    ]);
    expect((await read({ sheets }, { sheet: 'second' })).header).toEqual(['Who', 'Points']);
    await expect(read({ sheets }, { sheet: 'Third' })).rejects.toMatchObject({
      params: { sheets: '“S”, “First”, “Second”' },
    });
    const second = await read({ sheets }, { table: 'Second' });
    expect(second.header).toEqual(['Who', 'Points']);
    expect(second.cells).toEqual([
      ['Anna', '5'],
      ['Ben', '6'],
    ]);
  });
});

describe('what is not to be seen', () => {
  const data = (attributes: string): string =>
    textRow(1, ['A', 'B', 'C']) +
    textRow(2, ['1', '2', '3'], attributes) +
    textRow(3, ['4', '5', '6'], attributes) +
    textRow(4, ['7', '8', '9']);

  it('reads hidden rows and columns, and tells of them', async () => {
    const { cells, outcome } = await read({
      sheets: [
        {
          name: 'S',
          rows: data(' hidden="1"'),
          before: '<cols><col min="2" max="3" width="0" hidden="1"/></cols>',
        },
      ],
    });
    expect(cells).toHaveLength(3);
    expect(outcome.findings).toEqual([
      { code: 'hidden-rows', count: 2, line: 2 },
      { code: 'hidden-columns', column: 'B', count: 1 },
      { code: 'hidden-columns', column: 'C', count: 1 },
    ]);
  });

  it('tells rows a filter hides from others', async () => {
    const after =
      '<customSheetViews><customSheetView guid="x"><autoFilter ref="A1:C9"><filterColumn colId="0"/></autoFilter></customSheetView></customSheetViews>';
    const filter =
      '<autoFilter ref="A1:C4"><filterColumn colId="0"><filters><filter val="7"/></filters></filterColumn></autoFilter>';
    const of = async (given: string) =>
      findingCodes(
        (await read({ sheets: [{ name: 'S', rows: data(' hidden="1"'), after: given }] })).outcome,
      );
    expect(await of(filter)).toEqual(['filtered-rows']);
    expect(await of('<autoFilter ref="A1:C4"/>')).toEqual(['hidden-rows']);
    expect(await of(after)).toEqual(['hidden-rows']);
    const tables = [tableXml('T', 'A1:C4', ['A', 'B', 'C'], '', '<filterColumn colId="0"/>')];
    const { outcome } = await read({ sheets: [{ name: 'S', rows: data(' hidden="1"'), tables }] });
    expect(findingCodes(outcome)).toEqual(['filtered-rows']);
  });

  it('counts merged blocks in the table, not those above it', async () => {
    const rows =
      textRow(1, ['Title']) + textRow(3, ['A', 'B']) + textRow(4, ['1', '2']) + textRow(5, ['', '3']);
    const after = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A5"/></mergeCells>';
    const { outcome } = await read({ sheets: [{ name: 'S', rows, after }] });
    expect(outcome.findings).toEqual([{ code: 'merged-cells', count: 1, line: 4 }]);
  });
});
