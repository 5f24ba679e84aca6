import { builtInFormat, readNumberFormat, type CellFormat } from '../../../core/workbook/number-format';
import { readNumericCell, type SheetCell, type SheetRow } from '../../../core/workbook/sheet-row';
import { createTextReader, ids, readRecords, readRk, readSharedTexts, readText } from './biff-records';
import type { SheetFacts } from './sheet-book';

export type XlsGlobals = {
  /** BIFF8 is that of Excel 97 to 2003; older ones differ in every record. */
  isBiff8: boolean;
  isProtected: boolean;
  is1904: boolean;
  texts: string[];
  formatOf: (style: number) => CellFormat;
  sheets: { name: string; hidden: boolean; offset: number }[];
};

const biff8 = 0x0600;
const general: CellFormat = { kind: 'general' };

/** Reads what stands before the sheets. It ends early where the rest can't be read. */
export const readXlsGlobals = (bytes: Buffer): XlsGlobals => {
  const codes = new Map<number, CellFormat>();
  const styles: number[] = [];
  const globals: XlsGlobals = {
    isBiff8: false,
    isProtected: false,
    is1904: false,
    texts: [],
    formatOf: (style) => {
      const id = styles[style];
      return id === undefined ? general : (codes.get(id) ?? builtInFormat(id));
    },
    sheets: [],
  };
  for (const { id, parts, offset } of readRecords(bytes)) {
    const [body = Buffer.alloc(0)] = parts;
    if (offset === 0 && id !== ids.beginning) throw new RangeError(`record ${id} where the workbook begins`);
    switch (id) {
      case ids.beginning:
        globals.isBiff8 = body.readUInt16LE(0) === biff8;
        if (!globals.isBiff8) return globals;
        break;
      case ids.filePass:
        globals.isProtected = true;
        return globals;
      case ids.dateMode:
        globals.is1904 = body.readUInt16LE(0) === 1;
        break;
      case ids.formatCode:
        codes.set(body.readUInt16LE(0), readNumberFormat(readText(parts, 2)));
        break;
      case ids.format:
        styles.push(body.readUInt16LE(2));
        break;
      case ids.boundSheet: {
        // Charts, macros and modules are listed as sheets too.
        if (body[5] !== 0) break;
        const reader = createTextReader(parts, 6);
        const length = reader.u8();
        const name = reader.characters(length, reader.u8());
        globals.sheets.push({ name, hidden: ((body[4] ?? 0) & 3) !== 0, offset: body.readUInt32LE(0) });
        break;
      }
      case ids.sharedTexts:
        globals.texts = readSharedTexts(parts);
        break;
      case ids.end:
        return globals;
      default:
        break;
    }
  }
  return globals;
};

const errorTexts: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

type Value = Pick<SheetCell, 'text' | 'kind'>;

const toBoolean = (value: number): Value => ({ text: value === 0 ? 'false' : 'true', kind: 'boolean' });
const toError = (code: number): Value => ({ text: errorTexts[code] ?? '#N/A', kind: 'error' });

/**
 * Reads the sheet that begins at an offset: its rows in order, whatever the order of its cells, and what stands beside
 * them. Throws `RangeError` where it breaks off.
 */
