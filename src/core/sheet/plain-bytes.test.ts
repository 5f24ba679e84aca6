import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnFormat } from '../../shared/domain/mapping';
import { field } from '../mapping/test-contact';
import { shapeOf } from './cell-shape';
import { findBytesTest, shapeOfBytes } from './plain-bytes';
import { anyTyped } from './test-typed-cells';
import { normaliseRecordId, restoreCase } from './record-id';
import { isWireForm } from './wire-form';

const types = ['date', 'datetime', 'time', 'int', 'double', 'currency', 'percent', 'long'] as const;
const formats: ColumnFormat[] = [{}, { decimalMark: 'comma', dateOrder: 'dmy' }, { decimalMark: 'dot' }];

/** The bytes of a cell, in the midst of others that look as if they belonged to it. */
const between = (cell: string): { bytes: Uint8Array; start: number; end: number } => {
  const bytes = new TextEncoder().encode(`19${cell}0:00Z`);
  return { bytes, start: 2, end: bytes.length - 5 };
};

describe('cells told by their bytes', () => {
  it('are in the form of their field exactly where their text is', () => {
    const seen = { wire: 0, other: 0 };
    fc.assert(
      fc.property(anyTyped, fc.constantFrom(...types), fc.constantFrom(...formats), (cell, type, format) => {
        fc.pre(cell !== '');
        const one = field('F__c', 'Field', { type });
        const { bytes, start, end } = between(cell);
        const isWire = isWireForm(cell, one, format);
        seen[isWire ? 'wire' : 'other'] += 1;
        expect(findBytesTest(one, format)?.(bytes, start, end)).toBe(isWire);
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(seen.wire, seen.other)).toBeGreaterThan(100);
  });

  it('are no Id that lost its case where they are told to be Ids beyond doubt', () => {
    const id = fc
      .array(fc.constantFrom(...'AZazBb059'), { minLength: 15, maxLength: 15 })
      .map((all) => normaliseRecordId(all.join('')) ?? '')
      .chain((text) =>
        fc.constantFrom(text, text.toUpperCase(), text.toLowerCase(), text.slice(1), `${text}x`),
      );
    const test = findBytesTest(field('F__c', 'Field', { type: 'reference' }), {});
    const seen = { lost: 0, fine: 0 };
    fc.assert(
      fc.property(id, (cell) => {
        const { bytes, start, end } = between(cell);
        const isLost = restoreCase(cell) !== null;
        const isFine = test?.(bytes, start, end) === true;
        seen.lost += Number(isLost);
        seen.fine += Number(isFine);
        expect(isLost && isFine).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.lost, seen.fine)).toBeGreaterThan(100);
    for (const cell of ['0018c00002FInboAAD', '0018c00002FInbo', 'no Id'])
      expect(test?.(new TextEncoder().encode(cell), 0, cell.length)).toBe(true);
  });

  it('have the shape of their text, or none that is told', () => {
    const seen = { told: 0, left: 0 };
    fc.assert(
      fc.property(anyTyped, (cell) => {
        fc.pre(cell.trim() === cell && cell !== '');
        const { bytes, start, end } = between(cell);
        const bits = shapeOfBytes(bytes, start, end);
        seen[bits === 0 ? 'left' : 'told'] += 1;
        if (bits !== 0) expect(bits).toBe(shapeOf(cell));
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(seen.told, seen.left)).toBeGreaterThan(100);
  });

  it.each([
    ['2026-04-03', true],
    ['20260403', false],
    ['1250.40', true],
    ['125040', true],
    ['12504', false],
    ['1.250', false],
    ['2026-04-03T10:00:00.000Z', true],
    ['2026-04-03T10:00:00+0200', true],
    ['2026-02-30', false],
  ])('tells the shape of %j: %j', (cell, told) => {
    const { bytes, start, end } = between(cell);
    expect(shapeOfBytes(bytes, start, end) !== 0).toBe(told);
  });

  it('are any text where their field is not read by its type', () => {
    expect(findBytesTest(field('F__c', 'Field'), {})).toBeNull();
    expect(findBytesTest(field('F__c', 'Field', { type: 'boolean' }), {})).toBeNull();
  });
});
