import { expect, test } from 'vitest';
import { tellSeldom } from './tell-seldom';

test('tells the first at once and then the newest of each stretch', () => {
  let now = 1000;
  const told: number[] = [];
  const tell = tellSeldom(
    100,
    (news: number) => told.push(news),
    () => now,
  );
  for (const [at, news] of [
    [1000, 1],
    [1050, 2],
    [1099, 3],
    [1100, 4],
    [1120, 5],
    [1205, 6],
  ] as const) {
    now = at;
    tell(news);
  }
  expect(told).toEqual([1, 4, 6]);
});
