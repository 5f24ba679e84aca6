import iconv from 'iconv-lite';

/** A text as records, cut by the plainest reading there is: one character after the other. */
export type Split = {
  records: string[][];
  /** 0-based records in which text follows a closing quote. */
  strays: number[];
  /** The text ends inside quotes. */
  isOpen: boolean;
};

export const decodeWhole = (bytes: Buffer, encoding: string): string => {
  const text =
    encoding === 'utf-8'
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      : iconv.decode(bytes, encoding, { stripBOM: false }) +
        // Half a letter at the end is one that can't be read, not nothing.
        (encoding.startsWith('utf-16') && bytes.length % 2 === 1 ? '\ufffd' : '');
  // Since Mac OS 8.5 the byte of the currency sign is the euro's.
  const read = encoding === 'macintosh' ? text.replaceAll('¤', '€') : text;
  return read.startsWith('\ufeff') ? read.slice(1) : read;
};

const isBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';

/** Quotes open at the start of a cell only, and double inside; blanks may follow a closing one. */
export const splitRecords = (text: string, delimiter: string): Split => {
  const split: Split = { records: [], strays: [], isOpen: false };
  let cells: string[] = [];
  let at = 0;
  const endRecord = (): void => {
    split.records.push(cells);
    cells = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  };
  const readPlain = (): string => {
    const start = at;
    while (at < text.length && text[at] !== delimiter && !isBreak(text[at])) at += 1;
    return text.slice(start, at);
  };
  while (at < text.length) {
    if (text[at] === '"') {
      const start = at;
      let value = '';
      at += 1;
      while (at < text.length) {
        if (text[at] !== '"') value += text[at];
        else if (text[at + 1] === '"') {
          value += '"';
          at += 1;
        } else break;
        at += 1;
      }
      if (at >= text.length) {
        split.isOpen = true;
        return split;
      }
      at += 1;
      const tail = readPlain();
      if (tail.trim() === '') cells.push(value);
      else {
        split.strays.push(split.records.length);
        cells.push(text.slice(start, at));
      }
    } else cells.push(readPlain());
    if (at >= text.length) {
      split.records.push(cells);
      return split;
    }
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter at the very end still begins a cell.
      if (at >= text.length) {
        cells.push('');
        split.records.push(cells);
      }
    } else endRecord();
  }
  return split;
};
