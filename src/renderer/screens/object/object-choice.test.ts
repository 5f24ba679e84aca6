import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField, LoadableObject, SObjectSummary } from '../../../shared/domain/sobject';
import { countRepeats, findKeyColumn, isAllowed, listKeys, listObjects, shownObjects } from './object-choice';

const object = (name: string, label = name): SObjectSummary => ({
  name,
  label,
  labelPlural: `${label}s`,
  custom: name.endsWith('__c'),
  createable: true,
  updateable: true,
  deletable: true,
});

const column = (header: string, more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  index: 0,
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
  ...more,
});

describe('listObjects', () => {
  const objects = [object('Zebra__c', 'Zebra'), object('Contact'), object('Asset'), object('Account')];
  it('puts those often loaded first and the rest by label', () => {
    const list = listObjects(objects, '');
    expect(list.common.map(({ name }) => name)).toEqual(['Account', 'Contact']);
    expect(list.others.map(({ name }) => name)).toEqual(['Asset', 'Zebra__c']);
  });
  it('finds by API name as well as by label', () => {
    expect(listObjects(objects, 'zebra__').others).toHaveLength(1);
    expect(listObjects(objects, 'ZEB').others).toHaveLength(1);
  });
  it('shows a part of a very long list and says how long it is', () => {
    const many = Array.from({ length: 900 }, (_, index) => object(`Thing_${index}__c`));
    const list = listObjects(many, '');
    expect(list.others).toHaveLength(shownObjects);
    expect(list.total).toBe(900);
  });
  it('leaves out what nobody may write to', () => {
    const readOnly = { ...object('Vote'), createable: false, updateable: false, deletable: false };
    expect(listObjects([readOnly], '').total).toBe(0);
    expect(isAllowed({ ...object('X'), createable: false }, 'upsert')).toBe(false);
  });
});

describe('findKeyColumn', () => {
  const key = { name: 'Contact_No__c', label: 'Contact No' };
  it.each(['Contact No', 'contact_no', 'CONTACT-NO', 'Contact Number'])('takes %s', (header) => {
    expect(findKeyColumn(key, [column('City'), column(header)])?.column.header).toBe(header);
  });
  it('takes no column that is called otherwise or is empty', () => {
    expect(findKeyColumn(key, [column('City')])).toBeNull();
    expect(findKeyColumn(key, [column('Contact No', { filled: 0 })])).toBeNull();
  });
  it('takes only record Ids for the Id', () => {
    expect(findKeyColumn({ name: 'Id', label: 'Record ID' }, [column('Id', { samples: ['12'] })])).toBeNull();
    const ids = column('Id', { samples: ['003Qy00000abcde'] });
    expect(findKeyColumn({ name: 'Id', label: 'Record ID' }, [ids])?.column).toBe(ids);
  });
});

describe('countRepeats', () => {
  it('counts rows beyond the first of each key, and claims nothing above a thousand keys', () => {
    expect(countRepeats(column('k', { filled: 10, distinct: 7 }))).toBe(3);
    expect(countRepeats(column('k', { filled: 5000, distinct: 1001 }))).toBe(0);
  });
});

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

describe('listKeys', () => {
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
  it('prefers a true external ID of the file to an address the file has, too', () => {
    const keys = listKeys(contact, [column('Contact No'), column('E-mail', { index: 1 })]);
    expect(keys.map(({ name }) => name)).toEqual(['Contact_No__c', 'Email', 'Legacy_Id__c']);
  });
  it('falls back on what the file has', () => {
    expect(listKeys(contact, [column('Email')])[0]?.name).toBe('Email');
  });
});
