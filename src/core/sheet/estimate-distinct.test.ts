import { describe, expect, it } from 'vitest';
import { createDistinctCounter } from './estimate-distinct';

describe('createDistinctCounter', () => {
  it.each([10, 1500, 40_000, 300_000])('counts %d within five in a hundred', (count) => {
    const counter = createDistinctCounter();
    for (let at = 0; at < count; at += 1) {
      counter.add(`C-${at}`);
      if (at % 3 === 0) counter.add(`C-${at}`);
    }
    expect(Math.abs(counter.estimate() - count) / count).toBeLessThan(0.05);
  });
});
