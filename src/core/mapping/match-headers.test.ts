import { describe, expect, it } from 'vitest';
import type { LoadableField } from '../../shared/domain/sobject';
import { checkMapping } from './check';
import { keepRelationships, layMapping, matchHeaders } from './match-headers';
import { contact } from './test-contact';

const fieldsOf = (headers: readonly string[], operation: 'insert' | 'update' | 'delete' = 'insert') =>
  matchHeaders(headers, contact, { operation }).entries.map(({ field }) => field);

const plain = contact.fields.filter(({ via }) => via === undefined);
const lookup = plain.find(({ type }) => type === 'reference') as LoadableField;
const relationship = lookup.name.replace(/Id$/, '');

describe('matchHeaders', () => {
  it('goes by API name, then by label, blanks and case aside, and by nothing else', () => {
    expect(fieldsOf([' LASTNAME ', 'last name', 'Surname', 'LastNam', ''])).toEqual([
      'LastName',
      'LastName',
      null,
      null,
      null,
    ]);
  });

  it('takes the API name where another field has it for a label', () => {
    const fields = [
      { ...(plain[0] as LoadableField), name: 'A__c', label: 'B__c', createable: true },
      { ...(plain[0] as LoadableField), name: 'B__c', label: 'Other', createable: true },
    ];
    const { entries } = matchHeaders(['b__c'], { ...contact, fields }, { operation: 'insert' });
    expect(entries[0]?.field).toBe('B__c');
  });

  it('leaves a label alone that two fields have', () => {
    const twin = { ...(plain.find(({ name }) => name === 'LastName') as LoadableField), name: 'Twin__c' };
    const object = { ...contact, fields: [...contact.fields, twin] };
    expect(matchHeaders(['Last Name'], object, { operation: 'insert' }).entries[0]?.field).toBeNull();
  });

  it('takes a relationship header as it stands, also where the parent could not be described', () => {
    const alone = { ...contact, fields: plain };
    const { entries, object } = matchHeaders([`${relationship}.Any_Key__c`], alone, { operation: 'insert' });
    expect(entries[0]?.field).toBe(`${relationship}.Any_Key__c`);
    expect(object.fields.at(-1)?.via?.lookup).toBe(lookup.name);
    expect(checkMapping(entries, object, { operation: 'insert' }, 'as-is')).not.toContainEqual(
      expect.objectContaining({ code: 'not-writable' }),
    );
    expect(keepRelationships(alone, entries).fields).toHaveLength(plain.length + 1);
  });

  it('takes no header for a relationship that the object does not have', () => {
    expect(fieldsOf(['Nothing.Key__c', 'v1.2', 'a.b.c'])).toEqual([null, null, null]);
  });

  it('looks at the Id alone for a delete', () => {
    expect(fieldsOf(['id', 'LastName', `${relationship}.Key__c`], 'delete')).toEqual(['Id', null, null]);
  });
});

describe('layMapping', () => {
  it('finds columns exactly first, then with blanks and case aside, and leaves the others out', () => {
    const { entries, problems } = layMapping(
      { name: 'lastname', ' Mail': 'Email', gone: null },
      ['Name', 'name', 'mail', 'gone', 'extra'],
      contact,
    );
    expect(entries.map(({ field }) => field)).toEqual([null, 'LastName', 'Email', null, null]);
    expect(problems).toEqual([]);
  });

  it('names columns the file lacks and fields the object lacks', () => {
    const { problems } = layMapping({ Lost: null, Name: 'Nothing__c' }, ['Name'], contact);
    expect(problems).toEqual([
      { code: 'column-missing', column: 'Lost', field: '' },
      { code: 'field-unknown', column: 'Name', field: 'Nothing__c' },
    ]);
  });
});
