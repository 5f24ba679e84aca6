import { describe, expect, it } from 'vitest';
import type { LoadView, PartCount } from '../../../shared/domain/load';
import { measureRun, roundPace, timeLeft } from './progress';

describe('timeLeft', () => {
  it.each([
    [1735, null, { left: 'none' }],
    [1735, 0, { left: 'none' }],
    [0, 25, { left: 'none' }],
    [900, 25, { left: 'under' }],
    [1735, 25, { left: 'minute' }],
    [4500, 25, { left: 'minutes', minutes: 3 }],
    [900_000, 25, { left: 'hours', hours: 10 }],
  ])('%i rows at %s a second', (rows, rate, expected) => {
    expect(timeLeft(rows, rate)).toEqual(expected);
  });
});

describe('roundPace', () => {
  it.each([
    [25.31, 1500],
    [0.4, 24],
    [1234.5, 74_000],
    [0.01, 1],
  ])('%d rows a second are about %d a minute', (rate, pace) => {
    expect(roundPace(rate)).toBe(pace);
  });
});

describe('measureRun', () => {
  const count = (change: Partial<PartCount>): PartCount => ({
    phase: 'planned',
    queued: false,
    parts: 1,
    rows: 200,
    processed: 0,
    failed: 0,
    ...change,
  });

  it('adds what is settled to what Salesforce has processed elsewhere', () => {
    const parts = [
      count({ phase: 'settled', parts: 3, rows: 600, processed: 600, failed: 5 }),
      count({ phase: 'running', parts: 2, rows: 400, processed: 150, failed: 10 }),
      count({ phase: 'running', queued: true, processed: 0 }),
      count({ phase: 'collecting', processed: 200, failed: 1 }),
      count({}),
    ];
    const attempts = [{ rows: 1600 }] as LoadView['attempts'];
    expect(measureRun({ parts, attempts } as LoadView)).toEqual({
      rows: 1600,
      answered: 950,
      refusedUnread: 11,
      parts: { written: 339, failed: 11 },
    });
  });
});
