import { delimiterCharacters } from '../../core/sheet/delimiters';
import { countCells } from '../../core/sheet/guess-format';
import type { Delimiter } from '../../shared/domain/sheet';
import { readChunks } from './open-file';

/** What is kept of a line that never ends. */
const longestLine = 1 << 20;

const lineBreak = /\r\n|\r|\n/;

/** Where the last whole line of a text ends; a CR at its very end may be half of a break. */
const findLastLine = (text: string): number => {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2));
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
};

/**
 * The 1-based line and column of a file in which some bytes, breaks not among them, stand first; its beginning where
 * they stand nowhere. Throws what `readChunks` throws.
 */
export const findBytes = async (
  path: string,
  wanted: Buffer,
  delimiter: Delimiter,
  signal?: AbortSignal,
): Promise<{ line: number; column: number }> => {
  const text = wanted.toString('latin1');
  let line = 1;
  let rest = '';
  for await (const chunk of readChunks(path, signal)) {
    const whole = rest + chunk.toString('latin1');
    const at = whole.indexOf(text);
    const end = at === -1 ? findLastLine(whole) : at;
    const lines = whole.slice(0, end).split(lineBreak);
    line += lines.length - 1;
    if (at !== -1) {
      const [column = 1] = countCells(`${lines.at(-1) ?? ''}.`, delimiterCharacters[delimiter]);
      return { line, column };
    }
    rest = whole.slice(end).slice(-longestLine);
  }
  return { line: 1, column: 1 };
};
