import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Delimiter } from '../../shared/domain/sheet';
import { delimiterCharacters } from './delimiters';
import { guessDelimiter, guessEncoding, guessHeaderRow, looksLikeText } from './guess-format';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string, littleEndian: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((character) => {
      const unit = character.charCodeAt(0);
      return littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
    }),
  );

describe('guessEncoding', () => {
  it.each([
    ['\u00ef\u00bb\u00bfa', 'utf-8'],
    ['\u00ff\u00fea\u0000', 'utf-16le'],
    ['\u00fe\u00ff\u0000a', 'utf-16be'],
    ['a,b\n1,2\n', 'utf-8-or-legacy'],
    ['a,b\n1,\u0000\n', 'utf-8-or-legacy'],
    ['', 'utf-8-or-legacy'],
  ])('reads the marks of %j', (text, encoding) => {
    expect(guessEncoding(bytes(text))).toBe(encoding);
  });

  it('knows UTF-16 without a mark, in Latin and in other scripts', () => {
    expect(guessEncoding(utf16('Name,City\nAda,Graz\n', true))).toBe('utf-16le');
    expect(guessEncoding(utf16('Name,City\nAda,Graz\n', false))).toBe('utf-16be');
    expect(guessEncoding(utf16('Имя,Город\nАнна,Пермь\n', true))).toBe('utf-16le');
  });
});

describe('looksLikeText', () => {
  it.each([
    ['PK\u0003\u0004....', false],
    ['%PDF-1.4', false],
    ['\u00d0\u00cf\u0011\u00e0', false],
    ['\u0089PNG', false],
    ['\u0000\u0001\u0002\u0000\u0000\u0003\u0000\u0000', false],
    ['a,b\n1,\u0000\n', true],
    ['Name;Ort\n', true],
  ])('%j: %s', (text, expected) => {
    expect(looksLikeText(bytes(text))).toBe(expected);
  });

  it('takes UTF-16 for text', () => {
    expect(looksLikeText(utf16('Name,City\nAda,Graz\n', true))).toBe(true);
  });
});

describe('guessDelimiter', () => {
  it.each([
    ['a,b,c\n1,2,3\n', 'comma'],
    ['a;b\n1,5;2,5\n3,5;4,5\n', 'semicolon'],
    ['1,5;2,5;3,5\n1,0;2,0;3,0\n', 'semicolon'],
    ['a\tb, c\n1\t2, 3\n', 'tab'],
    ['a|b\n1|2\n', 'pipe'],
    ['a^b\n1^2\n', 'caret'],
    ['a`b\n1`2\n', 'backquote'],
    ['"a;b","c"\n"1;2","3;4;5"\n', 'comma'],
    ['"a\n;;;b",c\n1,2\n', 'comma'],
    ['Report, all of it, of 2025\nName;No\nA;1\nB;2\nC;3\n', 'semicolon'],
    ['id,skills\n1,A;B\n2,C;D\n3,E;F\n4,G;H', 'comma'],
    ['sep=|\na,b|c,d\n', 'pipe'],
    ['a,b\n', 'comma'],
    ['Name\nAda\nBob\n', 'comma'],
    ['"Name","City"\n"Acme","Oslo"\n\n"My Accounts"\n"By:  A, B"\n"C; D"\n"E"\n', 'comma'],
    ['"Name","City"\n\n"My Accounts"\n"Nordlicht AS"\n', 'comma'],
    ['Name;Phone;City\nGood;1;A\nShort;2\nLong;3;C;more\nFine;4;D\nOne\n', 'semicolon'],
    ['a;b;c\n1;2\n1;2;3\n1;2;3;4\n1;2\n1;2;3\n1\n', 'semicolon'],
    ['Last, first\nDoe\nRoe\nPoe\n', 'semicolon'],
    ['Last, first\nDoe, A\nRoe\nPoe\nLoe\nMoe\nDoe\nRoe\nPoe\nLoe\nMoe\nRoe\nPoe\nLoe\nMoe\n', 'semicolon'],
    ['Address\nMain St, Graz\nRing 1, Wien\nHof\nHof 2, Linz\n', 'semicolon'],
  ])('%j: %s', (sample, expected) => {
    expect(guessDelimiter(sample)).toBe(expected);
  });

  it.each([
    ['_row,Name\n2,Bob,more\n', 'comma'],
    ['a;b;c\n1;2\n3\n1;2;3;4\n', 'semicolon'],
    ['Name\nAda, B\n', 'semicolon'],
  ])('%j, whose first line is the header: %s', (sample, expected) => {
    expect(guessDelimiter(sample, true)).toBe(expected);
  });

  it('finds the delimiter of any regular table', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...Delimiter.options),
        fc
          .integer({ min: 2, max: 8 })
          .chain((width) =>
            fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }),
          ),
        (delimiter, records) => {
          const sample = records.map((cells) => cells.join(delimiterCharacters[delimiter])).join('\n');
          expect(guessDelimiter(sample)).toBe(delimiter);
        },
      ),
    );
  });
});

describe('guessHeaderRow', () => {
  it.each([
    [
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      1,
    ],
    [[['Report'], [''], ['a', 'b', 'c'], ['1', '2', '3']], 3],
    [
      [
        ['Report', '', '', ''],
        ['a', 'b', 'c', 'd'],
        ['1', '2', '3', ''],
      ],
      2,
    ],
    [[['Sales'], ['As of', '2026-03-04'], [''], ['No', 'Name', 'City'], ['1', 'Ada', 'Oslo']], 4],
    [
      [
        ['As of', '2026-03-04'],
        ['No', 'Name', 'City'],
        ['1', 'Ada', 'Oslo'],
        ['2', 'Bo', 'Oslo'],
      ],
      2,
    ],
    [
      [
        ['By', 'Ada'],
        ['As of', '4/3/2026'],
        [],
        ['No', 'Name', 'City'],
        ['1', 'Ada', 'Oslo'],
        ['2', 'Bo', 'Oslo'],
        ['3', 'Cy', 'Oslo'],
      ],
      4,
    ],
    [
      [
        ['', 'Name', 'City'],
        ['1', 'Ada', 'Oslo'],
        ['2', 'Bo', 'Oslo'],
      ],
      1,
    ],
    [
      [
        ['', '2023', '2024'],
        ['North', '10', '20'],
        ['South', '30', '40'],
      ],
      1,
    ],
    [
      [
        ['Name', 'City', ''],
        ['Ada', 'Oslo', 'one'],
        ['Bo', 'Bonn', 'two'],
      ],
      1,
    ],
    [[['Name'], ['Ada']], 1],
    [[[''], ['Name'], ['Ada']], 2],
    [[], 1],
  ])('%j: %d', (records, expected) => {
    expect(guessHeaderRow(records)).toBe(expected);
  });
});
