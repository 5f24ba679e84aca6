import { describe, expect, it } from 'vitest';
import { canonicalValue } from './canonical-value';

describe('canonicalValue', () => {
  it.each([
    ['currency', '912260031', '9.12260031E8'],
    ['currency', '71664061', '7.1664061E7'],
    ['double', '800', '800.0'],
    ['double', '-0', '0.0'],
    ['percent', '0.1', '1.0E-1'],
    ['int', '2676', '2676'],
    ['int', '007', '7'],
    ['boolean', 'TRUE', '1'],
    ['date', '2026-11-02', '2026-11-02Z'],
    ['datetime', '2026-11-02T09:15:00Z', '2026-11-02T10:15:00.000+01:00'],
    ['datetime', '2026-11-02 09:15+0000', '2026-11-02T09:15:00.000Z'],
    ['time', '09:15:00', '09:15:00.000Z'],
    ['reference', '0018c00002FInbo', '0018c00002FInboAAD'],
    ['textarea', 'a\r\nb', 'a\nb'],
  ] as const)('%s: %j means the same as %j', (type, one, other) => {
    expect(canonicalValue(type, one)).toBe(canonicalValue(type, other));
  });

  it.each([
    ['string', '1', '1.0'],
    ['string', 'a', 'A'],
    ['string', 'a', 'a '],
    ['currency', '1', ''],
    ['currency', '', '#N/A'],
    ['long', '9007199254740993', '9007199254740992'],
    ['reference', '0018c00002FInbo', '0018c00002FInbO'],
    ['date', '2026-11-02', '2026-02-11'],
    ['datetime', '2026-13-01T10:00:00Z', '2026-14-01T10:00:00Z'],
    ['datetime', '2026-02-30T10:00:00Z', '2026-03-02T10:00:00Z'],
    ['datetime', '2026-11-02T24:00:00Z', '2026-11-03T00:00:00Z'],
    ['double', '1e400', '1e500'],
  ] as const)('%s: %j and %j are two values', (type, one, other) => {
    expect(canonicalValue(type, one)).not.toBe(canonicalValue(type, other));
  });
});
