import type { ExpectedRow } from '../model';
import type { Pen, Sheet, SheetRow } from './xlsx';

/** The rows of the sheet below. */
export const people: ExpectedRow[] = [
  [1, 2, ['Ada', '1']],
  [2, 3, ['Bo', '2']],
  [3, 4, ['Cy', '3']],
];

/** A plain table of three rows, where something else about the workbook is what matters. */
export const peopleSheet = (pen: Pen): Sheet => ({
  name: 'People',
  rows: [
    pen.line(1, 'Name', 'No'),
    ...['Ada', 'Bo', 'Cy'].map((name, at): SheetRow => [
      at + 2,
      [pen.text(`A${at + 2}`, name), pen.number(`B${at + 2}`, at + 1)],
    ]),
  ],
});
