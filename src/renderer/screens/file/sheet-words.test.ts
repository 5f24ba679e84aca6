import { expect, test } from 'vitest';
import type { ColumnProfile, SheetFinding, SheetPreview, SheetView } from '../../../shared/domain/sheet';
import { describeDialect, describeFindings, describePreview, isUrgent } from './sheet-words';

const column = (header: string, samples: string[] = []): ColumnProfile => ({
  index: 0,
  header,
  filled: 0,
  blank: 0,
  distinct: 0,
  samples,
  longest: 0,
  leadingZeros: 0,
  errorCells: 0,
  dates: 0,
  numbers: 0,
  booleans: 0,
  emails: 0,
  dateOrders: [],
  decimalMarks: [],
  values: [],
});

const sheet = (given: Partial<SheetView> = {}): SheetView => ({
  name: 'a.csv',
  bytes: 1,
  modifiedAt: 0,
  sha256: '',
  rows: 10,
  blankLines: 0,
  dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1 },
  chosen: [],
  columns: [column('Name', ['Adeyemi'])],
  findings: [],
  ...given,
});

test('the evidence names letters that were really seen', () => {
  expect(describeDialect(sheet()).encoding).toBe('Only plain letters in the samples');
  const umlauts = sheet({ columns: [column('Straße', ['Köln', 'KØBENHAVN', 'København', '12 €'])] });
  expect(describeDialect(umlauts).encoding).toMatch(/^ß, ö,? and ø read correctly$/);
});

test('damage speaks louder than what reads well, and a choice says whose it is', () => {
  const found = describeDialect(
    sheet({
      columns: [column('Ort', ['Köln'])],
      findings: [
        { code: 'bad-bytes', count: 1, line: 3 },
        { code: 'ragged-rows', count: 2, line: 4 },
      ],
      chosen: ['encoding'],
      dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 3 },
    }),
  );
  expect(found).toEqual({
    encoding: 'Chosen by you. 1 row has letters that don’t fit',
    delimiter: '2 rows have another number of cells',
    headerRow: '2 title rows skipped',
  });
});

test('findings of one kind become one note, the fullest columns first, warnings last', () => {
  const zeros = (name: string, count: number): SheetFinding => ({
    code: 'leading-zeros',
    column: name,
    count,
  });
  const notes = describeFindings(
    sheet({
      findings: [
        { code: 'error-cells', column: 'Meter', count: 7 },
        zeros('A', 1),
        zeros('B', 312),
        zeros('C', 4),
        zeros('D', 3),
        zeros('E', 2),
        zeros('F', 1),
      ],
    }),
  );
  expect(notes.map((note) => [note.code, note.isWarning])).toEqual([
    ['leading-zeros', false],
    ['error-cells', true],
  ]);
  expect(notes[0]?.body).toMatch(/^B \(312 values start with 0\), C .*2 more columns\.$/);
});

test('a file without findings has no notes', () => {
  expect(describeFindings(sheet())).toEqual([]);
});

test('letters that fit several encodings are called uncertain until one is chosen', () => {
  const doubt = [{ encoding: 'windows-1250' as const, words: ['Zdeněk'] }];
  expect(describeDialect(sheet({ doubt })).encoding).toBe('Not certain: choose one');
});

test('a preview says only what its rows show', () => {
  const preview: SheetPreview = {
    name: 'a.csv',
    bytes: 1,
    modifiedAt: 0,
    dialect: { encoding: 'utf-8', delimiter: 'semicolon', headerRow: 2 },
    doubt: [],
    header: ['Name', 'Ort'],
    rows: [{ row: 1, line: 3, cells: ['Berg', 'Köln'] }],
  };
  expect(describePreview(preview)).toEqual({
    encoding: 'ö read correctly',
    delimiter: '2 columns in the first rows',
    headerRow: '1 title row skipped',
  });
});

test('rows damaged in one way carry the choice about them, with the first place', () => {
  const [note] = describeFindings(
    sheet({ findings: [{ code: 'total-lines', count: 1, line: 9, at: 1, sample: 'Total' }] }),
  );
  expect(note).toEqual({
    code: 'total-lines',
    isWarning: true,
    title: 'The last row looks like a total, not like data',
    body: 'On line 9, beginning with “Total”.',
    decision: { about: 'rows', damage: 'total-line' },
  });
});

test('unclear names are urgent until a person has decided about them', () => {
  const findings: SheetFinding[] = [{ code: 'repeated-header', column: 'Name', count: 2, line: 1, at: 3 }];
  const noteFor = (repeated: 'ask' | 'number') =>
    describeFindings(
      sheet({
        findings,
        dialect: { encoding: 'utf-8', delimiter: 'comma', headerRow: 1, headers: { repeated } },
      }),
    );
  const [asked] = noteFor('ask');
  expect(asked?.title).toBe('“Name” stands above several columns');
  expect(asked?.body).toBe('The first repeated name is in column 3, on line 1. Decide before you go on.');
  expect(noteFor('ask').map(isUrgent)).toEqual([true]);
  expect(noteFor('number').map(isUrgent)).toEqual([false]);
});
