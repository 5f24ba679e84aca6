import { describe, expect, it } from 'vitest';
import { nextLook, nextSending, nextTry } from './pace';

describe('nextLook', () => {
  it('is half a second for ten seconds, then half as long again each time, up to 15 s and without end', () => {
    const waits: number[] = [];
    for (let passed = 0; passed < 120_000; passed += waits.at(-1) ?? 0) waits.push(nextLook(passed));
    expect(waits.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 500));
    expect(waits.slice(20, 30)).toEqual([750, 1125, 1688, 2532, 3798, 5697, 8545, 12_818, 15_000, 15_000]);
    expect(nextLook(86_400_000)).toBe(15_000);
  });
});

describe('nextTry', () => {
  it('doubles from half a second to half a minute', () => {
    expect([1, 2, 3, 6, 7, 8, 100].map(nextTry)).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000]);
  });
});

describe('nextSending', () => {
  it('is as long as rows were sent in vain, from half a second up to half a minute', () => {
    expect([0, 3000, 59_999, 60_000, 300_000].map(nextSending)).toEqual([500, 3000, 30_000, 30_000, 30_000]);
  });
});
