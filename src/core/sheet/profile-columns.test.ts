import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from './parse-date';
import { readNumber } from './parse-number';
import { createProfiler } from './profile-columns';
import { createRecordScanner } from './scan-record';
import { anyTyped } from './test-typed-cells';
import { writeExactRecord } from './write-csv';

const profile = (cells: string[]) => {
  const profiler = createProfiler(['Column']);
  for (const cell of cells) profiler.add([cell]);
  const [column] = profiler.finish();
  if (column === undefined) throw new Error('no column');
  return column;
};

describe('createProfiler', () => {
  it.each([
    [['27/03/2025', '03/04/2025'], ['dmy']],
    [['03/27/2025', '03/04/2025'], ['mdy']],
    [['03/04/2025'], ['dmy', 'mdy']],
    [['03.04.2025'], ['dmy']],
    [['2025-04-03', '2025/4/3', '2025.04.03'], ['ymd']],
    [
      ['2025-04-03', '03/04/2025'],
      ['dmy', 'mdy'],
    ],
    [['27/03/2025', '03/27/2025'], []],
    [['03/04/25 10:30', '28/04/25 10:30:59'], ['dmy']],
    [['13/13/2025', 'none', '1.5'], []],
  ])('reads the date order of %j as %j', (cells, orders) => {
    expect(profile(cells).dateOrders).toEqual(orders);
  });

  it.each([
    [['1.234,50', '1,5'], ['comma']],
    [['1,234.50'], ['dot']],
    [
      ['1234', '007'],
      ['dot', 'comma'],
    ],
    [['1.234'], ['dot', 'comma']],
    [['0.123'], ['dot']],
    [['1,5', '1.5'], []],
    [['€ 1.000.000', '(12)', '5 %', '-3'], ['comma']],
    [['a'], []],
  ])('reads the decimal mark of %j as %j', (cells, marks) => {
    expect(profile(cells).decimalMarks).toEqual(marks);
  });

  it('counts what the cells are', () => {
    const column = profile(['ada@x.example', '', '  ', '#N/A', 'ja', '01069', '2025-01-31', 'ja']);
    expect(column).toMatchObject({
      filled: 6,
      blank: 2,
      distinct: 5,
      longest: 13,
      leadingZeros: 1,
      errorCells: 1,
      dates: 1,
      numbers: 1,
      booleans: 2,
      emails: 1,
    });
    expect(column.values[0]).toEqual({ value: 'ja', count: 2 });
  });

  it('counts distinct values to 1,000 and lists up to 100', () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`);
    expect(profile(upTo(100)).values).toHaveLength(100);
    expect(profile(upTo(101)).values).toEqual([]);
    expect(profile(upTo(1000)).distinct).toBe(1000);
    expect(profile([...upTo(1001), 'v0']).distinct).toBe(1001);
    expect(profile([...upTo(1001), ...upTo(5)]).filled).toBe(1006);
  });

  it('keeps a number that reads two ways among its samples', () => {
    const cells = [...Array.from({ length: 2000 }, (_, at) => String(at)), '1.234'];
    expect(profile(cells).samples).toContain('1.234');
    expect(profile(cells).samples).toHaveLength(5);
    expect(profile(['ab', '1.234', '1,5']).samples).toEqual(['ab', '1.234', '1,5']);
  });

  it('counts what each reading fits, with the first cell against it', () => {
    const { proof, errorWords } = profile([
      '#N/A',
      '03/04/2025',
      '27/03/2025',
      'soon',
      'null',
      '#N/A',
      '1/2/26 10:00',
    ]);
    expect(proof?.dates).toEqual({
      ymd: { fits: 0, against: { line: 2, cell: '03/04/2025' } },
      dmy: { fits: 3, against: null },
      mdy: { fits: 2, against: { line: 3, cell: '27/03/2025' } },
    });
    expect(proof).toMatchObject({
      dateOfTwo: { line: 2 },
      notDate: { line: 4, cell: 'soon' },
      zoneless: 3,
      shortYears: 1,
    });
    expect(errorWords).toEqual([
      { value: '#N/A', count: 2 },
      { value: 'null', count: 1 },
    ]);
  });

  it('estimates how many values there are beyond what it can count', () => {
    const cells = Array.from({ length: 20_000 }, (_, at) => `v${at % 15_000}`);
    const about = profile(cells).distinctAbout ?? 0;
    expect(Math.abs(about - 15_000)).toBeLessThan(750);
    expect(profile(cells.slice(0, 900)).distinctAbout).toBeUndefined();
  });

  it('looks at the columns it is told to alone', () => {
    const profiler = createProfiler(['A', 'B'], new Set([1]));
    profiler.add(['01', '02']);
    expect(profiler.finish()).toMatchObject([
      { header: 'A', filled: 0, blank: 0, leadingZeros: 0 },
      { header: 'B', filled: 1, leadingZeros: 1 },
    ]);
  });

  it('tells long cells apart', () => {
    const long = 'x'.repeat(5000);
    const column = profile([`${long}a`, `${long}b`, `${long}a`]);
    expect([column.distinct, column.longest, column.values]).toEqual([2, 5001, []]);
  });

  it('proves an order or mark only where every cell of that kind fits it', () => {
    const two = fc.integer({ min: 0, max: 40 }).map((value) => String(value).padStart(2, '0'));
    const date = fc
      .tuple(two, two, fc.constantFrom('2025', '25'), fc.constantFrom('.', '/', '-'))
      .map(([first, second, year, mark]) => [first, second, year].join(mark));
    const number = fc.stringMatching(/^-?[0-9]{1,4}([.,][0-9]{1,3}){0,2}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(date, number, fc.constant('x')), { maxLength: 8 }), (cells) => {
        const column = profile(cells);
        const isDate = (cell: string, order: 'dmy' | 'mdy' | 'ymd') =>
          typeof readDate(cell, order) !== 'string';
        const dates = cells.filter(
          (cell) => isDate(cell, 'dmy') || isDate(cell, 'mdy') || isDate(cell, 'ymd'),
        );
        expect(column.dates).toBe(dates.length);
        for (const order of ['ymd', 'dmy', 'mdy'] as const) {
          const fits = dates.length > 0 && dates.every((cell) => isDate(cell, order));
          if (order !== 'ymd' && column.dateOrders.includes('ymd')) continue;
          expect(column.dateOrders.includes(order)).toBe(fits);
        }
        const numbers = cells.filter((cell) => readNumber(cell, 'dot') ?? readNumber(cell, 'comma'));
        expect(column.numbers).toBe(numbers.length);
        for (const mark of ['dot', 'comma'] as const) {
          const fits = numbers.length > 0 && numbers.every((cell) => readNumber(cell, mark) !== null);
          expect(column.decimalMarks.includes(mark)).toBe(fits);
        }
      }),
    );
  });

  it('learns the same from the bytes of records', () => {
    const cell = fc.oneof(
      { weight: 3, arbitrary: anyTyped },
      {
        weight: 2,
        arbitrary: fc.constantFrom('2026-01-31', '1250.40', 'a,b', 'say "hi"', 'x'.repeat(255), '#N/A'),
      },
    );
    const scanner = createRecordScanner();
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(1, 150),
        fc.boolean(),
        (table, times, quoted) => {
          const one = createProfiler(['a', 'b', 'c'], new Set([0, 2]));
          const other = createProfiler(['a', 'b', 'c'], new Set([0, 2]));
          for (let turn = 0; turn < times; turn += 1)
            table.forEach((row, at) => {
              // Further turns bring more values than a column knows one by one.
              const cells = row.map((text) => (turn > 0 && /^\d/.test(text) ? `${turn}${text}` : text));
              const line = turn * table.length + at + 2;
              one.add(cells, line);
              const record = quoted
                ? `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`
                : writeExactRecord(cells);
              const bytes = new TextEncoder().encode(record);
              scanner.scan(new Uint8Array([...bytes, 0x0a]), 0, bytes.length);
              other.addRecord(bytes, scanner, line, (column) => {
                const [start, end] = [scanner.starts()[column], scanner.ends()[column]];
                const text = decoder.decode(bytes.subarray(start, end));
                return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
              });
            });
          expect(other.finish()).toEqual(one.finish());
        },
      ),
      { numRuns: 12 },
    );
  });
});
