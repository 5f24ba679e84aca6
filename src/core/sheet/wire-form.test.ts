import { describe, expect, it } from 'vitest';
import type { ColumnFormat } from '../../shared/domain/mapping';
import type { FieldType } from '../../shared/domain/sobject';
import { field } from '../mapping/test-contact';
import { toTypedWire } from './wire-form';

const wire = (cell: string, type: FieldType, format: ColumnFormat = {}): string => {
  const value = toTypedWire(
    cell,
    field('F__c', 'Field', { type, length: 5, precision: 4, scale: 2 }),
    format,
  );
  return value.ok ? value.wire : `refused: ${value.cause}`;
};

const german: ColumnFormat = { dateOrder: 'dmy', decimalMark: 'comma', timeZone: 'Europe/Berlin' };

describe('toTypedWire', () => {
  it.each([
    ['1.50', 'double', {}],
    ['+1.', 'double', {}],
    ['9.12260031E8', 'currency', {}],
    ['123456.789', 'currency', {}],
    ['1.5', 'int', {}],
    ['1.234', 'double', {}],
    ['5', 'double', german],
    ['2026-04-03', 'date', german],
    ['2026-04-03Z', 'date', {}],
    ['2026-04-03T10:00:00.000+0000', 'datetime', german],
    ['2026-04-03T10:00:00Z', 'datetime', {}],
    ['08:30:00Z', 'time', {}],
    [' much too long for the field ', 'string', {}],
    ['yes', 'boolean', {}],
    ['not@an@address', 'email', {}],
    ['007', 'reference', {}],
  ] as const)('leaves %j of a %s as it is', (cell, type, format) => {
    expect(wire(cell, type, format)).toBe(cell);
  });

  it.each([
    ['1.234', 'double', german, '1234'],
    ['1.234,50 €', 'currency', german, '1234.50'],
    ['12345,5', 'int', german, '12345.5'],
    ['5 %', 'percent', german, '5'],
    [' 5 ', 'double', {}, '5'],
    ['1.5', 'double', german, 'refused: number-unreadable'],
    ['5 %', 'double', german, '0.05'],
    ['12 pieces', 'double', {}, 'refused: number-unreadable'],
    ['03.04.2026', 'date', german, '2026-04-03'],
    ['2026-02-31', 'date', {}, 'refused: date-invalid'],
    ['03.04.2026 10:15', 'datetime', german, '2026-04-03T10:15:00.000+02:00'],
    ['29.03.2026 02:15', 'datetime', german, 'refused: datetime-gap'],
    ['25.10.2026 02:15', 'datetime', german, 'refused: datetime-overlap'],
    ['03.04.2026 10:15', 'datetime', { dateOrder: 'dmy' }, 'refused: datetime-no-zone'],
    ['8:30 pm', 'time', {}, '20:30:00.000Z'],
    ['soon', 'time', {}, 'refused: time-unreadable'],
  ] as const)('reads %j of a %s', (cell, type, format, expected) => {
    expect(wire(cell, type, format)).toBe(expected);
  });
});
