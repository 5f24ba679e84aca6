import { expect, test } from 'vitest';
import { readOrgType } from './org-type';

const soon = '2027-01-01T00:00:00.000+0000';

test.each([
  ['production', false, null, 'Enterprise Edition'],
  ['production', false, null, null],
  // A trial of a paid edition may become the company's own: it is guarded like one.
  ['production', false, soon, 'Unlimited Edition'],
  ['sandbox', true, null, 'Enterprise Edition'],
  ['sandbox', true, null, 'Developer Edition'],
  ['scratch', true, soon, 'Developer Edition'],
  ['developer', false, null, 'Developer Edition'],
  ['developer', false, soon, 'Developer Edition'],
] as const)('%s: sandbox %s, ends %s, %s', (type, IsSandbox, TrialExpirationDate, OrganizationType) => {
  expect(readOrgType({ IsSandbox, TrialExpirationDate, OrganizationType })).toBe(type);
});
