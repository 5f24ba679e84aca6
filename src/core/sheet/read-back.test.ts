import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType, LoadableField } from '../../shared/domain/sobject';
import { field } from '../mapping/test-contact';
import { findFormats } from './find-format';
import { toWire } from './parse-value';
import { createProfiler } from './profile-columns';
import { findOffset } from './time-zone';

// Whatever a spreadsheet of this world writes for a value, reading it brings that value back, or says that it can't
// be certain: never another value.

const of = (type: FieldType): LoadableField => field('F__c', 'Field', { type, length: 0 });

/** The wire values of a column as it would be loaded; null for a cell that is held, 'ask' where a person must choose. */
const readColumn = (cells: readonly string[], type: FieldType, zone: string | null = null) => {
  const profiler = createProfiler(['Column']);
  for (const [at, cell] of cells.entries()) profiler.add([cell], at + 2);
  const [profile] = profiler.finish();
  if (profile === undefined) throw new Error('no column');
  const { format, undecided } = findFormats(profile, of(type), zone);
  if (undecided !== null) return 'ask';
  return cells.map((cell) => {
    const value = toWire(cell, of(type), format);
    return value.ok ? value.wire : null;
  });
};

const days = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const locales = [
  'en-US',
  'en-GB',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'pt-BR',
  'nl-NL',
] as const;

const writeDay = (iso: string, locale: string, style: 'short' | 'medium' | 'long' | 'full'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));

const marks = ['/', '-', '.'] as const;
const shapes: readonly ((y: string, m: string, d: string, mark: string) => string)[] = [
  (y, m, d, mark) => [y, m, d].join(mark),
  (y, m, d, mark) => [d, m, y].join(mark),
  (y, m, d, mark) => [m, d, y].join(mark === '.' ? '/' : mark),
  (y, m, d, mark) => [Number(d), Number(m), y.slice(2)].join(mark),
  (y, m, d, mark) => [Number(m), Number(d), y.slice(2)].join(mark === '.' ? '/' : mark),
  (y, m, d) => `${Number(d)}. ${Number(m)}. ${y}`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m, d) => `${y}-${m}-${d}T00:00:00Z`,
  (y, m, d) => ` ${d}.${m}.${y} 00:00 `,
];

const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,14})$/);
const decimals = fc.stringMatching(/^[0-9]{0,6}$/);
const groups = [',', '.', ' ', '\u00a0', '\u202f', "'", '’', ''] as const;

/** Digits in groups of three from the right, or in India's way. */
const group = (whole: string, mark: string, indian = false): string => {
  if (whole.length <= 3) return whole;
  const head = whole.slice(0, -3);
  const cut = head.replace(indian ? /\B(?=(\d{2})+$)/g : /\B(?=(\d{3})+$)/g, mark);
  return `${cut}${mark}${whole.slice(-3)}`;
};

