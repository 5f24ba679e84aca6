/** Records of a CSV text by the letter of RFC 4180, with LF between them. Throws where it is not kept. */
export const readCsv = (text: string): string[][] => {
  const records: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (;;) {
        const end = text.indexOf('"', at + 1);
        if (end === -1) throw new Error(`a quote is open at ${at}`);
        cell += text.slice(at + 1, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    } else {
      const end = /[,\n]/.exec(text.slice(at))?.index ?? text.length - at;
      cell = text.slice(at, at + end);
      at += end;
    }
    cells.push(cell);
    const mark = text[at];
    at += 1;
    if (mark === ',') {
      if (at === text.length) cells.push('');
      continue;
    }
    if (mark !== '\n' && mark !== undefined) throw new Error(`text behind a quote at ${at}`);
    records.push(cells);
    cells = [];
  }
  if (cells.length > 0) records.push(cells);
  return records;
};
