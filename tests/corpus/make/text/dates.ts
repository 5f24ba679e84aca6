import type { CorpusCase } from '../model';
import { utf8 } from './encode';
import { textTable } from './shapes';

const table = (header: string[], rows: string[][], more: object = {}) => ({
  write: () => utf8([header, ...rows].map((cells) => cells.join('\t')).join('\r\n')),
  reading: textTable(
    'tab',
    header,
    rows.map((cells, at) => [at + 1, at + 2, cells]),
    more,
  ),
});

const moments = [
  ['winter', '2026-01-15 10:00'],
  ['summer', '2026-07-15 10:00:30'],
  ['skipped in Berlin', '2026-03-29 02:30'],
  ['twice in Berlin', '2026-10-25 02:30'],
  ['says its offset', '2026-10-25T02:30:00+02:00'],
  ['in UTC', '2026-03-29T02:30:00.250Z'],
  ['skipped in New York', '2026-03-08 02:30'],
  ['twice in New York', '2026-11-01 01:30'],
  ['skipped on Lord Howe', '2026-10-04 02:15'],
  ['twice on Lord Howe', '2026-04-05 01:45'],
];

/** Days, times and zones. */
export const dateCases: CorpusCase[] = [
  {
    name: 'dates.csv',
    why: 'Five ways to write a day, each proven by at least one row of its column; the year’s place decides for ISO.',
    ...table(
      ['Day first', 'Month first', 'ISO', 'Dots', 'Mixed'],
      [
        ['31/01/2026', '01/31/2026', '2026-01-31', '31.1.26', '2026-01-31'],
        ['05/02/2026', '02/05/2026', '2026-2-5', '5.2.2026', '05.02.2026'],
        ['29/02/2024', '2/29/2024', '2024-02-29', '29.02.24', '2024/02/29'],
      ],
    ),
    sendings: [
      {
        fields: {
          'Day first': 'Date__c',
          'Month first': 'Date2__c',
          ISO: 'Date3__c',
          Dots: 'Date4__c',
          Mixed: 'Date5__c',
        },
        wire: ['2026-01-31', '2026-02-05', '2024-02-29'].map((day, at) => [
          at + 1,
          [day, day, day, day, day],
        ]),
      },
    ],
  },
  {
    name: 'dates-ambiguous.csv',
    why: 'The third of April or the fourth of March: every row fits both, so the column waits for a person.',
    ...table(
      ['Name', 'Start'],
      [
        ['Ada', '03/04/2026'],
        ['Bo', '11/12/2026'],
      ],
    ),
    sendings: [
      { fields: { Start: 'Date__c' }, wire: [], undecided: [['date-order', 'Start']] },
      {
        fields: { Start: 'Date__c' },
        choose: { dateOrder: 'dmy' },
        wire: [
          [1, ['2026-04-03']],
          [2, ['2026-12-11']],
        ],
      },
      {
        fields: { Start: 'Date__c' },
        choose: { dateOrder: 'mdy' },
        wire: [
          [1, ['2026-03-04']],
          [2, ['2026-11-12']],
        ],
      },
    ],
  },
  {
    name: 'dates-contradict.csv',
    why: 'Two lists were glued: one row proves the day first, another the month. No order fits, so a person decides and what does not fit is held.',
    ...table(
      ['Name', 'Start'],
      [
        ['Ada', '31/01/2026'],
        ['Bo', '01/31/2026'],
        ['Cy', '03/04/2026'],
      ],
    ),
    sendings: [
      { fields: { Start: 'Date__c' }, wire: [], undecided: [['date-order', 'Start']] },
      {
        fields: { Start: 'Date__c' },
        choose: { dateOrder: 'dmy' },
        wire: [
          [1, ['2026-01-31']],
          [3, ['2026-04-03']],
        ],
        held: [[2, 'no-such-day', 'Start']],
      },
    ],
  },
  {
    name: 'dates-impossible.csv',
    why: 'Days that do not exist, a date that has a time, and no date at all: held, never rounded to a neighbour.',
    ...table(
      ['Start'],
      [
        ['31.01.2026'],
        ['31.02.2026'],
        ['29.02.2025'],
        ['2026-13-01'],
        ['15.01.2026 14:30'],
        ['next week'],
        ['15.01.2026 00:00'],
      ],
    ),
    sendings: [
      {
        fields: { Start: 'Date__c' },
        choose: { dateOrder: 'dmy' },
        wire: [
          [1, ['2026-01-31']],
          [7, ['2026-01-15']],
        ],
        held: [
          [2, 'no-such-day', 'Start'],
          [3, 'no-such-day', 'Start'],
          [4, 'no-such-day', 'Start'],
          [5, 'date-has-time', 'Start'],
          [6, 'date-unreadable', 'Start'],
        ],
      },
    ],
  },
  {
    name: 'dates-in-words.csv',
    why: 'Excel’s own short form and the long ones name the month, so nothing about them is ambiguous.',
    ...table(
      ['Start'],
      [['5-Mar-26'], ['05-Mar-2026'], ['5 March 2026'], ['March 5, 2026'], ['Mar 5, 2026']],
    ),
    sendings: [
      {
        fields: { Start: 'Date__c' },
        wire: [1, 2, 3, 4, 5].map((row) => [row, ['2026-03-05']]),
      },
    ],
  },
  {
    name: 'moments.csv',
    why: 'Times of day without a zone are read in the one chosen for the column; what that zone’s clock skipped, or showed twice, is held, since no reading of it is certain.',
    ...table(['Case', 'At'], moments),
    sendings: [
      {
        fields: { Case: 'Text__c', At: 'Moment__c' },
        choose: { timeZone: 'Europe/Berlin' },
        wire: [
          [1, ['winter', '2026-01-15T09:00:00.000Z']],
          [2, ['summer', '2026-07-15T08:00:30.000Z']],
          [5, ['says its offset', '2026-10-25T00:30:00.000Z']],
          [6, ['in UTC', '2026-03-29T02:30:00.250Z']],
          [7, ['skipped in New York', '2026-03-08T01:30:00.000Z']],
          [8, ['twice in New York', '2026-11-01T00:30:00.000Z']],
          [9, ['skipped on Lord Howe', '2026-10-04T00:15:00.000Z']],
          [10, ['twice on Lord Howe', '2026-04-04T23:45:00.000Z']],
        ],
        held: [
          [3, 'time-gap', 'At'],
          [4, 'time-overlap', 'At'],
        ],
      },
      {
        fields: { Case: 'Text__c', At: 'Moment__c' },
        choose: { timeZone: 'America/New_York' },
        wire: [
          [1, ['winter', '2026-01-15T15:00:00.000Z']],
          [2, ['summer', '2026-07-15T14:00:30.000Z']],
          [3, ['skipped in Berlin', '2026-03-29T06:30:00.000Z']],
          [4, ['twice in Berlin', '2026-10-25T06:30:00.000Z']],
          [5, ['says its offset', '2026-10-25T00:30:00.000Z']],
          [6, ['in UTC', '2026-03-29T02:30:00.250Z']],
          [9, ['skipped on Lord Howe', '2026-10-04T06:15:00.000Z']],
          [10, ['twice on Lord Howe', '2026-04-05T05:45:00.000Z']],
        ],
        held: [
          [7, 'time-gap', 'At'],
          [8, 'time-overlap', 'At'],
        ],
      },
      {
        fields: { Case: 'Text__c', At: 'Moment__c' },
        choose: { timeZone: 'Australia/Lord_Howe' },
        wire: [
          [1, ['winter', '2026-01-14T23:00:00.000Z']],
          [2, ['summer', '2026-07-14T23:30:30.000Z']],
          [3, ['skipped in Berlin', '2026-03-28T15:30:00.000Z']],
          [4, ['twice in Berlin', '2026-10-24T15:30:00.000Z']],
          [5, ['says its offset', '2026-10-25T00:30:00.000Z']],
          [6, ['in UTC', '2026-03-29T02:30:00.250Z']],
          [7, ['skipped in New York', '2026-03-07T15:30:00.000Z']],
          [8, ['twice in New York', '2026-10-31T14:30:00.000Z']],
        ],
        held: [
          [9, 'time-gap', 'At'],
          [10, 'time-overlap', 'At'],
        ],
      },
    ],
  },
  {
    name: 'times.csv',
    why: 'Times of day with twelve hours and with twenty-four.',
    ...table(['Opens'], [['9:05'], ['13:45:30'], ['1:45 PM'], ['12:00 am'], ['23:59:59.5']]),
    sendings: [
      {
        fields: { Opens: 'Time__c' },
        wire: ['09:05:00.000Z', '13:45:30.000Z', '13:45:00.000Z', '00:00:00.000Z', '23:59:59.500Z'].map(
          (time, at) => [at + 1, [time]],
        ),
      },
    ],
  },
  {
    name: 'two-digit-years.csv',
    why: 'Years in two digits. Those from 30 to 69 are of this century for some programs and of the last one for Excel, so a person is asked; nobody is born in the future, so births are of the past.',
    ...table(
      ['Name', 'Birthday', 'Start', 'Sure'],
      [
        ['Ada', '31.12.45', '31.12.29', '31.12.29'],
        ['Bo', '1.2.08', '1.2.30', '1.2.70'],
        ['Cy', '3.4.69', '3.4.69', '3.4.99'],
      ],
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Start: 'Date__c' },
        wire: [],
        undecided: [['century', 'Start']],
      },
      {
        fields: { Name: 'Text__c', Birthday: 'Date__c', Sure: 'Date2__c' },
        wire: [
          [1, ['Ada', '1945-12-31', '2029-12-31']],
          [2, ['Bo', '2008-02-01', '1970-02-01']],
          [3, ['Cy', '1969-04-03', '1999-04-03']],
        ],
      },
      {
        fields: { Name: 'Text__c', Start: 'Date__c' },
        choose: { centuryFrom: 1930 },
        wire: [
          [1, ['Ada', '2029-12-31']],
          [2, ['Bo', '1930-02-01']],
          [3, ['Cy', '1969-04-03']],
        ],
      },
      {
        fields: { Name: 'Text__c', Start: 'Date__c' },
        choose: { centuryFrom: 1970 },
        wire: [
          [1, ['Ada', '2029-12-31']],
          [2, ['Bo', '2030-02-01']],
          [3, ['Cy', '2069-04-03']],
        ],
      },
    ],
  },
];
