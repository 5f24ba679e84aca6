import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJavaDouble, parseDouble, parseInt32, roundToScale } from './number';

describe('formatJavaDouble', () => {
  it.each([
    [912260031, '9.12260031E8'],
    [71664061, '7.1664061E7'],
    [800, '800.0'],
    [0, '0.0'],
    [-0, '-0.0'],
    [9999999, '9999999.0'],
    [10_000_000, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.0009, '9.0E-4'],
    [-1234.5, '-1234.5'],
    [31.95376472, '31.95376472'],
    [1e21, '1.0E21'],
    [1.5e-10, '1.5E-10'],
    [100, '100.0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatJavaDouble(value)).toBe(text);
  });

  it('always reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(formatJavaDouble(value))).toBe(value);
      }),
    );
  });
});

describe('parsing', () => {
  it.each(['1,000', '$5', '', ' 1', '1 ', '0x10', 'Infinity', 'NaN', '1e', '.', '--1'])(
    'refuses %j as a double',
    (text) => {
      expect(parseDouble(text)).toBeNull();
    },
  );

  it.each([
    ['9.12260031E8', 912260031],
    ['-.5', -0.5],
    ['+7', 7],
    ['1.', 1],
  ])('reads %s', (text, value) => {
    expect(parseDouble(text)).toBe(value);
  });

  it('reads whole numbers of 32 bits only', () => {
    expect([parseInt32('2676'), parseInt32('-1'), parseInt32('1.0'), parseInt32('2147483648')]).toEqual([
      2676,
      -1,
      null,
      null,
    ]);
  });
});

describe('rounding', () => {
  it('rounds half away from zero on decimal digits, not on binary ones', () => {
    expect([
      roundToScale(1.005, 2),
      roundToScale(-2.5, 0),
      roundToScale(12.5, 0),
      roundToScale(0.004, 2),
      roundToScale(31.953764725, 8),
      roundToScale(99.99, 1),
    ]).toEqual([1.01, -3, 13, 0, 31.95376473, 100]);
  });
});
