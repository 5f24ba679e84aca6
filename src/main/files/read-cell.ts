import { cellMarks, type RecordScanner } from '../../core/sheet/scan-record';

/** The text of one cell of the record that was scanned last, without its quotes. */
export const readCell = (bytes: Buffer, scanner: RecordScanner, at: number): string => {
  const start = scanner.starts()[at] ?? 0;
  const end = scanner.ends()[at] ?? 0;
  const mark = scanner.marks()[at] ?? 0;
  if ((mark & cellMarks.quoted) === 0) return bytes.toString('utf8', start, end);
  const text = bytes.toString('utf8', start + 1, end - 1);
  return (mark & cellMarks.doubled) === 0 ? text : text.replaceAll('""', '"');
};

/** All cells of the record that was scanned last. */
export const readCells = (bytes: Buffer, scanner: RecordScanner): string[] => {
  const cells: string[] = [];
  for (let at = 0; at < scanner.width(); at += 1) cells.push(readCell(bytes, scanner, at));
  return cells;
};
