import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCollectionRecord, type CollectionColumn } from './to-collection-record';

const column = (header: string, type: CollectionColumn['type'], lookup?: string): CollectionColumn => ({
  header,
  type,
  ...(lookup === undefined ? {} : { lookup }),
});

const recordOf = (one: CollectionColumn, value: string) => {
  const { attributes, ...rest } = toCollectionRecord('Contact', [one], [value]);
  expect(attributes).toEqual({ type: 'Contact' });
  return rest;
};

describe('toCollectionRecord', () => {
  it.each([
    [column('Email', 'email'), '', {}],
    [column('Email', 'email'), '#N/A', { Email: null }],
    [column('Email', 'email'), 'a@b.c', { Email: 'a@b.c' }],
    [column('Description', 'textarea'), ' a\r\nb\rc\n', { Description: ' a\nb\nc\n' }],
    [column('Newsletter__c', 'boolean'), 'true', { Newsletter__c: true }],
    [column('Newsletter__c', 'boolean'), '0', { Newsletter__c: false }],
    [column('Newsletter__c', 'boolean'), 'perhaps', { Newsletter__c: 'perhaps' }],
    [column('Budget__c', 'currency'), '1234.50', { Budget__c: 1234.5 }],
    [column('Budget__c', 'currency'), '-0', { Budget__c: -0 }],
    [column('Budget__c', 'double'), '9.12260031E8', { Budget__c: 912_260_031 }],
    [column('Budget__c', 'double'), '0.1', { Budget__c: 0.1 }],
    [column('Budget__c', 'double'), '12345678901234567.89', { Budget__c: '12345678901234567.89' }],
    [column('Budget__c', 'long'), '9007199254740993', { Budget__c: '9007199254740993' }],
    [column('Budget__c', 'double'), '1e400', { Budget__c: '1e400' }],
    [column('Budget__c', 'double'), '0x10', { Budget__c: '0x10' }],
    [column('Budget__c', 'double'), '1,5', { Budget__c: '1,5' }],
    [column('Phone', 'phone'), '007', { Phone: '007' }],
    [column('Start__c', 'date'), '2026-11-02', { Start__c: '2026-11-02' }],
    [column('Account.Legacy_Id__c', 'string'), 'K-1', { Account: { Legacy_Id__c: 'K-1' } }],
    [column('Account.No__c', 'double'), '17', { Account: { No__c: 17 } }],
    [column('Account.Legacy_Id__c', 'string'), '', {}],
    [column('Account.Legacy_Id__c', 'string', 'AccountId'), '#N/A', { AccountId: null }],
    [column('Parent__r.Ext__c', 'string'), '#N/A', { Parent__c: null }],
    [column('Owner.Username', 'string'), '#N/A', { OwnerId: null }],
    [
      column('Contact:Who.Ext__c', 'string'),
      'K-2',
      { Who: { attributes: { type: 'Contact' }, Ext__c: 'K-2' } },
    ],
    [column('Contact:Who.Ext__c', 'string'), '#N/A', { WhoId: null }],
  ])('%j of %j', (one, value, expected) => {
    expect(recordOf(one, value)).toEqual(expected);
  });

  it('never changes a digit of a number, however it is written', () => {
    const digits = fc.stringMatching(/^[+-]?\d{1,25}(\.\d{0,12})?([eE][+-]?\d{1,2})?$/);
    const exact = (text: string): [bigint, number] => {
      const [, sign = '', whole = '', fraction = '', power = '0'] =
        /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
      return [BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), Number(power) - fraction.length];
    };
    const isSame = (one: string, other: string): boolean => {
      const [a, x] = exact(one);
      const [b, y] = exact(other);
      const low = Math.min(x, y);
      return a * 10n ** BigInt(x - low) === b * 10n ** BigInt(y - low);
    };
    fc.assert(
      fc.property(digits, (text) => {
        const value = toCollectionRecord('X', [column('N', 'double')], [text])['N'];
        expect(isSame(typeof value === 'string' ? value : JSON.stringify(value), text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('writes plain numbers of up to 15 digits as numbers', () => {
    const short = fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(short, ([whole, cents]) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`;
        expect(toCollectionRecord('X', [column('N', 'currency')], [text])['N']).toBe(Number(text));
      }),
    );
  });

  it('puts texts into JSON as they are', () => {
    const cell = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => text !== '#N/A' && !text.includes('\r'));
    fc.assert(
      fc.property(cell, (text) => {
        const record = toCollectionRecord('X', [column('F', 'string')], [text]);
        expect(JSON.parse(JSON.stringify(record))).toEqual({ attributes: { type: 'X' }, F: text });
      }),
    );
  });
});
