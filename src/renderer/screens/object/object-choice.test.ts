import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField, LoadableObject } from '../../../shared/domain/sobject';
import { listKeys } from './object-choice';

const field = (name: string, label: string, externalId: boolean): LoadableField => ({
  name,
  label,
  type: 'string',
  createable: true,
  updateable: true,
  required: false,
  externalId,
  idLookup: !externalId,
  unique: externalId,
  length: 80,
  precision: 0,
  scale: 0,
  restrictedPicklist: false,
  picklist: [],
});

const column = (index: number, header: string): ColumnProfile => ({
  index,
  header,
  filled: 10,
  blank: 0,
  distinct: 10,
  samples: ['x'],
  longest: 1,
  leadingZeros: 0,
  errorCells: 0,
  dates: 0,
  numbers: 0,
  booleans: 0,
  emails: 0,
  dateOrders: [],
  decimalMarks: [],
  values: [],
});

const contact: LoadableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  operations: ['insert', 'update', 'upsert'],
  fields: [
    field('Email', 'Email', false),
    field('Legacy_Id__c', 'Legacy Id', true),
    field('Contact_No__c', 'Contact No', true),
  ],
  keys: ['Email', 'Legacy_Id__c', 'Contact_No__c'],
};

describe('listKeys', () => {
  it('prefers a true external ID of the file to an address the file has, too', () => {
    const keys = listKeys(contact, [column(0, 'Contact No'), column(1, 'E-mail')]);
    expect(keys.map(({ name }) => name)).toEqual(['Contact_No__c', 'Email', 'Legacy_Id__c']);
  });

  it('falls back on what the file has', () => {
    expect(listKeys(contact, [column(0, 'Email')])[0]?.name).toBe('Email');
  });
});
