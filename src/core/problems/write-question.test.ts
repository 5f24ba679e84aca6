import { describe, expect, it } from 'vitest';
import { writeQuestion } from './write-question';

const since = Date.UTC(2026, 10, 2, 9, 15, 30, 250);
const userId = '0058c000009XyZAAA0';

describe('writeQuestion', () => {
  it('asks for what the user made since', () => {
    const header = ['LastName', 'Account.Account_No__c', 'Lead:Who.Email', 'Email'];
    expect(writeQuestion({ object: 'Contact', operation: 'insert', header, userId, since })).toBe(
      "SELECT Id, CreatedDate, LastName, Account.Account_No__c, Email FROM Contact WHERE CreatedById = '0058c000009XyZAAA0' AND CreatedDate >= 2026-11-02T09:13:30Z",
    );
  });

  it('asks for what the user changed or deleted since', () => {
    const header = ['Id', ...'ABCDEFGHI'];
    expect(writeQuestion({ object: 'Contact', operation: 'update', header, userId, since })).toBe(
      "SELECT Id, LastModifiedDate, A, B, C, D, E, F FROM Contact WHERE LastModifiedById = '0058c000009XyZAAA0' AND LastModifiedDate >= 2026-11-02T09:13:30Z",
    );
    expect(writeQuestion({ object: 'Contact', operation: 'delete', header: ['Id'], userId: '', since })).toBe(
      'SELECT Id, LastModifiedDate FROM Contact WHERE IsDeleted = true AND LastModifiedDate >= 2026-11-02T09:13:30Z',
    );
  });
});
