import type { CorpusCase } from '../model';
import { ods, odsRow, odsText } from './ods';
import { xlsx, type Pen, type Sheet } from './xlsx';

const names = [
  `<definedName name="_xlnm.Print_Titles" localSheetId="0">'All''s'!$1:$2</definedName>`,
  `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'All''s'!$A$3:$D$5</definedName>`,
  `<definedName name="Rate">0.19</definedName>`,
  `<definedName name="Moving">OFFSET('All''s'!$A$3,0,0,3,2)</definedName>`,
  `<definedName name="Gone">#REF!</definedName>`,
  `<definedName name="One_Cell">'All''s'!$A$1</definedName>`,
  `<definedName name="Staff">'All''s'!$A$3:$B$5</definedName>`,
  `<definedName name="Staff_Rows">'All''s'!$A$4:$B$5</definedName>`,
  `<definedName name="Elsewhere">Other!$A$1:$B$2</definedName>`,
];

const sheets = (pen: Pen): Sheet[] => [
  {
    name: "All's",
    rows: [
      pen.line(1, 'People of the year'),
      [3, [pen.text('A3', 'Name'), pen.text('B3', 'City'), pen.text('D3', 'Remark')]],
      [4, [pen.text('A4', 'Ada'), pen.text('B4', 'Oslo'), pen.text('D4', 'new')]],
      [5, [pen.text('A5', 'Bo'), pen.text('B5', 'Bergen')]],
      [7, [pen.text('A7', 'Cy'), pen.text('B7', 'none of the staff')]],
    ],
  },
  { name: 'Other', rows: [pen.line(1, 'Name', 'City'), pen.line(2, 'Di', 'Voss')] },
];

const definedNames = `<definedNames>${names.join('')}</definedNames>`;
const whole = {
  why: 'The command line has no option for tables and reads the whole sheet.',
  reading: {
    dialect: { sheet: "All's", headerRow: 3 },
    headerLine: 3,
    header: ['Name', 'City', '', 'Remark'],
    rows: [
      [1, 4, ['Ada', 'Oslo', '', 'new']],
      [2, 5, ['Bo', 'Bergen', '', '']],
      [3, 7, ['Cy', 'none of the staff', '', '']],
    ],
    blankLines: 1,
  },
} satisfies CorpusCase['cli'];

const staff: CorpusCase['reading'] = {
  dialect: { sheet: "All's", headerRow: 3 },
  headerLine: 3,
  header: ['Name', 'City'],
  rows: [
    [1, 4, ['Ada', 'Oslo']],
    [2, 5, ['Bo', 'Bergen']],
  ],
  findings: [['outside-table', 4]],
};

/** Blocks of cells that only have a name. */
export const nameCases: CorpusCase[] = [
  {
    name: 'named-range.xlsx',
    why: 'A block with a name of its own among names of formulas, constants, print titles and filters: it is read like a table, and what stands around it is left out and told.',
    ask: { table: 'Staff' },
    write: () => xlsx(sheets, { definedNames }),
    reading: staff,
    cli: whole,
  },
  {
    name: 'named-rows.xlsx',
    why: 'A name for the rows alone, without their header: a person says in which row the names stand, above the block.',
    ask: { table: 'Staff_Rows', headerRow: 3 },
    write: () => xlsx(sheets, { definedNames }),
    reading: staff,
    cli: whole,
  },
  {
    name: 'named-range.ods',
    why: 'The same in OpenDocument, where names stand behind the sheets.',
    ask: { table: 'Staff' },
    write: () =>
      ods(
        [
          odsRow([odsText('People of the year')]),
          odsRow([]),
          odsRow([odsText('Name'), odsText('City'), '<table:table-cell/>', odsText('Remark')]),
          odsRow([odsText('Ada'), odsText('Oslo'), '<table:table-cell/>', odsText('new')]),
          odsRow([odsText('Bo'), odsText('Bergen')]),
          odsRow([]),
          odsRow([odsText('Cy'), odsText('none of the staff')]),
        ].join(''),
        `<table:named-expressions><table:named-range table:name="Staff" table:base-cell-address="$Data.$A$1" table:cell-range-address="$Data.$A$3:.$B$5"/><table:named-expression table:name="Rate" table:expression="0.19"/></table:named-expressions><table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" table:target-range-address="Data.A3:Data.D5"/></table:database-ranges>`,
      ),
    reading: { ...staff, dialect: { sheet: 'Data', headerRow: 3 } },
    cli: {
      why: whole.why,
      reading: { ...whole.reading, dialect: { sheet: 'Data', headerRow: 3 } },
    },
  },
];
