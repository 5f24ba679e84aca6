import { AppError } from '../../shared/errors/app-error';

/** A record, and the 1-based column of its first cell in which text follows the closing quote. */
export type CutRecord = { cells: string[]; strayQuote?: number };

/** Blanks, and the marks that stand for a VT or FF of the file itself (see `parse-records`). */
export const isBlankBehindQuote = (character: string | undefined): boolean =>
  character !== undefined && character !== '\n' && /^[\s\udc0b\udc0c]$/.test(character);

const findClosingQuote = (text: string, opened: number): number => {
  let at = text.indexOf('"', opened + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
};

export const countBreaks = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** A cell and where it ends; null where the text ends before it does. */
type Cell = { value: string; end: number; stray: boolean };

const cutCell = (
  text: string,
  start: number,
  delimiter: string,
): Cell | 'cut' | { uncertain: true; end: number } => {
  const endOf = (from: number): number => {
    const mark = text.indexOf(delimiter, from);
    const lineEnd = text.indexOf('\n', from);
    if (lineEnd === -1) return mark;
    return mark === -1 ? lineEnd : Math.min(mark, lineEnd);
  };
  if (text[start] !== '"') {
    const end = endOf(start);
    return end === -1 ? 'cut' : { value: text.slice(start, end), end, stray: false };
  }
  const closing = findClosingQuote(text, start);
  if (closing === -1) return 'cut';
  let end = closing + 1;
  while (isBlankBehindQuote(text[end]) && text[end] !== delimiter) end += 1;
  if (end >= text.length) return 'cut';
  if (text[end] === delimiter || text[end] === '\n')
    return { value: text.slice(start + 1, closing).replaceAll('""', '"'), end, stray: false };
  const lineEnd = text.indexOf('\n', closing);
  if (lineEnd === -1) return 'cut';
  // Another quote on the line may close what seems closed already: nobody knows where the row ends.
  if (text.indexOf('"', closing + 1) !== -1 && text.indexOf('"', closing + 1) < lineEnd)
    return { uncertain: true, end: lineEnd };
  const stop = endOf(closing);
  return { value: text.slice(start, stop), end: stop, stray: true };
};

/**
 * Cuts text whose breaks are all LF into records, one character after the other: for pieces in which a quote closes
 * in the middle of a cell, which the fast parser would read on to the next one. Such a cell is given as it is
 * written, quotes and all, and its record says so. `end` is where the first record begins that is not whole.
 *
 * Throws `file.text-after-quote` {line, column} where the rest of the line holds another quote.
 *
 * @param line 1-based line on which the text begins
 */
export const cutRecords = (
  text: string,
  delimiter: string,
  line: number,
): { records: CutRecord[]; end: number } => {
  const records: CutRecord[] = [];
  let begin = 0;
  let cells: string[] = [];
  let stray: number | undefined;
  let at = 0;
  while (at < text.length) {
    const cell = cutCell(text, at, delimiter);
    if (cell === 'cut') break;
    if ('uncertain' in cell)
      throw new AppError('file.text-after-quote', {
        line: line + countBreaks(text.slice(0, begin)),
        column: cells.length + 1,
      });
    cells.push(cell.value);
    if (cell.stray) stray ??= cells.length;
    at = cell.end + 1;
    if (text[cell.end] !== '\n') continue;
    records.push(stray === undefined ? { cells } : { cells, strayQuote: stray });
    begin = at;
    cells = [];
    stray = undefined;
  }
  return { records, end: begin };
};
