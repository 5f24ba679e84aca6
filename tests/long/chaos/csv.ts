/** Records of CSV text, by a reader of the judge's own. */
export const parseCsv = (text: string, delimiter = ','): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  let open = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"') {
      quoted = true;
      open = true;
    } else if (letter === delimiter) {
      record.push(cell);
      cell = '';
      open = true;
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
      if (open || cell !== '') records.push([...record, cell]);
      record = [];
      cell = '';
      open = false;
    } else cell += letter;
  }
  if (open || cell !== '') records.push([...record, cell]);
  return records;
};

/** One line of CSV, quoted where it must be. */
export const writeCsvLine = (cells: readonly string[], delimiter = ','): string =>
  cells
    .map((cell) =>
      cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);
