import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLoadOptions, type LoadOptions } from '../../shared/domain/load';
import type { ColumnFormat } from '../../shared/domain/mapping';
import type { Operation } from '../../shared/domain/sobject';
import { toMappingTarget } from '../mapping/offered-fields';
import { contact } from '../mapping/test-contact';
import type { RowDamage } from '../sheet/row-damage';
import { createRowChecker, repeatedKeyProblem } from './check-row';

type Setup = {
  operation?: Operation;
  externalId?: string;
  findBy?: string;
  options?: Partial<LoadOptions>;
  format?: ColumnFormat;
};

const checker = (
  fields: (string | null)[],
  { operation = 'insert', externalId, findBy, options, format = {} }: Setup = {},
) =>
  createRowChecker({
    object: contact,
    target: toMappingTarget({ operation, externalId, findBy }),
    mapping: fields.map((field, column) => ({
      column,
      header: `h${column}`,
      field,
      confidence: 'chosen',
      format,
    })),
    options: { ...defaultLoadOptions, ...options },
  });

const check = (fields: (string | null)[], cells: string[], setup?: Setup) => {
  const { problem, wire, key } = checker(fields, setup).check(cells, null);
  return problem === null ? { wire, key } : { cause: problem.cause, params: problem.params, key };
};

const id = '0038c00002FInbo';
const upsert: Setup = { operation: 'upsert', externalId: 'Contact_No__c' };

