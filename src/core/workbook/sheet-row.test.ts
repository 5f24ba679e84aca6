import { expect, test } from 'vitest';
import { decodeEscapes } from './excel-text';
import { readNumberFormat } from './number-format';
import { readNumericCell } from './sheet-row';

test.each([
  ['7', '00000', '00007', 'text'],
  ['-7', '00000', '-7', 'number'],
  ['7.5', '00000', '7.5', 'number'],
  ['0.5', '0%', '50%', 'percent'],
  ['7.0000000000000007E-2', '0%', '7%', 'percent'],
  ['1234567890123456', '0%', '123456789012345600%', 'long'],
  ['1234.5', '#,##0.00 "€"', '1234.5', 'number'],
  ['46085', 'dd.mm.yyyy', '2026-03-04', 'date'],
  ['0', 'dd.mm.yyyy', '0', 'number'],
  ['1234567890123456', 'General', '1234567890123456', 'long'],
  ['INF', 'General', 'INF', 'text'],
])('%s under %s is %s', (raw, code, text, kind) => {
  expect(readNumericCell(raw, readNumberFormat(code), false)).toEqual({ text, kind });
});

test('takes off the escapes of characters XML has no place for', () => {
  expect(decodeEscapes('a_x000D_\nb')).toBe('a\r\nb');
  expect(decodeEscapes('_x005F_x000D_')).toBe('_x000D_');
  expect(decodeEscapes('_xGGGG_ and _x12_')).toBe('_xGGGG_ and _x12_');
});
