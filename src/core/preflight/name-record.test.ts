import { describe, expect, it } from 'vitest';
import { field } from '../mapping/test-contact';
import { canFindBy, findRecord, nameRecord, sharedRecordProblem } from './name-record';

const keyOf = (more: Parameters<typeof field>[2], text: string): string | null =>
  nameRecord(field('X__c', 'X', more), text)?.key ?? null;

describe('nameRecord', () => {
  it.each([
    [{}, ' Ada@B.c ', 'ada@b.c'],
    [{ caseSensitive: true }, ' Ada ', 'Ada'],
    [{}, '', null],
    [{ length: 3 }, 'four', null],
    [{ length: 0 }, 'x'.repeat(256), null],
    [{}, 'half \ud83d', null],
    [{ type: 'double' }, '1.50', '1.5'],
    [{ type: 'double' }, '1e30', null],
    [{ type: 'int' }, '007', '7'],
    [{ type: 'int' }, 'seven', null],
    [{ type: 'date' }, '2026-01-31', '2026-01-31'],
    [{ type: 'date' }, '31.1.2026', null],
    [{ type: 'reference' }, '0018c00002FInboAAD', '0018c00002FInbo'],
    [{ type: 'reference' }, 'Acme', null],
  ] as const)('%j names by %s: %s', (more, text, key) => {
    expect(keyOf(more, text)).toBe(key);
  });

  it('asks in the words of the file, and for a time in Salesforce’s form', () => {
    expect(nameRecord(field('X', 'X'), ' Ada ')).toEqual({ key: 'ada', literal: 'Ada' });
    const time = nameRecord(field('X', 'X', { type: 'datetime' }), '2026-01-31T12:00:00+02:00');
    expect(time?.literal).toBe('2026-01-31T10:00:00.000Z');
    expect(nameRecord(field('X', 'X', { type: 'datetime' }), '2026-01-31T10:00:00.000Z')).toEqual(time);
  });
});

describe('canFindBy', () => {
  it.each([
    [{}, true],
    [{ filterable: false }, false],
    [{ type: 'boolean' }, false],
    [{ type: 'textarea', length: 255 }, true],
    [{ type: 'textarea', length: 32_000 }, false],
    [{ type: 'encryptedstring' }, false],
  ] as const)('%j: %s', (more, can) => {
    expect(canFindBy(field('X__c', 'X', more))).toBe(can);
  });
  it('leaves the Id to itself', () => {
    expect(canFindBy(field('Id', 'Id', { type: 'id' }))).toBe(false);
  });
});

describe('findRecord', () => {
  const records = [
    { id: '0038c00002FInboAAD', name: 'Ada' },
    { id: '0038c00002FInbpAAD', name: '' },
  ];
  const naming = { object: 'Contact', field: field('Email', 'Email'), value: ' a@b.c ' };
  const name = { key: 'a@b.c', literal: 'a@b.c' };
  const find = (count: number | null, picked: string | null = null, named: typeof name | null = name) => {
    const found = count === null ? null : { count, records: records.slice(0, count) };
    const record = findRecord(naming, named, { found, picked });
    return 'id' in record ? record.id : record.problem;
  };

  it('takes the one record there is', () => {
    expect(find(1)).toBe('0038c00002FInboAAD');
  });
  it('says that there is none, also where no record could have the value', () => {
    expect(find(0)).toMatchObject({ cause: 'record-not-found', params: { value: 'a@b.c', shown: 'yes' } });
    expect(find(0, null, null)).toMatchObject({ cause: 'record-not-found', fields: ['Email'] });
  });
  it('guesses nothing that was not asked for', () => {
    expect(find(null)).toMatchObject({ cause: 'record-unasked', action: 'send-again' });
  });
  it('names several and takes the one a person picked, but no other', () => {
    expect(find(2)).toMatchObject({
      cause: 'record-several',
      params: { count: 2, records: 'Ada (0038c00002FInboAAD), 0038c00002FInbpAAD' },
    });
    expect(find(2, '0038c00002FInbp')).toBe('0038c00002FInbpAAD');
    expect(find(2, '0038c00002FInbqAAD')).toMatchObject({ cause: 'record-several' });
    expect(find(12)).toMatchObject({ params: { records: expect.stringMatching(/ …$/) } });
  });
});

it('names the rows that share a record', () => {
  const rows = Array.from({ length: 12 }, (_, at) => at + 1);
  expect(sharedRecordProblem(field('Email', 'Email'), '0038c00002FInboAAD', rows)).toMatchObject({
    cause: 'record-shared',
    params: { count: 12, rows: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …' },
  });
});
