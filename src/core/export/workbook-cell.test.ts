import { describe, expect, it } from 'vitest';
import { isTooLong, maxCellCharacters, toWorkbookCell } from './workbook-cell';

describe('toWorkbookCell', () => {
  it.each([
    ['string', '', null],
    ['string', '00123', '00123'],
    ['id', '0038c00002hMS4kAAG', '0038c00002hMS4kAAG'],
    ['double', '800', 800],
    ['double', '9.12260031E8', 912_260_031],
    ['currency', '1234567890123456', '1234567890123456'],
    ['currency', '-0.05', -0.05],
    ['double', 'NaN', 'NaN'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['date', '2026-11-02', new Date('2026-11-02T00:00:00Z')],
    ['date', '1900-02-28', '1900-02-28'],
    ['date', '9999-99-99', '9999-99-99'],
    ['datetime', '2026-11-02T09:15:00.000Z', '2026-11-02T09:15:00.000Z'],
    ['string', '_x0041_ \uffff', '_x005F_x0041_ \ufffd'],
    ['phone', '+49 30 123', '+49 30 123'],
  ] as const)('%s %j is %j', (type, text, expected) => {
    expect(toWorkbookCell(type, text)).toEqual(expected);
  });

  it('cuts what Excel would not open, and never in the middle of a character', () => {
    const long = `${'x'.repeat(maxCellCharacters - 1)}😀`;
    expect(isTooLong(long)).toBe(true);
    expect(toWorkbookCell('textarea', long)).toBe('x'.repeat(maxCellCharacters - 1));
    expect(isTooLong('x'.repeat(maxCellCharacters))).toBe(false);
  });
});
