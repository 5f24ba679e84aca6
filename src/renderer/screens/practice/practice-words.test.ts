import { expect, test } from 'vitest';
import type { PracticeView } from '../../../shared/domain/practice';
import { clockApart, practiceState } from './practice-words';

const day = 86_400_000;
const view: PracticeView = {
  day: 'clear',
  struck: false,
  clock: { now: 0, ahead: 0 },
  schema: 'company',
  objects: [],
  jobs: { underWay: 0, ended: 0 },
};
const ahead = (by: number): PracticeView => ({ ...view, clock: { now: 0, ahead: by } });

test.each([
  [0, 'same'],
  [-40, 'same'],
  [day, { days: 1 }],
  [8 * day - 20, { days: 8 }],
  [day / 2, 'apart'],
  [-day, 'apart'],
])('a clock %i ms ahead', (by, apart) => {
  expect(clockApart(ahead(by))).toEqual(apart);
});

test.each<[PracticeView, string | null]>([
  [view, null],
  [{ ...view, day: 'half-way' }, 'job fails half-way'],
  [{ ...view, day: 'other' }, 'set by hand'],
  [ahead(7 * day), '7 days ahead'],
  [{ ...ahead(day), day: 'slow' }, 'slow day, 1 day ahead'],
  [ahead(-5 * day), 'clock is off'],
])('the shell says what is unusual (%#)', (seen, words) => {
  expect(practiceState(seen)).toBe(words);
});
