import { describe, expect, it } from 'vitest';
import type { ColumnFormat, MappingEntry } from '../../shared/domain/mapping';
import { decideFormats, dropRefuted, type GivenFormat } from './decide-formats';
import { contact, field, profile } from './test-contact';

const object = { ...contact, fields: [...contact.fields, field('When__c', 'When', { type: 'datetime' })] };

const decide = (
  table: Record<string, string[]>,
  fields: Record<string, string>,
  given: GivenFormat = {},
  formats: Record<string, ColumnFormat> = {},
) => {
  const columns = profile(table);
  const entries = columns.map(({ header, index }): MappingEntry => ({
    column: index,
    header,
    field: fields[header] ?? null,
    confidence: 'exact',
    format: {},
  }));
  const decided = decideFormats({ entries, columns, object, given, formats, timeZone: 'Europe/Berlin' });
  return {
    formats: decided.entries.map(({ format }) => format),
    contradictions: decided.contradictions.map(({ header, given: asked, proven, line }) => [
      header,
      asked,
      proven,
      line,
    ]),
  };
};

describe('dropRefuted', () => {
  it('keeps what the rows allow', () => {
    const [open, proven] = profile({
      Open: ['03/04/2026', '05/06/2026'],
      Proven: ['03/27/2026', '03/04/2026'],
    });
    const format: ColumnFormat = { dateOrder: 'dmy', centuryFrom: 1930 };
    expect(open === undefined ? null : dropRefuted(format, open)).toEqual(format);
    expect(proven === undefined ? null : dropRefuted(format, proven)).toEqual({ centuryFrom: 1930 });
  });
});

describe('decideFormats', () => {
  const date = { Start: 'Contract_Start__c' };

  it('goes by the rows, by the option where they are open, and by the column before the option', () => {
    const open = { Start: ['03/04/2026', '05/06/2026'] };
    expect(decide(open, date).formats).toEqual([{}]);
    expect(decide(open, date, { dateOrder: 'mdy' }).formats).toEqual([{ dateOrder: 'mdy' }]);
    expect(decide(open, date, { dateOrder: 'mdy' }, { Start: { dateOrder: 'dmy' } }).formats).toEqual([
      { dateOrder: 'dmy' },
    ]);
    expect(decide(open, date, {}, { ' START ': { dateOrder: 'dmy' } }).formats).toEqual([
      { dateOrder: 'dmy' },
    ]);
    expect(decide({ Start: ['27.03.2026'] }, date).formats).toEqual([{ dateOrder: 'dmy' }]);
    expect(decide({ Start: ['2026-03-27'] }, date, { dateOrder: 'dmy' })).toEqual({
      formats: [{ dateOrder: 'dmy' }],
      contradictions: [],
    });
    expect(decide({ Start: ['27.03.2026'] }, {}, { dateOrder: 'mdy' }).formats).toEqual([{}]);
  });

  it('tells a contradiction between what is asked and what every row fits', () => {
    expect(
      decide({ Start: ['03/04/2026', '27/03/2026'] }, date, { dateOrder: 'mdy' }).contradictions,
    ).toEqual([['Start', 'mdy', 'dmy', 2]]);
    const money = { Sum: 'Budget__c' };
    expect(decide({ Sum: ['1.5', '7'] }, money, { decimalMark: 'comma' }).contradictions).toEqual([
      ['Sum', 'comma', 'dot', 1],
    ]);
    // Where no reading fits every row, the one that is asked for counts, and the others are held.
    expect(decide({ Start: ['27/03/2026', '03/27/2026'] }, date, { dateOrder: 'mdy' })).toEqual({
      formats: [{ dateOrder: 'mdy' }],
      contradictions: [],
    });
  });

  it('gives date-times the zone of the user, or the one that is said', () => {
    const table = { When: ['2026-03-27 10:15'] };
    const when = { When: 'When__c' };
    expect(decide(table, when).formats).toEqual([{ dateOrder: 'ymd', timeZone: 'Europe/Berlin' }]);
    expect(decide(table, when, { timeZone: 'UTC' }).formats).toEqual([{ dateOrder: 'ymd', timeZone: 'UTC' }]);
  });
});
