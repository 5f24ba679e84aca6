import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnFormat } from '../../shared/domain/mapping';
import { FieldType, type LoadableField } from '../../shared/domain/sobject';
import { createProfiler } from './profile-columns';
import { findFormats } from './find-format';
import { isErrorCell, toWire } from './parse-value';

const field = (type: FieldType, more: Partial<LoadableField> = {}): LoadableField => ({
  name: 'F__c',
  label: 'Field',
  type,
  createable: true,
  updateable: true,
  required: false,
  externalId: false,
  idLookup: false,
  unique: false,
  length: 0,
  precision: 0,
  scale: 0,
  restrictedPicklist: false,
  picklist: [],
  ...more,
});

const wire = (text: string, of: LoadableField, format: ColumnFormat = {}): string => {
  const value = toWire(text, of, format);
  return value.ok ? value.wire : `refused: ${value.cause}`;
};

const dmy: ColumnFormat = { dateOrder: 'dmy' };
const mdy: ColumnFormat = { dateOrder: 'mdy' };
const ymd: ColumnFormat = { dateOrder: 'ymd' };
const dot: ColumnFormat = { decimalMark: 'dot' };
const comma: ColumnFormat = { decimalMark: 'comma' };
const list = [
  { value: 'Web', label: 'Website' },
  { value: 'Trade Show', label: 'Messe' },
];