describe('dates', () => {
  it('come back from every order of a column, or a person is asked', () => {
    fc.assert(
      fc.property(
        fc.array(days, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...shapes),
        fc.constantFrom(...marks),
        (isos, write, mark) => {
          const cells = isos.map((iso) => write(...(iso.split('-') as [string, string, string]), mark));
          const read = readColumn(cells, 'date');
          expect([cells, read === 'ask' ? isos : read]).toEqual([cells, isos]);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('come back as people write them in seven languages, or are held', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...locales),
        fc.constantFrom('medium', 'long', 'full'),
        (iso, locale, style) => {
          const cell = writeDay(iso, locale, style);
          const read = readColumn([cell], 'date');
          if (read === 'ask') return;
          expect([cell, read[0] === null || read[0] === iso]).toEqual([cell, true]);
        },
      ),
      { numRuns: 600 },
    );
    for (const locale of locales) {
      const cell = writeDay('2026-03-04', locale, 'long');
      expect([cell, readColumn([cell], 'date')]).toEqual([cell, ['2026-03-04']]);
    }
  });

  it('pass through no time zone', () => {
    expect(readColumn(['04.03.2026', '31.12.2026'], 'date', 'Pacific/Kiritimati')).toEqual([
      '2026-03-04',
      '2026-12-31',
    ]);
  });
});

describe('date-times', () => {
  it('come back from the clocks of their zone, or are held where a clock change leaves two or none', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/Sao_Paulo',
    ];
    const moments = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (seconds, zone) => {
        const local = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        });
        const cell = local.format(seconds * 1000);
        const read = readColumn([cell], 'datetime', zone);
        if (read === 'ask') throw new Error(cell);
        const [wire] = read;
        if (wire != null) expect([cell, Date.parse(wire)]).toEqual([cell, seconds * 1000]);
        else expect(read).toEqual([null]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['29.03.2026 02:30', 'Europe/Berlin', null],
    ['25.10.2026 02:30', 'Europe/Berlin', null],
    ['25.10.2026 02:30 +01:00', 'Europe/Berlin', '2026-10-25T02:30:00.000+01:00'],
    ['13.03.2026', 'America/New_York', '2026-03-13T00:00:00.000-04:00'],
    ['13.03.2026 2:15 PM', 'Asia/Kolkata', '2026-03-13T14:15:00.000+05:30'],
    ['13.03.1850 12:00', 'Europe/Berlin', '1850-03-13T11:06:32.000Z'],
  ])('%s in %s: %s', (cell, zone, wire) => {
    expect(readColumn([cell], 'datetime', zone)).toEqual([wire]);
  });

  it('agree with the zone they were read in', () => {
    const date = { year: 2026, month: 7, day: 1 };
    const time = { hour: 9, minute: 0, second: 0, milliseconds: 0 };
    expect(findOffset(date, time, 'Europe/London')).toBe(3_600_000);
    expect(readColumn(['2026-07-01 09:00'], 'datetime', 'Europe/London')).toEqual([
      '2026-07-01T09:00:00.000+01:00',
    ]);
  });
});

describe('numbers', () => {
  it('come back digit by digit from every way to write them, or a person is asked', () => {
    const value = fc.record({ whole: digits, fraction: decimals, negative: fc.boolean() });
    const dress = fc.constantFrom(
      (text: string) => text,
      (text: string) => `€ ${text}`,
      (text: string) => `${text} €`,
      (text: string) => `CHF ${text}`,
      (text: string) => `US$${text}`,
      (text: string) => ` ${text} `,
    );
    const sign = fc.constantFrom(
      (text: string) => `-${text}`,
      (text: string) => `${text}-`,
      (text: string) => `(${text})`,
      (text: string) => `−${text}`,
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('.', ','),
        fc.constantFrom(...groups),
        dress,
        sign,
        (values, mark, between, wear, negate) => {
          fc.pre(between !== mark);
          const cells = values.map(({ whole, fraction, negative }) => {
            const text = `${group(whole, between)}${fraction === '' ? '' : `${mark}${fraction}`}`;
            return negative ? negate(wear(text)) : wear(text);
          });
          const read = readColumn(cells, 'double');
          if (read === 'ask') return;
          const wanted = values.map(({ whole, fraction, negative }) => {
            const text = fraction === '' ? whole : `${whole}.${fraction}`;
            return negative && /[1-9]/.test(text) ? `-${text}` : text;
          });
          for (const [at, wire] of read.entries())
            expect([cells, wire === null || wire === wanted[at]]).toEqual([cells, true]);
        },
      ),
      { numRuns: 800 },
    );
  });

  it('come back from India', () => {
    fc.assert(
      fc.property(digits, (whole) => {
        const cell = `₹${group(whole, ',', true)}.50`;
        expect([cell, readColumn([cell], 'currency')]).toEqual([cell, [`${whole}.50`]]);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [['1.234', '5'], 'double', 'ask'],
    [['1.234', '1,5'], 'double', ['1234', '1.5']],
    [['1.234', '7'], 'int', ['1234', '7']],
    [['1.000'], 'int', 'ask'],
    [['5 %', '12,5 %'], 'percent', ['5', '12.5']],
    [['12345678901234567890,12345', '1,5'], 'double', ['12345678901234567890.12345', '1.5']],
  ] as const)('%j for %s: %j', (cells, type, expected) => {
    expect(readColumn([...cells], type)).toEqual(expected);
  });
});
