import { describe, expect, it } from 'vitest';
import type { Operation } from '../../shared/domain/sobject';
import { judgeAnswer, type HeldRecord } from './judge-answer';

const record = (id: string, key: string, other: Partial<HeldRecord> = {}): HeldRecord => ({
  id,
  key,
  maker: 'self',
  isOlder: false,
  owner: null,
  ...other,
});

const judge = (
  operation: Operation,
  keys: readonly string[],
  records: readonly HeldRecord[],
  { unique = true, exact = false } = {},
): string[] =>
  judgeAnswer({
    operation,
    rows: keys.map((key, index) => ({ row: index + 1, key })),
    records,
    unique,
    exact,
  }).map(({ says, recordIds }) => [says, ...recordIds].join(' '));

describe('judging what the org holds of rows without a verdict', () => {
  it('says nothing of a row without a key', () => {
    expect(judge('insert', [''], [record('r1', '')])).toEqual(['no-key']);
  });

  it('takes a new record of the person’s own for what the row made', () => {
    expect(judge('insert', ['a', 'B'], [record('r1', 'a'), record('r2', 'b')])).toEqual([
      'made r1',
      'made r2',
    ]);
  });

  it('takes no record that was there before for what the row made', () => {
    expect(judge('insert', ['a'], [record('r1', 'a', { isOlder: true })])).toEqual(['older r1']);
    expect(judge('insert', ['a'], [record('r1', 'a', { isOlder: true })], { unique: false })).toEqual([
      'open r1',
    ]);
  });

  it.each([
    ['somebody else made', { maker: 'other' }],
    ['another row of the load made', { owner: 7 }],
  ] as const)('leaves a row open under whose key %s a record', (_who, other) => {
    expect(judge('insert', ['a'], [record('r1', 'a', other)])).toEqual(['open r1']);
  });

  it('gives one record to none of two rows with its key', () => {
    expect(judge('insert', ['a', 'a'], [record('r1', 'a')])).toEqual(['open r1', 'open r1']);
  });

  it('believes a missing record only where no other could have its key', () => {
    expect(judge('insert', ['a'], [])).toEqual(['absent']);
    expect(judge('insert', ['a'], [], { unique: false })).toEqual(['open']);
    expect(judge('insert', ['a'], [record('r1', 'a', { maker: 'unknown' })], { unique: false })).toEqual([
      'open r1',
    ]);
  });

  it('can’t tell who wrote a record that an update or upsert finds', () => {
    expect(judge('upsert', ['a', 'b'], [record('r1', 'A')])).toEqual(['open r1', 'absent']);
    expect(judge('update', ['a'], [record('r1', 'a')], { exact: true })).toEqual(['open r1']);
  });

  it('tells Ids that differ in case apart', () => {
    expect(
      judge('delete', ['0038c00000aaaaA', '0038c00000aaaaa'], [record('r1', '0038c00000aaaaA')], {
        exact: true,
      }),
    ).toEqual(['kept r1', 'gone']);
  });
});