describe('toWire', () => {
  it.each([
    ['27.03.2025', dmy, '2025-03-27'],
    [' 3/4/2025 ', dmy, '2025-04-03'],
    ['3/4/2025', mdy, '2025-03-04'],
    ['3-4-69', dmy, '2069-04-03'],
    ['3-4-70', dmy, '1970-04-03'],
    ['2025-03-27', dmy, '2025-03-27'],
    ['2025/3/7', ymd, '2025-03-07'],
    ['2025-03-27T00:00:00.000Z', ymd, '2025-03-27'],
    ['27/03/2025 00:00', dmy, '2025-03-27'],
    ['29.02.2024', dmy, '2024-02-29'],
    ['31.02.2025', dmy, 'refused: date-invalid'],
    ['29.02.2025', dmy, 'refused: date-invalid'],
    ['2025-02-30', ymd, 'refused: date-invalid'],
    ['01.01.0001', dmy, 'refused: date-invalid'],
    ['27/03/2025', ymd, 'refused: date-unreadable'],
    ['27.03.2025', mdy, 'refused: date-unreadable'],
    ['27/03/2025', mdy, 'refused: date-invalid'],
    ['27/03/2025', {}, '2025-03-27'],
    ['05/05/2025', {}, '2025-05-05'],
    ['03/04/2025', {}, 'refused: date-order'],
    ['27/03/2025 14:30', dmy, 'refused: date-has-time'],
    ['soon', dmy, 'refused: date-unreadable'],
    ['45000', dmy, 'refused: date-unreadable'],
  ])('writes the date %j under %j as %s', (text, format, expected) => {
    expect(wire(text, field('date'), format)).toBe(expected);
  });

  it.each([
    ['2025-03-27T10:15:00Z', ymd, '2025-03-27T10:15:00.000Z'],
    ['2025-03-27 10:15+02:00', ymd, '2025-03-27T10:15:00.000+02:00'],
    ['2026-11-02T09:15:00.125+0000', ymd, '2026-11-02T09:15:00.125+00:00'],
    ['27/03/2025 2:15 pm -05:00', dmy, '2025-03-27T14:15:00.000-05:00'],
    ['20250327T101500Z', ymd, '2025-03-27T10:15:00.000Z'],
    ['20250327T1015+0200', ymd, '2025-03-27T10:15:00.000+02:00'],
    ['20250327T1015', ymd, 'refused: datetime-no-zone'],
    ['2025-03-27 10:15', ymd, 'refused: datetime-no-zone'],
    ['2025-03-27', ymd, 'refused: datetime-no-zone'],
    ['2025-02-31T10:15:00Z', ymd, 'refused: date-invalid'],
    ['2025-03-27T25:15:00Z', ymd, 'refused: datetime-unreadable'],
  ])('writes the date-time %j under %j as %s', (text, format, expected) => {
    expect(wire(text, field('datetime'), format)).toBe(expected);
  });

  it.each([
    ['1234', {}, '1234'],
    ['1.234,50', comma, '1234.50'],
    ['1,234.50', dot, '1234.50'],
    ['1 234 567,8', comma, '1234567.8'],
    ["1'234.5", dot, '1234.5'],
    ['€ 1.234,50', comma, '1234.50'],
    ['1.234,50 €', comma, '1234.50'],
    ['-$5', dot, '-5'],
    ['$-5', dot, '-5'],
    ['EUR 12', dot, '12'],
    ['(5)', dot, '-5'],
    ['($1,000.00)', dot, '-1000.00'],
    ['5-', dot, '-5'],
    ['-0', dot, '0'],
    ['.5', dot, '0.5'],
    ['007', dot, '7'],
    ['1,2E+11', comma, '120000000000'],
    ['9.12260031E8', dot, '912260031'],
    ['25E-4', dot, '0.0025'],
    ['1,5', dot, 'refused: number-unreadable'],
    ['1.234', {}, 'refused: decimal-mark'],
    ['1,5', {}, '1.5'],
    ['12 pieces', dot, 'refused: number-unreadable'],
    ['5 %', dot, '0.05'],
    ['-12,5%', comma, '-0.125'],
    ['100%', dot, '1'],
    ['1,00,000', dot, '100000'],
    ['₹ 12,34,567.89', dot, '1234567.89'],
    ['12,34,56', dot, 'refused: number-unreadable'],
    ['12345678901', dot, '12345678901'],
  ])('writes the number %j under %j as %s', (text, format, expected) => {
    expect(wire(text, field('double', { precision: 18, scale: 2 }), format)).toBe(expected);
  });

  it('keeps numbers within the digits of the field', () => {
    const amount = field('currency', { precision: 5, scale: 2 });
    expect(wire('999.999', amount, dot)).toBe('999.999');
    expect(wire('1000', amount, dot)).toBe('refused: number-too-large');
    expect(wire('5 %', field('percent', { precision: 5, scale: 2 }), dot)).toBe('5');
    expect(wire('5.00', field('int'), dot)).toBe('5');
    expect(wire('200%', field('int'), dot)).toBe('2');
    expect(wire('5%', field('int'), dot)).toBe('refused: number-not-whole');
    expect(wire('5.5', field('int'), dot)).toBe('refused: number-not-whole');
    expect(wire('2147483648', field('int'), dot)).toBe('refused: number-too-large');
    expect(wire('100', field('int', { precision: 2 }), dot)).toBe('refused: number-too-large');
  });

  it.each([
    ['Ja', 'true'],
    [' x ', 'true'],
    ['0', 'false'],
    ['falsch', 'false'],
    ['OFF', 'false'],
    ['perhaps', 'refused: boolean-unreadable'],
  ])('writes the checkbox %j as %s', (text, expected) => {
    expect(wire(text, field('boolean'))).toBe(expected);
  });

  it('finds picklist values by value, case and label', () => {
    const restricted = field('picklist', { restrictedPicklist: true, picklist: list });
    expect(wire('Web', restricted)).toBe('Web');
    expect(wire(' web ', restricted)).toBe('Web');
    expect(wire('messe', restricted)).toBe('Trade Show');
    expect(wire('Fax', restricted)).toBe('refused: picklist-unknown');
    expect(wire('Fax', field('picklist', { picklist: list }))).toBe('Fax');
    const twins = [
      { value: 'WEB', label: 'a' },
      { value: 'Web', label: 'b' },
    ];
    expect(wire('WEB', field('picklist', { restrictedPicklist: true, picklist: twins }))).toBe('WEB');
    expect(wire('web', field('picklist', { restrictedPicklist: true, picklist: twins }))).toMatch(/^refused/);
    const several = field('multipicklist', { restrictedPicklist: true, picklist: list });
    expect(wire('messe; Web ;;web', several)).toBe('Trade Show;Web');
    expect(toWire('Web;Fax', several, {})).toEqual({
      ok: false,
      cause: 'picklist-unknown',
      params: { field: 'Field', value: 'Fax' },
    });
  });

  it('leaves text as it stands and counts its characters', () => {
    expect(wire(' a ', field('string', { length: 3 }))).toBe(' a ');
    expect(wire(' a@b.c ', field('email', { length: 80 }))).toBe('a@b.c');
    expect(wire('not an address', field('email', { length: 80 }))).toBe('not an address');
    expect(wire('😀😀😀', field('string', { length: 3 }))).toBe('😀😀😀');
    expect(toWire('😀😀😀x', field('string', { length: 3 }), {})).toEqual({
      ok: false,
      cause: 'too-long',
      params: { field: 'Field', value: '😀😀😀x', max: 3, length: 4 },
    });
  });

  it('checks and completes record Ids', () => {
    expect(wire('0018c00002FInbo', field('reference'))).toBe('0018c00002FInboAAD');
    expect(wire(' 0018c00002FInboAAD', field('reference'))).toBe('0018c00002FInboAAD');
    expect(wire('0018c00002finboAAD', field('reference'))).toBe('refused: id-case');
    expect(wire('0018c00002finBoAAD', field('reference'))).toBe('refused: bad-id');
    expect(wire('0018c', field('id'))).toBe('refused: bad-id');
    expect(wire('012000000000000AAA', field('reference'))).toBe('012000000000000AAA');
  });

  it('never throws, whatever the cell', () => {
    const formats = fc.record(
      {
        dateOrder: fc.constantFrom('ymd', 'dmy', 'mdy'),
        decimalMark: fc.constantFrom('dot', 'comma'),
      },
      { requiredKeys: [] },
    );
    const cells = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-/: TZ+E()%€$;'), maxLength: 24 }),
    );
    fc.assert(
      fc.property(cells, fc.constantFrom(...FieldType.options), formats, (text, type, format) => {
        const value = toWire(
          text,
          field(type, { length: 5, precision: 6, scale: 2, picklist: list }),
          format,
        );
        expect(typeof (value.ok ? value.wire : value.cause)).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });

  it('brings every date of every order to the same day', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), fc.boolean(), (date, mark, short) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const year = short ? y.slice(2) : y;
        expect(wire([Number(d), Number(m), year].join(mark), field('date'), dmy)).toBe(iso);
        if (mark !== '.') expect(wire([m, d, year].join(mark), field('date'), mdy)).toBe(iso);
        expect(wire([y, m, d].join(mark), field('date'), ymd)).toBe(iso);
        expect(wire(iso, field('date'), ymd)).toBe(iso);
      }),
    );
  });
});

