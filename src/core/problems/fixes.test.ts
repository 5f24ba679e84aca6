import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Repair } from '../../shared/domain/grid';
import { contact } from '../mapping/test-contact';
import { makeProblem, type Cause } from './causes';
import { applyRepair, suggestRepairs } from './fixes';

describe('applyRepair', () => {
  it.each<[Repair, string[], string | null]>([
    [{ kind: 'set', column: 0, value: 'x' }, ['a'], 'x'],
    [{ kind: 'set', column: 0, value: 'a' }, ['a'], null],
    [{ kind: 'set', column: 5, value: 'x' }, ['a'], null],
    [{ kind: 'clear', column: 0 }, ['a'], ''],
    [{ kind: 'clear', column: 0 }, [''], null],
    [{ kind: 'trim', column: 0 }, ['\u00a0 a b\u200b '], 'a b'],
    [{ kind: 'trim', column: 0 }, ['a'], null],
    [{ kind: 'replace', column: 0, find: ' at ', replace: '@' }, ['a at b'], 'a@b'],
    [{ kind: 'replace', column: 0, find: 'a', replace: '$&' }, ['aa'], '$&$&'],
    [{ kind: 'replace', column: 0, find: '.', replace: '' }, ['ab'], null],
    [{ kind: 'copy', column: 0, from: 1 }, ['', 'b'], 'b'],
    [{ kind: 'copy', column: 0, from: 1 }, ['a', ' '], null],
    [{ kind: 'copy', column: 0, from: 7 }, ['a'], null],
    [{ kind: 'map', column: 0, values: [{ from: 'Fax', to: 'Other' }] }, [' Fax '], 'Other'],
    [{ kind: 'map', column: 0, values: [{ from: 'Fax', to: '' }] }, ['Fax'], null],
    [{ kind: 'map', column: 0, values: [{ from: 'Fax', to: 'Other' }] }, ['Post'], null],
    [{ kind: 'cut', column: 0, length: 2 }, ['😀😀😀'], '😀😀'],
    [{ kind: 'cut', column: 0, length: 2 }, ['ab'], null],
    [{ kind: 'date', column: 0, order: 'dmy' }, ['3/4/2025 10:30'], '2025-04-03'],
    [{ kind: 'date', column: 0, order: 'mdy' }, ['3/4/2025'], '2025-03-04'],
    [{ kind: 'date', column: 0, order: 'ymd' }, ['3/4/2025'], null],
    [{ kind: 'date', column: 0, order: 'dmy' }, ['31/02/2025'], null],
    [{ kind: 'date', column: 0, order: 'dmy' }, ['2025-04-03'], null],
  ])('%j of %j: %j', (repair, cells, expected) => {
    expect(applyRepair(repair, cells)).toBe(expected);
  });
});

const columns = [
  'LastName',
  'Email',
  'MobilePhone',
  'Phone',
  'LeadSource',
  'Contract_Start__c',
  'Contact_No__c',
  null,
];
const mapping = columns.map((name, column) => ({
  column,
  header: `h${column}`,
  field: name,
  confidence: 'chosen' as const,
  format: {},
}));

const suggest = (
  cause: Cause,
  fields: string[],
  samples: string[][],
  params: Record<string, string | number> = {},
) => suggestRepairs({ problem: makeProblem(cause, fields, params), mapping, object: contact, samples });

/** A row with a value in one column and nothing beside, unless told. */
const row = (column: number, value: string, more: Record<number, string> = {}): string[] =>
  columns.map((_, at) => (at === column ? value : (more[at] ?? '')));

describe('suggestRepairs', () => {
  it('mends addresses as they were meant', () => {
    const cells = [
      'ida at solvind.example',
      'dvorak@vetrna.example.',
      'Ada <ada@x.example>',
      ' b @ x.example',
      'no idea',
    ];
    const repairs = suggest(
      'bad-email',
      ['Email'],
      cells.map((cell) => row(1, cell)),
    );
    expect(repairs[0]).toEqual({
      kind: 'map',
      column: 1,
      values: [
        { from: 'ida at solvind.example', to: 'ida@solvind.example' },
        { from: 'dvorak@vetrna.example.', to: 'dvorak@vetrna.example' },
        { from: 'Ada <ada@x.example>', to: 'ada@x.example' },
        { from: 'b @ x.example', to: 'b@x.example' },
      ],
    });
    expect(repairs.slice(1)).toEqual([
      { kind: 'replace', column: 1, find: ' at ', replace: '@' },
      { kind: 'trim', column: 1 },
      { kind: 'clear', column: 1 },
    ]);
  });

  it('fills a mobile number from the phone, for a rule that names the field or only says it', () => {
    const samples = [row(2, '', { 3: '+39 02' }), row(2, '')];
    const fill = [{ kind: 'copy', column: 2, from: 3 }];
    expect(suggest('rule', ['MobilePhone'], samples, { message: 'x' })).toEqual(fill);
    expect(suggest('rule', [], samples, { message: 'Mobile phone is needed' })).toEqual(fill);
    expect(suggest('rule', [], samples, { message: 'Something else' })).toEqual([]);
    expect(suggest('required-blank', ['MobilePhone'], [row(2, '')])).toEqual([]);
  });

  it('lists values that are not on the picklist, with what they may stand for', () => {
    const samples = ['Trade show?', 'Fax', 'Web', 'Fax'].map((cell) => row(4, cell));
    expect(suggest('picklist-unknown', ['LeadSource'], samples)[0]).toEqual({
      kind: 'map',
      column: 4,
      values: [
        { from: 'Trade show?', to: 'Trade Show' },
        { from: 'Fax', to: '' },
      ],
    });
  });

  it('reads dates in the orders that fit', () => {
    const samples = ['27/03/2025', '28/03/2025', '04/03/2025'].map((cell) => row(5, cell));
    expect(suggest('date-unreadable', ['Contract_Start__c'], samples).slice(0, 2)).toEqual([
      { kind: 'date', column: 5, order: 'dmy' },
      { kind: 'date', column: 5, order: 'mdy' },
    ]);
  });

  it('cuts what is too long and clears what is an error', () => {
    expect(suggest('too-long', ['LastName'], [row(0, 'abcdef')], { max: 3 })).toEqual([
      { kind: 'cut', column: 0, length: 3 },
    ]);
    expect(suggest('error-cell', ['LastName'], [row(0, '#N/A')])).toEqual([{ kind: 'clear', column: 0 }]);
    expect(suggest('bad-id', ['Contact_No__c'], [row(6, 'x ')])[0]).toEqual({ kind: 'trim', column: 6 });
  });

  it('has nothing for what no cell can mend', () => {
    expect(suggest('busy', [], [row(0, 'a')])).toEqual([]);
    expect(suggest('bad-email', ['Work_Email__c'], [row(1, 'a at b')])).toEqual([]);
  });

  it('suggests only what changes a row at hand', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a at b.de', '1/2/25', 'Web ', 'Fax', '#N/A', 'x'.repeat(90)),
      fc.string(),
    );
    const rows = fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 4 });
    const causes: Cause[] = [
      'bad-email',
      'required-blank',
      'rule',
      'too-long',
      'error-cell',
      'bad-id',
      'date-invalid',
    ];
    fc.assert(
      fc.property(rows, fc.constantFrom(...causes), fc.constantFrom(...columns), (samples, cause, name) => {
        for (const repair of suggest(cause, name === null ? [] : [name], samples, {
          max: 5,
          message: 'Email',
        })) {
          if (repair.kind === 'map') continue;
          expect(samples.some((cells) => applyRepair(repair, cells) !== null)).toBe(true);
        }
      }),
    );
  });
});
