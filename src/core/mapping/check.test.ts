import { describe, expect, it } from 'vitest';
import type { Operation } from '../../shared/domain/sobject';
import { checkMapping } from './check';
import { suggestMapping } from './suggest';
import { contact, profile } from './test-contact';

describe('checkMapping', () => {
  const codes = (table: Record<string, string[]>, operation: Operation, externalId?: string) => {
    const target = { operation, ...(externalId === undefined ? {} : { externalId }) };
    return checkMapping(suggestMapping(profile(table), contact, target), contact, target).map((problem) =>
      [problem.code, problem.field].filter((part) => part !== undefined).join(' '),
    );
  };

  it.each<[Record<string, string[]>, Operation, string | undefined, string[]]>([
    [{ LastName: ['a'] }, 'insert', undefined, []],
    [{ Email: ['a@x.de'] }, 'insert', undefined, ['required-unmatched LastName']],
    [
      { Email: ['a@x.de'] },
      'upsert',
      'Contact_No__c',
      ['key-unmatched Contact_No__c', 'required-unmatched LastName'],
    ],
    [{ 'Contact No': ['1'], LastName: ['a'] }, 'upsert', 'Contact_No__c', []],
    [{ Email: ['a@x.de'] }, 'update', undefined, ['id-unmatched Id']],
    [{ Id: ['0038c00002FInboAAD'] }, 'update', undefined, ['nothing-matched']],
    [{ Id: ['0038c00002FInboAAD'] }, 'delete', undefined, []],
    [{ Other: ['x'] }, 'delete', undefined, ['id-unmatched Id']],
    [{ Other: ['x'] }, 'insert', undefined, ['nothing-matched', 'required-unmatched LastName']],
    [
      { LastName: ['a'], 'Start date': ['03/04/2025'] },
      'insert',
      undefined,
      ['date-order-undecided Contract_Start__c'],
    ],
    [
      { LastName: ['a'], 'Annual Budget': ['1.234'] },
      'insert',
      undefined,
      ['decimal-mark-undecided Budget__c'],
    ],
    [{ LastName: ['03/04/2025'] }, 'insert', undefined, []],
  ])('%j, %s by %s: %j', (table, operation, externalId, expected) => {
    expect(codes(table, operation, externalId)).toEqual(expected);
  });

  it('finds what a person chose that can not work', () => {
    const columns = profile({ A: ['x'], B: ['x'], C: ['x'], D: ['x'], E: ['x'] });
    const target = { operation: 'upsert', externalId: 'Contact_No__c' } as const;
    const names = ['Contact_No__c', 'LastName', 'AccountId', 'Account.Account_No__c', 'CreatedDate'];
    const entries = columns.map(({ index, header }) => ({
      column: index,
      header,
      field: names[index] ?? null,
      confidence: 'chosen' as const,
      format: {},
    }));
    expect(checkMapping(entries, contact, target)).toEqual([
      {
        code: 'field-twice',
        field: 'Account.Account_No__c',
        fieldLabel: 'Account ID: Account No',
        column: 3,
        header: 'D',
      },
      { code: 'not-writable', field: 'CreatedDate', fieldLabel: 'Created Date', column: 4, header: 'E' },
    ]);
    const withId = entries
      .map((entry) => (entry.column === 2 ? { ...entry, field: 'Id' } : entry))
      .slice(0, 3);
    expect(checkMapping(withId, contact, target).map(({ code }) => code)).toEqual(['id-and-key']);
  });

  it('lets a key of the parent serve a required lookup', () => {
    const strict = {
      ...contact,
      fields: contact.fields.map((one) => (one.name === 'AccountId' ? { ...one, required: true } : one)),
    };
    const target = { operation: 'insert' } as const;
    const entries = suggestMapping(profile({ LastName: ['a'], 'Account No': ['A-1'] }), strict, target);
    expect(checkMapping(entries, strict, target)).toEqual([]);
  });
});
