import { describe, expect, it } from 'vitest';
import { parseJobError, parseRefusal } from './parse-job';

describe('parseJobError', () => {
  it.each([
    [
      'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
      'job-line-endings',
      {},
    ],
    ['InvalidBatch : Field name not found : Industryy', 'job-unknown-field', { name: 'Industryy' }],
    ['InvalidBatch : InvalidBatch : Field name not found : Email', 'job-unknown-field', { name: 'Email' }],
    [
      'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote',
      'job-bad-csv',
      {},
    ],
    [
      'InvalidBatch : type is not needed for non polymorphic foreign key references: Parent',
      'job-typed-relationship',
      { name: 'Parent' },
    ],
    ['InvalidBatch : Unable to find relationship: Account', 'job-unknown-relationship', { name: 'Account' }],
    ['InvalidBatch : Records not found', 'job-no-records', {}],
    ['ExceededQuota : words', 'job-quota', {}],
    ['FeatureNotEnabled : words', 'job-feature-off', { message: 'words' }],
    ['InvalidUser : words', 'job-user', {}],
    ['Timeout : words', 'job-timeout', {}],
    ['TooManyLockFailure : words', 'job-locks', {}],
    ['Unknown : words', 'job-failed', { message: 'words' }],
    ['words', 'job-failed', { message: 'words' }],
    ['', 'job-failed', { shown: 'no' }],
  ])('%s', (text, cause, params) => {
    const problem = parseJobError(text);
    expect(problem.cause).toBe(cause);
    expect(problem.params).toMatchObject(params);
    expect(problem.text).toBe(text);
  });
});

describe('parseRefusal', () => {
  it.each([
    'FEATURENOTENABLED: FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your system administrator',
    'FeatureNotEnabled: hardDelete operation requires special user profile permission, please contact your system administrator',
  ])('knows a user who may not hard delete: %s', (words) => {
    expect(parseRefusal(words)).toMatchObject({ cause: 'hard-delete-off', owner: 'permission', text: words });
  });
  it('keeps other refusals in their own words', () => {
    expect(parseRefusal('INVALIDENTITY: no')).toMatchObject({ cause: 'not-sent', text: 'INVALIDENTITY: no' });
  });
});
