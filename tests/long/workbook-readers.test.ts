import { expect, it } from 'vitest';
import { judgeReadings } from '../workbooks/judge-reading';

const seconds = Number(process.env['FUZZ_SECONDS'] ?? '60');

it('reads sound workbooks as they are meant and refuses spoilt ones in words, whatever they hold', async () => {
  const end = Date.now() + seconds * 1000;
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
  const judged = await judgeReadings(seed, () => Date.now() > end);
  console.log(`from seed ${seed}: ${JSON.stringify(judged)}`);
  expect(judged.books).toBeGreaterThan(100);
  expect(judged.slowest).toBeLessThan(30_000);
});
