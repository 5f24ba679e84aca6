import { describe, expect, it } from 'vitest';
import { formatRestDateTime, parseDate, parseDateTime, parseTime } from './date';

describe('dates', () => {
  it('takes calendar days only', () => {
    expect(
      ['2024-02-29', '2026-11-02Z', '2026-02-29', '2026-13-01', '2026-1-2', '02/03/2026', ''].map(parseDate),
    ).toEqual(['2024-02-29', '2026-11-02', null, null, null, null, null]);
  });

  it('takes date-times with T and a zone only', () => {
    const moment = Date.UTC(2026, 10, 2, 9, 15, 0);
    expect(parseDateTime('2026-11-02T09:15:00Z')).toBe(moment);
    expect(parseDateTime('2026-11-02T10:15:00.000+01:00')).toBe(moment);
    expect(parseDateTime('2026-11-02T04:15:00-0500')).toBe(moment);
    expect(parseDateTime('2026-11-02T09:15:00.25Z')).toBe(moment + 250);
    expect(
      [
        '2026-11-02 09:15:00Z',
        '2026-11-02T09:15:00',
        '2026-11-02',
        '2026-02-30T09:15:00Z',
        '2026-11-02T24:00:00Z',
      ].map(parseDateTime),
    ).toEqual([null, null, null, null, null]);
  });

  it('writes the REST form and reads times', () => {
    expect(formatRestDateTime(Date.UTC(2026, 10, 2, 9, 15, 0))).toBe('2026-11-02T09:15:00.000+0000');
    expect(['09:15:00Z', '09:15:00.5', '25:00:00'].map(parseTime)).toEqual([
      '09:15:00.000Z',
      '09:15:00.500Z',
      null,
    ]);
  });
});
