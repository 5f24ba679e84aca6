import { expect, it } from 'vitest';
import { shapeOf } from './cell-shape';
import { readDate } from './parse-date';
import { formatNumber, readNumber } from './parse-number';
import { readTime } from './parse-time';
import { toPlainDigits } from './plain-digits';

it.each([
  ['١٢٣٤', '1234'],
  ['۱٬۲۳۴٫۵', '1,234.5'],
  ['१२/०३/२०२६', '12/03/2026'],
  ['１２３４．５', '1234.5'],
  ['\u200e05.\u200e03.\u200e2026', '05.03.2026'],
  ['\ufeff1,5\u200b', '1,5'],
  ['1´234.50', "1'234.50"],
  ['1ʼ234', "1'234"],
  ['Zoë 12', 'Zoë 12'],
  ['東京', '東京'],
])('%s is %s', (text, expected) => {
  expect(toPlainDigits(text)).toBe(expected);
});

it('is what numbers, dates and times are read with', () => {
  const number = readNumber('۱٬۲۳۴٫۵', 'dot');
  expect(number === null ? null : formatNumber(number)).toBe('1234.5');
  expect(readDate('٢٠٢٦/٠٣/٠٤', 'ymd')).toMatchObject({ date: { year: 2026, month: 3, day: 4 } });
  expect(readTime('٠٨:٣٠')).toMatchObject({ time: { hour: 8, minute: 30 } });
  for (const [foreign, plain] of [
    ['١٢٣٤', '1234'],
    ['٢٠٢٦/٠٣/٠٤', '2026/03/04'],
    ['۱٬۲۳۴٫۵', '1,234.5'],
    ['\u200e05.03.2026', '05.03.2026'],
    ['1´234.50', "1'234.50"],
    ['1ʼ234ʼ567', "1'234'567"],
    ['O´Brien', "O'Brien"],
    ['\u200b', ''],
  ] as const)
    expect(shapeOf(foreign)).toBe(shapeOf(plain));
});
