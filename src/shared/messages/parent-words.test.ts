import { describe, expect, it } from 'vitest';
import type { ParentAdvice, ParentMeasure } from '../domain/parents';
import { describeParents } from './parent-words';

const accounts: ParentMeasure = {
  field: 'AccountId',
  label: 'Account',
  parents: 'Accounts',
  kind: 'lookup',
  rows: 100_000,
  distinct: 4000,
  exact: true,
  heavy: { parents: 37, rows: 40_000 },
  biggest: [{ value: '0018c00002FInbo', rows: 12_000 }],
};
const advice: ParentAdvice = {
  main: accounts,
  share: 0.4,
  isTogether: true,
  orderMatters: false,
  large: null,
  apart: [],
  offersSerial: false,
};
const say = (more: Partial<ParentAdvice>): string =>
  describeParents({ ...advice, ...more }, 'Contacts', 3).join(' ');

describe('describeParents', () => {
  it('says how many parents take how much, and what is done', () => {
    expect(say({})).toBe(
      '37 Accounts take 40 % of the rows. Salesforce holds a record while it saves rows that belong to it. The Contacts of each are kept together, so that they don’t lock each other out.',
    );
    const light = { ...accounts, heavy: { parents: 0, rows: 0 } };
    expect(say({ main: light, share: 0 })).toMatch(
      /^100,000 rows belong to 4,000 Accounts, some of them to the same one\. /,
    );
    expect(say({ main: { ...light, parents: null, exact: false } })).toMatch(
      /^100,000 rows belong to about 4,000 records named in “Account”, some of them to the same one\. /,
    );
    expect(say({ main: { ...accounts, heavy: { parents: 1, rows: 1 } }, share: 0.001 })).toMatch(
      /^One of the Accounts takes 1 % of the rows\. /,
    );
  });

  it('says what keeping together can’t do', () => {
    expect(say({ large: { value: '0018c00002FInbo', rows: 12_000, atOnce: 10_000 } })).toContain(
      'One of them has 12,000 rows. They go 10,000 at a time, one part after the other.',
    );
    expect(say({ isTogether: false, orderMatters: true })).toContain('so the order of the file stays');
    expect(say({ apart: [{ ...accounts, parents: 'Campaigns' }] })).toContain('Rows share Campaigns as well');
  });
});
