import { expect, test } from 'vitest';
import type { ColumnProfile, SheetFinding, SheetView } from '../../../shared/domain/sheet';
import { describeDialect, describeFindings } from './sheet-words';

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
