import type { CorpusCase } from '../model';
import { utf8 } from './encode';
import { textTable } from './shapes';
import { table } from './table';

/** What spreadsheets, and programs that write for them, do to values. */
export const spreadsheetCases: CorpusCase[] = [
  {
    name: 'excel-damage.csv',
    why: 'What Excel does to a list on its way through: zeros gone from two of the postcodes, phones in scientific notation, card numbers rounded to 15 digits, dates as serial numbers, a text cut at 255.',
    ...table(
      ['Zip', 'Phone', 'Card', 'Start Date', 'Remark'],
      [
        ['10115', '4.91512E+11', '4929123456789120', '45292', 'short'],
        ['20095', '4.91701E+11', '4929123456789340', '45657', 'r'.repeat(255)],
        ['1067', '4.93012E+11', '4929123456789560', '46023', 'also short'],
        ['4109', '4930123456', '4929123456789780', '46388', ''],
        ['80331', '4940123456', '4929123456789900', '44927', 'fine'],
        ['50667', '4989123456', '4929123456789010', '45000', 'fine'],
        ['60311', '4969123456', '4929123456789230', '45100', ''],
        ['70173', '4971112345', '4929123456789450', '45200', ''],
        ['40213', '4921112345', '4929123456789670', '45300', ''],
        ['90402', '4991112345', '4929123456789890', '45400', 'fine'],
      ],
      {
        findings: [
          ['lost-zeros', 2, 'Zip'],
          ['scientific', 3, 'Phone'],
          ['rounded', 10, 'Card'],
          ['serial-dates', 10, 'Start Date'],
          ['cut-values', 1, 'Remark'],
        ],
      },
    ),
  },
  {
    name: 'formula-texts.csv',
    why: 'Web applications write codes as formulas, so that Excel leaves their zeros alone. What is meant is the text in it; a real formula is none.',
    write: () => utf8('Name,Code\nAda,"=""00123"""\nBo,="00124"\nCy,=A1\n'),
    reading: textTable(
      'comma',
      ['Name', 'Code'],
      [
        [1, 2, ['Ada', '="00123"']],
        [2, 3, ['Bo', '="00124"']],
        [3, 4, ['Cy', '=A1']],
      ],
      { findings: [['formula-text', 2, 'Code']] },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Code: 'Text2__c' },
        choose: { repairs: { Code: 'formula-text' } },
        wire: [
          [1, ['Ada', '00123']],
          [2, ['Bo', '00124']],
          [3, ['Cy', '=A1']],
        ],
      },
    ],
  },
  {
    name: 'invisible.csv',
    why: 'Characters nobody sees came with texts copied from a page. They are kept as read, counted, and taken out where that is chosen; a number is read past them.',
    write: () => utf8('Name,Amount\nAc\u{200b}me,\u{200e}5\nZu\u{ad}sammen,6\nمی\u{200c}خواهم,7\n'),
    reading: textTable(
      'comma',
      ['Name', 'Amount'],
      [
        [1, 2, ['Ac\u{200b}me', '\u{200e}5']],
        [2, 3, ['Zu\u{ad}sammen', '6']],
        [3, 4, ['می\u{200c}خواهم', '7']],
      ],
      {
        findings: [
          ['invisible', 2, 'Name'],
          ['invisible', 1, 'Amount'],
        ],
      },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Amount: 'Number__c' },
        choose: { repairs: { Name: 'invisible' } },
        wire: [
          [1, ['Acme', '5']],
          [2, ['Zusammen', '6']],
          [3, ['می\u{200c}خواهم', '7']],
        ],
      },
    ],
  },
  {
    name: 'days-1904.csv',
    why: 'Days counted from 1904, as older Excels for Mac do, that lost their look on the way to text. Nothing in the file says from which year they count, so both are offered and the rows are held until one is chosen.',
    ...table(
      ['Name', 'Start Date'],
      [
        ['Ada', '43538'],
        ['Bo', '35064.5'],
        ['Cy', '2023-03-15'],
      ],
      { findings: [['serial-dates', 2, 'Start Date']] },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', 'Start Date': 'Moment__c' },
        choose: { timeZone: 'UTC', repairs: { 'Start Date': 'days-1904' } },
        wire: [
          [1, ['Ada', '2023-03-15T00:00:00.000Z']],
          [2, ['Bo', '2000-01-01T12:00:00.000Z']],
          [3, ['Cy', '2023-03-15T00:00:00.000Z']],
        ],
      },
      {
        fields: { Name: 'Text__c', 'Start Date': 'Moment__c' },
        choose: { timeZone: 'UTC', repairs: { 'Start Date': 'serial-dates' } },
        wire: [
          [1, ['Ada', '2019-03-14T00:00:00.000Z']],
          [2, ['Bo', '1995-12-31T12:00:00.000Z']],
          [3, ['Cy', '2023-03-15T00:00:00.000Z']],
        ],
      },
      {
        fields: { Name: 'Text__c', 'Start Date': 'Date__c' },
        wire: [[3, ['Cy', '2023-03-15']]],
        held: [
          [1, 'date-unreadable', 'Start Date'],
          [2, 'date-unreadable', 'Start Date'],
        ],
      },
    ],
  },
];
