import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toExactNumber, writePlain } from './exact-number';

describe('writePlain', () => {
  it.each([
    ['9.12260031E8', '912260031'],
    ['800.0', '800'],
    ['1.0E-3', '0.001'],
    ['-7.1664061E7', '-71664061'],
    ['0.0', '0'],
    ['-0', '0'],
    ['+5', '5'],
    ['1234567890123456789012', '1234567890123456789012'],
    ['1E400', '1E400'],
    ['NaN', 'NaN'],
    ['', ''],
    ['12 apples', '12 apples'],
  ])('%j is %j', (text, plain) => {
    expect(writePlain(text)).toBe(plain);
  });

  it('keeps the value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e50, max: 1e50 }), (value) => {
        const plain = writePlain(String(value));
        expect(Number(plain) + 0).toBe(value + 0);
        if (Math.abs(value) > 1e-40 || value === 0) expect(plain).not.toMatch(/e/i);
      }),
    );
  });
});

describe('toExactNumber', () => {
  it.each([
    ['0.1', 0.1],
    [' 12 ', 12],
    ['0.1000000000000000055', null],
    ['', null],
    ['.', null],
    ['-', null],
  ])('%j is %j', (text, value) => {
    expect(toExactNumber(text)).toBe(value);
  });
});
