import { parseCellReference, parseRange, type CellRange } from '../../../core/workbook/cell-reference';
import { decodeEscapes } from '../../../core/workbook/excel-text';
import type { CellFormat } from '../../../core/workbook/number-format';
import { readIsoDate } from '../../../core/workbook/serial-date';
import { readNumericCell, type CellKind, type SheetCell } from '../../../core/workbook/sheet-row';
import { AppError } from '../../../shared/errors/app-error';
import type { RowTaking, SheetFacts } from './sheet-book';
import type { SharedStrings } from './shared-strings';
import { longestText, readXml, type Attributes } from './xml-stream';

export type SheetContext = {
  name: string;
  is1904: boolean;
  /** Texts by number; asked for only where a cell needs one. */
  strings: SharedStrings;
  formatOf: (style: number) => CellFormat;
};

type OpenCell = {
  column: number;
  type: string;
  style: number;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
};

type Value = { text: string; kind: CellKind };

/** What a cell holds; null where it is empty. */
const readValue = (cell: OpenCell, context: SheetContext): Value | 'no-such-text' | null => {
  const { type, value } = cell;
  switch (type) {
    case 's': {
      if (value.trim() === '') return null;
      const text = context.strings.get(Number(value));
      return text === undefined ? 'no-such-text' : { text, kind: 'text' };
    }
    case 'inlineStr':
    case 'str':
      // A formula that gives an empty text has its result; one that was never worked out has no element for it.
      if (cell.hasFormula && !cell.hasValue) return { text: '', kind: 'no-value' };
      return { text: decodeEscapes(value), kind: 'text' };
    case 'e':
      return { text: value.trim() === '' ? '#N/A' : value.trim(), kind: 'error' };
    default:
      break;
  }
  const raw = value.trim();
  if (raw === '') return cell.hasFormula ? { text: '', kind: 'no-value' } : null;
  if (type === 'b') {
    if (raw === '1' || raw === 'true') return { text: 'true', kind: 'boolean' };
    return raw === '0' || raw === 'false' ? { text: 'false', kind: 'boolean' } : { text: raw, kind: 'text' };
  }
  const format = context.formatOf(cell.style);
  if (type === 'd') return readIsoDate(raw, format.kind !== 'datetime') ?? { text: raw, kind: 'text' };
  return readNumericCell(raw, format, context.is1904);
};

const isSet = (flag: string | undefined): boolean => flag === '1' || flag === 'true' || flag === 'on';

/**
 * Reads the cells of one sheet of an Office Open XML workbook. Cells stand where their reference says; where one
 * has none it follows the cell before it. Throws `file.workbook-damaged` where a place occurs twice, since one of
 * its values would be lost, and `file.huge-cell` {line, column}.
 */
export const parseSheet = async (
  chunks: AsyncIterable<Buffer>,
  size: number,
  context: SheetContext,
  taking: RowTaking,
): Promise<SheetFacts> => {
  const { name } = context;
  const facts: SheetFacts = { merges: [], filters: [], hiddenColumns: [] };
  let row = 0;
  let hidden = false;
  let cells: SheetCell[] = [];
  let column = -1;
  let cell: OpenCell | null = null;
  let capture = false;
  let inReading = 0;
  let inViews = 0;
  let filter: CellRange | null = null;
  let isDone = false;
  let bytes = 0;

  const refuse = (detail: string): never => {
    throw new AppError('file.workbook-damaged', { name }, { detail });
  };
  const refuseHuge = (): never => {
    throw new AppError('file.huge-cell', { name, line: Math.max(1, row), column: Math.max(0, column) + 1 });
  };

  const openRow = (attributes: Attributes): void => {
    const stated = attributes['r'];
    const next = stated === undefined ? row + 1 : Number(stated);
    if (!Number.isInteger(next) || next <= row) refuse(`row ${stated ?? ''} after row ${row}`);
    row = next;
    hidden = isSet(attributes['hidden']);
    cells = [];
    column = -1;
  };

  const openCell = (attributes: Attributes): void => {
    const stated = attributes['r'];
    let next = column + 1;
    if (stated !== undefined) {
      const place = parseCellReference(stated);
      if (place === null || place.row !== row) return refuse(`cell ${stated} in row ${row}`);
      next = place.column;
    }
    if (next <= column) refuse(`cell ${stated ?? ''} twice or out of order`);
    column = next;
    cell = {
      column,
      type: attributes['t'] ?? 'n',
      style: Number(attributes['s'] ?? '0'),
      value: '',
      hasValue: false,
      hasFormula: false,
    };
  };

  const closeCell = (): void => {
    if (cell === null) return;
    const value = readValue(cell, context);
    if (value === 'no-such-text') return refuse(`cell in row ${row} names a text there is not`);
    if (value !== null && (value.text !== '' || value.kind === 'no-value')) {
      cells.push({ column, text: value.text, kind: value.kind });
    }
    cell = null;
  };

  const open = (element: string, attributes: Attributes): void => {
    if (isDone) return;
    switch (element) {
      case 'c':
        openCell(attributes);
        break;
      case 'v':
      case 't':
        if (cell === null || inReading > 0) break;
        capture = true;
        cell.hasValue = true;
        break;
      case 'f':
        if (cell !== null) cell.hasFormula = true;
        break;
      case 'row':
        openRow(attributes);
        break;
      case 'rPh':
        inReading += 1;
        break;
      case 'col':
        if (isSet(attributes['hidden'])) {
          const { min = '1', max = min } = attributes;
          facts.hiddenColumns.push({ first: Number(min) - 1, last: Number(max) - 1 });
        }
        break;
      case 'mergeCell': {
        const range = parseRange(attributes['ref'] ?? '');
        if (range !== null) facts.merges.push(range);
        break;
      }
      case 'customSheetViews':
        inViews += 1;
        break;
      case 'autoFilter':
        filter = inViews === 0 ? parseRange(attributes['ref'] ?? '') : null;
        break;
      case 'filterColumn':
        if (filter !== null) facts.filters.push(filter);
        filter = null;
        break;
      default:
        break;
    }
  };

  const close = (element: string): void => {
    switch (element) {
      case 'v':
      case 't':
        capture = false;
        break;
      case 'c':
        closeCell();
        break;
      case 'row':
        if (!isDone && cells.length > 0) isDone = !taking.take({ number: row, cells, hidden });
        break;
      case 'rPh':
        inReading -= 1;
        break;
      case 'customSheetViews':
        inViews -= 1;
        break;
      case 'autoFilter':
        filter = null;
        break;
      default:
        break;
    }
  };

  const text = (piece: string): void => {
    if (!capture || cell === null) return;
    cell.value += piece;
    if (cell.value.length > longestText) refuseHuge();
  };

  await readXml(
    chunks,
    { open, close, text },
    {
      name,
      refuseHuge,
      isDone: () => isDone,
      drain: async (length) => {
        bytes += length;
        await taking.drain?.(size === 0 ? 1 : Math.min(1, bytes / size));
      },
    },
  );
  return facts;
};