describe('createRowChecker', () => {
  it('sends mapped columns in their order', () => {
    const { header, columns, check: run } = checker(['Email', null, 'LastName']);
    expect([header, columns]).toEqual([
      ['Email', 'LastName'],
      [0, 2],
    ]);
    expect(run([' a@b.c ', 'unsent', ' Ada '], null)).toEqual({
      problem: null,
      wire: ['a@b.c', ' Ada '],
      key: null,
    });
  });

  it('sends the Id alone for a delete', () => {
    const { header, columns, check: run } = checker(['LastName', 'Id'], { operation: 'delete' });
    expect([header, columns]).toEqual([['Id'], [1]]);
    const verdict = run(['', id], null);
    expect(verdict.problem).toBeNull();
    expect(verdict.wire).toEqual([verdict.key]);
    expect(verdict.key).toMatch(new RegExp(`^${id}...$`));
    expect(run(['x', ''], null).problem?.cause).toBe('row-blank');
  });

  it('keeps blanks or clears them, but never on insert, in the key or in a checkbox', () => {
    const clear = { options: { blank: 'clear' } } as const;
    const fields = ['Contact_No__c', 'LastName', 'Email', 'HasOptedOutOfEmail'];
    expect(check(fields, ['K', 'a', '', ''], upsert)).toEqual({ wire: ['K', 'a', '', ''], key: 'k' });
    expect(check(fields, ['K', 'a', ' ', ''], { ...upsert, ...clear })).toEqual({
      wire: ['K', 'a', '#N/A', ''],
      key: 'k',
    });
    expect(check(fields, ['K', 'a', '', ''], clear)).toEqual({ wire: ['K', 'a', '', ''], key: null });
    expect(check(fields, ['', 'a', '', ''], { ...upsert, ...clear })).toMatchObject({ cause: 'key-blank' });
    expect(
      check(['Id', 'LastName', 'Email'], [id, '', 'a@b.c'], { operation: 'update', ...clear }),
    ).toMatchObject({
      cause: 'required-blank',
    });
    expect(check(['Id', 'LastName'], [id, ''], { operation: 'update' })).toMatchObject({
      wire: [expect.any(String), ''],
    });
  });

  it.each([
    [
      'hold',
      { cause: 'error-cell', params: { field: 'First Name', value: '#REF!', shown: 'yes' }, key: 'k' },
    ],
    ['blank', { wire: ['K', 'a', ''], key: 'k' }],
    ['clear', { wire: ['K', 'a', '#N/A'], key: 'k' }],
    ['text', { wire: ['K', 'a', '#REF!'], key: 'k' }],
  ] as const)('treats an error cell as told: %s', (errorCells, expected) => {
    expect(
      check(['Contact_No__c', 'LastName', 'FirstName'], ['K', 'a', '#REF!'], {
        ...upsert,
        options: { errorCells },
      }),
    ).toEqual(expected);
  });

  it('treats the error cells of a column as told for it, before what is told for all', () => {
    const options = { errorCells: 'clear' } as const;
    const update: Setup = { operation: 'update', options };
    expect(check(['Id', 'Phone'], [id, '#NV'], { ...update, format: { errorCells: 'text' } })).toMatchObject({
      wire: [expect.stringMatching(/^003/), '#NV'],
    });
    expect(check(['Id', 'Phone'], [id, '#NV'], { ...update, format: { errorCells: 'hold' } })).toMatchObject({
      cause: 'error-cell',
    });
  });

  it('mends a cell before it is read, and keys by what is mended', () => {
    const { check: run } = createRowChecker({
      object: contact,
      target: { operation: 'upsert', externalId: 'Contact_No__c' },
      mapping: ['Contact_No__c', 'LastName'].map((field, column) => ({
        column,
        header: field,
        field,
        confidence: 'chosen',
        format: {},
      })),
      options: defaultLoadOptions,
      repairs: [{ column: 0, kind: 'lost-zeros', width: 6 }],
    });
    expect(run(['1069', '77'], null)).toEqual({ problem: null, wire: ['001069', '77'], key: '001069' });
  });

  it('follows the blank policy for error cells that count as blank', () => {
    const options = { errorCells: 'blank', blank: 'clear' } as const;
    expect(check(['Id', 'FirstName'], [id, 'null'], { operation: 'update', options })).toMatchObject({
      wire: [expect.any(String), '#N/A'],
    });
    expect(check(['LastName'], ['n/a'], { options: { errorCells: 'clear' } })).toMatchObject({
      cause: 'row-blank',
    });
  });

  it('holds a text that Salesforce would take for an order to clear', () => {
    for (const text of ['#N/A', '#n/a', ' #N/A ']) {
      expect(check(['LastName'], [text], { options: { errorCells: 'text' } })).toMatchObject({
        cause: 'null-word',
      });
    }
  });

  it('tells one problem, the weightiest first', () => {
    const fields = ['Contract_Start__c', 'Contact_No__c', 'LastName', 'LeadSource'];
    const format = { dateOrder: 'dmy' } as const;
    const cause = (cells: string[]) => check(fields, cells, { ...upsert, format });
    expect(cause(['', ' ', '', ''])).toMatchObject({ cause: 'row-blank' });
    expect(cause(['soon', '', '', 'Fax'])).toMatchObject({
      cause: 'key-blank',
      params: { field: 'Contact No' },
    });
    expect(cause(['soon', '#N/A', '', 'Fax'])).toMatchObject({ cause: 'error-cell', key: null });
    expect(cause(['soon', 'K', '', 'Fax'])).toMatchObject({
      cause: 'required-blank',
      params: { field: 'Last Name' },
    });
    expect(cause(['31.02.2025', 'K', 'a', 'Fax'])).toMatchObject({ cause: 'date-invalid', key: 'k' });
    expect(cause(['1.2.2025', 'K', 'a', 'Fax'])).toMatchObject({ cause: 'picklist-unknown' });
    expect(cause(['1.2.2025', 'K', 'a', 'web'])).toEqual({ wire: ['2025-02-01', 'K', 'a', 'Web'], key: 'k' });
  });

  it('holds a row for a formula without a result only where its column is sent', () => {
    const run = checker(['LastName', null, 'Email']).check;
    const damage = (...withoutValue: number[]): RowDamage => ({
      kind: 'no-value',
      line: 5,
      column: withoutValue[0] ?? 0,
      withoutValue,
    });
    expect(run(['Ada', '', ''], damage(2)).problem).toBeNull();
    expect(run(['Ada', '', ''], damage(2, 3)).problem).toMatchObject({
      cause: 'row-no-value',
      params: { line: 5, column: 3 },
    });
  });

  it('holds damaged rows and names the place', () => {
    const run = checker(['LastName']).check;
    expect(run(['a'], { kind: 'cell-count', line: 7, expected: 3, found: 1 }).problem).toMatchObject({
      cause: 'row-cell-count',
      params: { line: 7, expected: 3, found: 1 },
      owner: 'data',
    });
    expect(run(['a'], { kind: 'nul', line: 7, column: 2 }).problem?.cause).toBe('row-nul');
    expect(run(['a'], { kind: 'bad-bytes', line: 7, column: 2 }).problem?.params).toEqual({
      line: 7,
      column: 2,
    });
  });

  it('gives one key to all ways of writing it', () => {
    const keys = [' k-1', 'K-1', 'k-1 '].map(
      (text) => check(['Contact_No__c', 'LastName'], [text, 'a'], upsert).key,
    );
    expect(new Set(keys)).toEqual(new Set(['k-1']));
    const update = (text: string) => check(['Id', 'FirstName'], [text, 'a'], { operation: 'update' }).key;
    expect(update(id)).toHaveLength(18);
    expect(update(update(id) ?? '')).toBe(update(id));
  });

  it('sends either every mapped cell or nothing, whatever the cells', () => {
    const fields = [
      'Contact_No__c',
      'LastName',
      'Email',
      'Contract_Start__c',
      'Budget__c',
      'HasOptedOutOfEmail',
    ];
    const cells = fc.array(fc.oneof(fc.string(), fc.constantFrom('', '#N/A', '1.2.2025', 'ja')), {
      minLength: 6,
      maxLength: 6,
    });
    const options = fc.record({
      blank: fc.constantFrom<LoadOptions['blank']>('keep', 'clear'),
      errorCells: fc.constantFrom<LoadOptions['errorCells']>('hold', 'blank', 'clear', 'text'),
    });
    fc.assert(
      fc.property(
        cells,
        options,
        fc.constantFrom<Operation>('insert', 'upsert'),
        (row, chosen, operation) => {
          const { problem, wire } = checker(fields, { ...upsert, operation, options: chosen }).check(
            row,
            null,
          );
          expect(wire).toHaveLength(problem === null ? 6 : 0);
          if (operation === 'insert') expect(wire).not.toContain('#N/A');
        },
      ),
    );
  });
});

