import Papa from 'papaparse';
import { delimiterCharacters } from '../../core/sheet/delimiters';
import type { Delimiter } from '../../shared/domain/sheet';
import { AppError } from '../../shared/errors/app-error';
import { countBreaks, cutRecords } from './cut-records';
import { findEndlessCell, passEndlessCell } from './pass-endless-cell';

/**
 * A record of the file; `line` is the 1-based line on which it begins. `strayQuote` is the 1-based column of a cell in
 * which text follows the closing quote: the record ends where it seems to only if its cells are as many as they should.
 */
export type CsvRecord = { cells: string[]; line: number; strayQuote?: number };

export type RecordParser = { push: (text: string) => CsvRecord[]; finish: () => CsvRecord[] };

/** Characters an unfinished record may have: past that, a cell is too long, or a quote was left open. */
const unfinishedLimit = 4 * 1024 * 1024;

/**
 * The parser merges records where line endings are mixed, so every break becomes LF for it, behind a mark of
 * what it was: VT for CRLF, FF for CR. Both are blanks to the parser, which allows blanks after a closing
 * quote. A VT or FF of the file itself goes as a single low surrogate, which decoded text never holds.
 */
const ownMarks = { '\v': '\udc0b', '\f': '\udc0c' } as const;

const shieldBreaks = (text: string): string =>
  text.includes('\r') ? text.replaceAll('\r\n', '\v\n').replaceAll('\r', '\f\n') : text;

const restoreBreaks = (cell: string): string => cell.replaceAll('\v\n', '\r\n').replaceAll('\f\n', '\r');

const restoreMarks = (cell: string): string =>
  cell.replace(/(?<![\ud800-\udbff])[\udc0b\udc0c]/g, (mark) => (mark === ownMarks['\v'] ? '\v' : '\f'));

const refuseEndlessCell = (text: string, line: number, delimiter: string): never => {
  const { breaks, column, opened } = findEndlessCell(text, delimiter);
  const code = opened === null ? 'file.cell-too-long' : 'file.unclosed-quote';
  throw new AppError(code, { line: line + breaks, column });
};

/**
 * Cuts decoded text into records. Line endings may be LF, CRLF and CR in any mixture; breaks inside quotes stay
 * as they are. Throws, with the line where the record begins and the 1-based column, since no later row would be
 * certain: `file.unclosed-quote` when a quote is never closed, `file.text-after-quote` when one closes in the middle of
 * a cell and others follow on the line, `file.cell-too-long` past 4 million characters.
 *
 * papaparse's parser is fed by hand rather than through its stream, which does the same (parse what is there,
 * keep the unfinished record for the next piece) but can't be paused without reading that record twice.
 */
export const createRecordParser = (delimiter: Delimiter): RecordParser => {
  const character = delimiterCharacters[delimiter];
  const parser = new Papa.Parser({ delimiter: character, newline: '\n', header: false });
  let rest = '';
  let heldBreak = '';
  let line = 1;
  let marked = false;
  let passOn: ReturnType<typeof passEndlessCell> | null = null;

  const prepare = (text: string, last: boolean): string => {
    let whole = heldBreak + text;
    heldBreak = '';
    if (!last && whole.endsWith('\r')) {
      heldBreak = '\r';
      whole = whole.slice(0, -1);
    }
    if (/[\v\f]/.test(whole)) {
      marked = true;
      whole = whole.replaceAll('\v', ownMarks['\v']).replaceAll('\f', ownMarks['\f']);
    }
    return shieldBreaks(whole);
  };

  const finishRecord = (cells: string[], quoted: boolean): CsvRecord => {
    const record = { cells, line };
    const end = cells.length - 1;
    const tail = cells[end] ?? '';
    const mark = tail.charCodeAt(tail.length - 1);
    if (mark === 0x0b || mark === 0x0c) cells[end] = tail.slice(0, -1);
    line += 1;
    if (!quoted && !marked) return record;
    for (let at = 0; at <= end; at += 1) {
      const cell = cells[at] ?? '';
      const breaks = countBreaks(cell);
      if (breaks === 0 && !marked) continue;
      line += breaks;
      cells[at] = restoreMarks(restoreBreaks(cell));
    }
    return record;
  };

  /** Whether a quote was left open, only the text behind the cell can tell. */
  const giveUpCell = (): void => {
    const { breaks, column, opened } = findEndlessCell(rest, character);
    if (opened === null) return refuseEndlessCell(rest, line, character);
    passOn = passEndlessCell(character, { line: line + breaks, column });
    passOn(rest.slice(opened + 1), false);
    rest = '';
  };

  const take = (text: string): CsvRecord[] => {
    const whole = rest + text;
    if (whole === '') return [];
    const { data, errors, meta } = parser.parse(whole, 0, true) as Papa.ParseResult<string[]>;
    const records: CsvRecord[] = [];
    let end = meta.cursor;
    if (errors.length === 0) {
      const quoted = whole.includes('"');
      for (const cells of data) records.push(finishRecord(cells, quoted));
    } else {
      const cut = cutRecords(whole, character, line);
      end = cut.end;
      for (const { cells, strayQuote } of cut.records) {
        const record = finishRecord(cells, true);
        records.push(strayQuote === undefined ? record : { ...record, strayQuote });
      }
    }
    rest = whole.slice(end);
    if (rest.length > unfinishedLimit) giveUpCell();
    return records;
  };

  return {
    push: (text) => {
      const piece = prepare(text, false);
      if (passOn === null) return take(piece);
      passOn(piece, false);
      return [];
    },
    finish: () => {
      const last = prepare('', true);
      passOn?.(last, true);
      const whole = rest + last;
      const records = take(whole === '' || whole.endsWith('\n') ? last : `${last}\n`);
      if (rest !== '') refuseEndlessCell(rest, line, character);
      return records;
    },
  };
};
