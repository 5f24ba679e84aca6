import { describe, expect, it } from 'vitest';
import { field } from '../mapping/test-contact';
import { centuryToNow, findCentury, isBirthField } from './century';
import { createProfiler } from './profile-columns';

const profile = (header: string, cells: readonly string[]) => {
  const profiler = createProfiler([header]);
  for (const [at, cell] of cells.entries()) profiler.add([cell], at + 2);
  const [column] = profiler.finish();
  if (column === undefined) throw new Error('no column');
  return column;
};

const date = (name: string, label: string) => field(name, label, { type: 'date' });

describe('days of birth', () => {
  it.each([
    ['Birthdate', 'Birthdate', 'Geb.', true],
    ['Start__c', 'Start', 'Date of Birth', true],
    ['Start__c', 'Start', 'DOB', true],
    ['Geburtsdatum__c', 'Geburtsdatum', '', true],
    ['Start__c', 'Start', 'Fecha de nacimiento', true],
    ['Start__c', 'Contract start', 'Vertragsbeginn', false],
    ['Doberman__c', 'Doberman', '', false],
  ])('%s, %s under %s: %s', (name, label, header, expected) => {
    expect(isBirthField({ name, label }, header)).toBe(expected);
  });
});

describe('findCentury', () => {
  const start = date('Start__c', 'Start');

  it('is open where one cell of many can be of either century, and names its line', () => {
    const cells = Array.from(
      { length: 3000 },
      (_, at) => `${(at % 28) + 1}.${(at % 12) + 1}.${20 + (at % 10)}`,
    );
    const column = profile('Start', [...cells, '1.2.45']);
    expect(findCentury(profile('Start', cells), start, 2026)).toEqual({ undecided: false });
    expect(findCentury(column, start, 2026)).toEqual({ undecided: true });
    expect(column.proof?.centuryOfTwo).toEqual({ line: 3002, cell: '1.2.45' });
  });

  it('is of the past for births, whatever their years', () => {
    expect(findCentury(profile('Birthday', ['1.2.45']), start, 2026)).toEqual({
      from: 1927,
      undecided: false,
    });
    expect(centuryToNow(2150)).toBe(1999);
  });

  it('is no question of years in four digits', () => {
    expect(findCentury(profile('Birthday', ['1.2.1945']), start, 2026)).toEqual({ undecided: false });
  });
});
