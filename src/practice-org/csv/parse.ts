/** Text that is not strict CSV; the message is Salesforce's own. */
export class CsvFault extends Error {}

export const UNESCAPED_QUOTE =
  'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote';

const QUOTE = 34;

/**
 * Splits one record (no line break at its end) into cells, strictly: a quote may only open a cell, be
 * doubled inside it or close it. Throws {@link CsvFault} otherwise.
 */
export function splitRecord(record: string, delimiter: string): string[] {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (record.charCodeAt(at) === QUOTE) {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const close = record.indexOf('"', from);
        if (close < 0) throw new CsvFault(UNESCAPED_QUOTE);
        cell += record.slice(from, close);
        at = close + 1;
        if (record.charCodeAt(at) !== QUOTE) break;
        cell += '"';
        from = at + 1;
      }
      if (at < record.length && record[at] !== delimiter) throw new CsvFault(UNESCAPED_QUOTE);
      cells.push(cell);
    } else {
      const next = record.indexOf(delimiter, at);
      const end = next < 0 ? record.length : next;
      const cell = record.slice(at, end);
      if (cell.includes('"')) throw new CsvFault(UNESCAPED_QUOTE);
      cells.push(cell);
      at = end;
    }
    if (at >= record.length) return cells;
    at += 1;
  }
}
