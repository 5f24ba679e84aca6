import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFilter, FilterOperator, QueryableField } from '../../shared/domain/export';
import { FieldType } from '../../shared/domain/sobject';
import { hasMessage } from '../../shared/messages/format';
import { buildCountSoql, buildSoql } from './build-soql';
import { checkFilter, filterKindOf, filterProblems, operatorsOf, takesNoValue } from './filters';

const field = (name: string, type: FieldType, filterable = true): QueryableField => ({
  name,
  label: name,
  type,
  custom: false,
  required: false,
  updateable: true,
  filterable,
  picklist: [],
  relationship: null,
  referenceTo: [],
});

const known = [
  field('Name', 'string'),
  field('Amount', 'currency'),
  field('CloseDate', 'date'),
  field('CreatedDate', 'datetime'),
  field('Opens__c', 'time'),
  field('IsWon', 'boolean'),
  field('StageName', 'picklist'),
  field('Tags__c', 'multipicklist'),
  field('AccountId', 'reference'),
  field('Notes__c', 'textarea', false),
];

const where = (name: string, operator: FilterOperator, ...values: string[]): string =>
  buildCountSoql({ object: 'Opportunity', filters: [{ field: name, operator, values }], known });

const id = '001000000000001AAA';

describe('buildSoql', () => {
  it('asks for fields and parents in their order', () => {
    expect(
      buildSoql({
        object: 'Opportunity',
        fields: ['Id', 'Account.Owner.Name', 'Tags__c'],
        filters: [],
        known,
      }),
    ).toBe('SELECT Id, Account.Owner.Name, Tags__c FROM Opportunity');
  });

  it.each([
    ['Name', 'contains', ["50%_\\'s"], "Name LIKE '%50\\%\\_\\\\\\'s%'"],
    ['Name', 'starts-with', ['A$&'], "Name LIKE 'A$&%'"],
    ['Name', 'equals', ["O'Neil\n"], "Name = 'O\\'Neil\\n'"],
    ['Name', 'one-of', ['a', '', 'b '], "Name IN ('a', 'b ')"],
    ['Name', 'empty', [], 'Name = null'],
    ['Name', 'not-empty', ['x'], 'Name != null'],
    ['Amount', 'at-least', [' +1000.50 '], 'Amount >= 1000.50'],
    ['CloseDate', 'less', ['2026-11-02'], 'CloseDate < 2026-11-02'],
    ['CloseDate', 'last-days', ['30'], 'CloseDate = LAST_N_DAYS:30'],
    ['CreatedDate', 'at-least', ['2026-11-02T09:15+01:00'], 'CreatedDate >= 2026-11-02T08:15:00.000Z'],
    ['Opens__c', 'at-most', ['08:30'], 'Opens__c <= 08:30:00.000Z'],
    ['IsWon', 'equals', ['true'], 'IsWon = true'],
    ['StageName', 'one-of', ['A', 'B'], "StageName IN ('A', 'B')"],
    ['Tags__c', 'includes', ['A', 'B;C'], "Tags__c INCLUDES ('A', 'B;C')"],
    ['Tags__c', 'excludes', ['A'], "Tags__c EXCLUDES ('A')"],
    ['AccountId', 'equals', [id], `AccountId = '${id}'`],
  ] as const)('%s %s %j is %s', (name, operator, values, expected) => {
    expect(where(name, operator, ...values)).toBe(`SELECT COUNT() FROM Opportunity WHERE ${expected}`);
  });

  it('joins conditions with AND', () => {
    const filters: ExportFilter[] = [
      { field: 'Name', operator: 'empty', values: [] },
      { field: 'IsWon', operator: 'equals', values: ['false'] },
    ];
    expect(buildSoql({ object: 'X', fields: ['Id'], filters, known })).toBe(
      'SELECT Id FROM X WHERE Name = null AND IsWon = false',
    );
  });

  it.each(['', 'a b', 'Id FROM X', 'A.B.C.D.E.F.G', '1a', 'Na-me'])('refuses the name %j', (name) => {
    expect(() => buildSoql({ object: 'X', fields: [name], filters: [], known })).toThrow('no path');
    expect(() => buildSoql({ object: name, fields: ['Id'], filters: [], known })).toThrow('no path');
  });

  it('refuses a query without fields and conditions that were not checked', () => {
    expect(() => buildSoql({ object: 'X', fields: [], filters: [], known })).toThrow('no field');
    expect(() => where('Amount', 'equals', '1; DROP')).toThrow('bad-number');
  });

  it('lets no value out of its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '');
        for (const operator of ['equals', 'contains', 'starts-with'] as const) {
          const soql = where('Name', operator, value);
          const literal = soql.slice(soql.indexOf("'"));
          // Without escaped characters, only the two quotes at the ends are left.
          expect(literal.replace(/\\./gs, '')).toMatch(/^'[^'\n\r]*'$/);
        }
      }),
    );
  });
});

describe('checkFilter', () => {
  const check = (name: string, operator: FilterOperator, ...values: string[]) =>
    checkFilter(
      { field: name, operator, values },
      known.find((one) => one.name === name),
    );

  it.each([
    ['Nope', 'equals', ['x'], 'field-missing'],
    ['Notes__c', 'contains', ['x'], 'field-missing'],
    ['Name', 'greater', ['x'], 'operator-unfit'],
    ['Name', 'contains', [' '], 'value-missing'],
    ['Name', 'contains', [], 'value-missing'],
    ['Amount', 'equals', ['1,5'], 'bad-number'],
    ['Amount', 'equals', ['1e5'], 'bad-number'],
    ['CloseDate', 'equals', ['2026-02-30'], 'bad-date'],
    ['CloseDate', 'equals', ['02.11.2026'], 'bad-date'],
    ['CloseDate', 'last-days', ['0'], 'bad-days'],
    ['CreatedDate', 'at-least', ['2026-11-02T09:15'], 'bad-datetime'],
    ['Opens__c', 'equals', ['25:00'], 'bad-time'],
    ['IsWon', 'equals', ['yes'], 'bad-boolean'],
    ['AccountId', 'one-of', [id, 'x'], 'bad-id'],
    ['AccountId', 'one-of', [id], null],
    ['Name', 'empty', [], null],
  ] as const)('%s %s %j: %s', (name, operator, values, expected) => {
    expect(check(name, operator, ...values)).toBe(expected);
  });

  it.each(filterProblems)('has a sentence for %s', (problem) => {
    expect(hasMessage(`export.filter.${problem}`)).toBe(true);
  });

  it.each(FieldType.options)('offers operators with names for a %s', (type) => {
    const kind = filterKindOf(type);
    for (const operator of operatorsOf[kind]) {
      const own = `export.operator.${kind}.${operator}`;
      expect(hasMessage(own) || hasMessage(`export.operator.${operator}`)).toBe(true);
      if (takesNoValue(operator)) expect(where('Name', 'empty')).toContain('null');
    }
  });
});
