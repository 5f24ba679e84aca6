import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowProblem } from '../../shared/domain/problem';
import { hasMessage, text as say } from '../../shared/messages/format';
import { contact } from '../mapping/test-contact';
import { isCause, paramsOf } from './causes';
import { knownCodes, parseRowError } from './parse';

const parse = (text: string) => parseRowError(text, { object: contact });

/** Text, cause, fields, and the words that must be among the params. */
type Case = [string, string, string[], Record<string, string | number>];

/** Errors about the values of a row. */
const cases: Case[] = [
  [
    'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
    'required-blank',
    ['LastName'],
    { field: 'Last Name' },
  ],
  [
    'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName, Email]:--',
    'required-blank',
    ['LastName', 'Email'],
    { field: 'Last Name, Email' },
  ],
  [
    'DUPLICATE_VALUE:duplicate value found: Contact_No__c duplicates value on record with id: 0038c00002AAAAA:--',
    'duplicate-value',
    ['Contact_No__c'],
    { field: 'Contact No', record: '0038c00002AAAAA', shown: 'yes' },
  ],
  [
    'DUPLICATE_VALUE:duplicate value found: <unknown> duplicates value on record with id: <unknown>:--',
    'duplicate-unnamed',
    [],
    { shown: 'no' },
  ],
  [
    'DUPLICATE_VALUE:Duplicate external id specified: K-17:Contact_No__c --',
    'key-twice-in-job',
    ['Contact_No__c'],
    { value: 'K-17' },
  ],
  [
    'DUPLICATE_EXTERNAL_ID:Contact No: more than one record found for external id field: [0038c1, 0038c2]:Contact_No__c --',
    'several-records',
    ['Contact_No__c'],
    { records: '0038c1, 0038c2' },
  ],
  [
    'INVALID_FIELD:Foreign key external ID: K-9 not found for field Account_No__c in entity Account:--',
    'parent-not-found',
    ['Account.Account_No__c'],
    { value: 'K-9', parent: 'Account', field: 'Account No' },
  ],
  [
    'INVALID_FIELD:Foreign key external ID: a:b, c not found for field Legacy_Id__c in entity Site__c:--',
    'parent-not-found',
    [],
    { value: 'a:b, c', parent: 'Site', field: 'Legacy Id' },
  ],
  [
    "INVALID_FIELD:Failed to deserialize field at col 4. Due to, '6/15/19' is not a valid value for the type xsd:date:Contract_Start__c --",
    'date-unreadable',
    ['Contract_Start__c'],
    { value: '6/15/19', field: 'Contract Start' },
  ],
  [
    "INVALID_FIELD:Failed to deserialize field at col 4. Due to, 'x' is not a valid value for the type xsd:dateTime:CreatedDate --",
    'datetime-unreadable',
    ['CreatedDate'],
    { value: 'x' },
  ],
  [
    "INVALID_FIELD:Failed to deserialize field at col 4. Due to, '1,5' is not a valid value for the type xsd:double:Budget__c --",
    'number-unreadable',
    ['Budget__c'],
    { value: '1,5' },
  ],
  [
    "INVALID_FIELD:Failed to deserialize field at col 4. Due to, 'ja' is not a valid value for the type xsd:boolean:HasOptedOutOfEmail --",
    'boolean-unreadable',
    ['HasOptedOutOfEmail'],
    { value: 'ja' },
  ],
  [
    'STRING_TOO_LONG:First Name: data value too large: Aaaa (b) (max length=40):FirstName --',
    'too-long',
    ['FirstName'],
    { max: 40, value: 'Aaaa (b)' },
  ],
  [
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Lead Source: bad value for restricted picklist field: Macy&#39;s:LeadSource --',
    'picklist-unknown',
    ['LeadSource'],
    { value: "Macy's", field: 'Lead Source' },
  ],
  [
    'FIELD_CUSTOM_VALIDATION_EXCEPTION:On-site contacts need a mobile number.:MobilePhone --',
    'rule',
    ['MobilePhone'],
    { message: 'On-site contacts need a mobile number' },
  ],
  [
    'FIELD_CUSTOM_VALIDATION_EXCEPTION:Two things: a, b &amp; c:--',
    'rule',
    [],
    { message: 'Two things: a, b & c' },
  ],
];

describe('parseRowError', () => {
  it.each(cases)('%s', (text, cause, fields, params) => {
    const problem = parse(text);
    expect([problem.cause, problem.fields]).toEqual([cause, fields]);
    expect(problem.params).toMatchObject(params);
    expect(problem.text).toBe(text);
  });

  it('relies on code and order, not on English', () => {
    expect(parse('INVALID_EMAIL_ADDRESS:Email : adresse e-mail non valide : nope@:Email --')).toMatchObject({
      cause: 'bad-email',
      params: { value: 'nope@' },
    });
    expect(
      parse('STRING_TOO_LONG:Vorname: Wert zu lang: Aaaa (Maximallänge=40):FirstName --').params.max,
    ).toBe(40);
    expect(parse('REQUIRED_FIELD_MISSING:Pflichtfelder fehlen: [LastName]:LastName --').cause).toBe(
      'required-blank',
    );
  });

  it('says who can act and how', () => {
    const next = (text: string) => [parse(text).owner, parse(text).action];
    expect(next('UNABLE_TO_LOCK_ROW:x:--')).toEqual(['timing', 'send-again']);
    expect(next('UNKNOWN_EXCEPTION:x:--')).toEqual(['timing', 'send-again']);
    expect(next('QUERY_TIMEOUT:x:--')).toEqual(['timing', 'send-again']);
    expect(next('ENTITY_IS_DELETED:x:--')).toEqual(['data', 'leave-out']);
    expect(next('DUPLICATES_DETECTED:x:--')).toEqual(['data', 'decide']);
    expect(next('FIELD_CUSTOM_VALIDATION_EXCEPTION:x:--')).toEqual(['data', 'fix']);
    expect(next('STORAGE_LIMIT_EXCEEDED:x:--')).toEqual(['limit', 'copy-for-admin']);
    expect(next('INSUFFICIENT_ACCESS_OR_READONLY:x:--')).toEqual(['permission', 'copy-for-admin']);
  });

  it('works without a description of the object', () => {
    const problem = parseRowError('INVALID_EMAIL_ADDRESS:Email: invalid: a@:Work_Email__c --', {
      object: null,
    });
    expect(problem).toMatchObject({ fields: ['Work_Email__c'], params: { field: 'Work Email' } });
  });

  it('gives any text a whole problem with sentences to it, and never throws', () => {
    const known = fc.tuple(
      fc.constantFrom(...cases.map(([text]) => text)),
      fc.nat({ max: 80 }),
      fc.string({ maxLength: 12 }),
    );
    const broken = known.map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at + 3));
    const made = fc
      .tuple(fc.constantFrom(...knownCodes), fc.string({ unit: 'binary' }))
      .map(([code, rest]) => `${code}:${rest}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), broken, made), fc.boolean(), (text, described) => {
        const problem = parseRowError(text, { object: described ? contact : null });
        expect(RowProblem.parse(problem)).toEqual(problem);
        expect(isCause(problem.cause)).toBe(true);
        expect(Object.keys(problem.params).sort()).toEqual([...paramsOf(problem.cause)].sort());
        for (const part of ['title', 'why', 'remedy']) {
          const key = `problem.${problem.cause}.${part}`;
          expect(hasMessage(key) && say(key, problem.params)).toBeTruthy();
        }
      }),
      { numRuns: 2000 },
    );
  });
});
