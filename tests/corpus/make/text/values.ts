import type { CorpusCase } from '../model';
import { table } from './table';

const narrow = '\u202f';
const firm = '\u00a0';

/** Numbers and letters; what goes to Salesforce is part of what is expected. */
export const valueCases: CorpusCase[] = [
  {
    name: 'numbers.csv',
    why: 'Numbers as eight habits write them, one habit a column; every column proves its decimal mark.',
    ...table(
      ['US', 'German', 'Swiss', 'Indian', 'French', 'Accounting', 'Share', 'Price'],
      [
        ['1,234.56', '1.234,56', "1'234.50", '12,34,567.89', `1${firm}234,56`, '(5)', '5 %', '€ 1.200,50'],
        [
          '-0.50',
          '-0,5',
          '12.00',
          '1,00,000',
          `12${narrow}345${narrow}678,9`,
          '(1,234.50)',
          '12.5%',
          '7,00 €',
        ],
        ['1,000,000', '1.000.000', '1’000’000.25', '7', '-3,5', '12.25', '100 %', '-0,99 EUR'],
      ],
    ),
    sendings: [
      {
        fields: {
          US: 'Number__c',
          German: 'Number2__c',
          Swiss: 'Number3__c',
          Indian: 'Number4__c',
          French: 'Number5__c',
          Accounting: 'Amount__c',
          Share: 'Share__c',
          Price: 'Amount2__c',
        },
        wire: [
          [1, ['1234.56', '1234.56', '1234.5', '1234567.89', '1234.56', '-5', '5', '1200.5']],
          [2, ['-0.5', '-0.5', '12', '100000', '12345678.9', '-1234.5', '12.5', '7']],
          [3, ['1000000', '1000000', '1000000.25', '7', '-3.5', '12.25', '100', '-0.99']],
        ],
      },
    ],
  },
  {
    name: 'numbers-ambiguous.csv',
    why: 'Is 1.234 a thousand and some, or one and a bit? All rows fit both, so the column waits for a person.',
    ...table(
      ['Name', 'Amount'],
      [
        ['Ada', '1.234'],
        ['Bo', '5.678'],
        ['Cy', '12'],
      ],
    ),
    sendings: [
      { fields: { Amount: 'Number__c' }, wire: [], undecided: [['decimal-mark', 'Amount']] },
      {
        fields: { Amount: 'Number__c' },
        choose: { decimal: 'comma' },
        wire: [
          [1, ['1234']],
          [2, ['5678']],
          [3, ['12']],
        ],
      },
      {
        fields: { Amount: 'Number__c' },
        choose: { decimal: 'dot' },
        wire: [
          [1, ['1.234']],
          [2, ['5.678']],
          [3, ['12']],
        ],
      },
    ],
  },
  {
    name: 'numbers-no-number.csv',
    why: 'Texts that nearly are numbers hold their rows; nothing is read out of them by force. A minus behind is how SAP writes it.',
    ...table(
      ['Amount'],
      [['12.5'], ['12..5'], ['1,2,3.4'], ['ca. 12'], ['0x1F'], ['--5'], ['12-'], ['1e3x']],
    ),
    sendings: [
      {
        fields: { Amount: 'Number__c' },
        choose: { decimal: 'dot' },
        wire: [
          [1, ['12.5']],
          [7, ['-12']],
        ],
        held: [2, 3, 4, 5, 6, 8].map((row) => [row, 'number-unreadable', 'Amount']),
      },
    ],
  },
  {
    name: 'long-numbers.csv',
    why: 'Twenty digits, zeros in front and 1.10 are texts and stay what they are to the last digit.',
    ...table(
      ['Card', 'Zip', 'Version'],
      [
        ['12345678901234567890', '01234', '1.10'],
        ['00000000000000000017', '00501', '1.20'],
        ['99999999999999999999', '98765', '2.00'],
      ],
      {
        findings: [
          ['leading-zeros', 1, 'Card'],
          ['leading-zeros', 2, 'Zip'],
          ['long-numbers', 3, 'Card'],
        ],
      },
    ),
    sendings: [
      {
        fields: { Card: 'Text__c', Zip: 'Text2__c', Version: 'Text3__c' },
        wire: [
          [1, ['12345678901234567890', '01234', '1.10']],
          [2, ['00000000000000000017', '00501', '1.20']],
          [3, ['99999999999999999999', '98765', '2.00']],
        ],
      },
    ],
  },
  {
    name: 'letters.csv',
    why: 'Emoji joined by zero-width joiners, right-to-left text with its marks, accents as letters of their own: not one of them is changed. Those nobody sees, and that are no part of a word, are counted.',
    ...table(
      ['Name', 'Note'],
      [
        ['👩‍👩‍👧 Family', '🏳️‍🌈'],
        ['שלום \u200fעולם', 'مرحبا\u200f!'],
        ['Ame\u0301lie', 'Amélie'],
        ['zero\u200bwidth', 'soft\u00adhyphen'],
        ['\u3000full\u3000', `${firm}firm${firm}`],
        ['a\u2028b', 'c\u0085d'],
      ],
      {
        findings: [
          ['invisible', 1, 'Name'],
          ['invisible', 1, 'Note'],
        ],
      },
    ),
    sendings: [
      {
        fields: { Note: 'Text__c' },
        wire: [
          [1, ['🏳️‍🌈']],
          [2, ['مرحبا\u200f!']],
          [3, ['Amélie']],
          [4, ['soft\u00adhyphen']],
          [5, [`${firm}firm${firm}`]],
          [6, ['c\u0085d']],
        ],
      },
    ],
  },
  {
    name: 'accounting.csv',
    why: 'Accounting formats of spreadsheets: brackets behind the currency, and a dash for zero. A dash without a currency may as well mean nothing, so its row is held.',
    ...table(
      ['Name', 'Amount'],
      [
        ['Ada', ' $ 1,234.50 '],
        ['Bo', ' $ (1,234.50)'],
        ['Cy', ' $ -   '],
        ['Di', '(€ 5.00)'],
        ['Ed', '(5.00) €'],
        ['Fay', ' -   '],
      ],
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Amount: 'Amount__c' },
        wire: [
          [1, ['Ada', '1234.5']],
          [2, ['Bo', '-1234.5']],
          [3, ['Cy', '0']],
          [4, ['Di', '-5']],
          [5, ['Ed', '-5']],
        ],
        held: [[6, 'number-unreadable', 'Amount']],
      },
    ],
  },
  {
    name: 'foreign-digits.csv',
    why: 'Digits of other scripts are digits: Arabic, Persian with its own marks, Devanagari and full width. As text they stay what they are.',
    ...table(
      ['Name', 'Amount', 'Day'],
      [
        ['Ada', '١٢٣٤', '٢٠٢٦/٠٣/٠٤'],
        ['Bo', '۱٬۲۳۴٫۵', '۲۰۲۶/۰۳/۰۴'],
        ['Cy', '१२३४', '2026-03-04'],
        ['Di', '１２３４．５', '２０２６/０３/０４'],
      ],
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Amount: 'Number__c', Day: 'Date__c' },
        wire: [
          [1, ['Ada', '1234', '2026-03-04']],
          [2, ['Bo', '1234.5', '2026-03-04']],
          [3, ['Cy', '1234', '2026-03-04']],
          [4, ['Di', '1234.5', '2026-03-04']],
        ],
      },
    ],
  },
];