describe('findFormats', () => {
  const profile = (cells: string[]) => {
    const profiler = createProfiler(['Column']);
    for (const cell of cells) profiler.add([cell]);
    return profiler.finish()[0]!;
  };

  it.each([
    [['27/03/2025'], 'date', dmy, null],
    [['03/04/2025'], 'date', {}, 'date-order'],
    [['05/05/2025', '01/01/2025'], 'date', dmy, null],
    [['27/03/2025', '03/27/2025'], 'date', {}, 'date-order'],
    [['2025-03-27'], 'datetime', ymd, 'time-zone'],
    [['2025-03-27T10:15:00Z'], 'datetime', ymd, null],
    [['text'], 'date', ymd, null],
    [['1.234,5'], 'currency', comma, null],
    [['1234', '5'], 'int', dot, null],
    [['1.234'], 'double', {}, 'decimal-mark'],
    [['1.234', '1,5'], 'double', comma, null],
    [['1,5', '1.5'], 'percent', {}, 'decimal-mark'],
    [['x'], 'percent', dot, null],
    [['27/03/2025'], 'string', {}, null],
  ] as const)('%j for %s: %j, %s', (cells, type, format, undecided) => {
    expect(findFormats(profile([...cells]), field(type))).toEqual({ format, undecided });
  });

  it('asks of which century years are that programs lay in different ones, and never of births', () => {
    const contract = field('date');
    const birth = { ...field('date'), name: 'Birthdate' };
    const find = (cells: string[], of = contract) => findFormats(profile(cells), of);
    expect(find(['31.12.29', '1.1.70'])).toEqual({ format: dmy, undecided: null });
    expect(find(['31.12.29', '1.1.45'])).toEqual({ format: dmy, undecided: 'century' });
    expect(find(['4-Mar-69']).undecided).toBe('century');
    expect(find(['31.12.1945', '1945-01-01'])).toEqual({ format: dmy, undecided: null });
    const { format, undecided } = find(['31.12.29', '1.1.45'], birth);
    expect([format.centuryFrom, undecided]).toEqual([new Date().getFullYear() - 99, null]);
  });

  it('takes what a workbook typed as it is, but for the zone of its moments', () => {
    const numbers = { ...profile(['1.234', '5.678']), typed: 'number' as const };
    expect(findFormats(numbers, field('double'))).toEqual({
      format: { decimalMark: 'dot' },
      undecided: null,
    });
    const moments = { ...profile(['2026-03-04T05:06:07']), typed: 'datetime' as const };
    expect(findFormats(moments, field('datetime')).undecided).toBe('time-zone');
    expect(findFormats(moments, field('datetime'), 'Europe/Oslo')).toEqual({
      format: { dateOrder: 'ymd', timeZone: 'Europe/Oslo' },
      undecided: null,
    });
  });

  it('finds the ambiguous number in a column of many', () => {
    const cells = Array.from({ length: 5000 }, (_, at) => String(at));
    expect(findFormats(profile(cells), field('double')).undecided).toBeNull();
    expect(findFormats(profile([...cells, '4.321']), field('double')).undecided).toBe('decimal-mark');
  });
});

describe('isErrorCell', () => {
  it.each(['#N/A', ' #ref! ', 'null', 'NULL', 'n/a', '#NV', '#BEZUG!', '#VALEUR!', '#DIV/0!'])(
    '%s',
    (text) => {
      expect(isErrorCell(text)).toBe(true);
    },
  );
  it.each(['', 'nullable', 'NA', '#', 'N/A available'])('not %j', (text) => {
    expect(isErrorCell(text)).toBe(false);
  });
});
