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
    const balance = { counts: { sent: 1000 } } as LoadView['balance'];
    expect(measureRun({ parts, attempts, balance } as LoadView)).toEqual({
      rows: 1600,
      answered: 950,
      refusedUnread: 11,
      parts: { written: 339, failed: 11, notHanded: 200 },
    });
  });

  it('leaves no row with Salesforce that was not handed over, whether parts are cut or not', () => {
    const measure = (sent: number, ...parts: PartCount[]): unknown => {
      const balance = { counts: { sent } } as LoadView['balance'];
      return measureRun({ parts, attempts: [{ rows: sent }], balance } as LoadView).parts.notHanded;
    };
    expect(measure(4805)).toBe(4805);
    expect(measure(600, count({ phase: 'creating', parts: 3, rows: 600 }))).toBe(600);
    expect(measure(600, count({ phase: 'committing' }), count({ phase: 'uploading', rows: 400 }))).toBe(400);
    expect(measure(200, count({ phase: 'doubting' }))).toBe(0);
  });
});
