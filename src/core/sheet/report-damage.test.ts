import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../shared/domain/sobject';
import { field } from '../mapping/test-contact';
import { createProfiler } from './profile-columns';
import { reportDamage } from './report-damage';

const profile = (header: string, cells: readonly string[]) => {
  const profiler = createProfiler([header]);
  for (const [at, cell] of cells.entries()) profiler.add([cell], at + 2);
  const [column] = profiler.finish();
  if (column === undefined) throw new Error('no column');
  return column;
};

const report = (header: string, cells: readonly string[], type: FieldType | null = null) =>
  reportDamage(profile(header, cells), type === null ? null : field('F__c', 'Field', { type })).map(
    ({ kind, count, remedy, width, repair }) => ({ kind, count, remedy, width, repair: repair !== null }),
  );

const zips = ['80331', '10115', '20095', '50667', '60311', '70173', '40213', '04109'];

describe('lost zeros', () => {
  it('are proven where a zero was kept, and a doubt where none was', () => {
    const lost = { kind: 'lost-zeros', count: 1, width: 5, repair: true };
    expect(report('Depot', [...zips, '1069'])).toEqual([{ ...lost, remedy: 'provable' }]);
    expect(report('Zip', [...zips, '1069'])).toEqual([{ ...lost, remedy: 'likely' }]);
    const kept = zips.filter((zip) => !zip.startsWith('0'));
    expect(report('Zip', [...kept, '1069'])).toEqual([{ ...lost, remedy: 'likely' }]);
    expect(report('Depot', [...zips, '#N/A', '', '1069'], 'string')).toEqual([
      { ...lost, remedy: 'provable' },
    ]);
  });

  it('are none in numbers, in columns of other text, or where widths differ anyway', () => {
    expect(report('Zip', [...zips, '1069'], 'double')).toEqual([]);
    expect(report('Visitors', ['1200', '1300', '1400', '1500', '900'])).toEqual([]);
    expect(report('Zip', [...zips, 'D-1069'])).toEqual([]);
    expect(report('Code', ['1', '22', '333', '4444', '05555'])).toEqual([]);
    expect(report('Zip', zips)).toEqual([]);
  });

  it('are proven by a list of codes of one width', () => {
    const picklist = ['00123', '00456', '12345'].map((value) => ({ value, label: value }));
    const listed = field('F__c', 'Field', { type: 'picklist', picklist });
    const column = profile('Region', ['12345', '12345', '12345', '12345', '12345', '123']);
    expect(reportDamage(column, listed)).toMatchObject([{ kind: 'lost-zeros', remedy: 'provable' }]);
  });
});

describe('other damage', () => {
  it('is reported with what can be done about it', () => {
    expect(report('Start', ['03.04.2026', '45000', '45001,5'])).toMatchObject([
      { kind: 'serial-dates', count: 2, remedy: 'provable' },
    ]);
    expect(report('Start', ['45000', '45001'], 'date')).toMatchObject([
      { kind: 'serial-dates', remedy: 'provable' },
    ]);
    expect(report('Start Date', ['45000', '45001'])).toMatchObject([
      { kind: 'serial-dates', remedy: 'provable' },
    ]);
    expect(report('Zip', ['50667', '20095'])).toEqual([]);
    expect(report('Owner', ['0018c00002FInbo', '0018c00002FInboAAD'], 'reference')).toMatchObject([
      { kind: 'short-ids', count: 1, remedy: 'always', repair: false },
    ]);
    expect(report('Owner', ['0018c00002FInbo'])).toMatchObject([
      { kind: 'short-ids', remedy: 'provable', repair: true },
    ]);
    expect(report('IBAN', ['1.23457E+11', '1234567890123450000'])).toMatchObject([
      { kind: 'scientific', count: 1, remedy: 'lost' },
      { kind: 'rounded', count: 1, remedy: 'lost' },
    ]);
    expect(report('Notes', ['x'.repeat(255), 'short'])).toMatchObject([
      { kind: 'cut-255', count: 1, remedy: 'lost' },
    ]);
    expect(report('Notes', ['x'.repeat(255), 'x'.repeat(300)])).toEqual([]);
    expect(report('Notes', ['x'.repeat(32_767)])).toMatchObject([{ kind: 'cut-32767', count: 1 }]);
  });

  it('is none of formulas that do more than say a text', () => {
    expect(report('Code', ['="00123"', '=A1', '=TODAY()', '=""'])).toMatchObject([
      { kind: 'formula-text', count: 1, remedy: 'provable', repair: true },
    ]);
    expect(report('Code', ['="a"&"b"', '="a"b"'])).toEqual([]);
  });

  it('names the first cells by their lines', () => {
    const [damage] = reportDamage(profile('Zip', [...zips, '1069', '1097', '1099', '1127']), null);
    expect(damage?.samples).toEqual([
      { line: 10, cell: '1069' },
      { line: 11, cell: '1097' },
      { line: 12, cell: '1099' },
    ]);
  });
});

