import type { CorpusCase } from '../model';
import { sheetTable } from './cells';
import { people, peopleSheet } from './people';
import { xlsx } from './xlsx';

/** How a workbook is packed, and which of its sheets is meant. */
export const packageCases: CorpusCase[] = [
  {
    name: 'no-references.xlsx',
    why: 'Rows and cells need not say where they are; then they follow one another.',
    write: () => xlsx((pen) => [peopleSheet(pen)], { references: false }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'strings-last.xlsx',
    why: 'The shared strings stand behind the sheet in the file, where a reader that streams has passed them by.',
    write: () => xlsx((pen) => [peopleSheet(pen)], { stringsLast: true }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'strict.xlsx',
    why: 'Strict Office Open XML has namespaces of its own.',
    write: () => xlsx((pen) => [peopleSheet(pen)], { isStrict: true }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'prefixed.xlsx',
    why: 'Every element carries a namespace prefix, as some report servers write it.',
    write: () => xlsx((pen) => [peopleSheet(pen)], { prefix: 'x' }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'odd-paths.xlsx',
    why: 'The sheet lies where its relation says, by an absolute path in other capitals, and not where it usually does.',
    write: () =>
      xlsx((pen) => [peopleSheet(pen)], {
        change: (parts) =>
          parts.map(({ name, content }) => ({
            name: name === 'xl/worksheets/sheet1.xml' ? 'xl/data/People.xml' : name,
            content: String(content)
              .replace('Target="worksheets/sheet1.xml"', 'Target="/xl/Data/people.xml"')
              .replace('/xl/worksheets/sheet1.xml', '/xl/data/People.xml'),
          })),
      }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'three-sheets.xlsx',
    why: 'The data is in the second sheet, and a person says so.',
    ask: { sheet: 'People' },
    write: () =>
      xlsx((pen) => [
        { name: 'Read me', rows: [pen.line(1, 'How to fill this in'), pen.line(2, 'Ask Ada.')] },
        peopleSheet(pen),
        { name: 'Empty', rows: [] },
      ]),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
  {
    name: 'active-sheet.xlsx',
    why: 'Nobody says which sheet: it is the first visible one with rows, whichever was open when the workbook was saved last. A hidden one before it is named.',
    write: () =>
      xlsx(
        (pen) => [
          { name: 'Lists', state: 'hidden', rows: [pen.line(1, 'Stage'), pen.line(2, 'open')] },
          { name: 'Empty', rows: [] },
          peopleSheet(pen),
          { name: 'Prices', rows: [pen.line(1, 'Item', 'Price'), pen.line(2, 'Pen', '1')] },
        ],
        { activeTab: 3 },
      ),
    reading: sheetTable('People', ['Name', 'No'], people, { findings: [['hidden-sheets', 1]] }),
  },
  {
    name: 'macros.xlsm',
    why: 'A workbook with macros is read like any other; nothing in it is run.',
    write: () =>
      xlsx((pen) => [peopleSheet(pen)], {
        change: (parts) => [
          ...parts.map(({ name, content }) => ({
            name,
            content: String(content).replace(
              'openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
              'ms-excel.sheet.macroEnabled.main+xml',
            ),
          })),
          { name: 'xl/vbaProject.bin', content: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4) },
        ],
      }),
    reading: sheetTable('People', ['Name', 'No'], people),
  },
];
