import type { CorpusCase, ExpectedRow, Reading } from '../model';
import { xlsx } from './xlsx';

export const sheetTable = (
  sheet: string,
  header: string[],
  rows: ExpectedRow[],
  more: Partial<Reading> = {},
): Reading => ({ dialect: { sheet, headerRow: 1 }, headerLine: 1, header, rows, ...more });

const errorNames = ['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#NULL!'];

/** What single cells of a workbook hold. */
export const cellCases: CorpusCase[] = [
  {
    name: 'cells.xlsx',
    why: 'Every kind of cell Excel writes: shared text, numbers, yes and no, days, moments and times by their formats. Days and moments read as ISO, so that nothing about them is ambiguous.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'No', 'Active', 'Day', 'At', 'Time'),
            [
              2,
              [
                pen.text('A2', 'Zoë & <Ada>'),
                pen.number('B2', 42),
                pen.cell('C2', 'b', '<v>1</v>'),
                pen.number('D2', 46085, 14),
                pen.number('E2', '46085.212581018519', 22),
                pen.number('F2', 0.5, 20),
              ],
            ],
            [
              3,
              [
                pen.text('A3', ' padded '),
                pen.number('B3', '-7.25', '#,##0.00'),
                pen.cell('C3', 'b', '<v>0</v>'),
                pen.number('D3', 45351, 'dd\\.mm\\.yyyy'),
                pen.number('E3', 45351, 'yyyy\\-mm\\-dd\\ hh:mm'),
                pen.number('F3', '0.75', 'h:mm AM/PM'),
              ],
            ],
            [
              4,
              [
                pen.text('A4', '00123'),
                pen.text('B4', ''),
                pen.number('D4', 45351, '[$-407]d\\. mmmm yyyy;@'),
              ],
            ],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'No', 'Active', 'Day', 'At', 'Time'],
      [
        [1, 2, ['Zoë & <Ada>', '42', 'true', '2026-03-04', '2026-03-04T05:06:07', '12:00:00']],
        [2, 3, [' padded ', '-7.25', 'false', '2024-02-29', '2024-02-29T00:00:00', '18:00:00']],
        [3, 4, ['00123', '', '', '2024-02-29', '', '']],
      ],
      { findings: [['leading-zeros', 1, 'Name']] },
    ),
    sendings: [
      {
        fields: { No: 'Number__c', Active: 'Flag__c', Day: 'Date__c', At: 'Moment__c', Time: 'Time__c' },
        choose: { timeZone: 'Europe/Berlin' },
        wire: [
          [1, ['42', 'true', '2026-03-04', '2026-03-04T04:06:07.000Z', '12:00:00.000Z']],
          [2, ['-7.25', 'false', '2024-02-29', '2024-02-28T23:00:00.000Z', '18:00:00.000Z']],
          [3, ['', '', '2024-02-29', '', '']],
        ],
      },
    ],
  },
  {
    name: 'formulas.xlsx',
    why: 'The results that were kept with formulas are read, each as what it is; a formula without a result holds its row, since nobody knows its value.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Kind', 'Result'),
            [2, [pen.text('A2', 'number'), pen.cell('B2', '', '<f>1+1</f><v>2</v>')]],
            [3, [pen.text('A3', 'text'), pen.cell('B3', 'str', '<f>A2&amp;"!"</f><v>number!</v>')]],
            [4, [pen.text('A4', 'yes'), pen.cell('B4', 'b', '<f>TRUE</f><v>1</v>')]],
            [5, [pen.text('A5', 'day'), pen.cell('B5', '', '<f>DATE(2024,1,1)</f><v>45292</v>', 14)]],
            [6, [pen.text('A6', 'error'), pen.cell('B6', 'e', '<f>1/0</f><v>#DIV/0!</v>')]],
            [7, [pen.text('A7', 'none'), pen.cell('B7', '', '<f>A1</f>')]],
            [8, [pen.text('A8', 'empty text'), pen.cell('B8', 'str', '<f>""</f><v></v>')]],
            [9, [pen.text('A9', 'shared'), pen.cell('B9', '', '<f t="shared" si="0"/><v>9</v>')]],
            [
              10,
              [pen.text('A10', 'array'), pen.cell('B10', '', '<f t="array" ref="B10">SUM(1,9)</f><v>10</v>')],
            ],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Kind', 'Result'],
      [
        [1, 2, ['number', '2']],
        [2, 3, ['text', 'number!']],
        [3, 4, ['yes', 'true']],
        [4, 5, ['day', '2024-01-01']],
        [5, 6, ['error', '#DIV/0!']],
        [6, 7, ['none', '']],
        [7, 8, ['empty text', '']],
        [8, 9, ['shared', '9']],
        [9, 10, ['array', '10']],
      ],
      {
        damage: [[6, 'no-value', 7, 2]],
        findings: [
          ['error-cells', 1, 'Result'],
          ['formulas-without-value', 1],
        ],
      },
    ),
  },
  {
    name: 'errors.xlsx',
    why: 'Error cells have a type of their own; a text that only looks like one counts as well.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Lookup'),
            ...errorNames.map((name, at): [number, string[]] => [
              at + 2,
              [pen.text(`A${at + 2}`, `e${at + 1}`), pen.cell(`B${at + 2}`, 'e', `<v>${name}</v>`)],
            ]),
            [9, [pen.text('A9', 'text'), pen.text('B9', '#N/A')]],
            [10, [pen.text('A10', 'fine'), pen.text('B10', 'ok')]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Lookup'],
      [
        ...errorNames.map((name, at): ExpectedRow => [at + 1, at + 2, [`e${at + 1}`, name]]),
        [8, 9, ['text', '#N/A']],
        [9, 10, ['fine', 'ok']],
      ],
      { findings: [['error-cells', 8, 'Lookup']] },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Lookup: 'Text2__c' },
        wire: [[9, ['fine', 'ok']]],
        held: [1, 2, 3, 4, 5, 6, 7, 8].map((row) => [row, 'error-cell', 'Lookup']),
      },
    ],
  },
  {
    name: 'rich-text.xlsx',
    why: 'Text in runs, readings above Japanese letters (no part of the text), text inside the cell, and characters XML can’t hold.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Note'),
            [
              2,
              [
                pen.text('A2', 'runs'),
                pen.rich(
                  'B2',
                  '<r><rPr><b/></rPr><t>Bold</t></r><r><t xml:space="preserve"> and plain</t></r>',
                ),
              ],
            ],
            [
              3,
              [
                pen.text('A3', 'reading'),
                pen.rich('B3', '<t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh><phoneticPr fontId="0"/>'),
              ],
            ],
            [4, [pen.text('A4', 'inside'), pen.cell('B4', 'inlineStr', '<is><t>in the cell</t></is>')]],
            [
              5,
              [
                pen.text('A5', 'runs inside'),
                pen.cell('B5', 'inlineStr', '<is><r><t>two </t></r><r><t>runs</t></r></is>'),
              ],
            ],
            [6, [pen.text('A6', 'escapes'), pen.text('B6', 'a_x000D_\nb_x0009_c')]],
            [7, [pen.text('A7', 'no escape'), pen.text('B7', '_x005F_x000D_')]],
            [8, [pen.text('A8', 'break'), pen.text('B8', 'a\nb')]],
            [9, [pen.text('A9', 'entities'), pen.rich('B9', '<t>&#65;&amp;&#x1F98A;</t>')]],
            [10, [pen.text('A10', 'cdata'), pen.rich('B10', '<t><![CDATA[a<b]]></t>')]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Note'],
      [
        [1, 2, ['runs', 'Bold and plain']],
        [2, 3, ['reading', '課長']],
        [3, 4, ['inside', 'in the cell']],
        [4, 5, ['runs inside', 'two runs']],
        [5, 6, ['escapes', 'a\r\nb\tc']],
        [6, 7, ['no escape', '_x000D_']],
        [7, 8, ['break', 'a\nb']],
        [8, 9, ['entities', 'A&🦊']],
        [9, 10, ['cdata', 'a<b']],
      ],
    ),
  },
];
