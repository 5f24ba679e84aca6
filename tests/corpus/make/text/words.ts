import type { CorpusCase } from '../model';
import { toLongId } from './record-ids';
import { table } from './table';

const one = '0018c00002XYzAb';
const other = '0018c00002qrStU';

/** Words that stand for something: Ids, errors, yes and no. */
export const wordCases: CorpusCase[] = [
  {
    name: 'record-ids.csv',
    why: 'Ids of 15 characters are made 18 by their checksum; one whose case was lost no longer fits it and is held until it is repaired, for its checksum says what it was. The command line promises to read dates and numbers only, so other Ids go as they stand and the org judges them.',
    ...table(
      ['Account', 'Note'],
      [
        [one, 'fifteen'],
        [toLongId(other), 'eighteen'],
        [toLongId(one).toLowerCase(), 'its case was lost'],
      ],
      {
        findings: [
          ['short-ids', 1, 'Account'],
          ['id-case', 1, 'Account'],
        ],
      },
    ),
    sendings: [
      {
        through: 'screens',
        fields: { Account: 'Ref__c', Note: 'Text__c' },
        wire: [
          [1, [toLongId(one), 'fifteen']],
          [2, [toLongId(other), 'eighteen']],
        ],
        held: [[3, 'id-case', 'Account']],
      },
      {
        through: 'command-line',
        fields: { Account: 'Ref__c', Note: 'Text__c' },
        wire: [
          [1, [one, 'fifteen']],
          [2, [toLongId(other), 'eighteen']],
        ],
        held: [[3, 'id-case', 'Account']],
      },
    ],
  },
  {
    name: 'ids-lost-case.csv',
    why: 'UPPER and LOWER took the case of Ids of 18 characters. Their last three characters prove it, so one click has them back; a mistyped one is no such Id and stays held.',
    ...table(
      ['Account', 'Note'],
      [
        [toLongId(one).toUpperCase(), 'all large'],
        [toLongId(other).toLowerCase(), 'all small'],
        [toLongId(one), 'whole'],
        [one.toLowerCase() + toLongId(one).slice(15), 'small, its suffix large'],
        [`${one.slice(0, 14)}C${toLongId(one).slice(15)}`, 'mistyped'],
      ],
      { findings: [['id-case', 3, 'Account']] },
    ),
    sendings: [
      {
        through: 'screens',
        fields: { Account: 'Ref__c', Note: 'Text__c' },
        wire: [[3, [toLongId(one), 'whole']]],
        held: [
          [1, 'id-case', 'Account'],
          [2, 'id-case', 'Account'],
          [4, 'id-case', 'Account'],
          [5, 'bad-id', 'Account'],
        ],
      },
      {
        through: 'screens',
        fields: { Account: 'Ref__c', Note: 'Text__c' },
        choose: { repairs: { Account: 'id-case' } },
        wire: [
          [1, [toLongId(one), 'all large']],
          [2, [toLongId(other), 'all small']],
          [3, [toLongId(one), 'whole']],
          [4, [toLongId(one), 'small, its suffix large']],
        ],
        held: [[5, 'bad-id', 'Account']],
      },
      {
        through: 'command-line',
        fields: { Account: 'Ref__c', Note: 'Text__c' },
        choose: { repairs: { Account: 'id-case' } },
        wire: [
          [1, [toLongId(one), 'all large']],
          [2, [toLongId(other), 'all small']],
          [3, [toLongId(one), 'whole']],
          [4, [toLongId(one), 'small, its suffix large']],
          [5, [`${one.slice(0, 14)}C${toLongId(one).slice(15)}`, 'mistyped']],
        ],
      },
    ],
  },
  {
    name: 'ids-one-case.csv',
    why: 'Ids of 15 characters whose case was lost say nothing of what it was: a warning, and no repair that would make them Ids of other records.',
    ...table(
      ['Account', 'Note'],
      [
        [one.toUpperCase(), 'a'],
        [other.toUpperCase(), 'b'],
        ['0018C00002ABCDE', 'c'],
      ],
      { findings: [['one-case-ids', 3, 'Account']] },
    ),
  },
  {
    name: 'error-cells.csv',
    why: 'What failed formulas leave behind in English, German, French and Spanish, and the words databases write for nothing.',
    ...table(
      ['Name', 'English', 'German', 'French', 'Spanish', 'Words'],
      [
        ['Ada', '#N/A', '#NV', '#N/A', '#N/D', 'null'],
        ['Bo', '#REF!', '#BEZUG!', '#VALEUR!', '#¡VALOR!', 'NULL'],
        ['Cy', '#VALUE!', '#WERT!', '#NOM?', '#¡REF!', 'N/A'],
        ['Di', '#NAME?', '#ZAHL!', '#NOMBRE!', '#¿NOMBRE?', 'n/a'],
        ['Ed', '#DIV/0!', '#NAME?', '#NUL!', '#¡DIV/0!', ' #N/A '],
        ['Fay', '#NUM!', '', '', '#¡NUM!', 'N/A, see Bo'],
        ['Gus', '#NULL!', '', '', '#¡NULO!', 'none'],
      ],
      {
        findings: [
          ['error-cells', 7, 'English'],
          ['error-cells', 5, 'German'],
          ['error-cells', 5, 'French'],
          ['error-cells', 7, 'Spanish'],
          ['error-cells', 5, 'Words'],
        ],
      },
    ),
    sendings: [
      {
        fields: { Name: 'Text__c', Words: 'Text2__c' },
        wire: [
          [6, ['Fay', 'N/A, see Bo']],
          [7, ['Gus', 'none']],
        ],
        held: [1, 2, 3, 4, 5].map((row) => [row, 'error-cell', 'Words']),
      },
      {
        fields: { Name: 'Text__c', Spanish: 'Text2__c' },
        choose: { errorCells: 'blank' },
        wire: ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gus'].map((name, at) => [at + 1, [name, '']]),
      },
      {
        fields: { Name: 'Text__c', German: 'Text2__c' },
        choose: { errorCells: 'text' },
        wire: ['#NV', '#BEZUG!', '#WERT!', '#ZAHL!', '#NAME?', '', ''].map((word, at) => [
          at + 1,
          [['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gus'][at] ?? '', word],
        ]),
      },
    ],
  },
  {
    name: 'yes-and-no.csv',
    why: 'Yes and no as people write them. The command line promises to read dates and numbers only, so they go as they stand there.',
    ...table(
      ['Name', 'Active'],
      [
        ['a', 'TRUE'],
        ['b', 'no'],
        ['c', '1'],
        ['d', '0'],
        ['e', 'Ja'],
        ['f', 'x'],
      ],
    ),
    sendings: [
      {
        through: 'screens',
        fields: { Active: 'Flag__c' },
        wire: ['true', 'false', 'true', 'false', 'true', 'true'].map((word, at) => [at + 1, [word]]),
      },
      {
        through: 'command-line',
        fields: { Active: 'Flag__c' },
        wire: ['TRUE', 'no', '1', '0', 'Ja', 'x'].map((word, at) => [at + 1, [word]]),
      },
    ],
  },
];
