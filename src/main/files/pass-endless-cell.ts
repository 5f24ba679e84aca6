import { AppError } from '../../shared/errors/app-error';
import { countBreaks, isBlankBehindQuote } from './cut-records';

/**
 * Where the cell is that never ends: line breaks before its record, its 1-based column, and the place of the quote that
 * opens it; null where none does. Only asked once it is known that there is such a cell.
 */
export const findEndlessCell = (
  text: string,
  delimiter: string,
): { breaks: number; column: number; opened: number | null } => {
  let breaks = 0;
  let column = 1;
  let at = 0;
  let before = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end === -1) return { breaks: before, column, opened: at };
      breaks += countBreaks(text.slice(at, end));
      at = end + 1;
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
    if (text[at] === '\n') {
      breaks += 1;
      before = breaks;
      column = 1;
    } else if (at < text.length) {
      column += 1;
    }
    at += 1;
  }
  return { breaks: before, column, opened: null };
};

/** Blanks behind a quote after which nobody would say that it closes a cell. */
const mostBlanks = 1000;

/**
 * Reads on through a quoted cell that is too long to be kept, and throws once it is known what it is:
 * `file.cell-too-long` where the next quote closes it, `file.unclosed-quote` where that one belongs to another cell
 * or none comes. Takes the text behind the opening quote piece by piece.
 */
export const passEndlessCell = (
  delimiter: string,
  place: { line: number; column: number },
): ((text: string, last: boolean) => void) => {
  let held = '';
  return (text, last) => {
    const whole = held + text;
    held = '';
    let quote = whole.indexOf('"');
    while (quote !== -1 && whole[quote + 1] === '"') quote = whole.indexOf('"', quote + 2);
    if (quote === -1) {
      if (last) throw new AppError('file.unclosed-quote', place);
      return;
    }
    let end = quote + 1;
    while (end < whole.length && whole[end] !== delimiter && isBlankBehindQuote(whole[end])) end += 1;
    if (end === whole.length && !last && end - quote < mostBlanks) {
      held = whole.slice(quote);
      return;
    }
    const closes = end === whole.length || whole[end] === delimiter || whole[end] === '\n';
    throw new AppError(closes ? 'file.cell-too-long' : 'file.unclosed-quote', place);
  };
};
