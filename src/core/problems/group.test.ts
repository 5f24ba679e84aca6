import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProblemGroup } from '../../shared/domain/problem';
import { contact } from '../mapping/test-contact';
import { repeatedKeyProblem } from '../preflight/check-row';
import { makeProblem } from './causes';
import { groupKeyOf, maskRowValues, rankGroups } from './group';
import { parseRowError } from './parse';

const keyOf = (text: string): string => groupKeyOf('failed', parseRowError(text, { object: contact }));

describe('groupKeyOf', () => {
  it.each([
    [
      'INVALID_EMAIL_ADDRESS:Email: invalid email address: a@:Email --',
      'INVALID_EMAIL_ADDRESS:Email: invalid email address: b:Email --',
    ],
    [
      'UNABLE_TO_LOCK_ROW:unable … record:--',
      'UNABLE_TO_LOCK_ROW:unable … 200 records: 0018c00002FInbo,0018c00002FInbp:--',
    ],
    [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Over by 5 for 0018c00002FInbo:--',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Over by 17.5 for 0018c00002FInbpAAD:--',
    ],
    [
      'STRING_TOO_LONG:First Name: data value too large: a (max length=40):FirstName --',
      'STRING_TOO_LONG:First Name: data value too large: b (max length=40):FirstName --',
    ],
    [
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:x: Fax:LeadSource --',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:x: Post:LeadSource --',
    ],
  ])('puts together %s and %s', (first, second) => {
    expect(keyOf(first)).toBe(keyOf(second));
  });

  it.each([
    [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Rule one:Email --',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION:Rule two:Email --',
    ],
    ['REQUIRED_FIELD_MISSING:x:LastName --', 'REQUIRED_FIELD_MISSING:x:Email --'],
    [
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:x: Fax:LeadSource --',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:x: Fax:Site_Role__c --',
    ],
    [
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:One: failed:--',
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:Two: failed:--',
    ],
    ['NEW_ONE:x:--', 'NEW_TWO:x:--'],
  ])('keeps apart %s and %s', (first, second) => {
    expect(keyOf(first)).not.toBe(keyOf(second));
  });

  it('keeps states apart, and never depends on which rows share a key', () => {
    const problem = makeProblem('required-blank', ['LastName'], { field: 'Last Name' });
    expect(groupKeyOf('held', problem)).not.toBe(groupKeyOf('failed', problem));
    const repeated = (key: string, rows: number[]) => groupKeyOf('held', repeatedKeyProblem(key, 'No', rows));
    expect(repeated('a', [1, 2])).toBe(repeated('b', [3, 4, 5]));
  });

  it('is the same wherever it is computed', () => {
    expect(groupKeyOf('held', makeProblem('row-blank'))).toMatchInlineSnapshot(
      `"held.row-blank.0ml8v951epmdsd"`,
    );
  });
});

describe('maskRowValues', () => {
  it('hides Ids, addresses and numbers, and keeps words', () => {
    expect(maskRowValues('Row 12, ada@x.example, 0018c00002FInboAAD, 1,234.5\n  Understandably not')).toBe(
      'Row #, @, #, # Understandably not',
    );
  });
});

describe('rankGroups', () => {
  it('puts the largest first, in an order that does not depend on where they came from', () => {
    const group = fc.record({ key: fc.string({ minLength: 1 }), count: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.uniqueArray(group, { selector: ({ key }) => key }), (parts) => {
        const groups = parts.map(({ key, count }): ProblemGroup => ({
          key,
          count,
          state: 'failed',
          problem: makeProblem('busy'),
          sampleRows: [],
        }));
        const ranked = rankGroups(groups);
        expect(rankGroups([...groups].reverse())).toEqual(ranked);
        expect(ranked.map(({ count }) => count)).toEqual(
          parts.map(({ count }) => count).sort((a, b) => b - a),
        );
      }),
    );
  });
});
