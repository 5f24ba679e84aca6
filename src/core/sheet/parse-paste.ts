/**
 * The cells of a block copied from a spreadsheet: tabs between cells, breaks between rows. A cell is in quotes
 * only where it needs them (it holds a tab, a break or a doubled quote), as Excel writes it; other quotes are
 * text. The break at the end of the last row begins no further row.
 */
export const parsePaste = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  if (text === '') return rows;
  for (;;) {
    const cell = readCell(text, at);
    row.push(cell.value);
    at = cell.end;
    const mark = text.charAt(at);
    if (mark === '\t') {
      at += 1;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (at >= text.length) return rows;
  }
};

const isEnd = (character: string): boolean =>
  character === '' || character === '\t' || character === '\n' || character === '\r';

const readCell = (text: string, start: number): { value: string; end: number } => {
  const quoted = text.charAt(start) === '"' ? readQuoted(text, start) : null;
  if (quoted !== null) return quoted;
  let end = start;
  while (!isEnd(text.charAt(end))) end += 1;
  return { value: text.slice(start, end), end };
};

const readQuoted = (text: string, start: number): { value: string; end: number } | null => {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text.charAt(at + 1) === '"') {
      at += 1;
      continue;
    }
    const inner = text.slice(start + 1, at);
    if (!isEnd(text.charAt(at + 1)) || !/[\t\r\n]|""/.test(inner)) return null;
    return { value: inner.replaceAll('""', '"'), end: at + 1 };
  }
  return null;
};

const mustQuote = /["\t\r\n]/;

/**
 * A block copied from a spreadsheet as a text file with tabs, every row on a line of its own as before, with quotes
 * only where a file needs them. A text without tabs is no block of cells and stays as it is.
 */
export const toPastedText = (text: string): string => {
  if (!text.includes('\t')) return text;
  const quote = (cell: string): string => (mustQuote.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return parsePaste(text)
    .map((cells) => `${cells.map(quote).join('\t')}\r\n`)
    .join('');
};
