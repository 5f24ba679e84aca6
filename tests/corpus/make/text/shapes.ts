import type { CorpusCase, ExpectedRow, Reading } from '../model';
import { utf8 } from './encode';

export const textTable = (
  delimiter: string,
  header: string[],
  rows: ExpectedRow[],
  more: Partial<Reading> = {},
): Reading => ({
  // Where there is one column alone nothing is split, and it does not matter by what.
  dialect: { encoding: 'utf-8', ...(header.length > 1 ? { delimiter } : {}), headerRow: 1 },
  headerLine: 1,
  header,
  rows,
  ...more,
});

const delimited = (name: string, delimiter: string, mark: string): CorpusCase => ({
  name,
  why: `Columns split by ${delimiter}; amounts with decimal commas and a text with every other mark stand in the way.`,
  write: () => {
    const other = [',', ';', '\t', '|'].filter((character) => character !== mark).join(' ');
    const quoted = mark === ',' ? (cell: string) => `"${cell}"` : (cell: string) => cell;
    return utf8(
      [
        ['Name', 'Amount', 'Note'],
        ['Ada', quoted('1,50'), quoted(`a${other}z`)],
        ['Bo', quoted('2,75'), ''],
      ]
        .map((cells) => cells.join(mark))
        .join('\n'),
    );
  },
  reading: textTable(
    delimiter,
    ['Name', 'Amount', 'Note'],
    [
      [
        1,
        2,
        ['Ada', '1,50', `a${[',', ';', '\t', '|'].filter((character) => character !== mark).join(' ')}z`],
      ],
      [2, 3, ['Bo', '2,75', '']],
    ],
  ),
});

const simple: ExpectedRow[] = [
  [1, 2, ['Ada', '1']],
  [2, 3, ['Bo', '2']],
  [3, 4, ['Cy', '3']],
];

