import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchClock, watchNetwork, type Surveillance } from './network-watch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const open = (change: Partial<Surveillance> = {}) => {
  const heard: string[] = [];
  const watch = watchNetwork({
    isOnline: () => true,
    whenResumed: () => () => undefined,
    every: 1_000,
    ...change,
  });
  const stop = watch.onWake((reason) => heard.push(reason));
  return { watch, heard, stop };
};

test('wakes when a network comes back, once', () => {
  let online = true;
  const { heard } = open({ isOnline: () => online });
  vi.advanceTimersByTime(5_000);
  online = false;
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual([]);
  online = true;
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual(['online']);
});

test('wakes a program that started without a network', () => {
  let online = false;
  const { heard } = open({ isOnline: () => online });
  online = true;
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual(['online']);
});

test('wakes after sleep, and not after it is closed', () => {
  let resume = (): void => undefined;
  let isWatched = true;
  const { watch, heard } = open({
    whenResumed: (listener) => {
      resume = listener;
      return () => (isWatched = false);
    },
  });
  resume();
  expect(heard).toEqual(['resumed']);
  watch.close();
  expect(isWatched).toBe(false);
});

test('leaves alone who no longer listens', () => {
  let online = false;
  const { heard, stop } = open({ isOnline: () => online });
  stop();
  online = true;
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual([]);
});

test('takes a timer that comes far too late for sleep', () => {
  let sleptFor = 0;
  let woken = 0;
  const stop = watchClock(5_000, () => Date.now() + sleptFor)(() => (woken += 1));
  vi.advanceTimersByTime(60_000);
  expect(woken).toBe(0);
  sleptFor = 3_600_000;
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(1);
  stop();
  sleptFor *= 2;
  vi.advanceTimersByTime(10_000);
  expect(woken).toBe(1);
});
