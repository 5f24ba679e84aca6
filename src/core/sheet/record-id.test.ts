import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneCase, normaliseRecordId, restoreCase } from './record-id';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const anyId = fc
  .array(fc.constantFrom(...letters), { minLength: 15, maxLength: 15 })
  .map((all) => normaliseRecordId(all.join('')) ?? '');
const mixed = anyId.filter((id) => /[a-z]/.test(id.slice(0, 15)) && /[A-Z]/.test(id.slice(0, 15)));

describe('restoreCase', () => {
  it('brings any Id back from either case', () => {
    fc.assert(
      fc.property(mixed, (id) => {
        expect(restoreCase(id.toUpperCase())).toBe(id);
        expect(restoreCase(id.toLowerCase())).toBe(id);
      }),
    );
  });

  it('leaves whole Ids, and those in which a letter was mistyped, alone', () => {
    fc.assert(
      fc.property(mixed, fc.nat(14), (id, at) => {
        expect(restoreCase(id)).toBeNull();
        const letter = id.charAt(at);
        const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
        const mistyped = id.slice(0, at) + other + id.slice(at + 1);
        fc.pre(!isOneCase(mistyped.slice(0, 15)));
        expect(restoreCase(mistyped)).toBeNull();
      }),
    );
  });

  it.each([
    ['0018C00002FINBOAAD', '0018c00002FInboAAD'],
    ['0018c00002finboaad', '0018c00002FInboAAD'],
    ['0018C00002FINBO', null],
    ['0018C00002FINBOZZZ', null],
    ['0018C00002FINBO999', null],
    ['ABCDE FGHIJ KLMNOP', null],
  ])('makes of %s %s', (text, expected) => {
    expect(restoreCase(text)).toBe(expected);
  });
});

describe('isOneCase', () => {
  it.each([
    ['0018C00002FINBO', true],
    ['0018c00002finbo', true],
    ['0018c00002FInbo', false],
    ['001000000000A1B', false],
  ])('%s: %s', (text, expected) => {
    expect(isOneCase(text)).toBe(expected);
  });
});
