import type { CorpusCase } from '../model';
import { sheetTable } from './cells';
import { xlsx, type Pen, type Sheet, type SheetRow } from './xlsx';

const reportSheets = (pen: Pen): Sheet[] => [
  {
    name: 'Report',
    rows: [
      [1, [pen.text('A1', 'Sales of the north')]],
      [3, [pen.text('B3', 'Name'), pen.text('C3', 'Amount')]],
      [4, [pen.text('B4', 'Ada'), pen.number('C4', 100), pen.text('F4', 'check this')]],
      [5, [pen.text('B5', 'Bo'), pen.number('C5', 250)]],
      [6, [pen.text('B6', 'Total'), pen.cell('C6', '', '<f>SUBTOTAL(109,Sales[Amount])</f><v>350</v>')]],
    ],
    table: { name: 'Sales', ref: 'B3:C6', columns: ['Name', 'Amount'], totals: true },
  },
];

/** Where the table is in a sheet, and what is around or hidden in it. */
export const sheetCases: CorpusCase[] = [
  {
    name: 'hidden.xlsx',
    why: 'Hidden rows, columns and sheets are read like all others and named, so that nobody loads what they do not see.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          before: '<cols><col min="2" max="2" width="0" hidden="1" customWidth="1"/></cols>',
          rows: [
            pen.line(1, 'Name', 'Secret', 'City'),
            pen.line(2, 'Ada', 'x', 'Oslo'),
            [...pen.line(3, 'Bo', 'y', 'Bergen').slice(0, 2), 'hidden="1"'] as unknown as SheetRow,
            pen.line(4, 'Cy', 'z', 'Tromsø'),
          ],
        },
        { name: 'Old', state: 'hidden', rows: [pen.line(1, 'Name'), pen.line(2, 'Gone')] },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Secret', 'City'],
      [
        [1, 2, ['Ada', 'x', 'Oslo']],
        [2, 3, ['Bo', 'y', 'Bergen']],
        [3, 4, ['Cy', 'z', 'Tromsø']],
      ],
      {
        findings: [
          ['hidden-rows', 1],
          ['hidden-columns', 1, 'Secret'],
          ['hidden-sheets', 1],
        ],
      },
    ),
  },
  {
    name: 'filtered.xlsx',
    why: 'A filter hides two of four rows. They are part of the file and are read; it is said that they are filtered.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Stage'),
            pen.line(2, 'Ada', 'open'),
            [...pen.line(3, 'Bo', 'won').slice(0, 2), 'hidden="1"'] as unknown as SheetRow,
            [...pen.line(4, 'Cy', 'won').slice(0, 2), 'hidden="1"'] as unknown as SheetRow,
            pen.line(5, 'Di', 'open'),
          ],
          behind:
            '<autoFilter ref="A1:B5"><filterColumn colId="1"><filters><filter val="open"/></filters></filterColumn></autoFilter>',
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Stage'],
      [
        [1, 2, ['Ada', 'open']],
        [2, 3, ['Bo', 'won']],
        [3, 4, ['Cy', 'won']],
        [4, 5, ['Di', 'open']],
      ],
      { findings: [['filtered-rows', 2]] },
    ),
  },
  {
    name: 'merged.xlsx',
    why: 'A merged cell has its value in its first cell alone; the others are blank, which is told and not filled in by guess.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Region', 'Name'),
            pen.line(2, 'North', 'Ada'),
            [3, [pen.text('B3', 'Bo')]],
            [4, [pen.text('A4', 'South'), pen.text('B4', 'Cy')]],
          ],
          behind: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Region', 'Name'],
      [
        [1, 2, ['North', 'Ada']],
        [2, 3, ['', 'Bo']],
        [3, 4, ['South', 'Cy']],
      ],
      { findings: [['merged-cells', 1]] },
    ),
  },
  {
    name: 'table.xlsx',
    why: 'Nobody has chosen Excel’s own table, so the whole sheet is read: the note beside it makes its row one cell too wide, and the row Excel says adds up the others is no record. Both are held.',
    write: () => xlsx(reportSheets),
    reading: {
      dialect: { sheet: 'Report', headerRow: 3 },
      headerLine: 3,
      header: ['Name', 'Amount'],
      rows: [
        [1, 4, ['Ada', '100']],
        [2, 5, ['Bo', '250']],
        [3, 6, ['Total', '350']],
      ],
      damage: [
        [1, 'cell-count', 4, 3],
        [3, 'total-line', 6, 1],
      ],
      findings: [
        ['title-lines', 1],
        ['ragged-rows', 1],
        ['total-lines', 1],
      ],
    },
  },
  {
    name: 'table-chosen.xlsx',
    why: 'Excel’s own table was chosen: its row of totals is none of its records, and what stands beside it is left out. Both are told.',
    ask: { table: 'Sales' },
    write: () => xlsx(reportSheets),
    reading: {
      dialect: { sheet: 'Report', headerRow: 3 },
      headerLine: 3,
      header: ['Name', 'Amount'],
      rows: [
        [1, 4, ['Ada', '100']],
        [2, 5, ['Bo', '250']],
      ],
      findings: [
        ['outside-table', 1],
        ['totals-row', 1],
      ],
    },
    cli: {
      why: 'The command line has no option for tables and reads the whole sheet.',
      reading: {
        rows: [
          [1, 4, ['Ada', '100']],
          [2, 5, ['Bo', '250']],
          [3, 6, ['Total', '350']],
        ],
        damage: [
          [1, 'cell-count', 4, 3],
          [3, 'total-line', 6, 1],
        ],
      },
    },
  },
  {
    name: 'titles.xlsx',
    why: 'No table is marked, but the header stands in row 4 from column B on, below a title and a date.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Report',
          rows: [
            [1, [pen.text('B1', 'Customers of the north')]],
            [2, [pen.text('B2', 'As of'), pen.number('C2', 46085, 14)]],
            [4, [pen.text('B4', 'No'), pen.text('C4', 'Name'), pen.text('D4', 'City')]],
            ...['Ada', 'Bo', 'Cy'].map((name, at): SheetRow => [
              at + 5,
              [
                pen.number(`B${at + 5}`, at + 1),
                pen.text(`C${at + 5}`, name),
                pen.text(`D${at + 5}`, 'Oslo'),
              ],
            ]),
          ],
        },
      ]),
    reading: {
      dialect: { sheet: 'Report', headerRow: 4 },
      headerLine: 4,
      header: ['No', 'Name', 'City'],
      rows: [
        [1, 5, ['1', 'Ada', 'Oslo']],
        [2, 6, ['2', 'Bo', 'Oslo']],
        [3, 7, ['3', 'Cy', 'Oslo']],
      ],
      findings: [['title-lines', 2]],
    },
  },
  {
    name: 'gaps.xlsx',
    why: 'Rows and cells that are not in the file are empty, and every value stays in its own column; formatted cells without a value make no rows and no columns.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'A', 'B', 'C'),
            [3, [pen.text('C3', 'only c')]],
            [4, [pen.text('A4', 'only a'), pen.cell('B4', '', '', 14), pen.cell('H4', '', '', 14)]],
            [7, [pen.text('B7', 'only b')]],
            [8, [pen.cell('A8', '', '', 14), pen.cell('B8', '', '', 14)]],
            [900, [pen.cell('A900', '', '', 14)]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['A', 'B', 'C'],
      [
        [1, 3, ['', '', 'only c']],
        [2, 4, ['only a', '', '']],
        [3, 7, ['', 'only b', '']],
      ],
      { blankLines: 3, findings: [['blank-lines', 3]] },
    ),
  },
  {
    name: 'header-repeated.xlsx',
    why: 'Two columns of one name in a workbook are as unclear as in a text file.',
    write: () =>
      xlsx((pen) => [
        { name: 'Data', rows: [pen.line(1, 'No', 'Name', 'Name'), pen.line(2, '1', 'a', 'b')] },
      ]),
    reading: sheetTable('Data', ['No', 'Name', 'Name'], [[1, 2, ['1', 'a', 'b']]], {
      asks: true,
      findings: [['repeated-header', 2, 'Name']],
    }),
    cli: {
      why: 'A command that sends a column of that name can’t know which one is meant.',
      refusal: { kind: 'repeated-header', line: 1, column: 3 },
    },
  },
  {
    name: 'header-only.xlsx',
    why: 'Column names and nothing below them.',
    write: () => xlsx((pen) => [{ name: 'Data', rows: [pen.line(1, 'Name', 'No')] }]),
    refusal: { kind: 'header-only' },
  },
  {
    name: 'empty.xlsx',
    why: 'A workbook whose only sheet has not a single value.',
    write: () => xlsx(() => [{ name: 'Data', rows: [] }]),
    refusal: { kind: 'empty' },
  },
];
