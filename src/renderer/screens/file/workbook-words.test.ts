import { expect, test } from 'vitest';
import type { SheetView, WorkbookPart } from '../../../shared/domain/sheet';
import { describeFindings } from './sheet-words';
import { describeWorkbookParts } from './workbook-words';

const part = (given: Partial<WorkbookPart> = {}): WorkbookPart => ({
  kind: 'xlsx',
  sheet: 'People',
  sheets: [
    { name: 'Empty', rows: 0, hidden: false },
    { name: 'People', rows: 12, hidden: false },
    { name: 'Old', rows: 3, hidden: true },
  ],
  tables: [{ name: 'Members', range: 'A3:B12' }],
  ...given,
});

const sheet = (given: Partial<SheetView> = {}, headerRow = 1): SheetView => ({
  name: 'a.xlsx',
  bytes: 1,
  modifiedAt: 0,
  sha256: '',
  rows: 10,
  blankLines: 0,
  dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow, workbook: part() },
  chosen: [],
  columns: [],
  findings: [],
  ...given,
});

test('the evidence says what there was to choose from', () => {
  expect(describeWorkbookParts(sheet({}, 3), part())).toEqual({
    sheet: 'The first of 2 sheets with rows',
    table: '1 table is marked on it',
    headerRow: '2 rows above it skipped',
  });
  expect(describeWorkbookParts(sheet(), part({ sheet: 'Old' })).sheet).toBe(
    'The first sheet that holds a table',
  );
  const alone = part({ sheets: [{ name: 'People', rows: 12, hidden: false }], tables: [] });
  expect(describeWorkbookParts(sheet(), alone)).toEqual({
    sheet: 'The only sheet in the workbook',
    table: 'No tables are marked on it',
    headerRow: 'The first row names the columns',
  });
});

test('blocks that only have a name are told from tables, and their header can stand apart', () => {
  const named = { name: 'Staff', range: 'A5:C9', isNamed: true };
  const some = part({ tables: [{ name: 'Members', range: 'A3:B12' }, named] });
  expect(describeWorkbookParts(sheet({}, 3), some).table).toBe('1 table and 1 named range on it');
  expect(describeWorkbookParts(sheet({}, 3), part({ tables: [named] })).table).toBe('1 named range on it');
  const read = { ...some, table: 'Staff' };
  expect(describeWorkbookParts(sheet({}, 5), read).headerRow).toBe('The first row of the named range');
  expect(describeWorkbookParts(sheet({}, 4), read).headerRow).toBe('Row 4 names the columns');
});

test('a choice says whose it is, and a table where it stands', () => {
  const chosen = sheet({ chosen: ['sheet', 'table'] }, 3);
  expect(describeWorkbookParts(chosen, part({ table: 'Members' }))).toEqual({
    sheet: 'Chosen by you. One of 3 sheets',
    table: 'Chosen by you. Only the cells A3:B12 are read',
    headerRow: 'The first row of the table',
  });
});

test('findings of a workbook stand among the others, what needs a thought last', () => {
  const notes = describeFindings(
    sheet({
      findings: [
        { code: 'rounded-numbers', column: 'Meter', count: 2, line: 5, sample: '12345678901234500' },
        { code: 'hidden-columns', column: 'B', count: 1 },
        { code: 'hidden-columns', column: 'C', count: 1 },
        { code: 'blank-lines', count: 1 },
      ],
    }),
  );
  expect(notes.map(({ code, isWarning }) => [code, isWarning])).toEqual([
    ['blank-lines', false],
    ['hidden-columns', false],
    ['rounded-numbers', true],
  ]);
  expect(notes[1]?.body).toBe('B and C. What is not matched to a field is not sent.');
  expect(notes[2]?.body).toMatch(/^Meter \(2 values, such as 12345678901234500\)\. Excel keeps 15 digits/);
});
