import { describe, expect, it } from 'vitest';
import { roundPace, timeLeft } from './progress';

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
