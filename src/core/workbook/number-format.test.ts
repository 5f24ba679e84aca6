import { expect, test } from 'vitest';
import { builtInFormat, padNumber, readNumberFormat } from './number-format';

test.each([
  ['General', 'general'],
  ['0', 'general'],
  ['0.00', 'general'],
  ['#,##0.00', 'general'],
  ['0%', 'percent'],
  ['0.0\\ %', 'percent'],
  ['0.0"%"', 'general'],
  ['0.00E+00', 'general'],
  ['# ?/?', 'general'],
  ['@', 'general'],
  ['#,##0.00 "days"', 'general'],
  ['[Red]#,##0;-#,##0', 'general'],
  ['_-* #,##0.00 [$€-407]_-', 'general'],
  ['"Day "0', 'general'],
  ['0\\d', 'general'],
  ['yyyy-mm-dd', 'date'],
  ['dd/mm/yyyy', 'date'],
  ['DD.MM.YYYY', 'date'],
  ['d. mmmm yyyy', 'date'],
  ['mmm-yy', 'date'],
  ['mmmm', 'date'],
  ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
  ['[$-407]d. MMM. yyyy;@', 'date'],
  ['[$-411]ge.m.d', 'date'],
  ['yyyy"年"m"月"d"日"', 'date'],
  ['dd\\.mm\\.yyyy', 'date'],
  ['TT.MM.JJJJ', 'date'],
  ['h:mm', 'time'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss.0', 'time'],
  ['[$-F400]h:mm:ss\\ AM/PM', 'time'],
  ['hh:mm:ss', 'time'],
  ['[h]:mm:ss', 'duration'],
  ['[mm]:ss', 'duration'],
  ['yyyy-mm-dd hh:mm', 'datetime'],
  ['m/d/yy h:mm', 'datetime'],
  ['dd mmm h:mm', 'datetime'],
  ['yyyy\\-mm\\-dd"T"hh:mm:ss.000', 'datetime'],
])('%s shows a %s', (code, kind) => {
  expect(readNumberFormat(code).kind).toBe(kind);
});

test.each([
  ['00000', '00000'],
  ['000\\-00\\-0000', '000-00-0000'],
  ['00000\\-0000', '00000-0000'],
  ['[$-409]00000', '00000'],
  ['00000;-00000', '00000'],
])('%s pads with zeros', (code, pattern) => {
  expect(readNumberFormat(code)).toEqual({ kind: 'padded', pattern });
});

test('knows the formats that go by number alone', () => {
  expect(builtInFormat(0).kind).toBe('general');
  expect(builtInFormat(10).kind).toBe('percent');
  expect(builtInFormat(14).kind).toBe('date');
  expect(builtInFormat(20).kind).toBe('time');
  expect(builtInFormat(22).kind).toBe('datetime');
  expect(builtInFormat(46).kind).toBe('duration');
});

test('lays digits into zeros from the end', () => {
  expect(padNumber('123', '00000')).toBe('00123');
  expect(padNumber('1234567', '00000')).toBe('1234567');
  expect(padNumber('12345678', '000-00-0000')).toBe('012-34-5678');
});
