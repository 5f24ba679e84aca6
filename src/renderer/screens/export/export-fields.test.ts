import { describe, expect, it } from 'vitest';
import type { QueryableField, QueryableObject } from '../../../shared/domain/export';
import { fieldsOfPreset, findOffers, offersOf, parentsOf } from './export-fields';

const field = (name: string, part: Partial<QueryableField> = {}): QueryableField => ({
  name,
  label: name,
  type: 'string',
  custom: false,
  required: false,
  updateable: true,
  filterable: true,
  picklist: [],
  relationship: null,
  referenceTo: [],
  ...part,
});

const contact: QueryableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  fields: [
    field('AccountId', {
      label: 'Account ID',
      type: 'reference',
      relationship: 'Account',
      referenceTo: ['Account'],
    }),
    field('CreatedDate', { updateable: false }),
    field('LastName', { label: 'Last Name', required: true }),
    field('OwnerId', { relationship: 'Owner', referenceTo: ['Group', 'User'] }),
    field('Id', { label: 'Record ID', type: 'id', updateable: false }),
  ],
};

describe('the fields on offer', () => {
  it('begin with the Id and keep the order of the rest', () => {
    expect(offersOf(contact).map(({ path }) => path)).toEqual([
      'Id',
      'AccountId',
      'CreatedDate',
      'LastName',
      'OwnerId',
    ]);
    expect(offersOf(contact, 'ReportsTo')[0]?.path).toBe('ReportsTo.Id');
  });

  it('are found by label and by path', () => {
    const found = (typed: string): string[] => findOffers(offersOf(contact), typed).map(({ path }) => path);
    expect(found(' last n')).toEqual(['LastName']);
    expect(found('accountid')).toEqual(['AccountId']);
    expect(found('')).toHaveLength(5);
  });

  it('name parents only where there is one kind of them', () => {
    expect(parentsOf(contact)).toEqual([{ relationship: 'Account', label: 'Account', object: 'Account' }]);
  });

  it.each([
    ['onlyId', ['Id']],
    ['required', ['Id', 'LastName']],
    ['editable', ['Id', 'AccountId', 'LastName', 'OwnerId']],
    ['own', ['Id', 'AccountId', 'CreatedDate', 'LastName', 'OwnerId']],
  ] as const)('are %s: %j', (preset, expected) => {
    expect(fieldsOfPreset(preset, contact)).toEqual(expected);
  });
});