describe('repeatedKeyProblem', () => {
  it('names the rows', () => {
    expect(repeatedKeyProblem('k-1', 'Contact No', [3, 9])).toMatchObject({
      cause: 'key-repeated',
      params: { field: 'Contact No', value: 'k-1', rows: '3, 9', count: 2 },
    });
    const many = repeatedKeyProblem(
      'k',
      { name: 'Contact_No__c', label: 'Contact No' },
      Array.from({ length: 12 }, (_, at) => at + 1),
    );
    expect(many.fields).toEqual(['Contact_No__c']);
    expect(many.params.rows).toBe('1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …');
  });
});

describe('a row that finds its record by another field', () => {
  const found = { count: 1, records: [{ id, name: 'Ada' }] };
  const none = { count: 0, records: [] };
  const finding: Setup = { operation: 'update', findBy: 'Email' };
  const { check: run, header, name } = checker(['Email', 'LastName'], finding);

  it('goes by the Id that was found, in the place of the value', () => {
    expect(header).toEqual(['Id', 'LastName']);
    expect(name([' A@b.c', 'Ada'])).toEqual({ key: 'a@b.c', literal: 'A@b.c' });
    expect(run(['a@b.c', 'Ada'], null, { found, picked: null })).toEqual({
      problem: null,
      wire: [id, 'Ada'],
      key: id,
    });
  });
  it('is held as long as nobody has asked', () => {
    expect(run(['a@b.c', 'Ada'], null).problem?.cause).toBe('record-unasked');
  });
  it('counts for its record although something else is wrong with it', () => {
    const { problem, key } = run(['a@b.c', '#REF!'], null, { found, picked: null });
    expect([problem?.cause, key]).toEqual(['error-cell', id]);
  });
  it.each(['read', 'as-is'] as const)('needs a value where cells are %s', (values) => {
    const checked = checker(['Email', 'LastName'], { ...finding, options: { values } });
    expect(checked.check([' ', 'Ada'], null, { found, picked: null }).problem?.cause).toBe('key-blank');
    expect(checked.check(['x@y.z', 'Ada'], null, { found: none, picked: null })).toMatchObject({
      problem: { cause: 'record-not-found' },
      wire: [],
      key: null,
    });
  });
  it('sends nothing but the Id for a delete', () => {
    const { header: only, check: del } = checker(['Email', 'LastName'], {
      operation: 'delete',
      findBy: 'Email',
    });
    expect(only).toEqual(['Id']);
    expect(del(['a@b.c', ''], null, { found, picked: null }).wire).toEqual([id]);
  });
});
