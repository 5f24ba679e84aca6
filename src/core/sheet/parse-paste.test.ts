import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePaste, toPastedText } from './parse-paste';

describe('parsePaste', () => {
  it.each([
    ['', []],
    ['a', [['a']]],
    [
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\t\n\t',
      [
        ['a', ''],
        ['', ''],
      ],
    ],
    ['"two\nlines"\tb', [['two\nlines', 'b']]],
    ['"say ""hi""\n"', [['say "hi"\n']]],
    ['"said"\tb', [['"said"', 'b']]],
    ['5" pipe\t"open', [['5" pipe', '"open']]],
    ['a\n\nb', [['a'], [''], ['b']]],
  ])('%j', (text, expected) => {
    expect(parsePaste(text)).toEqual(expected);
  });

  it('reads back any block as a spreadsheet writes it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\t', ' ', 'é'), maxLength: 6 });
    const write = (text: string): string => (/[\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        fc.pre(rows.flat().every((text) => /[\t\n]/.test(text) || !text.startsWith('"')));
        expect(parsePaste(rows.map((row) => row.map(write).join('\t')).join('\n') + '\n')).toEqual(rows);
      }),
    );
  });
});

describe('toPastedText', () => {
  it('writes a block of cells as a file with tabs that reads back the same', () => {
    expect(toPastedText('a\tb\r\n5" pipe\t"two\nlines ""so"""\r\n')).toBe(
      'a\tb\r\n"5"" pipe"\t"two\nlines ""so"""\r\n',
    );
  });

  it('leaves a text without tabs as it is', () => {
    expect(toPastedText('a;b\n"x";2')).toBe('a;b\n"x";2');
  });
});
