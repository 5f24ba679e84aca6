import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnnouncer } from './announcer';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('tells at once, then four times a second at most, and the last of all changes, whatever the clock says', async () => {
  const told: number[] = [];
  const begun = performance.now();
  const { tell, cancel } = createAnnouncer(async () => void told.push(performance.now() - begun));
  await tell();
  vi.setSystemTime(0);
  for (let at = 0; at < 30; at += 1) {
    await tell();
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(told).toEqual([0, 250, 500]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual([0, 250, 500, 750]);
  await tell();
  await tell();
  cancel();
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toHaveLength(5);
});