describe('Ids that lost their case', () => {
  const lost = ['0018C00002FINBOAAD', '0018c00002FInbpAAD', '0018C00002FINBQAAD', ''];

  it('are proven by their check characters, in columns of Ids and in fields of Ids', () => {
    const found = { kind: 'id-case', count: 2, remedy: 'provable', repair: true };
    expect(report('Account', lost)).toMatchObject([found]);
    expect(report('Account', lost, 'reference')).toMatchObject([found]);
    expect(report('Account', [...lost, 'none'], 'id')).toMatchObject([found]);
    expect(report('Account', [...lost, 'none'])).toEqual([]);
    expect(report('Account', lost, 'date')).toEqual([]);
  });

  it('are past recovery where they have 15 characters, and said so before anybody completes them', () => {
    const short = ['0018C00002FINBO', '0018C00002FINBP', '0018C00002FINBQ'];
    const warning = { kind: 'one-case-ids', count: 3, remedy: 'lost', repair: false };
    expect(report('Account', short)).toMatchObject([warning]);
    expect(report('Account', short, 'reference')).toMatchObject([warning]);
    expect(report('Account', [...short, '0018c00002FInbo'])).toMatchObject([{ kind: 'short-ids' }]);
  });
});

describe('counts of days', () => {
  it('count from what the workbook says, and from either year where the file does not say', () => {
    const column = profile('Start', ['43538', '43539']);
    const one = field('F__c', 'Field', { type: 'date' });
    const [text] = reportDamage(column, one);
    expect([text?.repair?.kind, text?.other?.kind]).toEqual(['serial-dates', 'days-1904']);
    const [mac] = reportDamage(column, one, { is1904: true });
    expect([mac?.repair?.kind, mac?.other]).toEqual(['days-1904', null]);
    const [usual] = reportDamage(column, one, {});
    expect([usual?.repair?.kind, usual?.other]).toEqual(['serial-dates', null]);
  });

  const days = Array.from({ length: 20 }, (_, at) => String(45_000 + at * 7));

  it('are told of columns of hardly anything else, and not of codes among which some could be days', () => {
    const kinds = (cells: readonly string[]) => profile('Column', cells).damage?.map(({ kind }) => kind);
    expect(kinds([...days, '3', 'soon'])).toEqual(['serial-dates']);
    expect(kinds(['10115', '20095', '80331', '50667', '99084', '70173', '90402', '40213'])).toEqual([]);
  });
});

describe('long numbers', () => {
  it('are counted where their digits are all there, and called rounded where they are not', () => {
    const column = profile('Card', [
      '12345678901234567890',
      '00000000000000000017',
      '4929123456789120',
      '12',
    ]);
    expect(column.longNumbers).toBe(2);
    expect(column.damage).toMatchObject([{ kind: 'rounded', count: 1 }]);
  });
});

describe('characters nobody sees', () => {
  const cells = ['Acme', 'Ac\u200bme', '\ufeffBolt', 'Cy'];

  it('are counted and can be taken out, but for values that are read past them anyway', () => {
    const found = { kind: 'invisible', count: 2, width: undefined };
    expect(report('Name', cells, 'string')).toEqual([{ ...found, remedy: 'provable', repair: true }]);
    expect(report('Name', cells)).toEqual([{ ...found, remedy: 'provable', repair: true }]);
    expect(report('Sold', ['\u200e5', '6', '\u200b7'], 'double')).toEqual([
      { ...found, remedy: 'always', repair: false },
    ]);
  });

  it('leave the format of a column proven', () => {
    const { dates, damage } = profile('Sold', [
      '\u200e05.03.2026',
      '31.03.2026',
      '\u200e1.\u200e4.\u200e2026',
    ]);
    expect(dates).toBe(3);
    expect(damage?.map(({ kind, samples }) => [kind, samples.map(({ line }) => line)])).toEqual([
      ['invisible', [2, 4]],
    ]);
  });

  it('are found among many values too', () => {
    const many = Array.from({ length: 1500 }, (_, at) => (at % 3 === 0 ? `Co\u200b ${at}` : `Co ${at}`));
    expect(report('Name', many, 'string')).toMatchObject([{ kind: 'invisible', count: 500 }]);
  });
});