/** Delimiters, line endings and quotes. */
export const shapeCases: CorpusCase[] = [
  delimited('comma.csv', 'comma', ','),
  delimited('semicolon.csv', 'semicolon', ';'),
  delimited('tab.tsv', 'tab', '\t'),
  delimited('pipe.txt', 'pipe', '|'),
  delimited('caret.txt', 'caret', '^'),
  delimited('backquote.txt', 'backquote', '`'),
  {
    name: 'comma-decimals-one-delimiter.csv',
    why: 'Each row has exactly one comma, in the amount, as regular as a delimiter; the tabs split the columns.',
    write: () => utf8('Name\tAmount\nAda\t1,50\nBo\t2,75\nCy\t3,00\n'),
    reading: textTable(
      'tab',
      ['Name', 'Amount'],
      [
        [1, 2, ['Ada', '1,50']],
        [2, 3, ['Bo', '2,75']],
        [3, 4, ['Cy', '3,00']],
      ],
    ),
  },
  {
    name: 'sep-line.csv',
    why: 'Excel’s own hint stands above the header, which is therefore the second record.',
    write: () => utf8('sep=;\r\nName;Note\r\nAda;a,b,c\r\n', true),
    reading: {
      dialect: { encoding: 'utf-8', delimiter: 'semicolon', headerRow: 2 },
      headerLine: 2,
      header: ['Name', 'Note'],
      rows: [[1, 3, ['Ada', 'a,b,c']]],
    },
  },
  {
    name: 'crlf.csv',
    why: 'Windows line endings, none at the very end.',
    write: () => utf8('Name,No\r\nAda,1\r\nBo,2\r\nCy,3'),
    reading: textTable('comma', ['Name', 'No'], simple),
  },
  {
    name: 'cr.csv',
    why: 'Line endings of old Macs, which many readers take for one single line.',
    write: () => utf8('Name,No\rAda,1\rBo,2\rCy,3\r'),
    reading: textTable('comma', ['Name', 'No'], simple),
  },
  {
    name: 'mixed-endings.csv',
    why: 'LF, CRLF and CR in one file, from several programs. No two rows may be glued.',
    write: () => utf8('Name,No\nAda,1\r\nBo,2\rCy,3\n'),
    reading: textTable('comma', ['Name', 'No'], simple),
  },
  {
    name: 'breaks-in-cells.csv',
    why: 'Breaks of every kind inside quotes belong to the cell; lines after it count them.',
    write: () => utf8('Name,Note\r\nAda,"a\nb"\r\nBo,"a\r\nb\r\n"\r\nCy,"\rc"\r\nDi,"\n\n"\r\nEd,end\r\n'),
    reading: textTable(
      'comma',
      ['Name', 'Note'],
      [
        [1, 2, ['Ada', 'a\nb']],
        [2, 4, ['Bo', 'a\r\nb\r\n']],
        [3, 7, ['Cy', '\rc']],
        [4, 9, ['Di', '\n\n']],
        [5, 12, ['Ed', 'end']],
      ],
    ),
  },
  {
    name: 'control-breaks.csv',
    why: 'Vertical tab and form feed are characters of a cell and end no line.',
    write: () => utf8('Name,Note\nAda,a\u000bb\nBo,c\u000cd\n'),
    reading: textTable(
      'comma',
      ['Name', 'Note'],
      [
        [1, 2, ['Ada', 'a\u000bb']],
        [2, 3, ['Bo', 'c\u000cd']],
      ],
    ),
  },
  {
    name: 'quotes.csv',
    why: 'Quotes doubled, alone, in the middle and with blanks around: only a cell that begins with one is quoted.',
    write: () =>
      utf8(
        'Name,Note\nA,"say ""hi"""\nB,5" pipe\nC, "q" \nD,""\nE,""""\nF,"a,b"\nG,it\'s 6\'2"\nH,"x"\nI,",\n"\n',
      ),
    reading: textTable(
      'comma',
      ['Name', 'Note'],
      [
        [1, 2, ['A', 'say "hi"']],
        [2, 3, ['B', '5" pipe']],
        [3, 4, ['C', ' "q" ']],
        [4, 5, ['D', '']],
        [5, 6, ['E', '"']],
        [6, 7, ['F', 'a,b']],
        [7, 8, ['G', "it's 6'2\""]],
        [8, 9, ['H', 'x']],
        [9, 10, ['I', ',\n']],
      ],
    ),
  },
  {
    name: 'quote-then-text.csv',
    why: 'Text behind a closing quote. The row has as many cells as it should, so the rows after it are certain; it is held itself, with the cell as it is written.',
    write: () => utf8('Name,Note,No\nAda,x,1\nBo,"abc"def,2\nCy,y,3\n'),
    reading: textTable(
      'comma',
      ['Name', 'Note', 'No'],
      [
        [1, 2, ['Ada', 'x', '1']],
        [2, 3, ['Bo', '"abc"def', '2']],
        [3, 4, ['Cy', 'y', '3']],
      ],
      { damage: [[2, 'text-after-quote', 3, 2]], findings: [['text-after-quote', 1]] },
    ),
  },
  {
    name: 'quote-then-cells.csv',
    why: 'Text behind a closing quote in a row that has a cell too many: nobody can say where the cell ends, so no later row is certain.',
    write: () => utf8('Name,Note,No\nAda,x,1\nBo,"abc"def,gh",2\nCy,y,3\n'),
    refusal: { kind: 'text-after-quote', line: 3, column: 2 },
  },
  {
    name: 'quote-open.csv',
    why: 'A quote that is never closed would swallow the rest of the file; its line and column are named.',
    write: () => utf8('Name,Note,No\nAda,"fine\nindeed",1\nBo,x,"2\nCy,y,3\nDi,z,4\n'),
    refusal: { kind: 'open-quote', line: 4, column: 3 },
  },
  {
    name: 'quote-open-at-end.csv',
    why: 'The last cell of the file has lost its closing quote; leaving quoting off would keep the quote as a letter.',
    write: () => utf8('Name;Note\nAda;x\nBo;"y'),
    refusal: { kind: 'open-quote', line: 3, column: 2 },
  },
  {
    name: 'quoted-tabs.tsv',
    why: 'Tabs and breaks inside quoted cells of a tab-separated file.',
    write: () => utf8('Name\tNote\r\nAda\t"a\tb"\r\nBo\t"c\r\nd"\r\n'),
    reading: textTable(
      'tab',
      ['Name', 'Note'],
      [
        [1, 2, ['Ada', 'a\tb']],
        [2, 3, ['Bo', 'c\r\nd']],
      ],
    ),
  },
];
