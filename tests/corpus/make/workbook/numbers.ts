import type { CorpusCase } from '../model';
import { sheetTable } from './cells';
import { xlsx } from './xlsx';

/** Numbers in workbooks: what their formats say about them, and how many digits there are. */
export const numberCases: CorpusCase[] = [
  {
    name: 'formats.xlsx',
    why: 'A format of zeros makes a code of a number, and a percent format a share: 0.05 shown as 5 % is five percent and must not arrive as 0.05 of one. Other formats only dress the number.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Zip', 'Social', 'Share', 'Price', 'Count'),
            [
              2,
              [
                pen.number('A2', 123, '00000'),
                pen.number('B2', 12345678, '000\\-00\\-0000'),
                pen.number('C2', 0.05, 9),
                pen.number('D2', 1200.5, '#,##0.00\\ [$€-407]'),
                pen.number('E2', 7, '0 "days"'),
              ],
            ],
            [
              3,
              [
                pen.number('A3', 98765, '00000'),
                pen.number('B3', 987654321, '000\\-00\\-0000'),
                pen.number('C3', '0.125', 10),
                pen.number('D3', '-3', '#,##0.00_);(#,##0.00)'),
                pen.number('E3', '1.5E+3', 11),
              ],
            ],
            [4, [pen.number('A4', 1, '00000'), pen.number('C4', '0.07', '0.0%'), pen.number('D4', 12, 49)]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Zip', 'Social', 'Share', 'Price', 'Count'],
      [
        [1, 2, ['00123', '012-34-5678', '5%', '1200.5', '7']],
        [2, 3, ['98765', '987-65-4321', '12.5%', '-3', '1500']],
        [3, 4, ['00001', '', '7%', '12', '']],
      ],
      { findings: [['leading-zeros', 2, 'Zip']] },
    ),
    sendings: [
      {
        fields: { Zip: 'Text__c', Share: 'Share__c', Price: 'Amount__c', Count: 'Number__c' },
        wire: [
          [1, ['00123', '5', '1200.5', '7']],
          [2, ['98765', '12.5', '-3', '1500']],
          [3, ['00001', '7', '12', '']],
        ],
      },
    ],
  },
  {
    name: 'long-numbers.xlsx',
    why: 'Excel keeps 15 digits. Numbers with more have lost their end already, which is told; what the file holds is read digit by digit, and 1.1000000000000001 is 1.1.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Card', 'Amount'),
            [
              2,
              [
                pen.text('A2', 'as text'),
                pen.text('B2', '4929123456789127'),
                pen.number('C2', '1.1000000000000001'),
              ],
            ],
            [
              3,
              [
                pen.text('A3', 'as number'),
                pen.number('B3', '4929123456789120'),
                pen.number('C3', '4.3499999999999996'),
              ],
            ],
            [
              4,
              [
                pen.text('A4', 'twenty digits'),
                pen.number('B4', '12345678901234567890'),
                pen.number('C4', '1.25E-2'),
              ],
            ],
            [
              5,
              [
                pen.text('A5', 'with exponent'),
                pen.number('B5', '1.2345678901234567E+19'),
                pen.number('C5', '0'),
              ],
            ],
            [6, [pen.text('A6', 'fifteen'), pen.number('B6', '123456789012345'), pen.number('C6', '-0.1')]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Card', 'Amount'],
      [
        [1, 2, ['as text', '4929123456789127', '1.1']],
        [2, 3, ['as number', '4929123456789120', '4.35']],
        [3, 4, ['twenty digits', '12345678901234567890', '0.0125']],
        [4, 5, ['with exponent', '12345678901234567000', '0']],
        [5, 6, ['fifteen', '123456789012345', '-0.1']],
      ],
      { findings: [['rounded-numbers', 3, 'Card']] },
    ),
  },
  {
    name: 'iso-dates.xlsx',
    why: 'Dates written out in ISO form with a type of their own, as newer writers do.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Day', 'At'),
            [
              2,
              [
                pen.text('A2', 'a'),
                pen.cell('B2', 'd', '<v>2026-03-04</v>', 14),
                pen.cell('C2', 'd', '<v>2026-03-04T05:06:07</v>', 22),
              ],
            ],
            [
              3,
              [
                pen.text('A3', 'b'),
                pen.cell('B3', 'd', '<v>2024-02-29T00:00:00.000</v>', 14),
                pen.cell('C3', 'd', '<v>2024-02-29T23:59:59.125</v>', 22),
              ],
            ],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Day', 'At'],
      [
        [1, 2, ['a', '2026-03-04', '2026-03-04T05:06:07']],
        [2, 3, ['b', '2024-02-29', '2024-02-29T23:59:59.125']],
      ],
    ),
  },
  {
    name: 'mixed-dates.xlsx',
    why: 'Real dates and dates somebody typed as text, in one column: the real ones are certain, the text ones decide the order, and both go out alike.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Day'),
            [2, [pen.text('A2', 'real'), pen.number('B2', 46085, 14)]],
            [3, [pen.text('A3', 'typed'), pen.text('B3', '31/12/2025')]],
            [4, [pen.text('A4', 'typed too'), pen.text('B4', '04/03/2026')]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Day'],
      [
        [1, 2, ['real', '2026-03-04']],
        [2, 3, ['typed', '31/12/2025']],
        [3, 4, ['typed too', '04/03/2026']],
      ],
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Day: 'Date__c' },
        wire: [
          [1, ['real', '2026-03-04']],
          [2, ['typed', '2025-12-31']],
          [3, ['typed too', '2026-03-04']],
        ],
      },
    ],
  },
  {
    name: 'durations.xlsx',
    why: 'Hours beyond a day stay hours; a time of day that a date format hides is not thrown away.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Took', 'Day'),
            [
              2,
              [
                pen.text('A2', 'a'),
                pen.number('B2', '1.5208333333333333', '[h]:mm:ss'),
                pen.number('C2', '46085.75', 14),
              ],
            ],
            [3, [pen.text('A3', 'b'), pen.number('B3', '0.25', '[h]:mm:ss'), pen.number('C3', '46085', 14)]],
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Took', 'Day'],
      [
        [1, 2, ['a', '36:30:00', '2026-03-04T18:00:00']],
        [2, 3, ['b', '06:00:00', '2026-03-04']],
      ],
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Day: 'Date__c' },
        wire: [[2, ['b', '2026-03-04']]],
        held: [[1, 'date-has-time', 'Day']],
      },
    ],
  },
];