export const parseXlsSheet = (
  bytes: Buffer,
  offset: number,
  globals: XlsGlobals,
): { rows: SheetRow[]; facts: SheetFacts } => {
  const rows = new Map<number, SheetCell[]>();
  const hiddenRows = new Set<number>();
  const facts: SheetFacts = { merges: [], filters: [], hiddenColumns: [] };
  let depth = 0;
  /** Cells whose text is yet to come. */
  const waiting: { row: number; column: number }[] = [];

  const put = (row: number, column: number, { text, kind }: Value): void => {
    if (text === '') return;
    const cells = rows.get(row);
    if (cells === undefined) rows.set(row, [{ column, text, kind }]);
    else cells.push({ column, text, kind });
  };
  const toNumber = (value: number, style: number): Value =>
    readNumericCell(String(value), globals.formatOf(style), globals.is1904);
  const putFormula = (row: number, column: number, body: Buffer): void => {
    if (body.readUInt16LE(12) !== 0xffff) {
      return put(row, column, toNumber(body.readDoubleLE(6), body.readUInt16LE(4)));
    }
    const kind = body[6];
    if (kind === 1) put(row, column, toBoolean(body[8] ?? 0));
    else if (kind === 2) put(row, column, toError(body[8] ?? 0));
    // A text stands in a record of its own, which need not be the next one.
    else if (kind === 0) waiting.push({ row, column });
  };

  for (const { id, parts } of readRecords(bytes, offset)) {
    const [body = Buffer.alloc(0)] = parts;
    if (id === ids.beginning) depth += 1;
    else if (id === ids.end) depth -= 1;
    if (depth === 0) break;
    // Charts stand within the sheet they are on.
    if (depth > 1) continue;
    switch (id) {
      case ids.sharedText: {
        const text = globals.texts[body.readUInt32LE(6)];
        if (text === undefined) throw new RangeError('a cell names a text there is not');
        put(body.readUInt16LE(0), body.readUInt16LE(2), { text, kind: 'text' });
        break;
      }
      case ids.text:
      case ids.richText:
        put(body.readUInt16LE(0), body.readUInt16LE(2), { text: readText(parts, 6), kind: 'text' });
        break;
      case ids.number:
        put(body.readUInt16LE(0), body.readUInt16LE(2), toNumber(body.readDoubleLE(6), body.readUInt16LE(4)));
        break;
      case ids.rk:
        put(
          body.readUInt16LE(0),
          body.readUInt16LE(2),
          toNumber(readRk(body.readInt32LE(6)), body.readUInt16LE(4)),
        );
        break;
      case ids.multipleRk:
        for (let at = 4, column = body.readUInt16LE(2); at + 6 <= body.length - 2; at += 6, column += 1) {
          put(
            body.readUInt16LE(0),
            column,
            toNumber(readRk(body.readInt32LE(at + 2)), body.readUInt16LE(at)),
          );
        }
        break;
      case ids.booleanOrError: {
        const value = body[6] ?? 0;
        put(body.readUInt16LE(0), body.readUInt16LE(2), body[7] === 1 ? toError(value) : toBoolean(value));
        break;
      }
      case ids.formula:
        putFormula(body.readUInt16LE(0), body.readUInt16LE(2), body);
        break;
      case ids.formulaText:
        for (const { row, column } of waiting.splice(0)) {
          put(row, column, { text: readText(parts, 0), kind: 'text' });
        }
        break;
      case ids.row:
        if ((body.readUInt16LE(12) & 0x20) !== 0) hiddenRows.add(body.readUInt16LE(0));
        break;
      case ids.columnInfo:
        if ((body.readUInt16LE(8) & 1) === 1) {
          facts.hiddenColumns.push({ first: body.readUInt16LE(0), last: body.readUInt16LE(2) });
        }
        break;
      case ids.filterMode:
        facts.filters.push({ top: 1, bottom: 65_536, left: 0, right: 255 });
        break;
      case ids.mergedCells:
        for (let at = 2; at + 8 <= body.length; at += 8) {
          facts.merges.push({
            top: body.readUInt16LE(at) + 1,
            bottom: body.readUInt16LE(at + 2) + 1,
            left: body.readUInt16LE(at + 4),
            right: body.readUInt16LE(at + 6),
          });
        }
        break;
      default:
        break;
    }
  }
  const sorted = [...rows].sort(([one], [other]) => one - other);
  for (const [row, cells] of sorted) {
    cells.sort((one, other) => one.column - other.column);
    if (cells.some(({ column }, at) => column === cells[at + 1]?.column)) {
      throw new RangeError(`row ${row + 1} has two values in one cell`);
    }
  }
  return {
    rows: sorted.map(([row, cells]) => ({ number: row + 1, cells, hidden: hiddenRows.has(row) })),
    facts,
  };
};
