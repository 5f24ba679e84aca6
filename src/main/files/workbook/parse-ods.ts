import { lastColumn, lastRow } from '../../../core/workbook/cell-reference';
import type { CellFormat } from '../../../core/workbook/number-format';
import { readIsoDate } from '../../../core/workbook/serial-date';
import { readNumericCell, type CellKind, type SheetCell } from '../../../core/workbook/sheet-row';
import { AppError } from '../../../shared/errors/app-error';
import { readBlock, type OdsBlock } from './ods-block';
import type { RowTaking, SheetFacts } from './sheet-book';
import type { OdsStyles } from './read-ods-styles';
import { longestText, readXml, type Attributes } from './xml-stream';

type OpenCell = { attributes: Attributes; paragraphs: string[]; text: string };

const general: CellFormat = { kind: 'general' };
const percent: CellFormat = { kind: 'percent' };
const duration = /^(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?$/;

const pad = (value: number): string => String(value).padStart(2, '0');

/** `PT12H30M00S` as `12:30:00`; null where it has another shape. */
const readDuration = (raw: string): string | null => {
  const match = duration.exec(raw.trim());
  if (match === null) return null;
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const rest = fraction.replace(/0+$/, '').slice(0, 3);
  const clock = `${pad(Number(days) * 24 + Number(hours))}:${pad(Number(minutes))}:${pad(Number(seconds))}`;
  return `${sign}${clock}${rest === '' ? '' : `.${rest}`}`;
};

/** What a cell holds; null where it is empty. */
const readValue = (cell: OpenCell, format: CellFormat): { text: string; kind: CellKind } | null => {
  const { attributes } = cell;
  const text = cell.paragraphs.join('\n');
  const type = attributes['office:value-type'] ?? '';
  if (attributes['calcext:value-type'] === 'error') return { text: text || '#N/A', kind: 'error' };
  switch (type) {
    case 'percentage':
      return readNumericCell(attributes['office:value'] ?? text, percent, false);
    case 'float':
    case 'currency':
      return readNumericCell(
        attributes['office:value'] ?? text,
        format.kind === 'padded' ? format : general,
        false,
      );
    case 'date': {
      const raw = attributes['office:date-value'] ?? text;
      const date = readIsoDate(raw, format.kind !== 'datetime');
      if (date === null) return { text: raw, kind: 'text' };
      // Midnight is left out in the file even where the column shows times of day.
      const isMidnight = date.kind === 'date' && format.kind === 'datetime';
      return isMidnight ? { text: `${date.text}T00:00:00`, kind: 'datetime' } : date;
    }
    case 'time': {
      const raw = attributes['office:time-value'] ?? text;
      const time = readDuration(raw);
      return time === null ? { text: raw, kind: 'text' } : { text: time, kind: 'time' };
    }
    case 'boolean':
      return { text: attributes['office:boolean-value'] ?? text, kind: 'boolean' };
    case '':
      if (text === '' && attributes['table:formula'] !== undefined) return { text, kind: 'no-value' };
      break;
    default:
      break;
  }
  // The value is the attribute where there is one, whatever is shown of it (OpenDocument 1.3, 19.383).
  const value = attributes['office:string-value'] || text;
  return value === '' ? null : { text: value, kind: 'text' };
};

const countOf = (attributes: Attributes, name: string, most: number): number => {
  const count = Number(attributes[name] ?? '1');
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1;
};

export type OdsTaking = RowTaking & {
  /** Told when a sheet begins. False: its rows are passed over. */
  begin: (sheet: number, name: string, hidden: boolean) => boolean;
  block?: (block: OdsBlock) => void;
  /** Told of the day from which the workbook counts, where it says so. */
  firstDay?: (day: string) => void;
  /** Nothing after the sheet that was wanted matters. */
  isDone?: () => boolean;
};

/** Comments, drawings and readings above East Asian words stand inside of cells and are no part of them. */
const strangers = new Set(['annotation', 'note', 'frame', 'shape', 'custom-shape', 'ruby-text', 'g']);

/**
 * Reads the sheets of an OpenDocument spreadsheet, one after the other, as a stream. Rows and cells that repeat are
 * written once in it and given as often as they stand for. Throws `file.workbook-damaged` and `file.huge-cell`.
 */
export const parseOds = async (
  chunks: AsyncIterable<Buffer>,
  size: number,
  name: string,
  styles: OdsStyles,
  taking: OdsTaking,
): Promise<SheetFacts> => {
  const facts: SheetFacts = { merges: [], filters: [], hiddenColumns: [] };
  let sheet = -1;
  let depth = 0;
  let wanted = false;
  let row = 0;
  let repeat = 1;
  let visibility = 'visible';
  let rowStyle = '';
  let cells: SheetCell[] = [];
  let column = 0;
  let columns = 0;
  let columnStyles: { first: number; last: number; style: string }[] = [];
  let cell: OpenCell | null = null;
  let inParagraph = 0;
  // What a blank here would follow.
  let before: 'nothing' | 'blank' | 'text' = 'nothing';
  let skipped = 0;
  let isDone = false;
  let bytes = 0;

  const refuseHuge = (): never => {
    throw new AppError('file.huge-cell', { name, line: Math.max(1, row), column: column + 1 });
  };

  const append = (piece: string): void => {
    if (cell === null || inParagraph === 0 || skipped > 0) return;
    cell.text += piece;
    if (cell.text.length > longestText) refuseHuge();
  };
  /** An element stands for these, so they are kept as they are. */
  const addWritten = (piece: string): void => {
    append(piece);
    before = 'text';
  };
  /**
   * Blanks and line breaks in the XML stand for one blank (OpenDocument 1.3, 6.1.2). Where a text begins they stand
   * for none, but LibreOffice writes a blank of the text there as it is: only those that lay out the XML are left out.
   */
  const addText = (piece: string): void => {
    if (cell === null || inParagraph === 0 || skipped > 0) return;
    const one = piece.replace(/[ \t\r\n]+/g, ' ');
    const isLayout = before === 'nothing' && /^ *[\t\r\n]/.test(piece);
    append(before === 'blank' || isLayout ? one.replace(/^ /, '') : one);
    // Text may go on behind blanks that were left out.
    if (one !== '' && !(isLayout && one === ' ')) before = one.endsWith(' ') ? 'blank' : 'text';
  };

  const formatOf = (attributes: Attributes): CellFormat => {
    const own = attributes['table:style-name'] ?? rowStyle;
    const ofColumn = columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? '';
    return styles.formatOf(own === '' ? ofColumn : own);
  };

  const closeCell = (): void => {
    if (cell === null) return;
    const { attributes } = cell;
    const times = countOf(attributes, 'table:number-columns-repeated', lastColumn + 1);
    const value = readValue(cell, formatOf(attributes));
    if (value !== null && (value.text !== '' || value.kind === 'no-value')) {
      for (let at = 0; at < times && column + at <= lastColumn; at += 1) {
        cells.push({ column: column + at, ...value });
      }
    }
    const wide = countOf(attributes, 'table:number-columns-spanned', lastColumn + 1);
    const high = countOf(attributes, 'table:number-rows-spanned', lastRow);
    if (wide > 1 || high > 1) {
      facts.merges.push({ top: row, bottom: row + high - 1, left: column, right: column + wide - 1 });
    }
    column += times;
    cell = null;
  };

  const closeRow = (): void => {
    if (cells.length > 0) {
      const hidden = visibility !== 'visible';
      for (let at = 0; at < repeat && !isDone; at += 1) {
        const filtered = visibility === 'filter';
        isDone = !taking.take({ number: row + at, cells, hidden, filtered });
      }
    }
    row += repeat - 1;
    if (row > lastRow) throw new AppError('file.workbook-damaged', { name }, { detail: `row ${row}` });
  };

  const openColumn = (attributes: Attributes): void => {
    const first = columns;
    columns += countOf(attributes, 'table:number-columns-repeated', lastColumn + 1);
    const last = columns - 1;
    if ((attributes['table:visibility'] ?? 'visible') !== 'visible')
      facts.hiddenColumns.push({ first, last });
    const style = attributes['table:default-cell-style-name'] ?? '';
    if (style !== '') columnStyles.push({ first, last, style });
  };

  const openTable = (attributes: Attributes): void => {
    depth += 1;
    if (depth > 1) return;
    sheet += 1;
    const hidden = styles.isHidden(attributes['table:style-name'] ?? '');
    wanted = taking.begin(sheet, attributes['table:name'] ?? '', hidden);
    row = 0;
    columns = 0;
    columnStyles = [];
  };

  const open = (element: string, attributes: Attributes): void => {
    if (isDone) return;
    if (element === 'table') return openTable(attributes);
    const block =
      taking.block === undefined ? null : readBlock(element, attributes, depth > 0 ? sheet : null);
    if (block !== null) taking.block?.(block);
    if (element === 'null-date') taking.firstDay?.(attributes['table:date-value'] ?? '');
    if (!wanted || depth !== 1) return;
    if (cell !== null) {
      if (skipped > 0 || strangers.has(element)) skipped += 1;
      else if (element === 'p' || element === 'h') {
        inParagraph += 1;
        before = 'nothing';
      } else if (element === 's') addWritten(' '.repeat(countOf(attributes, 'text:c', 32_767)));
      else if (element === 'tab') addWritten('\t');
      else if (element === 'line-break') addWritten('\n');
      return;
    }
    switch (element) {
      case 'table-row':
        row += 1;
        repeat = countOf(attributes, 'table:number-rows-repeated', lastRow);
        visibility = attributes['table:visibility'] ?? 'visible';
        rowStyle = attributes['table:default-cell-style-name'] ?? '';
        cells = [];
        column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        cell = { attributes, paragraphs: [], text: '' };
        break;
      case 'table-column':
        openColumn(attributes);
        break;
      default:
        break;
    }
  };

  const close = (element: string): void => {
    if (element === 'table') {
      depth -= 1;
      return;
    }
    if (!wanted || depth !== 1) return;
    if (cell === null) {
      if (element === 'table-row') closeRow();
      return;
    }
    if (skipped > 0) skipped -= 1;
    else if (element === 'table-cell' || element === 'covered-table-cell') closeCell();
    else if (element === 'p' || element === 'h') {
      inParagraph -= 1;
      if (inParagraph === 0) {
        cell.paragraphs.push(cell.text);
        cell.text = '';
      }
    }
  };

  await readXml(
    chunks,
    { open, close, text: addText },
    {
      name,
      refuseHuge,
      isDone: () => isDone || taking.isDone?.() === true,
      drain: async (length) => {
        bytes += length;
        await taking.drain?.(size === 0 ? 1 : Math.min(1, bytes / size));
      },
    },
  );
  return facts;
};
