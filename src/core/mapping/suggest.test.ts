import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../shared/domain/sobject';
import { slotOf } from './offered-fields';
import { applyChoices, suggestMapping } from './suggest';
import { contact, profile } from './test-contact';

const matched = (table: Record<string, string[]>, operation: Operation = 'insert', externalId?: string) =>
  Object.fromEntries(
    suggestMapping(profile(table), contact, {
      operation,
      ...(externalId === undefined ? {} : { externalId }),
    }).map(({ header, field: name, confidence }) => [
      header,
      name === null ? null : `${name} (${confidence})`,
    ]),
  );

describe('suggestMapping', () => {
  it('matches the columns of an ordinary file', () => {
    const table = {
      'Contact No': ['C-1', 'C-2'],
      Surname: ['Adeyemi', 'Conti'],
      'E-mail': ['a@x.example', 'ida at x.example', 'b@x.example'],
      Role: ['On-site', 'Office'],
      Mobile: ['1', '2'],
      Phone: ['3', '4'],
      'Lead source': ['Web', 'Messe'],
      'Account No': ['A-1', 'A-2'],
      'Postal code': ['01069', '111 29'],
      City: ['Dresden', 'Milano'],
      'Start date': ['27/03/2025', '03/04/2025'],
      'Meter No': ['912', '913'],
      'Notes (internal)': ['x', 'y'],
    };
    expect(matched(table, 'upsert', 'Contact_No__c')).toEqual({
      'Contact No': 'Contact_No__c (exact)',
      Surname: 'LastName (similar)',
      'E-mail': 'Email (exact)',
      Role: 'Site_Role__c (similar)',
      Mobile: 'MobilePhone (similar)',
      Phone: 'Phone (exact)',
      'Lead source': 'LeadSource (exact)',
      'Account No': 'Account.Account_No__c (similar)',
      'Postal code': 'MailingPostalCode (similar)',
      City: 'MailingCity (similar)',
      'Start date': 'Contract_Start__c (similar)',
      'Meter No': null,
      'Notes (internal)': null,
    });
  });

  it('knows German, French and Spanish names', () => {
    expect(
      matched({
        Vorname: ['a'],
        Nachname: ['b'],
        PLZ: ['1'],
        Ort: ['c'],
        Straße: ['d'],
        Handy: ['e'],
        Land: ['f'],
      }),
    ).toMatchObject({
      Vorname: 'FirstName (similar)',
      Nachname: 'LastName (similar)',
      PLZ: 'MailingPostalCode (similar)',
      Ort: 'MailingCity (similar)',
      Straße: 'MailingStreet (similar)',
      Handy: 'MobilePhone (similar)',
      Land: 'MailingCountry (similar)',
    });
    expect(matched({ Prénom: ['a'], Nom: ['b'], 'Code postal': ['1'] })).toEqual({
      Prénom: 'FirstName (similar)',
      Nom: 'LastName (similar)',
      'Code postal': 'MailingPostalCode (similar)',
    });
    expect(matched({ Apellidos: ['a'], Móvil: ['b'], Ciudad: ['c'] })).toEqual({
      Apellidos: 'LastName (similar)',
      Móvil: 'MobilePhone (similar)',
      Ciudad: 'MailingCity (similar)',
    });
  });

  it('lets no weak match rob a strong one', () => {
    expect(matched({ Surname: ['a'], 'last name': ['b'] })).toEqual({
      Surname: null,
      'last name': 'LastName (exact)',
    });
    expect(matched({ 'E-mail': ['a@x.de'], Email: ['b@x.de'] })).toEqual({
      'E-mail': null,
      Email: 'Email (exact)',
    });
  });

  it('looks at the values where names leave it open', () => {
    expect(matched({ Kontakt: ['a@x.example', 'b@x.example'], Woher: ['web', 'trade show'] })).toEqual({
      Kontakt: 'Email (guessed)',
      Woher: 'LeadSource (guessed)',
    });
    expect(matched({ 'Email Opt': ['a@x.example'] })).toEqual({ 'Email Opt': 'Email (similar)' });
    expect(matched({ 'Contract Begin': ['soon', 'later'] })).toEqual({ 'Contract Begin': null });
  });

  it('tells an Id of a parent from a key of it', () => {
    expect(matched({ 'Account ID': ['0018c00002FInboAAD'] })).toEqual({ 'Account ID': 'AccountId (exact)' });
    expect(matched({ 'Account Number': ['A-1'] })).toEqual({
      'Account Number': 'Account.Account_No__c (similar)',
    });
    expect(matched({ Account: ['A-1'] })).toEqual({ Account: 'Account.Account_No__c (guessed)' });
    expect(matched({ 'Account.Account_No__c': ['A-1'] })).toEqual({
      'Account.Account_No__c': 'Account.Account_No__c (exact)',
    });
    expect(matched({ AccountId: ['0018c00002FInboAAD'], 'Account No': ['A-1'] })).toEqual({
      AccountId: 'AccountId (exact)',
      'Account No': null,
    });
    expect(matched({ 'Owner email': ['a@x.example'] })).toEqual({ 'Owner email': 'Owner.Email (similar)' });
  });

  it('offers only what the operation can write', () => {
    const table = { Id: ['0038c00002FInboAAD'], LastName: ['a'], CreatedDate: ['2025-01-01'] };
    expect(matched(table, 'insert')).toEqual({ Id: null, LastName: 'LastName (exact)', CreatedDate: null });
    expect(matched(table, 'update').Id).toBe('Id (exact)');
    expect(matched(table, 'upsert', 'Email').Id).toBeNull();
    expect(matched(table, 'upsert', 'Id').Id).toBe('Id (exact)');
    expect(matched(table, 'delete')).toEqual({ Id: 'Id (exact)', LastName: null, CreatedDate: null });
    expect(matched({ 'Record ID': ['0038c00002FInboAAD'] }, 'delete')).toEqual({
      'Record ID': 'Id (similar)',
    });
  });

  it('never gives a field, or a lookup, to two columns', () => {
    const words = [
      'Account',
      'No',
      'Email',
      'Mobile',
      'Phone',
      'Start',
      'date',
      'Role',
      'Name',
      'Last',
      'City',
      'ID',
      'Owner',
      'Ort',
    ];
    const header = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join(' '));
    const cell = fc.constantFrom(
      '',
      'a@x.example',
      '27/03/2025',
      'Web',
      'On-site',
      '0018c00002FInboAAD',
      'A-1',
      'ja',
      '5',
    );
    const column = fc.tuple(header, fc.array(cell, { minLength: 1, maxLength: 4 }));
    const operation = fc.constantFrom<Operation>('insert', 'update', 'upsert', 'delete');
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 10 }), operation, (columns, operationName) => {
        const table = Object.fromEntries(columns);
        const target = { operation: operationName, externalId: 'Contact_No__c' };
        const slots = suggestMapping(profile(table), contact, target).flatMap((entry) => {
          const found = contact.fields.find(({ name }) => name === entry.field);
          return found === undefined ? [] : [slotOf(found)];
        });
        expect(new Set(slots).size).toBe(slots.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('applyChoices', () => {
  const table = { Surname: ['a'], Other: ['27/03/2025'], 'Start date': ['03/04/2025'] };
  const columns = profile(table);
  const target = { operation: 'insert' } as const;
  const entries = suggestMapping(columns, contact, target);

  it('takes a field from the column that had it', () => {
    const chosen = applyChoices(
      entries,
      [{ column: 1, field: 'Contract_Start__c' }],
      columns,
      contact,
      target,
    );
    expect(chosen.map(({ field: name, confidence }) => [name, confidence])).toEqual([
      ['LastName', 'similar'],
      ['Contract_Start__c', 'chosen'],
      [null, 'none'],
    ]);
    expect(chosen[1]?.format).toEqual({ dateOrder: 'dmy' });
  });

  it('keeps a chosen format and a chosen blank', () => {
    const dates = { column: 2, field: 'Contract_Start__c', format: { dateOrder: 'mdy' } } as const;
    const chosen = applyChoices(entries, [dates, { column: 0, field: null }], columns, contact, target);
    expect(chosen[2]).toMatchObject({ confidence: 'chosen', format: { dateOrder: 'mdy' } });
    expect(chosen[0]).toMatchObject({ field: null, confidence: 'chosen', format: {} });
    expect(
      applyChoices(chosen, [{ column: 2, field: 'Contract_Start__c' }], columns, contact, target)[2],
    ).toEqual(chosen[2]);
  });
});
