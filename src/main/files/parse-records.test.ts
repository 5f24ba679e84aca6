import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { createTextDecoder } from './decode-text';
import { createRecordParser } from './parse-records';

describe('pieces of a file', () => {
  it('make no difference to the text, wherever they are cut', () => {
    const encodings = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'windows-1252');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        encodings,
        fc.integer({ min: 1, max: 7 }),
        (bytes, encoding, size) => {
          const whole = createTextDecoder(encoding);
          const expected = whole.write(Buffer.from(bytes)) + whole.end();
          const pieces = createTextDecoder(encoding);
          let text = '';
          for (let at = 0; at < bytes.length; at += size)
            text += pieces.write(Buffer.from(bytes.slice(at, at + size)));
          text += pieces.end();
          expect(text).toBe(expected);
          expect(pieces.damaged()).toBe(whole.damaged());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('make no difference to the records', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\v', '\f', ' '),
      maxLength: 40,
    });
    const parse = (text: string, size: number) => {
      const parser = createRecordParser('comma');
      const records = [];
      try {
        for (let at = 0; at < text.length; at += size)
          records.push(...parser.push(text.slice(at, at + size)));
        records.push(...parser.finish());
      } catch (error) {
        return error instanceof AppError ? [error.code, error.params] : error;
      }
      return records;
    };
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 5 }), (text, size) => {
        expect(parse(text, size)).toEqual(parse(text, 1000));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a cell of millions of characters', () => {
  const long = 'x\n'.repeat(2_200_000);
  const refusalOf = (behind: string): unknown => {
    const parser = createRecordParser('comma');
    try {
      const text = `Name,Note\r\nAda,ok\r\nBo,"${long}${behind}`;
      for (let at = 0; at < text.length; at += 1 << 20) parser.push(text.slice(at, at + (1 << 20)));
      parser.finish();
    } catch (error) {
      return error instanceof AppError ? [error.code, error.params] : error;
    }
    return null;
  };
  const filler = 'y""'.repeat(600_000);

  it.each([
    ['closed further down', `${filler}"\nCy,y\n`, 'file.cell-too-long'],
    ['closed at the end', `${filler}"`, 'file.cell-too-long'],
    ['closed before blanks', `${filler}"  ,z\n`, 'file.cell-too-long'],
    ['never closed', filler, 'file.unclosed-quote'],
    ['ended by the quote of another cell', `${filler}\nCy,"y"\n`, 'file.unclosed-quote'],
  ])('%s is told as what it is', (_name, behind, code) => {
    expect(refusalOf(behind)).toEqual([code, { line: 3, column: 2 }]);
  });
});
