import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIsoDate, readSerial } from './serial-date';

test.each([
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [60, '1900-02-29'],
  [61, '1900-03-01'],
  [45292, '2024-01-01'],
  [46085, '2026-03-04'],
  [2958465, '9999-12-31'],
])('day %i of the 1900 system is %s', (days, text) => {
  expect(readSerial(days, 'date', false)).toEqual({ text, kind: 'date' });
});

test.each([
  [0, '1904-01-01'],
  [1, '1904-01-02'],
  [44623, '2026-03-04'],
])('day %i of the 1904 system is %s', (days, text) => {
  expect(readSerial(days, 'date', true)).toEqual({ text, kind: 'date' });
});

test('gives the time of day to the millisecond, and carries what rounds up to midnight', () => {
  expect(readSerial(46085.2125810185, 'datetime', false)?.text).toBe('2026-03-04T05:06:07');
  expect(readSerial(46085.5, 'datetime', false)?.text).toBe('2026-03-04T12:00:00');
  expect(readSerial(46085, 'datetime', false)?.text).toBe('2026-03-04T00:00:00');
  expect(readSerial(46085.0000014, 'datetime', false)?.text).toBe('2026-03-04T00:00:00.121');
  expect(readSerial(46085.999999999, 'datetime', false)?.text).toBe('2026-03-05T00:00:00');
});

test('keeps a time of day that the format hides', () => {
  expect(readSerial(46085.75, 'date', false)).toEqual({ text: '2026-03-04T18:00:00', kind: 'datetime' });
  expect(readSerial(46085.75, 'time', false)).toEqual({ text: '2026-03-04T18:00:00', kind: 'datetime' });
});

test('reads times and durations', () => {
  expect(readSerial(0.5, 'time', false)).toEqual({ text: '12:00:00', kind: 'time' });
  expect(readSerial(0, 'time', false)).toEqual({ text: '00:00:00', kind: 'time' });
  expect(readSerial(0.5, 'time', true)).toEqual({ text: '12:00:00', kind: 'time' });
  expect(readSerial(1.5208333333333333, 'duration', false)).toEqual({ text: '36:30:00', kind: 'time' });
});

test('takes no day for a date that is none', () => {
  expect(readSerial(0, 'date', false)).toBeNull();
  expect(readSerial(-1, 'date', false)).toBeNull();
  expect(readSerial(2958466, 'date', false)).toBeNull();
  expect(readSerial(Number.NaN, 'date', false)).toBeNull();
});

test('each day after the leap bug follows the one before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2958464 }), (days) => {
      const [one, two] = [days, days + 1].map((day) =>
        Date.parse(readSerial(day, 'date', false)?.text ?? ''),
      );
      expect((two ?? 0) - (one ?? 0)).toBe(86_400_000);
    }),
  );
});

test('reads dates that are written out', () => {
  expect(readIsoDate('2026-03-04', true)).toEqual({ text: '2026-03-04', kind: 'date' });
  expect(readIsoDate('2026-03-04T00:00:00', true)).toEqual({ text: '2026-03-04', kind: 'date' });
  expect(readIsoDate('2026-03-04T00:00:00', false)?.text).toBe('2026-03-04T00:00:00');
  expect(readIsoDate('2026-03-04T05:06:07.000', false)?.text).toBe('2026-03-04T05:06:07');
  expect(readIsoDate('2026-03-04T05:06:07.120', false)?.text).toBe('2026-03-04T05:06:07.12');
  expect(readIsoDate('2026-03-04T05:06Z', false)?.text).toBe('2026-03-04T05:06:00Z');
  expect(readIsoDate('05:06:07', false)).toEqual({ text: '05:06:07', kind: 'time' });
  expect(readIsoDate('4 March', false)).toBeNull();
});
