import { expect, it } from 'vitest';
import { judgeReadings } from '../../../../tests/workbooks/judge-reading';

it('reads some workbooks made by chance as they are meant, and refuses spoilt ones in words', async () => {
  let left = 25;
  const { books, read, refused } = await judgeReadings(1, () => (left -= 1) < 0);
  expect(books).toBe(125);
  expect(read).toBeGreaterThan(5);
  expect(Object.keys(refused).length).toBeGreaterThan(2);
});
