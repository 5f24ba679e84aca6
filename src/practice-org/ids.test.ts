import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildId, readId, toLongId } from './ids';

describe('ids', () => {
  it('gives the checksum Salesforce gives', () => {
    expect(toLongId('0018c00002FInbo')).toBe('0018c00002FInboAAD');
    expect(toLongId('00D000000000062')).toBe('00D000000000062EAA');
  });

  it('reads both forms, and a checksum in any case', () => {
    expect(readId('0018c00002FInbo')).toBe('0018c00002FInboAAD');
    expect(readId('0018c00002FInboaad')).toBe('0018c00002FInboAAD');
    expect(['0018c00002FInboAAE', '0018c00002FInb', '0018c00002FInb!', ''].map(readId)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('builds ids that are distinct and read back as themselves', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(readId(buildId('003', a))).toBe(buildId('003', a));
        expect(buildId('003', a) === buildId('003', b)).toBe(a === b);
      }),
    );
  });
});
