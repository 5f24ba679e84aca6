import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from './cell-shape';
import { isErrorCell, readBoolean } from './cell-words';
import { readDate } from './parse-date';
import { formatNumber, readNumber } from './parse-number';
import { readTime } from './parse-time';
import { shape, widthOf } from './shape-bits';

const has = (bits: number, flag: number): boolean => (bits & flag) !== 0;

describe('shapeOf', () => {
  const digits = fc.stringMatching(/^[0-9]{1,20}$/);
  const marked = fc.string({ unit: fc.constantFrom(...'0123456789.,-/: ()%€$+eE'), maxLength: 14 });
  const dates = fc
    .tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom('2025', '25', '1', '103'),
    )
    .chain((parts) =>
      fc
        .tuple(fc.constantFrom('.', '/', '-', ',', ' '), fc.constantFrom('', ' 10:15', 'T10:15:00Z'))
        .map(([mark, tail]) => parts.join(mark) + tail),
    );
  const grouped = fc
    .tuple(fc.stringMatching(/^-?[0-9]{1,4}$/), fc.array(fc.stringMatching(/^[0-9]{2,4}$/), { maxLength: 3 }))
    .chain(([head, rest]) =>
      fc
        .tuple(fc.constantFrom('.', ','), fc.constantFrom('', '.5', ',00', '.', ',5,', '.123'))
        .map(([mark, tail]) => [head, ...rest].join(mark) + tail),
    );
  const moments = fc
    .tuple(
      dates,
      fc.constantFrom(' ', 'T', '  ', ', ', ''),
      fc.constantFrom('8:30', '08:30:15', '24:00', '8:3', '8:30:61', '08:30:15.000', '8:30.5', '8:30:15.'),
      fc.constantFrom(
        '',
        '',
        'Z',
        'z',
        '+02:00',
        '-0330',
        '+15:00',
        '+01:60',
        '+2',
        '+02',
        'ZZ',
        ' pm',
        ' Z',
      ),
    )
    .map((parts) => parts.join(''));
  const words = fc.constantFrom(
    '4. März 2026',
    'March 4, 2026',
    '4-Mar-26',
    'Main Street 12',
    'EUR 5,00',
    'US$ 5',
    '5 kr',
    'null',
    '#N/A',
    'Err:502',
    '#DIV/0!',
    'ja',
    'x',
    '1',
    '12 pieces',
    '1,00,000',
    '10:15 pm',
    '0018c00002FInbo',
    'a@b.example',
    '20260403',
    '20260304T050607Z',
    '20260304T0506+0100',
    '1´234.50',
    '1ʼ234',
    '\u200e05.03.2026',
    'x\u200b',
    '99999999',
    '1.23457E+11',
    '−5',
    '5-',
    '(5)',
    '5 %',
    '1 234,5',
    "1'234.5",
    'Mi, 4. März 2026',
    'C-100',
    'R$ 5',
    'C$5.50',
    '4º de marzo de 2026',
    '5 p.m.',
    '14h30',
  );

  it('agrees with the readers of dates, numbers and words', () => {
    fc.assert(
      fc.property(fc.oneof(digits, marked, dates, moments, grouped, words), (cell) => {
        const text = cell.trim();
        fc.pre(text !== '');
        const bits = shapeOf(text);
        const dot = readNumber(text, 'dot');
        const comma = readNumber(text, 'comma');
        expect([text, has(bits, shape.numberDot)]).toEqual([text, dot !== null]);
        expect([text, has(bits, shape.numberComma)]).toEqual([text, comma !== null]);
        const differs = dot !== null && comma !== null && formatNumber(dot) !== formatNumber(comma);
        expect([text, has(bits, shape.marksDiffer)]).toEqual([text, differs]);
        const fraction = (reading: typeof dot) => /[1-9]/.test(reading?.fraction ?? '');
        expect([text, has(bits, shape.fractionDot)]).toEqual([text, fraction(dot)]);
        expect([text, has(bits, shape.fractionComma)]).toEqual([text, fraction(comma)]);
        const ymd = typeof readDate(text, 'ymd') !== 'string';
        expect([text, has(bits, shape.dateYmd)]).toEqual([text, ymd]);
        for (const [order, flag] of [
          ['dmy', shape.dateDmy],
          ['mdy', shape.dateMdy],
        ] as const)
          expect([text, has(bits, flag)]).toEqual([text, !ymd && typeof readDate(text, order) !== 'string']);
        const [day, month] = [readDate(text, 'dmy'), readDate(text, 'mdy')].map((one) =>
          typeof one === 'string' ? null : one.date.month,
        );
        const differ = day != null && month != null && day !== month;
        expect([text, has(bits, shape.ordersDiffer)]).toEqual([text, differ]);
        const reading = [readDate(text, 'dmy'), readDate(text, 'mdy')].find((one) => typeof one !== 'string');
        const found = typeof reading === 'string' ? undefined : reading;
        expect([text, has(bits, shape.shortYear)]).toEqual([text, found?.shortYear === true]);
        const named = found !== undefined && found.offset !== null;
        expect([text, has(bits, shape.hasOffset)]).toEqual([text, named]);
        expect([text, has(bits, shape.time)]).toEqual([text, found === undefined && readTime(text) !== null]);
        expect([text, has(bits, shape.error)]).toEqual([text, isErrorCell(text)]);
        expect([text, has(bits, shape.boolean)]).toEqual([text, readBoolean(text) !== null]);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ['45000', shape.serial],
    ['45000,5', shape.serial],
    ['1.23457E+11', shape.scientific],
    ['1234567890123450000', shape.rounded],
    ['0018c00002FInbo', shape.id15],
    ['0018c00002FInboAAD', shape.id18],
    ['01069', shape.leadingZero],
    ['ada@x.example', shape.email],
  ])('%s', (text, flag) => {
    expect(has(shapeOf(text), flag)).toBe(true);
  });

  it.each([
    ['12345', shape.serial],
    ['1234567890123456789', shape.rounded],
    ['123456789012345', shape.id15],
    ['Geschäftsführer', shape.id15],
    ['0', shape.leadingZero],
    ['9.12260031E8', shape.scientific],
  ])('not %s', (text, flag) => {
    expect(has(shapeOf(text), flag)).toBe(false);
  });

  it('counts the digits of cells of digits alone', () => {
    expect(['01069', '7', '12a'].map((text) => widthOf(shapeOf(text)))).toEqual([5, 1, 0]);
  });
});
