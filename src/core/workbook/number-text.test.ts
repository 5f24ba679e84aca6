import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPlainNumber, writePercent } from './number-text';

test.each([
  ['0', '0'],
  ['42', '42'],
  ['-7', '-7'],
  ['1.5', '1.5'],
  ['1.10', '1.10'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['+3', '3'],
  ['-0', '0'],
  ['1E+3', '1000'],
  ['1.25E-2', '0.0125'],
  ['-1.5e-7', '-0.00000015'],
  ['12345678901234567890', '12345678901234567890'],
  ['1.2345678901234567E+19', '12345678901234567000'],
  ['1.1000000000000001', '1.1'],
  ['4.3499999999999996', '4.35'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['0.12345678901234567890', '0.12345678901234567890'],
  ['9999999999999.9902', '9999999999999.99'],
])('writes %s as %s', (raw, text) => {
  expect(toPlainNumber(raw)?.text).toBe(text);
});

test.each(['', 'abc', '1,5', '1e99999', '--1', 'NaN', '.', 'E5', '0x10'])('takes %j for no number', (raw) => {
  expect(toPlainNumber(raw)).toBeNull();
});

test('counts the digits Excel would have to keep', () => {
  expect(toPlainNumber('123456789012345')?.digits).toBe(15);
  expect(toPlainNumber('1234567890123456')?.digits).toBe(16);
  expect(toPlainNumber('1E+20')?.digits).toBe(21);
  expect(toPlainNumber('0.1234567890123456789')?.digits).toBe(0);
});

test('never changes the value of a double, whichever way it is written', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      for (const raw of [String(value), value.toPrecision(17), value.toExponential(16)]) {
        const plain = toPlainNumber(raw);
        expect(plain).not.toBeNull();
        expect(plain?.text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plain?.text)).toBe(value === 0 ? 0 : value);
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['0.05', '5%'],
  ['0.125', '12.5%'],
  ['1', '100%'],
  ['0', '0%'],
  ['-0.005', '-0.5%'],
  ['0.50', '50%'],
  ['12.3', '1230%'],
  ['0.29', '29%'],
  ['0.30000000000000004', '30.000000000000004%'],
])('writes %s as the percentage %s', (plain, percentage) => {
  expect(writePercent(plain)).toBe(percentage);
});
