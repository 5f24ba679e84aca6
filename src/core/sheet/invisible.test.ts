import { expect, it } from 'vitest';
import { hasInvisible, replaceInvisible, showInvisible } from './invisible';

it.each([
  ['Ac\u200bme', 'Acme', 'Ac[U+200B]me'],
  ['\ufeffAcme', 'Acme', '[U+FEFF]Acme'],
  ['Zu\u00adsam\u00admen', 'Zusammen', 'Zu[U+00AD]sam[U+00AD]men'],
  ['\u200e05.03.2026', '05.03.2026', '[U+200E]05.03.2026'],
  ['\u200b', '', '[U+200B]'],
])('finds what nobody sees in %j', (cell, rest, shown) => {
  expect(hasInvisible(cell)).toBe(true);
  expect(replaceInvisible(cell)).toBe(rest);
  expect(showInvisible(cell)).toBe(shown);
});

it.each(['Acme', 'a\u00a0b', 'می\u200cخواهم', '👩\u200d💻', 'שלום\u200f (Acme)', ''])(
  'leaves %j alone',
  (cell) => {
    expect(hasInvisible(cell)).toBe(false);
    expect(replaceInvisible(cell)).toBe(cell);
  },
);
