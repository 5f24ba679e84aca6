import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLocalTime, toLocalTime } from './local-time';

test('a moment comes back from the box it was shown in, to the minute', () => {
  const minutes = fc.integer({ min: 0, max: 66_000_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const moment = new Date(minute * 60_000).toISOString();
      const again = fromLocalTime(toLocalTime(moment));
      // An hour that a clock change repeats is shown the same way twice.
      expect(Math.abs(Date.parse(again) - Date.parse(moment)) % 3_600_000).toBe(0);
      expect(toLocalTime(again)).toBe(toLocalTime(moment));
    }),
  );
});

test.each(['', 'not a time'])('%j is no moment', (text) => {
  expect(toLocalTime(text)).toBe('');
  expect(fromLocalTime(text)).toBe('');
});
