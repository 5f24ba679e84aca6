import { describe, expect, it } from 'vitest';
import { contact } from '../mapping/test-contact';
import { parseRowError } from './parse';

/** Text, cause, fields, and the words that must be among the params. */
type Case = [string, string, string[], Record<string, string | number>];

/** Errors about records, code, permissions and limits of the org. */
const cases: Case[] = [
  [
    'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 200 records: 0018c00002FInbo,0018c00002FInbp:--',
    'busy',
    [],
    { kind: 'account' },
  ],
  ['UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--', 'busy', [], { kind: 'record' }],
  ['INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--', 'reference-invalid', [], {}],
  [
    'INVALID_CROSS_REFERENCE_KEY:Owner ID: cannot be blank:--',
    'required-blank',
    ['OwnerId'],
    { field: 'Owner ID' },
  ],
  [
    'MALFORMED_ID:Account ID: malformed id 001000000000000AAA:--',
    'bad-id',
    ['AccountId'],
    { value: '001000000000000AAA' },
  ],
  [
    'MALFORMED_ID:Account ID: id value of incorrect type: 0038c00002FInbo:AccountId --',
    'id-of-other-object',
    ['AccountId'],
    { value: '0038c00002FInbo' },
  ],
  ['ENTITY_IS_DELETED:entity is deleted:--', 'record-deleted', [], {}],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:ContactTerritory: execution of BeforeInsert\ncaused by: System.NullPointerException: Attempt to de-reference a null object\nTrigger.ContactTerritory: line 14:--',
    'trigger',
    [],
    {
      trigger: 'ContactTerritory',
      message: 'System.NullPointerException: Attempt to de-reference a null object',
    },
  ],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:MyTrigger: System.LimitException: Too many SOQL queries: 101:--',
    'trigger-limit',
    [],
    { trigger: 'MyTrigger', message: 'Too many SOQL queries: 101' },
  ],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:Too many retries of batch save in the presence of Apex triggers with failures:--',
    'trigger-retries',
    [],
    {},
  ],
  [
    'CANNOT_EXECUTE_FLOW_TRIGGER:We can\'t save this record because the "Sync" process failed. Give your admin this number:--',
    'flow',
    [],
    { flow: 'Sync', shown: 'yes' },
  ],
  [
    'DUPLICATES_DETECTED:Use one of these records?:--',
    'duplicates',
    [],
    { message: 'Use one of these records?' },
  ],
  [
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:insufficient access rights on cross-reference id: 0018c00002FInbo:--',
    'no-access-related',
    [],
    { record: '0018c00002FInbo' },
  ],
  [
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:insufficient access rights on cross-reference id:--',
    'no-access-related',
    [],
    { shown: 'no' },
  ],
  ['INSUFFICIENT_ACCESS_OR_READONLY:insufficient access rights on object id:--', 'no-access', [], {}],
  [
    'INVALID_EMAIL_ADDRESS:Email: invalid email address: nope@:Email --',
    'bad-email',
    ['Email'],
    { value: 'nope@', field: 'Email' },
  ],
  [
    'NUMBER_OUTSIDE_VALID_RANGE:Annual Budget: value outside of valid range on numeric field: 123456:Budget__c --',
    'number-too-large',
    ['Budget__c'],
    { value: '123456' },
  ],
  [
    'INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: Foo_Bar__c. Please check the security settings of this field.:Foo_Bar__c --',
    'field-not-writable',
    ['Foo_Bar__c'],
    { field: 'Foo Bar' },
  ],
  [
    'INVALID_FIELD_FOR_INSERT_UPDATE:Unable to create/update fields: LastName, Email. Please check:--',
    'field-not-writable',
    ['LastName', 'Email'],
    { field: 'Last Name, Email' },
  ],
  ['MISSING_ARGUMENT:Id not specified in an update call:--', 'id-missing', [], {}],
  [
    'INACTIVE_OWNER_OR_USER:operation performed with inactive user [0058c00000ABCde] as owner of account:--',
    'owner-inactive',
    [],
    { record: '0058c00000ABCde' },
  ],
  ['OP_WITH_INVALID_USER_TYPE_EXCEPTION:Operation not valid for this user type:--', 'user-type', [], {}],
  [
    'FIELD_FILTER_VALIDATION_EXCEPTION:Value does not exist or does not match filter criteria.:AccountId --',
    'lookup-filter',
    ['AccountId'],
    { field: 'Account ID' },
  ],
  [
    'FIELD_INTEGRITY_EXCEPTION:pricebook entry does not exist or is not available:PricebookEntryId --',
    'value-refused',
    ['PricebookEntryId'],
    { field: 'Pricebook Entry Id' },
  ],
  [
    'DELETE_FAILED:Your attempt to delete Acme could not be completed because it is associated with the following opportunities.: Big Deal:--',
    'delete-blocked',
    [],
    { name: 'Acme', related: 'opportunities', items: 'Big Deal' },
  ],
  ['ENTITY_IS_LOCKED:the entity is locked for editing:--', 'record-locked', [], {}],
  [
    'INVALID_TYPE_ON_FIELD_IN_RECORD:Annual Budget: value not of required type: abc:Budget__c --',
    'wrong-type',
    ['Budget__c'],
    { value: 'abc' },
  ],
  ['STORAGE_LIMIT_EXCEEDED:storage limit exceeded:--', 'storage-full', [], {}],
  [
    'CIRCULAR_DEPENDENCY:attempt to violate hierarchy constraints:AccountId --',
    'circular',
    ['AccountId'],
    { field: 'Account ID' },
  ],
  ['INVALID_ID_FIELD:Invalid id field: xyz:Id --', 'bad-id', ['Id'], { value: 'xyz' }],
  ['INVALID_STATUS:no such status:--', 'bad-status', [], { message: 'no such status' }],
  ['INVALID_CURRENCY_ISO:no such currency:--', 'bad-currency', [], {}],
  ['INVALID_LINEITEM_CLONE_STATUS:not allowed:--', 'line-item', [], {}],
  [
    'TRANSFER_REQUIRES_READ:The new owner must have read permission:OwnerId --',
    'owner-no-read',
    ['OwnerId'],
    {},
  ],
  ['LIMIT_EXCEEDED:too much:--', 'org-limit', [], { message: 'too much' }],
  ['TOO_MANY_ENUM_VALUE:too many:LeadSource --', 'too-many-values', ['LeadSource'], {}],
  ['LICENSE_LIMIT_EXCEEDED:License Limit Exceeded:--', 'license-limit', [], {}],
  ['DUPLICATE_USERNAME:Duplicate Username:Username --', 'duplicate-username', ['Username'], {}],
  [
    'UNKNOWN_EXCEPTION:An unexpected error occurred. Please include this ErrorId if you contact support: 123-45 (67):--',
    'salesforce-fault',
    [],
    {},
  ],
  ['QUERY_TIMEOUT:Your query request was running for too long.:--', 'query-timeout', [], {}],
  [
    'ALL_OR_NONE_OPERATION_ROLLED_BACK:Record rolled back because not all records were valid:--',
    'rolled-back',
    [],
    {},
  ],
  ['CANNOT_UPDATE_CONVERTED_LEAD:cannot reference converted lead:--', 'converted-lead', [], {}],
  ['SOMETHING_NEW:words &lt;b&gt;:Email --', 'unknown', ['Email'], { message: 'words <b>', shown: 'yes' }],
  ['SOMETHING_NEW', 'unknown', [], { shown: 'no' }],
  ['not in any form', 'unknown', [], { message: 'not in any form' }],
  ['', 'unknown', [], { shown: 'no' }],
];

describe('parseRowError', () => {
  it.each(cases)('%s', (text, cause, fields, params) => {
    const problem = parseRowError(text, { object: contact });
    expect([problem.cause, problem.fields]).toEqual([cause, fields]);
    expect(problem.params).toMatchObject(params);
    expect(problem.text).toBe(text);
  });
});
