import { describe, expect, it } from 'vitest';
import { cellMarks, createRecordScanner, irregular, unfinished } from './scan-record';

/** Scans one record; the byte after the text is what the scanner asks for. */
const scan = (text: string) => {
  const scanner = createRecordScanner();
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array([...encoded, 0x0a]);
  const next = scanner.scan(bytes, 0, encoded.length);
  const cells = Array.from({ length: scanner.width() }, (_, at) => ({
    text: new TextDecoder().decode(bytes.subarray(scanner.starts()[at], scanner.ends()[at])),
    marks: scanner.marks()[at],
  }));
  return { next, cells, breaks: scanner.breaks(), isBlank: scanner.isBlank() };
};

describe('scanning a record', () => {
  it('finds its cells, quotes included, and where the next one begins', () => {
    const { next, cells, breaks } = scan('a,"b, ""c""",,"x\r\ny\rz"\r\nnext');
    expect(cells.map(({ text }) => text)).toEqual(['a', '"b, ""c"""', '', '"x\r\ny\rz"']);
    expect(next).toBe(24);
    expect(breaks).toBe(2);
  });

  it.each([
    ['"plain"\n', cellMarks.quoted],
    ['"a,b"\n', cellMarks.quoted | cellMarks.needsQuotes],
    ['"a\nb"\n', cellMarks.quoted | cellMarks.needsQuotes],
    ['"a""b"\n', cellMarks.quoted | cellMarks.needsQuotes | cellMarks.doubled],
    ['"a\rb"\n', cellMarks.quoted | cellMarks.needsQuotes | cellMarks.returns],
    ['5" pipe\n', cellMarks.bareQuote],
    ['plain\n', 0],
  ])('notes of %j what has to be known', (text, marks) => {
    expect(scan(text).cells[0]?.marks).toBe(marks);
  });

  it.each([
    ['no end', 'a,b'],
    ['an open quote', 'a,"b\n'],
    ['a closing quote at the very end', 'a,"b"'],
    ['a CR at the very end', 'a,b\r'],
    ['nothing', ''],
  ])('waits for more after %s', (_what, text) => {
    expect(scan(text).next).toBe(unfinished);
  });

  it.each([
    ['text behind a closing quote', '"a"b,c\n'],
    ['a blank behind a closing quote', '"a" ,c\n'],
    ['a lone CR', 'a,b\rc\n'],
  ])('does not guess at %s', (_what, text) => {
    expect(scan(text).next).toBe(irregular);
  });

  it('knows an empty line, and more columns than it has room for', () => {
    expect(scan('\n').isBlank).toBe(true);
    expect(scan('""\n').isBlank).toBe(true);
    expect(scan(',\n').isBlank).toBe(false);
    expect(scan(`${'x,'.repeat(300)}y\n`).cells).toHaveLength(301);
  });
});
