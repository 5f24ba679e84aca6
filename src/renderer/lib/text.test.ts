import { expect, test } from 'vitest';
import { daysSince, formatBytes, formatDuration, formatMoment } from './text';

test.each([
  [0, '0 bytes'],
  [812, '812 bytes'],
  [1_000, '1 kB'],
  [1_234_567, '1.2 MB'],
  [168_500_000, '169 MB'],
  [1_700_000_000, '1.7 GB'],
])('%i bytes are written as %s', (bytes, words) => {
  expect(formatBytes(bytes).replaceAll('\u00a0', ' ')).toBe(words);
});

test.each([
  [-5, 'less than a second'],
  [45_000, '45 s'],
  [60_000, '1 min'],
  [185_000, '3 min 5 s'],
  [3_600_000, '1 h'],
  [7_440_000, '2 h 4 min'],
])('%i ms last %s', (milliseconds, words) => {
  expect(formatDuration(milliseconds)).toBe(words);
});

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 5).getTime();

test('days are those of the calendar, not spans of 24 hours', () => {
  expect(daysSince(at(22, 23), at(23, 1))).toBe(1);
  expect(daysSince(at(23, 1), at(23, 23))).toBe(0);
});

test('a moment names its day the way people do', () => {
  const now = at(23, 12);
  expect(formatMoment(at(23, 8), now)).toMatch(/^today at 0?8:05/);
  expect(formatMoment(at(22, 8), now)).toMatch(/^yesterday at 0?8:05/);
  expect(formatMoment(at(20, 8), now)).not.toMatch(/2026/);
  expect(formatMoment(new Date(2025, 10, 20).getTime(), now)).toMatch(/2025/);
});
