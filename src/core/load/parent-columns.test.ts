import { describe, expect, it } from 'vitest';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { findParentColumns, rankParentColumns, toParentKey, type ParentColumn } from './parent-columns';

const field = (name: string, more: Partial<LoadableField> = {}): LoadableField => ({
  name,
  label: name,
  type: 'string',
  createable: true,
  updateable: true,
  required: false,
  externalId: false,
  idLookup: false,
  unique: false,
  length: 255,
  precision: 0,
  scale: 0,
  restrictedPicklist: false,
  picklist: [],
  ...more,
});

const lookup = (name: string, objects: string[], masterDetail = false): LoadableField =>
  field(name, {
    label: `${objects[0] ?? name} ID`,
    type: 'reference',
    reference: { objects, labelPlural: objects.length === 1 ? `${objects[0]}s` : null, masterDetail },
  });

const via = (name: string, to: string, parentObject: string): LoadableField =>
  field(name, { via: { lookup: to, lookupLabel: to, parentObject, parentLabel: parentObject } });

const object: LoadableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  operations: ['insert', 'update', 'upsert', 'delete'],
  fields: [
    field('Id', { type: 'id' }),
    field('Name'),
    field('Key__c', { externalId: true }),
    lookup('AccountId', ['Account']),
    via('Account.Account_No__c', 'AccountId', 'Account'),
    lookup('OwnerId', ['Group', 'User']),
    lookup('RecordTypeId', ['RecordType']),
    lookup('ReportsToId', ['Contact']),
    via('ReportsTo.Key__c', 'ReportsToId', 'Contact'),
    lookup('Trip__c', ['Trip__c'], true),
    lookup('WhatId', ['Account', 'Opportunity']),
    via('Owner.Username', 'OwnerId', 'User'),
  ],
  keys: ['Id', 'Key__c'],
};

describe('findParentColumns', () => {
  it('names masters and lookups, by Id or by a key of the parent, and nothing of the set-up', () => {
    const header = ['Name', 'AccountId', 'OwnerId', 'RecordTypeId', 'Trip__c', 'WhatId', 'Owner.Username'];
    const { columns, orderMatters } = findParentColumns(object, header, { operation: 'insert' });
    expect(columns.map(({ at, field: name, kind, parents }) => [at, name, kind, parents])).toEqual([
      [1, 'AccountId', 'lookup', 'Accounts'],
      [4, 'Trip__c', 'master-detail', 'Trip__cs'],
      [5, 'WhatId', 'lookup', null],
    ]);
    expect(columns[0]?.label).toBe('Account');
    expect(orderMatters).toBe(false);
    expect(
      findParentColumns(object, ['Account.Account_No__c'], { operation: 'insert' }).columns,
    ).toMatchObject([{ field: 'Account.Account_No__c', isId: false, parents: 'Accounts' }]);
  });

  it('counts the record itself for an update, and not for an upsert, which refuses neighbours of one key', () => {
    const upsert = { operation: 'upsert', externalId: 'Key__c' } as const;
    expect(findParentColumns(object, ['Name', 'Key__c'], upsert).columns).toEqual([]);
    expect(findParentColumns(object, ['Id', 'Name'], { operation: 'update' }).columns).toMatchObject([
      { field: 'Id', kind: 'record', isId: true },
    ]);
  });

  it('says when rows may name rows above them', () => {
    const of = (header: string[]) => findParentColumns(object, header, { operation: 'insert' }).orderMatters;
    expect(of(['ReportsTo.Key__c', 'AccountId'])).toBe(true);
    // An Id is there before the load begins.
    expect(of(['ReportsToId', 'AccountId'])).toBe(false);
  });

  it('takes an org that says nothing of its lookups by their names', () => {
    const bare = {
      ...object,
      fields: [field('AccountId', { type: 'reference' }), field('OwnerId', { type: 'reference' })],
    };
    expect(findParentColumns(bare, ['AccountId', 'OwnerId'], { operation: 'insert' }).columns).toMatchObject([
      { field: 'AccountId', kind: 'lookup', parents: null },
    ]);
  });
});

describe('toParentKey', () => {
  it('is one for all spellings of one record', () => {
    expect(toParentKey('0018c00002FInboAAD', true)).toBe(toParentKey(' 0018c00002FInbo', true));
    expect(toParentKey('0018c00002FInbo', true)).not.toBe(toParentKey('0018c00002FInBo', true));
    expect(toParentKey('A-10001 ', false)).toBe(toParentKey('a-10001', false));
    for (const nothing of ['', ' ', '#N/A']) expect(toParentKey(nothing, false)).toBeNull();
  });
});

describe('rankParentColumns', () => {
  const column = (name: string, kind: ParentColumn['kind']): ParentColumn => ({
    at: 0,
    field: name,
    label: name,
    parents: null,
    kind,
    isId: true,
  });

  it('puts masters first, then the column in which rows meet most, and leaves out those in which none do', () => {
    const ranked = rankParentColumns([
      { column: column('key', 'record'), meeting: 0.5 },
      { column: column('rare', 'lookup'), meeting: 0.001 },
      { column: column('alone', 'master-detail'), meeting: 0 },
      { column: column('often', 'lookup'), meeting: 0.3 },
      { column: column('master', 'master-detail'), meeting: 0.0001 },
    ]);
    expect(ranked.map(({ field: name }) => name)).toEqual(['master', 'often', 'rare', 'key']);
  });
});
