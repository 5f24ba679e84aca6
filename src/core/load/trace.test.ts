import { describe, expect, it } from 'vitest';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { findTraceFields, findTraceProblem, openTraceColumn, traceKeyOf } from './trace';

const field = (name: string, part: Partial<LoadableField> = {}): LoadableField => ({
  name,
  label: name.replace('__c', ''),
  type: 'string',
  createable: true,
  updateable: true,
  required: false,
  externalId: false,
  idLookup: false,
  unique: false,
  length: 80,
  precision: 0,
  scale: 0,
  restrictedPicklist: false,
  picklist: [],
  ...part,
});

const via = { lookup: 'AccountId', lookupLabel: 'Account', parentObject: 'Account', parentLabel: 'Account' };

const object: LoadableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  operations: ['insert', 'update', 'upsert', 'delete'],
  keys: ['Id', 'Legacy_Id__c'],
  fields: [
    field('Id', { type: 'id', createable: false, updateable: false, length: 18 }),
    field('LastName'),
    field('Department'),
    field('Trace__c'),
    field('Notes__c', { type: 'textarea', length: 255 }),
    field('Legacy_Id__c', { externalId: true, unique: true }),
    field('Frozen__c', { updateable: false }),
    field('Formula__c', { createable: false, updateable: false }),
    field('Code__c', { length: 10 }),
    field('Unmeasured__c', { length: 0 }),
    field('Email', { type: 'email' }),
    field('Birthdate', { type: 'date', length: 0 }),
    field('Account.Legacy_Id__c', { via }),
  ],
};

const place = (operation: 'insert' | 'update' | 'upsert' | 'delete', rows = 1000) => ({
  object,
  target: { operation, ...(operation === 'upsert' ? { externalId: 'Legacy_Id__c' } : {}) },
  mapping: [{ field: 'LastName' }, { field: null }],
  rows,
});

describe('traceKeyOf', () => {
  it('names load and row, the same each time', () => {
    expect(traceKeyOf('0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', 4711)).toBe('0a1b2c3d-4711');
  });
});

describe('findTraceProblem', () => {
  it.each([
    ['Trace__c', 'insert', null],
    ['Trace__c', 'upsert', null],
    ['Notes__c', 'update', null],
    ['Unmeasured__c', 'insert', null],
    ['Legacy_Id__c', 'insert', null],
    ['Legacy_Id__c', 'upsert', 'key'],
    ['LastName', 'insert', 'mapped'],
    ['Birthdate', 'insert', 'not-text'],
    ['Email', 'insert', 'not-text'],
    ['Account.Legacy_Id__c', 'insert', 'not-text'],
    ['Frozen__c', 'insert', null],
    ['Frozen__c', 'update', 'not-writable'],
    ['Frozen__c', 'upsert', 'not-writable'],
    ['Formula__c', 'insert', 'not-writable'],
    ['Trace__c', 'delete', 'delete'],
    ['Nowhere__c', 'insert', 'unknown'],
  ] as const)('says of %s for an %s: %s', (name, operation, problem) => {
    expect(findTraceProblem(name, place(operation))).toBe(problem);
  });

  it('wants room for the key of the last row', () => {
    expect(findTraceProblem('Code__c', place('insert', 9))).toBeNull();
    expect(findTraceProblem('Code__c', place('insert', 10))).toBe('too-short');
  });
});

describe('findTraceFields', () => {
  it('offers text fields to spare, those of the org itself first', () => {
    expect(findTraceFields(place('upsert')).map(({ name }) => name)).toEqual([
      'Notes__c',
      'Trace__c',
      'Unmeasured__c',
      'Department',
    ]);
    expect(findTraceFields(place('delete'))).toEqual([]);
  });
});

describe('openTraceColumn', () => {
  it('puts the key behind what is mapped, and nothing where there is no trace field', () => {
    const traced = openTraceColumn('0a1b2c3d-4e5f', 'Trace__c');
    expect(traced.header(['LastName'])).toEqual(['LastName', 'Trace__c']);
    expect(traced.values(7, ['Ada'])).toEqual(['Ada', '0a1b2c3d-7']);
    const plain = openTraceColumn('0a1b2c3d-4e5f', null);
    expect(plain.header(['LastName'])).toEqual(['LastName']);
    expect(plain.values(7, ['Ada'])).toEqual(['Ada']);
  });
});
