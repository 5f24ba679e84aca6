import type { CorpusCase } from '../model';
import { utf8, withBytes } from './encode';
import { textTable } from './shapes';

const bad = (byte: number): string => String.fromCodePoint(0x10ff00 + byte);
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const wide = 500;
const hugeCell = 150_000;
const tooLargeCell = 6 * 1024 * 1024;

const numbered = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** Damage, odd heads and tails, and what is no table at all. */
export const damageCases: CorpusCase[] = [
  {
    name: 'ragged.csv',
    why: 'Rows with too few and too many cells are held; the cells they have are shown, and nothing is padded into being right.',
    write: () => utf8('Name;Phone;City\nGood;1;A\nShort;2\nLong;3;C;more\nFine;4;D\nOne\n'),
    reading: textTable(
      'semicolon',
      ['Name', 'Phone', 'City'],
      [
        [1, 2, ['Good', '1', 'A']],
        [2, 3, ['Short', '2', '']],
        [3, 4, ['Long', '3', 'C']],
        [4, 5, ['Fine', '4', 'D']],
        [5, 6, ['One', '', '']],
      ],
      {
        damage: [
          [2, 'cell-count', 3, 3],
          [3, 'cell-count', 4, 4],
          [5, 'cell-count', 6, 2],
        ],
        findings: [['ragged-rows', 3]],
      },
    ),
  },
  {
    name: 'trailing-delimiters.csv',
    why: 'Each line ends in delimiters, as exports of some programs do. Empty cells at the end hold nothing, so the rows are whole.',
    write: () => utf8('Name,Phone,,\nAda,1,,\nBo,2,,\nCy,,,\n'),
    reading: textTable(
      'comma',
      ['Name', 'Phone'],
      [
        [1, 2, ['Ada', '1']],
        [2, 3, ['Bo', '2']],
        [3, 4, ['Cy', '']],
      ],
    ),
    cli: {
      why: 'A ledger carries every source column exactly as read, so the nameless ones stand in it too.',
      reading: {
        header: ['Name', 'Phone', '', ''],
        rows: [
          [1, 2, ['Ada', '1', '', '']],
          [2, 3, ['Bo', '2', '', '']],
          [3, 4, ['Cy', '', '', '']],
        ],
      },
    },
  },
  {
    name: 'nul.csv',
    why: 'A NUL byte is in no text; the row with it is held, its neighbours are not.',
    write: () => utf8('Name,Phone\nAda,1\nBo,2\u00003\nC\u0000y,3\nDi,4\n'),
    reading: textTable(
      'comma',
      ['Name', 'Phone'],
      [
        [1, 2, ['Ada', '1']],
        [2, 3, ['Bo', '2\u00003']],
        [3, 4, ['C\u0000y', '3']],
        [4, 5, ['Di', '4']],
      ],
      {
        damage: [
          [2, 'nul', 3, 2],
          [3, 'nul', 4, 1],
        ],
        findings: [['nul-bytes', 2]],
      },
    ),
  },
  {
    name: 'bad-bytes.csv',
    why: 'UTF-8 by all its letters but two single bytes that were pasted from elsewhere: those rows are held.',
    write: () => withBytes(`Näme,Städt\nZoë,Köln\nM${bad(0xfc)}ller,Bönn\nÅsa,Malm${bad(0xf6)}\nJörg,Ülm\n`),
    reading: textTable(
      'comma',
      ['Näme', 'Städt'],
      [
        [1, 2, ['Zoë', 'Köln']],
        [2, 3, ['M\ufffdller', 'Bönn']],
        [3, 4, ['Åsa', 'Malm\ufffd']],
        [4, 5, ['Jörg', 'Ülm']],
      ],
      {
        damage: [
          [2, 'bad-bytes', 3, 1],
          [3, 'bad-bytes', 4, 2],
        ],
        findings: [['bad-bytes', 2]],
      },
    ),
  },
  {
    name: 'blank-lines.csv',
    why: 'Wholly empty lines are no rows but count as lines; a line of delimiters alone is a row of empty cells.',
    write: () => utf8('Name,Phone\n\nAda,1\n\n\nBo,2\n,\nCy,3\n\n'),
    reading: textTable(
      'comma',
      ['Name', 'Phone'],
      [
        [1, 3, ['Ada', '1']],
        [2, 6, ['Bo', '2']],
        [3, 7, ['', '']],
        [4, 8, ['Cy', '3']],
      ],
      { blankLines: 4, findings: [['blank-lines', 4]] },
    ),
  },
  {
    name: 'ctrl-z.csv',
    why: 'DOS ended files with a Ctrl-Z. It is one cell too few, and a row that is not dropped without a word.',
    write: () => utf8('Name,Phone\r\nAda,1\r\n\u001a'),
    reading: textTable(
      'comma',
      ['Name', 'Phone'],
      [
        [1, 2, ['Ada', '1']],
        [2, 3, ['\u001a', '']],
      ],
      { damage: [[2, 'cell-count', 3, 2]], findings: [['ragged-rows', 1]] },
    ),
  },
  {
    name: 'one-column.csv',
    why: 'One column, so no delimiter at all; the e-mail addresses hold dots, dashes and pluses.',
    write: () => utf8('Email\nada+1@test.example\nbo-b@test.example\n'),
    reading: textTable(
      'comma',
      ['Email'],
      [
        [1, 2, ['ada+1@test.example']],
        [2, 3, ['bo-b@test.example']],
      ],
    ),
  },
  {
    name: 'columns-500.csv',
    why: 'Five hundred columns, the last one as good as the first.',
    write: () =>
      utf8(
        [
          numbered(wide, (at) => `Column ${at + 1}`),
          ...[1, 2].map((row) => numbered(wide, (at) => `${row}.${at + 1}`)),
        ]
          .map((cells) => cells.join(';'))
          .join('\n'),
      ),
    reading: textTable(
      'semicolon',
      numbered(wide, (at) => `Column ${at + 1}`),
      [1, 2].map((row) => [row, row + 1, numbered(wide, (at) => `${row}.${at + 1}`)]),
    ),
  },
  {
    name: 'huge-cell.csv',
    why: 'A cell of 150,000 letters, longer than any field takes, is read whole; the field’s limit is checked later.',
    passing: true,
    write: () => utf8(`Name,Note\nAda,"${'x'.repeat(hugeCell)}"\nBo,y\n`),
    reading: textTable(
      'comma',
      ['Name', 'Note'],
      [
        [1, 2, ['Ada', 'x'.repeat(hugeCell)]],
        [2, 3, ['Bo', 'y']],
      ],
    ),
  },
  {
    name: 'too-large-cell.csv',
    why: 'A cell of six megabytes whose quote is closed well: the sentence must speak of the cell, not of a quote left open.',
    passing: true,
    write: () => utf8(`Name,Note\nAda,ok\nBo,"${'x'.repeat(tooLargeCell)}"\nCy,y\n`),
    refusal: { kind: 'cell-too-large', line: 3, column: 2 },
  },
  {
    name: 'picture.csv',
    why: 'A picture by the name of a table.',
    write: () => Uint8Array.from([...png, ...numbered(200, (at) => (at * 37) % 256)]),
    refusal: { kind: 'not-a-table' },
  },
  {
    name: 'guarded.csv',
    why: 'Every cell a spreadsheet would run carries an apostrophe, as our own exports do: it is taken off, and said.',
    write: () => utf8("Name,Phone\n'=SUM(A1),'+49 30\n'@ada,'-5\nBo,12\n", true),
    reading: textTable(
      'comma',
      ['Name', 'Phone'],
      [
        [1, 2, ['=SUM(A1)', '+49 30']],
        [2, 3, ['@ada', '-5']],
        [3, 4, ['Bo', '12']],
      ],
      { findings: [['guarded-cells', 4]] },
    ),
  },
];
