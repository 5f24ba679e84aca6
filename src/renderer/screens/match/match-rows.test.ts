import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField, RecordTypePicklists } from '../../../shared/domain/sobject';
import { compareValues, narrowList } from './match-rows';

const list = (...values: string[]) => values.map((value) => ({ value, label: `The ${value}` }));
const field = {
  name: 'Rating',
  label: 'Rating',
  type: 'picklist',
  restrictedPicklist: true,
  length: 255,
  picklist: list('Hot', 'Warm', 'Cold'),
} as LoadableField;
const profile = (...values: string[]): ColumnProfile =>
  ({ values: values.map((value) => ({ value, count: 2 })) }) as ColumnProfile;
const picklists = (field: string, ...values: string[]): RecordTypePicklists => ({
  recordTypeId: '012000000000001AAA',
  narrowed: true,
  fields: {
    [field]: {
      values: list(...values).map((entry) => ({ ...entry, validFor: [] })),
      controllers: {},
      defaultValue: null,
    },
  },
  asOf: 1,
  source: 'org',
});

describe('compareValues', () => {
  it('tells listed values, by value, case and label, from those a restricted list refuses', () => {
    expect(compareValues(profile('Hot', 'hot', 'the warm', 'Tepid'), field)).toEqual([
      { value: 'Hot', count: 2, wire: 'Hot', listed: true },
      { value: 'hot', count: 2, wire: 'Hot', listed: true },
      { value: 'the warm', count: 2, wire: 'Warm', listed: true },
      { value: 'Tepid', count: 2, wire: null, listed: false },
    ]);
  });

  it('does not call a value listed that an open list merely takes', () => {
    const open = { ...field, restrictedPicklist: false };
    expect(compareValues(profile('Tepid'), open)).toEqual([
      { value: 'Tepid', count: 2, wire: 'Tepid', listed: false },
    ]);
  });

  it('looks at every part of a multi-select value', () => {
    const several: LoadableField = { ...field, type: 'multipicklist', restrictedPicklist: false };
    expect(compareValues(profile('Hot;Cold', 'Hot;Tepid'), several).map(({ listed }) => listed)).toEqual([
      true,
      false,
    ]);
  });

  it('refuses every value where a restricted list has none to offer', () => {
    const none = narrowList(field, picklists('Rating'));
    expect(none?.picklist).toEqual([]);
    expect(compareValues(profile('Hot'), none ?? field)).toEqual([
      { value: 'Hot', count: 2, wire: null, listed: false },
    ]);
  });
});

describe('narrowList', () => {
  it('leaves the field its kind, and only the values of the record type', () => {
    const narrowed = narrowList(field, picklists('Rating', 'Hot', 'Warm'));
    expect(narrowed).toMatchObject({ name: 'Rating', restrictedPicklist: true });
    expect(compareValues(profile('Warm', 'Cold'), narrowed ?? field).map(({ wire }) => wire)).toEqual([
      'Warm',
      null,
    ]);
  });

  it('says nothing of a field the org says nothing of', () => {
    expect(narrowList(field, picklists('Type', 'A'))).toBeNull();
  });
});
