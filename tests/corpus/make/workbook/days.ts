import type { CorpusCase } from '../model';
import { sheetTable } from './cells';
import { xlsx } from './xlsx';

/** Days as numbers, in both date systems. */
export const dayCases: CorpusCase[] = [
  {
    name: 'system-1904.xlsx',
    why: 'Workbooks from old Macs count days from 1904; the same number is another day there.',
    write: () =>
      xlsx(
        (pen) => [
          {
            name: 'Data',
            rows: [
              pen.line(1, 'Name', 'Day'),
              ...[0, 1, 44623].map((serial, at): [number, string[]] => [
                at + 2,
                [pen.text(`A${at + 2}`, `n${at}`), pen.number(`B${at + 2}`, serial, 14)],
              ]),
            ],
          },
        ],
        { date1904: true },
      ),
    reading: sheetTable(
      'Data',
      ['Name', 'Day'],
      [
        [1, 2, ['n0', '1904-01-01']],
        [2, 3, ['n1', '1904-01-02']],
        [3, 4, ['n2', '2026-03-04']],
      ],
    ),
  },
  {
    name: 'days-1904.xlsx',
    why: 'A workbook that counts from 1904 and in which days lost their date format: what they stand for is no question there.',
    write: () =>
      xlsx(
        (pen) => [
          {
            name: 'Data',
            rows: [
              pen.line(1, 'Name', 'Start Date'),
              ...[43538, 43539, 44623].map((serial, at): [number, string[]] => [
                at + 2,
                [pen.text(`A${at + 2}`, `n${at}`), pen.number(`B${at + 2}`, serial)],
              ]),
            ],
          },
        ],
        { date1904: true },
      ),
    reading: sheetTable(
      'Data',
      ['Name', 'Start Date'],
      [
        [1, 2, ['n0', '43538']],
        [2, 3, ['n1', '43539']],
        [3, 4, ['n2', '44623']],
      ],
      { findings: [['serial-dates', 3, 'Start Date']] },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', 'Start Date': 'Date__c' },
        choose: { repairs: { 'Start Date': 'days-1904' } },
        wire: [
          [1, ['n0', '2023-03-15']],
          [2, ['n1', '2023-03-16']],
          [3, ['n2', '2026-03-04']],
        ],
      },
    ],
  },
  {
    name: 'leap-day-1900.xlsx',
    why: 'Excel believes in 29 February 1900. Read as Excel shows it, the day can’t be sent, and its neighbours stay right.',
    write: () =>
      xlsx((pen) => [
        {
          name: 'Data',
          rows: [
            pen.line(1, 'Name', 'Day'),
            ...[1, 59, 60, 61].map((serial, at): [number, string[]] => [
              at + 2,
              [pen.text(`A${at + 2}`, `day ${serial}`), pen.number(`B${at + 2}`, serial, 14)],
            ]),
          ],
        },
      ]),
    reading: sheetTable(
      'Data',
      ['Name', 'Day'],
      [
        [1, 2, ['day 1', '1900-01-01']],
        [2, 3, ['day 59', '1900-02-28']],
        [3, 4, ['day 60', '1900-02-29']],
        [4, 5, ['day 61', '1900-03-01']],
      ],
    ),
    sendings: [
      {
        fields: { Day: 'Date__c' },
        wire: [
          [1, ['1900-01-01']],
          [2, ['1900-02-28']],
          [4, ['1900-03-01']],
        ],
        held: [[3, 'no-such-day', 'Day']],
      },
    ],
  },
];
