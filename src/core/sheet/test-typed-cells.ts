import fc from 'fast-check';

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
/** A number that fits, or now and then one that doesn't quite. */
const upTo = (max: number, beyond: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max }) },
    { weight: 1, arbitrary: fc.constantFrom(0, beyond, 31) },
  );
/** Mostly the first of some texts. */
const often = (first: string, ...others: string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(''));

const day = fc
  .tuple(fc.constantFrom(1999, 2000, 2024, 2026, 1700, 4000, 1699, 4001), upTo(12, 13), upTo(28, 32))
  .map(([year, month, date]) => `${pad(year, 4)}-${pad(month)}-${pad(date)}`);
const clock = fc
  .tuple(upTo(23, 24), upTo(59, 60), upTo(59, 60))
  .map((parts) => parts.map((part) => pad(part)).join(':'));
const fraction = often('', '.', '.0', '.000', '.1234', '.123456789', '.1234567890');
const zone = often('Z', '', '+0000', '+02:00', '-1400', '+15:00', '+0060', '+2', 'z', '+02-00');

/** For tests: cells in Salesforce's own form for dates, times and numbers, and cells that nearly are. */
export const nearlyTyped = {
  date: join(day, often('', 'Z', 'z', ' ')),
  datetime: join(day, often('T', ' ', 't'), clock, fraction, zone),
  time: join(clock, fraction, often('', 'Z', '+0000')),
  number: join(
    often('', '-', '+'),
    fc.oneof(
      fc.integer({ min: 0, max: 99_999_999_999 }).map(String),
      fc.constantFrom('', '007', '12345', '123'),
    ),
    often('', '.', '.5', '.00', '.250', ',5', '.123456', ',000.5'),
    often('', 'e5', 'E+12', 'e', 'E-', ' %'),
  ),
};

const whole = fc.oneof(
  ...Object.values(nearlyTyped),
  fc.constantFrom(
    '',
    ' ',
    '#N/A',
    'n/a',
    'Err:502',
    '03.04.2026',
    '4/3/26',
    '1.234,50',
    'true',
    '€ 5',
    'ü',
    '5 ',
  ),
);

/** The same, and other cells, some with one character changed. */
export const anyTyped = fc.oneof(
  { weight: 6, arbitrary: whole },
  {
    weight: 1,
    arbitrary: fc
      .tuple(whole, fc.nat(30), fc.constantFrom('', '0', '-', ':', '.', 'T', 'x', 'é'))
      .map(([cell, at, piece]) => cell.slice(0, at) + piece + cell.slice(at + 1)),
  },
);
