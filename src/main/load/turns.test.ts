import { expect, it } from 'vitest';
import { createTurns } from './turns';

it('lets so many run side by side and the others wait in order, whether works end well or not', async () => {
  const turns = createTurns(2);
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = async (number: number): Promise<number> =>
    turns(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 1) throw new Error('no');
      return number;
    });
  const all = [1, 2, 3, 4].map(async (number) => work(number).catch(() => 0));
  const rest = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  await rest();
  expect(begun).toEqual([1, 2]);
  ends[0]?.();
  await rest();
  expect(begun).toEqual([1, 2, 3]);
  ends[1]?.();
  ends[2]?.();
  await rest();
  ends[3]?.();
  expect(await Promise.all(all)).toEqual([0, 2, 3, 4]);
});
