import { expect, test } from 'vitest';
import { repeatsHeader } from './repeats-header';

const names = ['Name', ' E-Mail ', ''];

test('knows the column names when they come again', () => {
  expect(repeatsHeader(['Name', ' E-Mail ', ''], names)).toBe(true);
  expect(repeatsHeader([' Name', 'E-Mail', ' '], names)).toBe(true);
  expect(repeatsHeader(['Name', 'E-Mail', '', ''], names)).toBe(true);
});

test('knows them behind a byte-order mark, in quotes or not', () => {
  expect(repeatsHeader(['\u{feff}Name', 'E-Mail', ''], names)).toBe(true);
  expect(repeatsHeader(['\u{feff}"Name"', 'E-Mail', ''], names)).toBe(true);
  expect(repeatsHeader(['\u{feff}"Say ""A"""', 'B'], ['Say "A"', 'B'])).toBe(true);
});

test('takes no other row for them', () => {
  expect(repeatsHeader(['Name', 'e-mail', ''], names)).toBe(false);
  expect(repeatsHeader(['"Name"', 'E-Mail', ''], names)).toBe(false);
  expect(repeatsHeader(['Name', 'E-Mail'], names)).toBe(false);
  expect(repeatsHeader(['Name', 'E-Mail', '', 'more'], names)).toBe(false);
  expect(repeatsHeader([], [])).toBe(false);
});
