import { describe, expect, it } from 'vitest';
import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { contact } from '../mapping/test-contact';
import { touchesMapping } from './touches-mapping';

const change = (name: string, more: Partial<LoadableField>): LoadableObject => ({
  ...contact,
  fields: contact.fields.map((field) => (field.name === name ? { ...field, ...more } : field)),
});
const touches = (after: LoadableObject, ...fields: string[]): boolean =>
  touchesMapping(
    contact,
    after,
    fields.map((field) => ({ field })),
  );

describe('touchesMapping', () => {
  it('sees what decides over a cell, and only in fields that are matched', () => {
    const rules: Partial<LoadableField>[] = [
      { length: 3 },
      { type: 'date' },
      { required: true },
      { createable: false },
      { restrictedPicklist: true, picklist: [{ value: 'A', label: 'A' }] },
    ];
    for (const rule of rules) {
      expect(touches(change('FirstName', rule), 'LastName', 'FirstName')).toBe(true);
      expect(touches(change('FirstName', rule), 'LastName')).toBe(false);
    }
    expect(touches(change('FirstName', { label: 'Given name' }), 'FirstName')).toBe(false);
    expect(touches(contact, ...contact.fields.map(({ name }) => name))).toBe(false);
  });

  it('sees the lookup behind a key of a parent', () => {
    const [via] = contact.fields.filter((field) => field.via !== undefined);
    if (via?.via === undefined) throw new Error('the contact of the tests has a parent');
    expect(touches(change(via.via.lookup, { updateable: false, createable: false }), via.name)).toBe(true);
  });
});
