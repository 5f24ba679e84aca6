import { lastColumn, lastRow, parseRange, type CellRange } from './cell-reference';

/** One block of cells on one sheet. */
export type Area = { sheet: string; range: CellRange };

/** A sheet's name, in quotes where it needs them, and the rest behind the mark that ends it. */
const splitSheet = (text: string, mark: '!' | '.'): { sheet: string; rest: string } | null => {
  const start = text.startsWith('$') ? 1 : 0;
  if (text.charAt(start) !== "'") {
    const end = text.indexOf(mark, start);
    // A sheet that was deleted leaves `#REF!` behind.
    return end <= start || text.startsWith('#')
      ? null
      : { sheet: text.slice(start, end), rest: text.slice(end + 1) };
  }
  let sheet = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter !== "'") sheet += letter;
    else if (text.charAt(at + 1) === "'") {
      sheet += letter;
      at += 1;
    } else {
      return text.charAt(at + 1) === mark && sheet !== '' ? { sheet, rest: text.slice(at + 2) } : null;
    }
  }
  return null;
};

/** `$A:$D` and `$3:$90` stand for whole columns and rows. */
const readBlock = (text: string): CellRange | null => {
  const plain = text.replaceAll('$', '');
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(plain);
  if (columns !== null) return parseRange(`${columns[1]}1:${columns[2]}${lastRow}`);
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(plain);
  if (rows === null) return parseRange(plain);
  const range = parseRange(`A${rows[1]}:A${rows[2]}`);
  return range === null ? null : { ...range, left: 0, right: lastColumn };
};

/**
 * What a defined name of Excel points to, such as `'My Data'!$A$3:$D$90`; null for anything but one block of cells:
 * formulas, constants, several blocks, other workbooks.
 */
export const readExcelArea = (formula: string): Area | null => {
  const found = splitSheet(formula.trim().replace(/^=/, ''), '!');
  if (found === null || /[[\]]/.test(found.sheet)) return null;
  const range = readBlock(found.rest);
  return range === null ? null : { sheet: found.sheet, range };
};

/** The same as OpenDocument writes it: `$'My Data'.$A$3:.$D$90`, or with the sheet's name twice. */
export const readOdsArea = (address: string): Area | null => {
  const from = splitSheet(address.trim(), '.');
  if (from === null) return null;
  const colon = from.rest.indexOf(':');
  if (colon === -1) {
    const range = readBlock(from.rest);
    return range === null ? null : { sheet: from.sheet, range };
  }
  const end = from.rest.slice(colon + 1);
  const to = end.startsWith('.') ? { sheet: from.sheet, rest: end.slice(1) } : splitSheet(end, '.');
  if (to === null || to.sheet !== from.sheet) return null;
  const range = readBlock(`${from.rest.slice(0, colon)}:${to.rest}`);
  return range === null ? null : { sheet: from.sheet, range };
};
